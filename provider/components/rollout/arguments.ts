/** Arguments of a rollout, wherever its nodes are: what runs, how the nodes talk, when and in which order they change. */
import { z } from "zod";
import type { ArgumentsOf } from "../../component.ts";
import { errorRate, latency } from "../../kinds/analysis/limits.ts";
import { prometheus } from "../../kinds/analysis/prometheus.ts";
import { Analysis } from "../../kinds/analysis.ts";
import { HealthCheck } from "../../kinds/health-check.ts";
import { Instance } from "../../kinds/instance.ts";
import { retry } from "../../kinds/node/node-schema.ts";
import { Release } from "../../kinds/release.ts";
import { Task } from "../../kinds/task.ts";
import { callOn } from "../../kinds/traffic/handover.ts";
import { keepWarm } from "../../kinds/traffic/rest.ts";
import { Traffic } from "../../kinds/traffic.ts";
import { control } from "../../resource.ts";
import { secret } from "../../schema.ts";
import { durationText } from "../../units.ts";

const release = Release.inputs.shape;
const traffic = Traffic.inputs.shape;
const analysed = Analysis.inputs.shape;

/** How the nodes talk to each other. */
const cluster = z.strictObject({
  cookie: secret(z.string()).describe("Secret that the nodes of the cluster share. Nodes with another one never join."),
  name: release.nodeBase.describe("First part of each node's name, before the `@`. Default: the application's name."),
  distribution: release.distribution,
  discovery: release.discovery,
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

/** How a rollout is reached and treated. */
export const everywhere = {
  host: control.shape.host,
  project: Instance.inputs.shape.project,
  timeout: control.shape.timeout,
  adopt: control.shape.adopt,
};

/** The name of the application. */
export const appName = () =>
  z
    .string()
    .optional()
    .describe("Name of the application: its user, unit and folder on the instances. Default: the cluster's name.");

/** An entrance for users. */
export const entrance = () =>
  expose
    .optional()
    .describe("An address that users can reach, behind a router that sends requests only to nodes that are well.");

/** What runs, and how it changes. */
export const changes = {
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
};

/** Arguments that decide which resources there are. */
export const PLAIN = ["app", "tasks", "strategy"] as const;

/** Arguments whose members may be references, and which themselves may not. */
export const GROUPS = ["cluster", "expose", "analysis", "rollback"] as const;

const shared = z.strictObject({ ...everywhere, expose: entrance(), ...changes });

/** Arguments of a rollout, as a component gets them, without those that decide which resources there are. */
export type RolloutArguments = Omit<
  ArgumentsOf<z.input<typeof shared>, (typeof PLAIN)[number], (typeof GROUPS)[number]>,
  (typeof PLAIN)[number]
>;

/** What every resource of a rollout is given. */
export type Everywhere = Pick<RolloutArguments, keyof typeof everywhere>;

/** Commands around a rollout. */
export type TaskList = z.input<typeof tasks>;

/** Whether there are any. */
export const hasTasks = ({ before = [], after = [] }: TaskList): boolean => before.length + after.length > 0;
