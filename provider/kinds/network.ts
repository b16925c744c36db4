/** A managed network. */
import pRetry from "p-retry";
import { z } from "zod";
import { change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import type { Context } from "../context.ts";
import { IncusError } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable } from "../schema.ts";
import { assertUnused, describeUsers, usedBy } from "../used-by.ts";
import { departFrom } from "./mesh/departures.ts";

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project that the network belongs to."),
  name: z
    .string()
    .min(1)
    .describe("Name of the network; a bridge's is also its interface's, with at most 15 characters."),
  type: immutable(z.enum(["bridge", "macvlan", "ovn", "physical", "sriov"]).default("bridge")).describe(
    "How instances are connected: by a bridge of its own, or by an interface of the server (`parent` in config).",
  ),
  description: z.string().optional().describe("What the network is for, in a sentence."),
  config: config().describe(
    "Options of the network, as Incus documents them. Those left out are the server's to choose.",
  ),
});

const outputs = z.object({
  ipv4Address: z.string().optional().describe("Its own IPv4 address and subnet, `none` where it has no IPv4."),
  ipv6Address: z.string().optional().describe("Its own IPv6 address and subnet, `none` where it has no IPv6."),
});

/** A managed network, that instances join by name. */
export const Network = defineResource({
  type: "network",
  summary: "A managed network that instances join by name.",
  example: `new Network("shop0", { config: { "ipv4.address": "10.20.0.1/24", "ipv6.address": "none" } })`,
  identity: ["project", "name"],
  inputs,
  outputs,

  async facts(context, { project, name }) {
    const network = name ? await context.incus(project).member("/1.0/networks", name, networkSchema) : undefined;
    return { users: network?.body.used_by ?? [], metadata: await context.server.configuration() };
  },

  plan({ wanted, facts }, implied) {
    const problems: Problem[] = wrongKeys(facts?.metadata, `network_${wanted.type}`, wanted.config);
    if (wanted.type === "bridge" && wanted.name && !/^[\w.-]{2,15}$/.test(wanted.name))
      problems.push({ path: ["name"], message: "names an interface too: 2 to 15 letters, digits, dots, - or _" });
    if (implied.action === "replace" && facts && facts.users.length > 0)
      problems.push({
        path: [implied.because[0] ?? "name"],
        message: `would replace the network while ${describeUsers(facts.users)} uses it; detach it there first`,
      });
    if (problems.length > 0) return { action: "refuse", problems };
    const moves = implied.action === "update" && implied.changed.includes("config");
    return moves ? { ...implied, unknown: [...implied.unknown, "ipv4Address", "ipv6Address"] } : implied;
  },

  async read(context, known) {
    const found = await context.incus(known.project).member("/1.0/networks", known.name, networkSchema);
    const type = inputs.shape.type.safeParse(found?.body.type);
    // What is not managed is an interface of the server's system, not a network of Incus.
    if (!found?.body.managed || !type.success) return undefined;
    const { name, description, config } = found.body;
    return {
      project: known.project,
      name,
      type: type.data,
      description,
      config: ownedOf(config, known.config),
      ipv4Address: config["ipv4.address"],
      ipv6Address: config["ipv6.address"],
      owner: config[OWNER_KEY],
    };
  },

  async create(context, { project, name, type, description, config }) {
    const body = { name, type, description, config: { ...config, ...context.mark() } };
    await pastOthers(context, () => context.incus(project).post("/1.0/networks", body));
  },

  async update(context, wanted, live, prior) {
    const description = orCleared(wanted.description, prior?.description);
    const config = { ...change(live.config, wanted.config), ...context.mark() };
    await context.incus(wanted.project).patch(path`/1.0/networks/${wanted.name}`, { description, config });
  },

  async delete(context, { project, name }) {
    const incus = context.incus(project);
    const at = path`/1.0/networks/${name}`;
    const found = await incus.get(at, networkSchema);
    assertUnused(context, `network ${JSON.stringify(name)}`, found?.body.used_by ?? []);
    await pastOthers(context, () => incus.delete(at));
    await departFrom(context);
  },
});

/**
 * Incus 6.0 looks through every interface of the machine where a bridge is made or goes, and fails where one of a stopping
 * instance goes meanwhile.
 */
const pastOthers = (context: Context, work: () => Promise<unknown>): Promise<unknown> =>
  pRetry(work, {
    retries: 3,
    minTimeout: 100,
    signal: context.signal,
    shouldRetry: ({ error }) => error instanceof IncusError && error.message.includes("bridge children"),
  });

const networkSchema = z.object({
  name: z.string(),
  type: z.string(),
  managed: z.boolean(),
  description: z.string(),
  config: liveConfig,
  used_by: usedBy,
});
