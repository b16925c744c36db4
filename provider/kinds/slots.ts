/** Slots: which of two groups of nodes takes what is new, while the other serves. */
import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { canonical } from "../beam/canonical.ts";
import { appName } from "../beam/folders.ts";
import { type Failure, isVerified } from "../beam/journal.ts";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers, unread } from "../schema.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { instanceName, projectName } from "./instance/schema.ts";
import { heldText } from "./node/node-plan.ts";
import { retry } from "./node/node-schema.ts";
import { inputs as release } from "./node/release-schema.ts";
import { type Records, recordsIn } from "./node/site.ts";
import { whereInput } from "./node/where.ts";
import { takeBack } from "./traffic/half-way.ts";
import {
  otherThan,
  readSlots,
  SLOTS,
  type Slot,
  slotsKey,
  targetOf,
  type Slots as Written,
  writeSlots,
} from "./traffic/slots.ts";

const of = release.shape;

const inputs = z.strictObject({
  project: projectName(),
  router: instanceName().describe("Instance of the router that gives one of the slots its requests."),
  app: appName().describe("Name of the application."),
  members: steers(
    z.strictObject({
      blue: z.array(z.string()).describe("Instances of the blue slot."),
      green: z.array(z.string()).describe("Instances of the green slot."),
    }),
  ).describe("Instances of each slot."),
  image: unread(z.string().optional()).describe("Image of the instances. With another one the slots change places."),
  release: of.release,
  digest: unread(of.digest),
  kept: unread(of.kept),
  environment: unread(of.environment),
  startFlags: unread(of.startFlags),
  nodeBase: unread(of.nodeBase),
  distribution: unread(of.distribution),
  discovery: unread(of.discovery),
  secrets: of.secrets,
  cookie: of.cookie,
  where: whereInput(),
  retry: steers(retry().default("always")),
});

const outputs = z.strictObject({
  target: z.enum(SLOTS).describe("Slot that has what is wanted, or will have it: blue or green."),
  keepBlue: z.boolean().describe("Whether the blue slot stays as it is."),
  keepGreen: z.boolean().describe("Whether the green slot stays as it is."),
});

type Inputs = z.output<typeof inputs>;

/** What makes one wish differ from another. */
const WISH = [
  "image",
  "digest",
  "kept",
  "environment",
  "startFlags",
  "nodeBase",
  "distribution",
  "discovery",
  "secrets",
  "cookie",
] as const;

/** Which of two slots is the target. It is decided in the plan, so that a preview shows which nodes will change. */
export const Slots = defineResource({
  type: "slots",
  summary:
    "Two groups of nodes, blue and green: one gets the requests, the other takes what is new. The target is the slot that has what is wanted, or else the one without requests.",
  example: `const slots = new Slots("chat", {
  router: router.instance,
  app: "chat",
  members: { blue: ["chat-blue-1"], green: ["chat-green-1"] },
  release: "chat-1.0.0.tar.gz",
  cookie: config.requireSecret("cookie"),
})`,
  class: "step",
  identity: ["project", "router", "app"],
  inputs,
  outputs,

  facts: lookUp,

  plan({ wanted, unknown, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update" && implied.action !== "create") return implied;
    const changed = implied.action === "update" ? implied.changed : [];
    if (!facts || WISH.some((name) => unknown.has(name)))
      return implied.action === "create" ? implied : { action: "update", changed, unknown: Object.keys(outputs.shape) };
    const { target, held, isNew } = decide(facts, wanted);
    const known = { target, ...keeps(target, held) };
    if (implied.action === "create") return { ...implied, known };
    const reason = held && heldText(held);
    return {
      ...(isNew ? { action: "update", changed, unknown: [], known } : { action: "none" }),
      ...(reason && { reason }),
    };
  },

  async read(context, known) {
    const found = await recordOf(context, known);
    if (!found) return undefined;
    return {
      project: known.project ?? "default",
      router: known.router,
      app: known.app,
      members: { blue: found.members.blue ?? [], green: found.members.green ?? [] },
      image: known.image,
      release: known.release,
      digest: known.digest,
      kept: known.kept,
      environment: known.environment ?? {},
      startFlags: known.startFlags ?? [],
      nodeBase: known.nodeBase,
      distribution: known.distribution ?? DISTRIBUTION,
      discovery: known.discovery,
      secrets: known.secrets ?? {},
      cookie: known.cookie ?? "",
      where: known.where,
      retry: known.retry ?? "always",
      target: found.target,
      ...keeps(found.target, found.held),
      owner: found.owner,
    };
  },

  create: decided,
  update: decided,

  async delete(context, { project, router, app }) {
    const there = await context.incus(project).member("/1.0/instances", router, answered);
    if (there) await edit(context.incus(project), router, () => ({ config: { [slotsKey(app)]: "" } }));
  },
});

const DISTRIBUTION = of.distribution.parse(undefined);

/** The other slot stays as it is: it serves, or it is what can be returned to. Both do while a wish is held back. */
const keeps = (target: Slot, held?: unknown) => ({
  keepBlue: held !== undefined || target !== "blue",
  keepGreen: held !== undefined || target !== "green",
});

/** What decides about the slots. */
interface Lookup {
  readonly found: Written | undefined;
  /** What is written about the nodes of each slot. */
  readonly nodes: Readonly<Record<Slot, readonly Records[]>>;
}

async function recordOf(context: Context, { project, router, app }: Partial<Inputs>): Promise<Written | undefined> {
  const found = router && (await context.incus(project).member("/1.0/instances", router, answered));
  return found && app !== undefined ? readSlots(found.body.config, app) : undefined;
}

async function lookUp(context: Context, wanted: Partial<Inputs>): Promise<Lookup> {
  const { project, app, where } = wanted;
  const found = await recordOf(context, wanted);
  const nodes = (slot: Slot) =>
    app === undefined ? [] : recordsIn(context, { project, app, where }, found?.members[slot] ?? []);
  const [blue, green] = await Promise.all([nodes("blue"), nodes("green")]);
  return { found, nodes: { blue, green } };
}

/** What the slots are to be after this, and whether that is anything new. */
function decide(lookup: Lookup, wanted: Partial<Inputs>) {
  const { found } = lookup;
  const key = found?.key ?? randomBytes(16).toString("hex");
  const wish = digestOf(key, wanted);
  const aim = targetOf(found ?? { wishes: {} }, wish);
  const held = wanted.retry === "on-change" ? refusalOf(lookup, aim, wish) : undefined;
  const target = held ? otherThan(aim) : aim;
  const isNew = held
    ? found?.held !== wish
    : found?.target !== aim || found.wishes[aim] !== wish || found.held !== undefined;
  return { target, wish, key, held, isNew };
}

/** Why a slot that does not serve is not asked again for what it was asked for last. */
function refusalOf({ found, nodes }: Lookup, slot: Slot, wish: string): Failure | undefined {
  if (!found || found.active === undefined || found.active === slot || found.wishes[slot] !== wish) return undefined;
  const asked = found.asked?.[slot] ?? 0;
  const settled = nodes[slot].filter(({ journal }) => journal && isVerified(journal));
  return settled.flatMap(({ journal }) => journal?.refused ?? []).find(({ at }) => at >= asked);
}

const digestOf = (key: string, wanted: Partial<Inputs>): string =>
  createHmac("sha256", Buffer.from(key, "hex"))
    .update(canonical(Object.fromEntries(WISH.map((name) => [name, wanted[name]]))))
    .digest("hex")
    .slice(0, 16);

async function decided(context: Context, wanted: Inputs): Promise<void> {
  const { project, router, app, members } = wanted;
  const { nodes, found } = await lookUp(context, wanted);
  const aim = found?.turning && decide({ found, nodes }, wanted);
  // The slot that is to change gets no requests, also where a client died while it gave it some.
  if (aim && (aim.target !== found.turning?.slot || found.wishes[aim.target] !== aim.wish))
    await takeBack({ context, ...wanted });
  await edit(context.incus(project), router, ({ config }) => {
    const before = readSlots(config, app);
    const { target, wish, key, held } = decide({ found: before, nodes }, wanted);
    const { held: _, ...found }: Partial<Written> = before ?? {};
    const slots = { wishes: {}, ...found, format: 1 as const, owner: context.mark()[OWNER_KEY], target, key, members };
    if (held) return { config: writeSlots(app, { ...slots, held: wish }) };
    const asked = found.wishes?.[target] === wish ? slots.asked : { ...slots.asked, [target]: Date.now() };
    return { config: writeSlots(app, { ...slots, wishes: { ...found.wishes, [target]: wish }, asked }) };
  });
}
