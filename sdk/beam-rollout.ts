// Written by `npm run generate` from provider/components/beam-rollout.ts. Do not edit.
import * as pulumi from "@pulumi/pulumi";
import { BeamRollout as component } from "../provider/components/beam-rollout.ts";
import type { Host } from "./host.ts";
import { layOut } from "./lay-out.ts";

/**
 * A release on instances of your own: BEAM nodes that form one cluster, changed by a strategy.
 *
 * @example
 * ```ts
 * const web = ["web-1", "web-2"].map((name) =>
 *   new Instance(name, { image: image.fingerprint, pinAddress: true, restart: "defer" }))
 *
 * new BeamRollout("chat", {
 *   instances: { "web-1": web[0], "web-2": web[1] },
 *   release: "chat-1.0.0.tar.gz",
 *   cluster: { cookie: config.requireSecret("cookie") },
 *   healthCheck: { http: { port: 4000, path: "/health" } },
 *   expose: { port: 4000, as: 80, image: image.fingerprint },
 *   strategy: rolling({ maxUnavailable: 1 }),
 * })
 * ```
 */
export class BeamRollout extends pulumi.ComponentResource {
  /** The nodes, in the order in which they change. */
  declare readonly nodes: pulumi.Output<BeamRolloutNodesValue[]>;

  /** Where the router answers, where the cluster is exposed: `http://10.0.0.5:80`. */
  declare readonly url: pulumi.Output<string | undefined>;

  /** The report of the last rollout as Markdown, for a pull request or the page of a job. */
  declare readonly report: pulumi.Output<string>;

  /**
   * @param name Name in the program; the resources below it are called after it.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: BeamRolloutArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cul8er:index:BeamRollout", name, {}, opts);
    this.registerOutputs(layOut(this, component, name, args));
  }
}

/** Arguments of `BeamRollout`. */
export interface BeamRolloutArgs {
  /**
   * Incus server: the name of a remote of your own Incus client configuration, or its address and certificate
   * fingerprint. Default: the local unix socket.
   */
  host?: pulumi.Input<string | BeamRolloutHostInput | Host | undefined>;

  /** Project of the instance. Default: default. */
  project?: pulumi.Input<string | undefined>;

  /**
   * Longest time that one change may take. Default: 5m.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;

  /** Take over what already exists under this name, instead of refusing to touch it. Default: false. */
  adopt?: pulumi.Input<boolean | undefined>;

  /**
   * Instances of the nodes by their names on the server, in the order in which the nodes change: resources
   * `Instance`. With `pinAddress: true` and `restart: "defer"` they change with their nodes, and with a volume at
   * `/opt/<app>` releases survive a new image.
   */
  instances: { [key: string]: pulumi.Input<BeamRolloutInstancesInput> };

  /** Instances of the other group, where the strategy is `blueGreen`: as many as `instances`, which are blue. */
  green?: { [key: string]: pulumi.Input<BeamRolloutGreenInput> } | undefined;

  /** The one instance that `tasks` run in, by its name. Needed where there are tasks. */
  taskInstance?: { [key: string]: pulumi.Input<BeamRolloutTaskInstanceInput> } | undefined;

  /** Name of the application: its user, unit and folder on the instances. Default: the name of the rollout. */
  app?: string | undefined;

  /** An address that users can reach, behind a router that sends requests only to nodes that are well. */
  expose?: BeamRolloutExposeArgs | undefined;

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   * A relative path starts at the program's folder.
   */
  release?: pulumi.Input<string | undefined>;

  /** SHA-256 of the tarball. Default: taken from the file. */
  digest?: pulumi.Input<string | undefined>;

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  kept?: pulumi.Input<string | undefined>;

  /** Environment of the application. */
  environment?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /**
   * Secret part of the environment. On the instance only root can read it.
   * A secret: encrypted in the state, never shown.
   */
  secrets?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Longest time that the application may take to stop. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: pulumi.Input<string | undefined>;

  /**
   * Commands of the release that run once for each revision, in an instance of their own: migrations. What they do
   * is not undone when nodes are put back.
   */
  tasks?: BeamRolloutTasksArgs | undefined;

  /** How the nodes talk to each other. */
  cluster: BeamRolloutClusterArgs;

  /** When and in which order nodes change. Default: rolling, one at a time. */
  strategy?:
    | BeamRolloutStrategyRollingArgs
    | BeamRolloutStrategyCanaryArgs
    | BeamRolloutStrategyBlueGreenArgs
    | BeamRolloutStrategyRecreateArgs
    | undefined;

  /** What the requests of users must be like while canaries are watched. Needs `expose`. */
  analysis?: BeamRolloutAnalysisArgs | undefined;

  /** Version that a person agrees to, where the strategy asks for it, or `any`. Default: none. */
  approved?: pulumi.Input<string | undefined>;

  /** When a node is healthy. Without it a node is healthy when it runs. */
  healthCheck?: pulumi.Input<BeamRolloutHealthCheckInput | undefined>;

  /**
   * How long nodes that changed are watched: those of the first batch before they get requests, and all of them at
   * the end of a rollout. Default: 10s; a first deploy is not watched.
   * A number and a unit, like `60s`.
   */
  minUptime?: pulumi.Input<string | undefined>;

  /** What happens to a release that fails its checks. */
  rollback?: BeamRolloutRollbackArgs | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<BeamRolloutHooksInput>[] | undefined>;
}

export interface BeamRolloutHostInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: pulumi.Input<string | undefined>;
  /** Address of the server's API, as `https://host:8443`. */
  address?: pulumi.Input<string | undefined>;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: pulumi.Input<string | undefined>;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: pulumi.Input<string | undefined>;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: pulumi.Input<string | undefined>;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: pulumi.Input<string | undefined>;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: pulumi.Input<BeamRolloutHostSshInput | undefined>;
}

export interface BeamRolloutHostSshInput {
  /** Name or IP address of the machine. */
  address: pulumi.Input<string>;
  /** Port of its SSH server. Default: 22. */
  port?: pulumi.Input<number | undefined>;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: pulumi.Input<string | undefined>;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: pulumi.Input<string | undefined>;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: pulumi.Input<string | undefined>;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutInstancesInput {
  /** Its first global IPv4 address. */
  ipv4Address?: pulumi.Input<string | undefined>;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: pulumi.Input<string | undefined>;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutGreenInput {
  /** Its first global IPv4 address. */
  ipv4Address?: pulumi.Input<string | undefined>;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: pulumi.Input<string | undefined>;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutTaskInstanceInput {
  /** Its first global IPv4 address. */
  ipv4Address?: pulumi.Input<string | undefined>;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: pulumi.Input<string | undefined>;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutExposeArgs {
  /** Port that the nodes listen on. */
  port: pulumi.Input<number>;
  /** Port that users reach, on the Incus server. */
  as: pulumi.Input<number>;
  /** Address of the Incus server that users reach. Default: all that it has, 0.0.0.0. */
  address?: pulumi.Input<string | undefined>;
  /**
   * Network of the router: it forwards the port of `address`, which must be named, instead of a proxy device. The
   * application sees where users come from, and clusters can share the address.
   */
  network?: pulumi.Input<string | undefined>;
  /** What is spoken there. Default: http. */
  protocol?: pulumi.Input<"http" | "tcp" | undefined>;
  /** Only requests for this host. Several applications can share a port then. */
  hostname?: pulumi.Input<string | undefined>;
  /**
   * Certificate with its chain, then its private key, as PEM: the port speaks TLS then.
   * A secret: encrypted in the state, never shown.
   */
  certificate?: pulumi.Input<string | undefined>;
  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  check?: pulumi.Input<BeamRolloutExposeCheckInput | undefined>;
  /** Whether a browser stays with its server, by a cookie. Default: false. */
  sticky?: pulumi.Input<boolean | undefined>;
  /** A header with which a request goes to the canaries of the strategy, whatever their share. */
  canaryHeader?: pulumi.Input<string | undefined>;
  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  maintenance?: pulumi.Input<string | undefined>;
  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  assets?: pulumi.Input<string | undefined>;
  /**
   * How long requests wait while no node is ready. Default: 30s.
   * A number and a unit, like `60s`.
   */
  hold?: pulumi.Input<string | undefined>;
  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  maxConnections?: pulumi.Input<number | undefined>;
  /**
   * Instance of a router that is there already, for several applications behind one. Its port is published where it
   * is made. Default: one of the cluster's own.
   */
  router?: pulumi.Input<string | undefined>;
  /**
   * Image that the router's instance is made of. Default: that of the nodes. Another one later does not touch it:
   * all users would be interrupted.
   */
  image?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutExposeCheckInput {
  /** Path that a server must answer with 200 to 299. */
  path: pulumi.Input<string>;
  /**
   * Time between two checks. Default: 1s.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one check. Default: 2s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Failures in a row that take a server out. Default: 3. */
  failures?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutTasksArgs {
  /** Commands that run, one after the other, before the first node changes. */
  before?: BeamRolloutTasksBeforeArgs[] | undefined;
  /** Commands that run when all nodes have changed and are well. */
  after?: BeamRolloutTasksAfterArgs[] | undefined;
}

export interface BeamRolloutTasksBeforeArgs {
  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamRolloutTasksAfterArgs {
  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamRolloutClusterArgs {
  /**
   * Secret that the nodes of the cluster share. Nodes with another one never join.
   * A secret: encrypted in the state, never shown.
   */
  cookie: pulumi.Input<string>;
  /** First part of each node's name, before the `@`. Default: the application's name. */
  name?: pulumi.Input<string | undefined>;
  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: pulumi.Input<BeamRolloutClusterDistributionInput | undefined>;
  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: pulumi.Input<BeamRolloutClusterDiscoveryInput | undefined>;
}

export interface BeamRolloutClusterDistributionInput {
  /** Port that each node listens on for the others. Default: 4370. */
  port?: pulumi.Input<number | undefined>;
  /**
   * Ask an epmd on each instance for the port, as releases do by themselves. Default: false, all nodes use the same
   * port.
   */
  epmd?: pulumi.Input<boolean | undefined>;
  /** Longest time in milliseconds that a starting node waits for the others. Default: 2000. */
  connectTimeout?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutClusterDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?: pulumi.Input<
    | BeamRolloutClusterDiscoveryLibclusterEpmdInput
    | BeamRolloutClusterDiscoveryLibclusterDnsPollInput
    | BeamRolloutClusterDiscoveryLibclusterGossipInput
    | BeamRolloutClusterDiscoveryLibclusterKubernetesInput
    | undefined
  >;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: pulumi.Input<BeamRolloutClusterDiscoveryDnsClusterInput | undefined>;
}

export interface BeamRolloutClusterDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface BeamRolloutClusterDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutClusterDiscoveryLibclusterGossipInput {
  strategy: "gossip";
  /** UDP port of the gossip. Default: libcluster's, 45892. */
  port?: pulumi.Input<number | undefined>;
  /** Address to listen on. Default: all. */
  ifAddr?: pulumi.Input<string | undefined>;
  /** Address that the gossip is sent to. Default: libcluster's own. */
  multicastAddr?: pulumi.Input<string | undefined>;
  /** Broadcast instead of multicast. Default: false. */
  broadcastOnly?: pulumi.Input<boolean | undefined>;
}

export interface BeamRolloutClusterDiscoveryLibclusterKubernetesInput {
  strategy: "kubernetes";
  /** Label selector of the pods to join. */
  selector: pulumi.Input<string>;
  /** How nodes are named there. Default: ip. */
  mode?: pulumi.Input<"ip" | "dns" | "hostname" | undefined>;
  /** Service of the pods; the mode `hostname` needs it. */
  serviceName?: pulumi.Input<string | undefined>;
  /** Namespace of the pods. Default: the one that it runs in. */
  namespace?: pulumi.Input<string | undefined>;
  /** Where their addresses are looked up. Default: endpoints. */
  ipLookupMode?: pulumi.Input<"endpoints" | "pods" | undefined>;
  /** Host of the Kubernetes API, with a dot at its end. Default: the name that it has inside the cluster. */
  master?: pulumi.Input<string | undefined>;
  /** Folder with the token and the authority for the API. Default: where Kubernetes puts them in a pod. */
  serviceAccountPath?: pulumi.Input<string | undefined>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutClusterDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
}

export interface BeamRolloutStrategyRollingArgs {
  type: "rolling";
  /** Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1. */
  maxUnavailable?: number | undefined;
  /** Nodes that change before they are judged together, at most `maxUnavailable`. Default: `maxUnavailable`. */
  batch?: number | undefined;
  /**
   * How long each batch is watched before the next one begins. Default: the first one as `minUptime` says.
   * A number and a unit, like `60s`.
   */
  pause?: string | undefined;
}

export interface BeamRolloutStrategyCanaryArgs {
  type: "canary";
  /** Nodes that go first. Default: 1. */
  nodes?: number | undefined;
  /** Shares of the requests that they get, one after the other. */
  steps: BeamRolloutStrategyCanaryStepsArgs[];
  /** Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1. */
  maxUnavailable?: number | undefined;
  /** Nodes that change before they are judged together, at most `maxUnavailable`. Default: `maxUnavailable`. */
  batch?: number | undefined;
  /**
   * How long each batch is watched before the next one begins. Default: the first one as `minUptime` says.
   * A number and a unit, like `60s`.
   */
  pause?: string | undefined;
}

export interface BeamRolloutStrategyCanaryStepsArgs {
  /** Percent of the requests that the canaries get together. */
  share: number;
  /**
   * How long their requests are watched. Default: the window of the analysis.
   * A number and a unit, like `60s`.
   */
  for?: string | undefined;
  /** Whether a person must agree before it. Default: false. */
  approval?: boolean | undefined;
}

export interface BeamRolloutStrategyBlueGreenArgs {
  type: "blueGreen";
  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  keepWarm?: string | undefined;
  /** Call into the release on each node of a group, before it gets the requests: for schedulers. */
  onActivate?: BeamRolloutStrategyBlueGreenOnActivateArgs | undefined;
  /** Call into the release on each node of a group that loses the requests, before the other gets its call. */
  onDeactivate?: BeamRolloutStrategyBlueGreenOnDeactivateArgs | undefined;
}

export interface BeamRolloutStrategyBlueGreenOnActivateArgs {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamRolloutStrategyBlueGreenOnDeactivateArgs {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamRolloutStrategyRecreateArgs {
  type: "recreate";
}

export interface BeamRolloutAnalysisArgs {
  /**
   * How long requests are watched. Default: 30s.
   * A number and a unit, like `60s`.
   */
  window?: pulumi.Input<string | undefined>;
  /** Requests that a window must have, or it says nothing. Default: 20. */
  minRequests?: pulumi.Input<number | undefined>;
  /** Requests that may fail: answered with 5xx, or not at all. */
  errorRate?: pulumi.Input<BeamRolloutAnalysisErrorRateInput | undefined>;
  /** How long answers may take, as the router sees it. */
  latency?: pulumi.Input<BeamRolloutAnalysisLatencyInput | undefined>;
  /** A query of Prometheus whose answer must be between limits. */
  prometheus?: pulumi.Input<BeamRolloutAnalysisPrometheusInput | undefined>;
  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  noData?: pulumi.Input<"pass" | "fail" | "wait" | undefined>;
}

export interface BeamRolloutAnalysisErrorRateInput {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  max?: pulumi.Input<number | undefined>;
  /** How much larger the share may be than that of the nodes with the old revision. */
  aboveStable?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutAnalysisLatencyInput {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  percentile?: pulumi.Input<"p50" | "p95" | "p99" | undefined>;
  /**
   * Longest time that it may be.
   * A number and a unit, like `60s`.
   */
  max?: pulumi.Input<string | undefined>;
  /** How many times that of the nodes with the old revision it may be. */
  timesStable?: pulumi.Input<number | undefined>;
}

export interface BeamRolloutAnalysisPrometheusInput {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  url: pulumi.Input<string>;
  /** The query. It is asked at the end of the window. */
  query: pulumi.Input<string>;
  /** Smallest value that is right. Every value of the answer is compared. */
  min?: pulumi.Input<number | undefined>;
  /** Largest value that is right. */
  max?: pulumi.Input<number | undefined>;
  /**
   * Longest time of the request. Default: 10s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: pulumi.Input<BeamRolloutHealthCheckHttpInput | undefined>;
  /** A port that must accept connections. */
  tcp?: pulumi.Input<BeamRolloutHealthCheckTcpInput | undefined>;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: pulumi.Input<BeamRolloutHealthCheckExecInput | undefined>;
  /** The node must answer over distribution, under its own name and port. */
  node?: pulumi.Input<{ [key: string]: never } | undefined>;
  /** Every node that is checked must see every other; a node alone must answer. */
  cluster?: pulumi.Input<{ [key: string]: never } | undefined>;
  /**
   * Time between two attempts. Default: 500ms.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one attempt. Default: 5s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Good answers in a row that are needed. Default: 1. */
  successes?: pulumi.Input<number | undefined>;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  retries?: pulumi.Input<number | undefined>;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  backoff?: pulumi.Input<number | undefined>;
  /**
   * Time after which it has failed. Default: 60s.
   * A number and a unit, like `60s`.
   */
  deadline?: pulumi.Input<string | undefined>;
}

export interface BeamRolloutHealthCheckHttpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
  /** Path of the request. Default: `/`. */
  path?: pulumi.Input<string | undefined>;
  /** Status that is right. Default: any from 200 to 299. */
  status?: pulumi.Input<number | undefined>;
  /** Text that the answer must hold. */
  body?: pulumi.Input<string | undefined>;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  json?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  version?: pulumi.Input<string | undefined>;
  /** Headers of the request. */
  headers?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface BeamRolloutHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
}

export interface BeamRolloutHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

export interface BeamRolloutRollbackArgs {
  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: pulumi.Input<"automatic" | "manual" | undefined>;
  /** Revisions that are kept on the instance. Default: 3. */
  keepVersions?: pulumi.Input<number | undefined>;
  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;
  /**
   * Whether a snapshot of instance and volume is taken before each switch, for restoring by hand; `keepVersions` of
   * them are kept. An instance with snapshots takes no other image. Default: false.
   */
  snapshot?: pulumi.Input<boolean | undefined>;
}

export interface BeamRolloutHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface BeamRolloutNodesValue {
  /** Full name of the node. */
  readonly name: string;
  /** Its address. */
  readonly address: string;
  /** Version of the release that it runs. */
  readonly version: string;
  /** Instance that it runs in. */
  readonly instance: string;
}
