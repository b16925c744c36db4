/**
 * Servers as one Incus cluster: a member for each, the cluster's groups, and its own options.
 *
 * The first server starts the cluster, and the others join one after the other, each behind the one before: joins at the
 * same time get in each other's way. What is removed is removed in the reverse order, while the others can still be asked.
 */
import { z } from "zod";
import { type Declared, defineComponent } from "../component.ts";
import { defined } from "../defined.ts";
import { server } from "../kinds/cluster/server.ts";
import { ClusterGroup } from "../kinds/cluster-group.ts";
import { ClusterMember } from "../kinds/cluster-member.ts";
import { ServerConfig } from "../kinds/server-config.ts";
import { duration, durationText } from "../units.ts";

const of = ClusterMember.inputs.shape;
const byMember = <T extends z.ZodType>(schema: T) => z.record(z.string(), schema);

const clusterArguments = z.strictObject({
  members: byMember(server).describe(
    "The servers, by the name that each has in the cluster. The first starts it, the others join in this order.",
  ),
  addresses: byMember(z.string())
    .optional()
    .describe(
      "Addresses for the other members, by name, such as 10.0.0.1:8443. Default: those that their APIs listen on.",
    ),
  groups: z
    .record(z.string(), z.array(z.string()))
    .optional()
    .describe("Groups by name, and the members of each. Members that are in none are in the one named default."),
  failureDomains: byMember(z.string())
    .optional()
    .describe(
      "What fails together, by member: a room, a rack, a provider. Copies of the database are spread over them.",
    ),
  roles: byMember(z.array(z.string())).optional().describe("Roles by member, such as ovn-chassis."),
  memberConfig: byMember(z.record(z.string(), z.string()))
    .optional()
    .describe("Options by member, such as scheduler.instance."),
  storagePools: byMember(z.record(z.string(), z.record(z.string(), z.string())))
    .optional()
    .describe(
      'By member, what the cluster\'s storage pools are made of there: `{ b: { local: { source: "/dev/sdb" } } }`.',
    ),
  evacuated: z
    .array(z.string())
    .optional()
    .describe(
      "Members that are to be empty; all others are brought back. Default: left alone, so that a person may do it.",
    ),
  evacuation: of.evacuation,
  healAfter: durationText()
    .optional()
    .describe(
      "How long a member may be offline before its instances are started elsewhere, from shared storage. Default: never.",
    ),
  config: z
    .record(z.string(), z.string())
    .optional()
    .describe("Options of the cluster itself, as Incus documents them."),
});

/** Servers that are one Incus cluster. */
export const IncusCluster = defineComponent({
  type: "incus_cluster",
  summary:
    "Servers that are one Incus cluster: the first starts it, others join by tokens that are good once, and a member that goes is emptied before.",
  example: `new IncusCluster("prod", {
  members: { a: a.endpoint, b: b.endpoint, c: c.endpoint },
  groups: { fast: ["a", "b"] },
  failureDomains: { a: "room-1", b: "room-2", c: "room-3" },
})`,
  arguments: clusterArguments,
  plain: [
    "groups",
    "failureDomains",
    "roles",
    "memberConfig",
    "storagePools",
    "evacuated",
    "evacuation",
    "healAfter",
    "config",
  ],
  groups: ["members", "addresses"],
  outputs: z.strictObject({
    fingerprint: z
      .string()
      .describe("Fingerprint of the cluster's certificate, which every member shows instead of its own."),
    urls: z.array(z.string()).describe("Where the members' APIs answer, in their order."),
  }),

  problems({ members, ...args }) {
    const names = Object.keys(members);
    const unknown = (where: string, named: readonly string[]) =>
      named
        .filter((name) => !names.includes(name))
        .map((name) => `${where} names ${JSON.stringify(name)}, which is no member`);
    return [
      ...(names.length === 0 ? ["members has no server"] : []),
      ...names
        .filter((name) => /^@|[/\s]/.test(name))
        .map((name) => `members has ${JSON.stringify(name)}, which is no name of a member`),
      ...Object.entries(args.groups ?? {}).flatMap(([group, named]) => unknown(`groups.${group}`, named)),
      ...(["addresses", "failureDomains", "roles", "memberConfig", "storagePools"] as const).flatMap((field) =>
        unknown(field, Object.keys(args[field] ?? {})),
      ),
      ...unknown("evacuated", args.evacuated ?? []),
      ...(args.evacuated && names.length > 0 && names.every((name) => args.evacuated?.includes(name))
        ? ["evacuated has every member: nothing would be left to move to"]
        : []),
      ...(args.healAfter !== undefined && HEALING in (args.config ?? {})
        ? [`config has ${HEALING}, and so does healAfter`]
        : []),
    ];
  },

  build(declare, _name, args) {
    const names = Object.keys(args.members);
    const members: Declared<typeof ClusterMember>[] = [];
    for (const [index, name] of names.entries()) {
      const { evacuated } = args;
      const inputs = defined({
        address: args.addresses?.[name],
        failureDomain: args.failureDomains?.[name],
        roles: args.roles?.[name],
        config: args.memberConfig?.[name],
        storagePools: args.storagePools?.[name],
        state: evacuated && (evacuated.includes(name) ? ("evacuated" as const) : ("online" as const)),
        evacuation: args.evacuation,
        host: args.members[name],
        clusterFingerprint: members[0]?.fingerprint,
      });
      const cluster = names.filter((other) => other !== name).flatMap((other) => args.members[other] ?? []);
      const starts = index === 0;
      members.push(
        declare.resource(ClusterMember, name, { name, starts, cluster, ...inputs }, { after: members.slice(-1) }),
      );
    }
    const [first] = names;
    const door = defined({ host: first === undefined ? undefined : args.members[first] });
    for (const [name, named] of Object.entries(args.groups ?? {}))
      declare.resource(ClusterGroup, `group-${name}`, { name, members: named, ...door }, { after: members });
    const config = {
      ...args.config,
      ...(args.healAfter !== undefined && { [HEALING]: `${Math.ceil(duration(args.healAfter) / 1000)}` }),
    };
    if (Object.keys(config).length > 0)
      declare.resource(ServerConfig, "config", { name: "cluster", config, ...door }, { after: members });
    return { fingerprint: members[0]?.fingerprint ?? "", urls: members.map(({ url }) => url) };
  },
});

const HEALING = "cluster.healing_threshold";
