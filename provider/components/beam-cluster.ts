/**
 * A cluster of BEAM nodes: an instance, a volume, a release and a node for each member, and the gates between them.
 *
 * The graph is the rollout: first every release is staged, then the nodes change batch by batch, each batch behind the
 * gate of the one before, and a last gate looks at all of them together.
 */
import { z } from "zod";
import { type Behind, type Declared, defineComponent } from "../component.ts";
import { defined } from "../defined.ts";
import { BeamNode } from "../kinds/beam-node.ts";
import { HealthCheck } from "../kinds/health-check.ts";
import { Instance } from "../kinds/instance.ts";
import { WATCH } from "../kinds/node/gate.ts";
import { Release } from "../kinds/release.ts";
import { StorageVolume } from "../kinds/storage-volume.ts";
import { control } from "../resource.ts";
import { secret } from "../schema.ts";
import { batches, rolling } from "../strategies/rolling.ts";
import { durationText, sizeText } from "../units.ts";

const of = Instance.inputs.shape;
const release = Release.inputs.shape;

const cluster = z.strictObject({
  cookie: secret(z.string()).describe("Secret that the nodes of the cluster share. Nodes with another one never join."),
  name: release.nodeBase.describe("First part of each node's name, before the `@`. Default: the application's name."),
  distribution: release.distribution,
  discovery: release.discovery,
});

const storage = z.strictObject({
  pool: z.string().default("default").describe("Storage pool of the volumes that hold releases and application data."),
  size: sizeText().optional().describe("Size of each volume. Default: the pool's."),
});

const rollback = z.strictObject({
  onFailure: HealthCheck.inputs.shape.onFailure,
  keepVersions: release.keepVersions,
});

const strategy = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("rolling"),
    maxUnavailable: z.int().min(1).describe("Nodes that may be out of service at the same time."),
  }),
  z.strictObject({ type: z.literal("recreate") }),
]);

const args = z.strictObject({
  host: control.shape.host,
  project: of.project,
  timeout: control.shape.timeout,
  size: z.int().min(1).describe("Number of nodes."),
  image: z.string().describe("Image that the instances are made of: a fingerprint or an alias on the server."),
  app: z
    .string()
    .optional()
    .describe("Name of the application: its user, unit and folder on the instances. Default: the cluster's name."),
  profiles: of.profiles,
  limits: of.limits,
  config: of.config,
  devices: of.devices.describe("Devices of every instance, besides those of its profiles."),
  storage: storage.optional().describe("The volume of each node. It survives every change of the instance's image."),
  release: release.release,
  digest: release.digest,
  kept: release.kept,
  environment: release.environment,
  secrets: release.secrets,
  startFlags: release.startFlags,
  drainTimeout: release.drainTimeout,
  cluster: cluster.describe("How the nodes talk to each other."),
  strategy: strategy.optional().describe("When and in which order nodes change. Default: rolling, one at a time."),
  healthCheck: release.healthCheck.describe("When a node is healthy. Without it a node is healthy when it runs."),
  minUptime: durationText()
    .optional()
    .describe(
      "How long nodes that changed are watched: after the first batch, and all of them at the end of a rollout. Default: 10s; a first deploy is not watched.",
    ),
  rollback: rollback.optional().describe("What happens to a release that fails its checks."),
});

const node = z.strictObject({
  name: z.string().describe("Full name of the node."),
  address: z.string().describe("Its address."),
  version: z.string().describe("Version of the release that it runs."),
  instance: z.string().describe("Instance that it runs in."),
});

/** What a gate is for. */
interface Gate {
  /** It ends the rollout. */
  readonly final: boolean;
  /** Its nodes must stay up for a while: the first ones with a new release, which show how it does, and all at the end. */
  readonly watched: boolean;
}

/** Nodes that form one cluster, spread over instances of their own, and changed without an outage. */
export const BeamCluster = defineComponent({
  type: "beam_cluster",
  summary: "BEAM nodes that form one cluster, each in an instance of its own, changed one after the other.",
  example: `new BeamCluster("chat", {
  size: 3,
  image: image.fingerprint,
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" } },
})`,
  arguments: args,
  plain: ["size", "app", "strategy"],
  groups: ["cluster", "storage", "rollback", "devices"],
  outputs: z.strictObject({
    nodes: z.array(node).describe("The nodes, in the order in which they change."),
  }),

  build(declare, name, { size, strategy = rolling(), app = name, ...args }) {
    const maxUnavailable = strategy.type === "rolling" ? strategy.maxUnavailable : size;
    const { host, project, timeout, healthCheck, minUptime = WATCH } = args;
    const everywhere = defined({ host, project, timeout });
    const members = Array.from({ length: size }, (_, index) => `${index + 1}`);
    const names = members.map((member) => `${name}-${member}`);

    const volumes = members.map((member) =>
      declare.resource(StorageVolume, member, {
        ...everywhere,
        pool: args.storage?.pool ?? "default",
        ...defined({ size: args.storage?.size }),
      }),
    );

    const instances = members.map((member, index) =>
      declare.resource(Instance, member, {
        ...everywhere,
        image: args.image,
        ...defined({ profiles: args.profiles, limits: args.limits, config: args.config }),
        devices: {
          ...args.devices,
          [app]: {
            type: "disk",
            pool: args.storage?.pool ?? "default",
            source: at(volumes, index).name,
            path: `/opt/${app}`,
          },
        },
        pinAddress: true,
        restart: "defer",
      }),
    );

    const releases = members.map((member, index) =>
      declare.resource(Release, member, {
        ...everywhere,
        instance: at(instances, index).name,
        app,
        incarnation: at(instances, index).incarnation,
        address: at(instances, index).ipv4Address,
        peers: instances.filter((_, peer) => peer !== index).map((peer) => peer.ipv4Address),
        cluster: names,
        changes: strategy.type,
        cookie: args.cluster.cookie,
        ...defined({
          nodeBase: args.cluster.name,
          distribution: args.cluster.distribution,
          discovery: args.cluster.discovery,
          release: args.release,
          digest: args.digest,
          kept: args.kept,
          environment: args.environment,
          secrets: args.secrets,
          startFlags: args.startFlags,
          drainTimeout: args.drainTimeout,
          healthCheck,
          keepVersions: args.rollback?.keepVersions,
        }),
      }),
    );

    const gate = (suffix: string, judged: readonly Declared<typeof BeamNode>[], { final, watched }: Gate) =>
      declare.resource(
        HealthCheck,
        suffix,
        {
          ...everywhere,
          app,
          instances: judged.map(({ instance }) => instance),
          generations: judged.map(({ generation }) => generation),
          maxUnavailable,
          final,
          cluster: final,
          ...defined({
            check: healthCheck,
            minUptime: watched ? minUptime : undefined,
            onFailure: args.rollback?.onFailure,
            keepVersions: args.rollback?.keepVersions,
          }),
        },
        { after: judged },
      );

    const nodes: Declared<typeof BeamNode>[] = [];
    let before: Behind[] = [...releases];
    const rounds = batches(size, maxUnavailable);
    for (const [round, batch] of rounds.entries()) {
      const changed = batch.map((index) =>
        declare.resource(
          BeamNode,
          at(members, index),
          {
            ...everywhere,
            instance: at(instances, index).name,
            app,
            incarnation: at(instances, index).incarnation,
            pending: at(instances, index).pending,
            revision: at(releases, index).revision,
            secretRevision: at(releases, index).secretRevision,
            version: at(releases, index).version,
            nodeName: at(releases, index).nodeName,
            cluster: names,
            maxUnavailable,
            onFailure: "gate",
            ...defined({ healthCheck }),
          },
          { after: before },
        ),
      );
      nodes.push(...changed);
      const [first, last] = [round === 0, round === rounds.length - 1];
      const passed = last
        ? gate("all", nodes, { final: true, watched: true })
        : gate(`batch-${round + 1}`, changed, { final: false, watched: first });
      before = [...releases, passed];
    }

    return {
      nodes: nodes.map(({ nodeName, address, runningVersion, instance }) => ({
        name: nodeName,
        address,
        version: runningVersion,
        instance,
      })),
    };
  },
});

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no member ${index + 1} of ${items.length}`);
  return item;
}
