/** Arguments of a cluster, in the groups in which a reader thinks of it: what exists, how it is set up, how nodes talk, when they change. */
import { z } from "zod";
import type { ArgumentsOf } from "../../component.ts";
import { errorRate, latency } from "../../kinds/analysis/limits.ts";
import { prometheus } from "../../kinds/analysis/prometheus.ts";
import { Analysis } from "../../kinds/analysis.ts";
import { HealthCheck } from "../../kinds/health-check.ts";
import { Instance } from "../../kinds/instance.ts";
import { retry } from "../../kinds/node/node-schema.ts";
import { Placement } from "../../kinds/placement.ts";
import { Release } from "../../kinds/release.ts";
import { Task } from "../../kinds/task.ts";
import { callOn } from "../../kinds/traffic/handover.ts";
import { keepWarm } from "../../kinds/traffic/rest.ts";
import { Traffic } from "../../kinds/traffic.ts";
import { control } from "../../resource.ts";
import { secret } from "../../schema.ts";
import { durationText, sizeText } from "../../units.ts";

const of = Instance.inputs.shape;
const placement = Placement.inputs.shape;
const release = Release.inputs.shape;
const traffic = Traffic.inputs.shape;
const analysed = Analysis.inputs.shape;

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
  retry: retry().optional(),
  snapshot: z
    .boolean()
    .optional()
    .describe(
      "Whether a snapshot of instance and volume is taken before each switch, for restoring by hand; `keepVersions` of them are kept. An instance with snapshots takes no other image. Default: false.",
    ),
});

const batches = {
  maxUnavailable: z
    .int()
    .min(1)
    .optional()
    .describe("Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1."),
  batch: z
    .int()
    .min(1)
    .optional()
    .describe(
      "Nodes that change before they are judged together, at most `maxUnavailable`. Default: `maxUnavailable`.",
    ),
  pause: durationText()
    .optional()
    .describe("How long each batch is watched before the next one begins. Default: the first one as `minUptime` says."),
};

const analysis = z.strictObject({
  window: analysed.window,
  minRequests: analysed.minRequests,
  errorRate: errorRate().optional(),
  latency: latency().optional(),
  prometheus: prometheus().optional(),
  noData: analysed.noData,
});

const step = z.strictObject({
  share: z.int().min(1).max(99).describe("Percent of the requests that the canaries get together."),
  for: durationText().optional().describe("How long their requests are watched. Default: the window of the analysis."),
  approval: z.boolean().optional().describe("Whether a person must agree before it. Default: false."),
});

const strategy = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("rolling"), ...batches }),
  z.strictObject({
    type: z.literal("canary"),
    nodes: z.int().min(1).optional().describe("Nodes that go first. Default: 1."),
    steps: z.array(step).min(1).describe("Shares of the requests that they get, one after the other."),
    ...batches,
  }),
  z.strictObject({
    type: z.literal("blueGreen"),
    keepWarm: keepWarm().optional(),
    onActivate: callOn()
      .optional()
      .describe("Call into the release on each node of a group, before it gets the requests: for schedulers."),
    onDeactivate: callOn()
      .optional()
      .describe(
        "Call into the release on each node of a group that loses the requests, before the other gets its call.",
      ),
  }),
  z.strictObject({ type: z.literal("recreate") }),
]);

const task = z.strictObject({
  command: Task.inputs.shape.command,
  limit: durationText().optional().describe("Longest time that it may take; then it is ended. Default: 4m."),
});

const tasks = z.strictObject({
  before: z.array(task).optional().describe("Commands that run, one after the other, before the first node changes."),
  after: z.array(task).optional().describe("Commands that run when all nodes have changed and are well."),
});

const expose = z.strictObject({
  port: z.int().min(1).max(65_535).describe("Port that the nodes listen on."),
  as: z.int().min(1).max(65_535).describe("Port that users reach, on the Incus server."),
  address: z
    .string()
    .default("0.0.0.0")
    .describe("Address of the Incus server that users reach. Default: all that it has, 0.0.0.0."),
  network: z
    .string()
    .optional()
    .describe(
      "Network of the router: it forwards the port of `address`, which must be named, instead of a proxy device. The application sees where users come from, and clusters can share the address.",
    ),
  protocol: traffic.protocol,
  hostname: traffic.hostname,
  certificate: traffic.certificate,
  check: traffic.check,
  sticky: traffic.sticky,
  canaryHeader: z
    .string()
    .optional()
    .describe("A header with which a request goes to the canaries of the strategy, whatever their share."),
  maintenance: traffic.maintenance,
  assets: traffic.assets,
  hold: traffic.hold.describe("How long requests wait while no node is ready. Default: 30s."),
  maxConnections: traffic.maxConnections,
  router: z
    .string()
    .optional()
    .describe(
      "Instance of a router that is there already, for several applications behind one. Its port is published where it is made. Default: one of the cluster's own.",
    ),
  image: z
    .string()
    .optional()
    .describe(
      "Image that the router's instance is made of. Default: that of the nodes. Another one later does not touch it: all users would be interrupted.",
    ),
});

/** Arguments of a cluster. */
export const clusterArguments = z.strictObject({
  host: control.shape.host,
  hosts: placement.hosts
    .optional()
    .describe(
      "Incus servers that the cluster is spread over, instead of `host`. Their instances must reach each other by address. Nodes of a server that is removed are made anew on the others, one after the other; nothing else ever moves.",
    ),
  spread: placement.spread,
  domains: placement.domains,
  project: of.project,
  timeout: control.shape.timeout,
  adopt: control.shape.adopt,
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
  expose: expose
    .optional()
    .describe("An address that users can reach, behind a router that sends requests only to nodes that are well."),
  release: release.release,
  digest: release.digest,
  kept: release.kept,
  environment: release.environment,
  secrets: release.secrets,
  startFlags: release.startFlags,
  drainTimeout: release.drainTimeout,
  tasks: tasks
    .optional()
    .describe(
      "Commands of the release that run once for each revision, in an instance of their own: migrations. What they do is not undone when nodes are put back.",
    ),
  cluster: cluster.describe("How the nodes talk to each other."),
  strategy: strategy.optional().describe("When and in which order nodes change. Default: rolling, one at a time."),
  analysis: analysis
    .optional()
    .describe("What the requests of users must be like while canaries are watched. Needs `expose`."),
  approved: z
    .string()
    .optional()
    .describe("Version that a person agrees to, where the strategy asks for it, or `any`. Default: none."),
  healthCheck: release.healthCheck.describe("When a node is healthy. Without it a node is healthy when it runs."),
  minUptime: durationText()
    .optional()
    .describe(
      "How long nodes that changed are watched: those of the first batch before they get requests, and all of them at the end of a rollout. Default: 10s; a first deploy is not watched.",
    ),
  rollback: rollback.optional().describe("What happens to a release that fails its checks."),
  hooks: HealthCheck.inputs.shape.hooks,
});

/** Arguments that decide which resources there are. */
export const PLAIN = ["size", "app", "tasks", "strategy"] as const;

/** Arguments whose members may be references, and which themselves may not. */
export const GROUPS = ["cluster", "storage", "limits", "expose", "analysis", "rollback", "devices"] as const;

/** Arguments of a cluster, as a component gets them, without those that decide which resources there are. */
export type ClusterArguments = Omit<
  ArgumentsOf<z.input<typeof clusterArguments>, (typeof PLAIN)[number], (typeof GROUPS)[number]>,
  (typeof PLAIN)[number]
>;

/** What every resource of a cluster is given. */
export type Everywhere = Pick<ClusterArguments, "host" | "project" | "timeout" | "adopt">;

/** The tasks of a cluster. */
export type TaskList = z.input<typeof tasks>;

/** The strategy of a cluster. */
export type Strategy = z.output<typeof strategy>;

/** A node, as a cluster tells of it. */
export const clusterNode = z.strictObject({
  name: z.string().describe("Full name of the node."),
  address: z.string().describe("Its address."),
  version: z.string().describe("Version of the release that it runs."),
  instance: z.string().describe("Instance that it runs in."),
});
