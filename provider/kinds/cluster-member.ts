/** A server as a member of a cluster. */
import { z } from "zod";
import { change, config, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import type { Context } from "../context.ts";
import { defined } from "../defined.ts";
import { InvalidRequest } from "../incus/errors.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable, parting, steers } from "../schema.ts";
import { join, start } from "./cluster/joining.ts";
import { evacuate, leave, restore, routersOn } from "./cluster/leaving.ts";
import { changeMember, inCluster, isAutomatic, type Member, membersOf } from "./cluster/members.ts";
import { standsInTheWay } from "./cluster/newcomer.ts";
import { server } from "./cluster/server.ts";
import { serverNow, serverRecords } from "./server/record.ts";
import { inOrderOf } from "./server/restriction.ts";

const ofMember = () => z.record(z.string(), z.record(z.string(), z.string())).default({});

const inputs = z.strictObject({
  name: z
    .string()
    .regex(/^[^@/\s][^/\s]*$/, "is no name of a member: no spaces or slashes, and no @ in front")
    .describe("Name of the member, unique in its cluster. The server itself is the resource's `host`."),
  starts: parting(z.boolean().default(false)).describe(
    "Whether it starts the cluster where none of `cluster` is in one yet: one member of a cluster does. Default: false.",
  ),
  cluster: parting(z.array(server).default([])).describe(
    "Servers of the cluster. It joins by the first that is in one, and is removed by them when it is gone itself.",
  ),
  clusterFingerprint: parting(z.string().optional()).describe(
    "Fingerprint of the cluster's certificate, an output of the member that starts it: servers whose own certificate is pinned show it as soon as they are members.",
  ),
  address: immutable(z.string().optional()).describe(
    "Its address for the other members, such as 10.0.0.1:8443. Default: the one that its API listens on.",
  ),
  storagePools: steers(ofMember()).describe(
    'What the cluster\'s storage pools are made of on this member, by pool: `{ local: { source: "/dev/sdb" } }`. Read when it joins.',
  ),
  networks: steers(ofMember()).describe("Likewise for its networks."),
  description: z.string().optional().describe("What the member is, in a sentence."),
  config: config().describe("Options of the member, such as scheduler.instance: all, group or manual."),
  roles: z
    .array(z.string())
    .optional()
    .describe("Roles besides those that the cluster gives out by itself, such as ovn-chassis."),
  groups: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Groups that it is in. Default: the one named default, or as the `members` of each ClusterGroup say."),
  failureDomain: z
    .string()
    .min(1)
    .optional()
    .describe("What fails together with it: copies of the cluster's database are spread over them. Default: default."),
  state: z
    .enum(["online", "evacuated"])
    .optional()
    .describe(
      "Whether instances may be on it: evacuated moves them to other members, online brings them back. Default: left alone, so that a person may do it.",
    ),
  evacuation: steers(
    z.enum(["auto", "stop", "force-stop", "stateful-stop", "migrate", "live-migrate"]).optional(),
  ).describe("What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says."),
  force: parting(z.boolean().default(false)).describe(
    "On delete, whether a member that is gone for good is removed, with all that was only there. Default: false.",
  ),
});

const outputs = z.strictObject({
  status: z.string().describe("Online, Evacuated, Offline or Blocked."),
  url: z.string().describe("Where the other members find it."),
  architecture: z.string().describe("Architecture: x86_64, aarch64, ..."),
  fingerprint: z
    .string()
    .describe("Fingerprint of the cluster's certificate, which it shows instead of its own while it is a member."),
});

type Wanted = z.output<typeof inputs>;

/** A server as a member of a cluster. */
export const ClusterMember = defineResource({
  type: "cluster_member",
  summary:
    "A server as a member of a cluster: the first starts it, others join by a token that is good once. A member that goes is emptied before.",
  example: `const first = new ClusterMember("a", { host: hostA, starts: true });
new ClusterMember("b", { host: hostB, cluster: [hostA] }, { dependsOn: first });`,
  identity: ["name"],
  inputs,
  outputs,

  async facts(context, wanted, live) {
    const through = await inCluster(context, hostsOf(wanted), live?.fingerprint ?? wanted.clusterFingerprint);
    const isEmptied = wanted.state === "evacuated" && live?.state === "online";
    return {
      metadata: await (through ?? context).server.configuration(),
      inTheWay: through && !live ? await standsInTheWay(context) : [],
      routers: through && isEmptied ? await routersOn(through, live.name) : [],
    };
  },

  plan({ prior, wanted, live, facts, unknown }, implied) {
    const problems: Problem[] = wrongKeys(facts?.metadata, "cluster", wanted.config);
    if (!wanted.starts && !unknown.has("starts") && !unknown.has("cluster") && (wanted.cluster ?? []).length === 0)
      problems.push({ path: ["cluster"], message: "is needed to join one; the member that begins it has `starts`" });
    for (const role of (wanted.roles ?? []).filter(isAutomatic))
      problems.push({ path: ["roles"], message: `has ${role}, which the cluster gives out by itself` });
    if (!live && !prior) for (const message of facts?.inTheWay ?? []) problems.push({ path: [], message });
    if (problems.length > 0) return { action: "refuse", problems };
    if (implied.action === "replace") return { action: "refuse", problems: implied.because.map(stays) };
    if (implied.action !== "update" || !live) return implied;
    // Nobody is called back because the program does not care any more.
    const changed = implied.changed.filter((field) => field !== "state" || wanted.state !== undefined);
    if (changed.length === 0) return { action: "none" };
    const { reason = entrancesLost(facts?.routers ?? []) } = implied;
    return { ...implied, changed, unknown: changed.includes("state") ? ["status"] : [], ...defined({ reason }) };
  },

  async read(context, known) {
    const through = await inCluster(context, hostsOf(known), known.fingerprint ?? known.clusterFingerprint);
    const found = through && (await membersOf(through)).find((each) => each.server_name === known.name);
    if (!through || !found) return undefined;
    const now = await serverNow(through);
    return {
      ...declaredOf(found, known),
      ...toldOf(found, now.certificate),
      owner: marks.of(now.config, known.name)?.owner,
    };
  },

  async create(context, wanted) {
    const through = await inCluster(context, wanted.cluster, wanted.clusterFingerprint);
    if (!through && !wanted.starts)
      throw new InvalidRequest({
        tried: `having ${JSON.stringify(wanted.name)} join a cluster`,
        on: context.server.name,
        said: "none of the servers in `cluster` is in one",
        advice: "One member starts it (`starts`); let the others come after it.",
      });
    await marks.claim(through ?? context, wanted.name, {});
    if (through) {
      await join(context, through, wanted);
      await adjust(through, wanted, undefined);
      return { fingerprint: (await serverNow(through)).certificate };
    }
    const fingerprint = await start(context, wanted);
    await adjust((await inCluster(context, [undefined], fingerprint)) ?? context, wanted, undefined);
    return { fingerprint };
  },

  async update(context, wanted, live, prior) {
    const through = (await inCluster(context, hostsOf(wanted), live.fingerprint)) ?? context;
    await adjust(through, wanted, { live, prior });
    await marks.write(through, wanted.name, {});
  },

  async delete(context, { name, cluster, force, fingerprint }) {
    const through = await inCluster(context, [...cluster, undefined], fingerprint);
    if (!through) return;
    await leave(through, { name, self: context, force });
    if ((await serverNow(through).catch(() => undefined))?.clustered) await marks.drop(through, name);
  },
});

/** A member that left and came back under another name would lose what is only on it. */
const stays = (field: string): Problem => ({
  path: [field],
  message: "cannot change while it is a member: remove it from the program, run that, and add it anew",
});

/** Nobody else takes over from a router meanwhile. */
const entrancesLost = (routers: readonly string[]): string | undefined =>
  routers.length === 0
    ? undefined
    : `empties a member that ${routers.join(" and ")} is on, a router: no requests get through it until it runs again, there or elsewhere`;

/** Whose a member is. */
const marks = serverRecords("member", z.object({}));

/** Who can be asked about it: the others first, for itself may be gone. */
const hostsOf = ({ cluster = [] }: Partial<Wanted>) => [...cluster, undefined];

function declaredOf(found: Member, known: Partial<Wanted> & { name: string }): Wanted {
  return {
    name: found.server_name,
    starts: known.starts ?? false,
    cluster: known.cluster ?? [],
    clusterFingerprint: known.clusterFingerprint,
    address: known.address === undefined ? undefined : found.url.replace(/^https:\/\//, ""),
    storagePools: known.storagePools ?? {},
    networks: known.networks ?? {},
    description: found.description || undefined,
    config: ownedOf(found.config, known.config),
    roles: inOrderOf(
      known.roles,
      found.roles.filter((role) => !isAutomatic(role)),
    ),
    groups: inOrderOf(known.groups, found.groups),
    failureDomain: found.failure_domain || undefined,
    state: found.status === "Evacuated" ? "evacuated" : "online",
    evacuation: known.evacuation,
    force: known.force ?? false,
  };
}

const toldOf = ({ status, url, architecture }: Member, fingerprint: string) => ({
  status,
  url,
  architecture,
  fingerprint,
});

/** Brings a member to what is wanted of it. */
async function adjust(
  context: Context,
  wanted: Wanted,
  before: { live: Wanted; prior: Partial<Wanted> | undefined } | undefined,
): Promise<void> {
  const { name, state, evacuation } = wanted;
  await changeMember(context, name, (now) => ({
    description: orCleared(wanted.description, before?.prior?.description) ?? now.description,
    config: withoutEmpty({ ...now.config, ...change(before?.live.config ?? {}, wanted.config) }),
    roles: [...now.roles.filter(isAutomatic), ...(wanted.roles ?? (before?.prior?.roles ? [] : others(now)))],
    groups: wanted.groups ?? (before?.prior?.groups ? ["default"] : now.groups),
    failure_domain: wanted.failureDomain ?? (before?.prior?.failureDomain ? "default" : now.failure_domain),
  }));
  const is = (await membersOf(context)).find((each) => each.server_name === name)?.status === "Evacuated";
  if (state === "evacuated" && !is) await evacuate(context, name, evacuation);
  if (state === "online" && is) await restore(context, name);
}

const others = ({ roles }: Member): string[] => roles.filter((role) => !isAutomatic(role));

const withoutEmpty = (config: Record<string, string>) =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value !== ""));
