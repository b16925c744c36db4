/** Placement: which instance goes on which server, where there are several. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { host } from "../incus/host.ts";
import type { Amounts } from "../placement/capacity.ts";
import { type Placed, place, SPREADS } from "../placement/place.ts";
import { defineResource, type Plan, type Problem } from "../resource.ts";
import { bytes, sizeText } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { instanceName, projectName } from "./instance/schema.ts";
import type { Where } from "./node/where.ts";
import { nameOf, roomsOf } from "./placement/rooms.ts";

const amounts = {
  cpu: z.number().min(0).optional().describe("Number of CPUs."),
  memory: sizeText().optional().describe('Memory: "2GiB".'),
  disk: sizeText().optional().describe('Disk: "20GiB".'),
};

const inputs = z.strictObject({
  project: projectName(),
  name: z.string().min(1).describe("Name of the placement."),
  hosts: z
    .array(host)
    .min(1)
    .describe("Incus servers that instances can be placed on, in the order in which they are filled."),
  domains: z
    .record(z.string(), z.string())
    .default({})
    .describe("What fails together with a host, by the host's name: a rack, a building. Default: each host alone."),
  capacity: z
    .record(z.string(), z.strictObject(amounts))
    .default({})
    .describe("What a host has for these instances, by its name. Default: what it has and has not promised to others."),
  instances: z
    .array(z.strictObject({ name: instanceName().describe("Name of the instance."), ...amounts }))
    .describe("Instances to be placed, and what each needs: only what is said is counted."),
  pool: z.string().default("default").describe("Storage pool whose space counts as disk. Default: default."),
  spread: z
    .enum(SPREADS)
    .default("hosts")
    .describe(
      "On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do. Default: hosts.",
    ),
});

const outputs = z.strictObject({
  where: z.record(z.string(), host).describe("Server of each instance, by its name: a value for the input `host`."),
  because: z.record(z.string(), z.string()).describe("Why each instance is where it is."),
});

type Inputs = z.output<typeof inputs>;

/** What is looked up. */
interface Facts {
  /** Room on each host, by its name, as far as it was asked. */
  readonly rooms: Readonly<Record<string, Amounts>>;
  /** Hosts that instances were found on which no state knows. */
  readonly found: Where;
}

/** Where instances go, decided in the plan. What is placed stays where it is as long as its host is there. */
export const Placement = defineResource({
  type: "placement",
  summary:
    "Which of several Incus servers each instance goes on: decided in the plan, never over their capacity, and stable. Only the instances of a server that is removed go elsewhere.",
  example: `const placement = new Placement("shop", {
  hosts: ["berlin", "paris"],
  instances: [{ name: "shop-1", memory: "2GiB" }, { name: "shop-2", memory: "2GiB" }],
})`,
  class: "step",
  identity: ["name"],
  inputs,
  outputs,

  facts: (context, wanted, live) => factsOf(context, wanted, live?.where ?? {}),

  plan({ prior, wanted, unknown, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update" && implied.action !== "create") return implied;
    const changed = implied.action === "update" ? implied.changed : [];
    const names = Object.keys(inputs.shape).filter((name) => unknown.has(name));
    if (!facts || names.length > 0)
      return implied.action === "create" ? implied : { action: "update", changed, unknown: Object.keys(outputs.shape) };
    const before = prior?.where ?? {};
    const { problems, placed, ...known } = decide(wanted, before, facts);
    const grown = prior?.instances !== undefined && changed.some((name) => name === "instances" || name === "capacity");
    if (grown) problems.push(...placed.overfull.map((message) => ({ path: ["instances"], message })));
    if (problems.length > 0) return { action: "refuse", problems };
    if (implied.action === "create") return { ...implied, known };
    if (implied.action === "none" && Object.keys(placed.because).every((name) => name in before)) return implied;
    return { action: "update", changed, unknown: [], known, reason: reasonOf(placed, before) };
  },

  /** It is written nowhere but in the engine's state. */
  async read(_, known) {
    const { where, because = {}, hosts, instances } = known;
    if (where === undefined || hosts === undefined || instances === undefined) return undefined;
    const { project = "default", name, domains = {}, capacity = {}, pool = "default", spread = "hosts" } = known;
    return { project, name, hosts, domains, capacity, instances, pool, spread, where, because };
  },

  create: (context, wanted) => decided(context, wanted, {}),
  update: (context, wanted, _, prior) => decided(context, wanted, prior?.where ?? {}),

  async delete() {
    // Nothing of it is on any server.
  },
});

async function decided(context: Context, wanted: Inputs, before: Where) {
  const { where, because } = decide(wanted, before, await factsOf(context, wanted, before));
  return { where, because };
}

async function factsOf(context: Context, wanted: Partial<Inputs>, before: Where): Promise<Facts> {
  const { project = "default", hosts = [], instances = [], capacity = {}, pool } = wanted;
  const own = instances.map(({ name }) => name);
  const counts = instances.some(({ cpu, memory, disk }) => (cpu ?? memory ?? disk) !== undefined);
  const asked = counts ? hosts.filter((host) => capacity[nameOf(host)] === undefined) : [];
  const counted = instances.some(({ disk }) => disk !== undefined) ? pool : undefined;
  const [rooms, found] = await Promise.all([
    roomsOf(context, asked, { project, own, pool: counted }),
    findThem(
      context,
      project,
      hosts,
      own.filter((name) => before[name] === undefined),
    ),
  ]);
  return { rooms, found };
}

/** Where instances are that no state knows of: another program's state may have been left behind. */
async function findThem(
  context: Context,
  project: string,
  hosts: readonly Where[string][],
  names: readonly string[],
): Promise<Where> {
  const found: Record<string, Where[string]> = {};
  for (const host of hosts.toReversed()) {
    const incus = context.on(host).incus(project);
    const here = await Promise.all(names.map((name) => incus.member("/1.0/instances", name, answered)));
    for (const [index, name] of names.entries()) if (here[index]) found[name] = host;
  }
  return found;
}

interface Decision {
  readonly where: Record<string, Where[string]>;
  readonly because: Placed["because"];
  readonly placed: Placed;
  readonly problems: Problem[];
}

/** Places the instances. Pure. */
function decide(wanted: Partial<Inputs>, before: Where, { rooms, found }: Facts): Decision {
  const { hosts = [], instances = [], domains = {}, capacity = {}, spread = "hosts" } = wanted;
  const byName = new Map(hosts.map((host) => [nameOf(host), host]));
  const placed = place({
    hosts: [...byName.keys()].map((name) => ({
      name,
      domain: domains[name],
      room: amountsOf(capacity[name]) ?? rooms[name] ?? {},
    })),
    guests: instances.map(({ name, ...needs }) => ({ name, needs: amountsOf(needs) ?? {} })),
    spread,
    before: Object.fromEntries(Object.entries({ ...found, ...before }).map(([name, host]) => [name, nameOf(host)])),
  });
  const where: Decision["where"] = {};
  for (const [name, at] of Object.entries(placed.where)) {
    const host = byName.get(at);
    if (host !== undefined) where[name] = host;
  }
  return { where, because: placed.because, placed, problems: problemsOf(wanted, placed) };
}

function problemsOf({ hosts = [], domains = {}, capacity = {}, instances = [] }: Partial<Inputs>, placed: Placed) {
  const problems: Problem[] = [];
  const names = hosts.map(nameOf);
  const twice = (all: readonly string[]) => [...new Set(all.filter((name, index) => all.indexOf(name) !== index))];
  for (const name of twice(names)) problems.push({ path: ["hosts"], message: `names ${name} twice` });
  for (const name of twice(instances.map(({ name }) => name)))
    problems.push({ path: ["instances"], message: `names ${name} twice` });
  for (const [field, map] of Object.entries({ domains, capacity }))
    for (const name of Object.keys(map))
      if (!names.includes(name))
        problems.push({ path: [field, name], message: `is of no host: there are ${names.join(", ")}` });
  for (const message of Object.values(placed.misfits)) problems.push({ path: ["instances"], message });
  return problems;
}

function amountsOf(
  said: { cpu?: number | undefined; memory?: string | undefined; disk?: string | undefined } | undefined,
) {
  if (!said) return undefined;
  const { cpu, memory, disk } = said;
  const size = (text: string | undefined) => (text === undefined ? undefined : bytes(text));
  return { cpu, memory: size(memory), disk: size(disk) } satisfies Amounts;
}

/** What becomes of the instances, in a line. */
function reasonOf({ because, moved }: Placed, before: Where): string {
  const said = Object.entries(because).filter(([name]) => moved.includes(name) || before[name] === undefined);
  return said.length === 0 ? "nothing moves" : said.map(([name, why]) => `${name} ${why}`).join("; ");
}
