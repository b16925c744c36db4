// Written by `npm run generate` from provider/components/beam-rollout.ts. Do not edit.
import { BeamRollout as component } from "../provider/components/beam-rollout.ts";
import type { Construct, IResolvable } from "./cdk.ts";
import { Component, type ComponentConfig } from "./component.ts";
import type { Host } from "./host.ts";
import { layOut } from "./lay-out.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A release on instances of your own: BEAM nodes that form one cluster, changed by a strategy.
 *
 * @example
 * ```ts
 * const web = ["web-1", "web-2"].map((name) =>
 *   new Instance(name, { image: image.fingerprint, pinAddress: true, restart: "defer" }))
 *
 * new BeamRollout(this, "chat", {
 *   instances: { "web-1": web[0], "web-2": web[1] },
 *   release: "chat-1.0.0.tar.gz",
 *   cluster: { cookie: cookie.stringValue },
 *   healthCheck: { http: { port: 4000, path: "/health" } },
 *   expose: { port: 4000, as: 80, image: image.fingerprint },
 *   strategy: rolling({ maxUnavailable: 1 }),
 * })
 * ```
 */
export class BeamRollout extends Component {
  /** The nodes, in the order in which they change. */
  declare readonly nodes: BeamRolloutNodesValue[];

  /** Where the router answers, where the cluster is exposed: `http://10.0.0.5:80`. */
  declare readonly url: string | undefined;

  /** The report of the last rollout as Markdown, for a pull request or the page of a job. */
  declare readonly report: string;

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; the resources below it are called after it where `config.name` says no other.
   * @param config What it is to be.
   */
  constructor(scope: Construct, id: string, config: BeamRolloutConfig) {
    super(scope, id);
    layOut(this, component, config);
  }
}

/** Configuration of `BeamRollout`. */
export interface BeamRolloutConfig extends ComponentConfig {
  /**
   * Incus server: the name of a remote of your own Incus client configuration, or its address and certificate
   * fingerprint. Default: the local unix socket.
   */
  host?: string | BeamRolloutHostInput | Host | IResolvable | undefined;

  /** Project of the instance. Default: default. */
  project?: string | undefined;

  /**
   * Longest time that one change may take. Default: 5m.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;

  /** Take over what already exists under this name, instead of refusing to touch it. Default: false. */
  adopt?: boolean | IResolvable | undefined;

  /**
   * Instances of the nodes by their names on the server, in the order in which the nodes change: resources
   * `Instance`. With `pinAddress: true` and `restart: "defer"` they change with their nodes, and with a volume at
   * `/opt/<app>` releases survive a new image.
   */
  instances: { [key: string]: BeamRolloutInstancesInput | IResolvable };

  /** Instances of the other group, where the strategy is `blueGreen`: as many as `instances`, which are blue. */
  green?: { [key: string]: BeamRolloutGreenInput | IResolvable } | undefined;

  /** The one instance that `tasks` run in, by its name. Needed where there are tasks. */
  taskInstance?: { [key: string]: BeamRolloutTaskInstanceInput | IResolvable } | undefined;

  /** Name of the application: its user, unit and folder on the instances. Default: the name of the rollout. */
  app?: string | undefined;

  /** An address that users can reach, behind a router that sends requests only to nodes that are well. */
  expose?: BeamRolloutExposeArgs | undefined;

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   * A relative path starts at the program's folder.
   */
  release?: string | undefined;

  /** SHA-256 of the tarball. Default: taken from the file. */
  digest?: string | undefined;

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  kept?: string | undefined;

  /** Environment of the application. */
  environment?: { [key: string]: string } | IResolvable | undefined;

  /**
   * Secret part of the environment. On the instance only root can read it.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  secrets?: { [key: string]: string } | IResolvable | WriteOnly<{ [key: string]: string }> | undefined;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: string[] | IResolvable | undefined;

  /**
   * Longest time that the application may take to stop. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: string | undefined;

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
  approved?: string | undefined;

  /** When a node is healthy. Without it a node is healthy when it runs. */
  healthCheck?: BeamRolloutHealthCheckInput | IResolvable | undefined;

  /**
   * How long nodes that changed are watched: those of the first batch before they get requests, and all of them at
   * the end of a rollout. Default: 10s; a first deploy is not watched.
   * A number and a unit, like `60s`.
   */
  minUptime?: string | undefined;

  /** What happens to a release that fails its checks. */
  rollback?: BeamRolloutRollbackArgs | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  hooks?:
    | (BeamRolloutHooksInput | IResolvable)[]
    | IResolvable
    | WriteOnly<(BeamRolloutHooksInput | IResolvable)[]>
    | undefined;
}

export interface BeamRolloutHostInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: BeamRolloutHostSshInput | IResolvable | undefined;
}

export interface BeamRolloutHostSshInput {
  /** Name or IP address of the machine. */
  address: string;
  /** Port of its SSH server. Default: 22. */
  port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: string | undefined;
}

export interface BeamRolloutInstancesInput {
  /** Its first global IPv4 address. */
  ipv4Address?: string | undefined;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: string | undefined;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: string | undefined;
}

export interface BeamRolloutGreenInput {
  /** Its first global IPv4 address. */
  ipv4Address?: string | undefined;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: string | undefined;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: string | undefined;
}

export interface BeamRolloutTaskInstanceInput {
  /** Its first global IPv4 address. */
  ipv4Address?: string | undefined;
  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  incarnation?: string | undefined;
  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  pending?: string | undefined;
}

export interface BeamRolloutExposeArgs {
  /** Port that the nodes listen on. */
  port: number;
  /** Port that users reach, on the Incus server. */
  as: number;
  /** Address of the Incus server that users reach. Default: all that it has, 0.0.0.0. */
  address?: string | undefined;
  /**
   * Network of the router: it forwards the port of `address`, which must be named, instead of a proxy device. The
   * application sees where users come from, and clusters can share the address.
   */
  network?: string | undefined;
  /** What is spoken there. Default: http. */
  protocol?: "http" | "tcp" | IResolvable | undefined;
  /** Only requests for this host. Several applications can share a port then. */
  hostname?: string | undefined;
  /**
   * Certificate with its chain, then its private key, as PEM: the port speaks TLS then.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  certificate?: string | WriteOnly<string> | undefined;
  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  check?: BeamRolloutExposeCheckInput | IResolvable | undefined;
  /** Whether a browser stays with its server, by a cookie. Default: false. */
  sticky?: boolean | IResolvable | undefined;
  /** A header with which a request goes to the canaries of the strategy, whatever their share. */
  canaryHeader?: string | undefined;
  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  maintenance?: string | undefined;
  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  assets?: string | undefined;
  /**
   * How long requests wait while no node is ready. Default: 30s.
   * A number and a unit, like `60s`.
   */
  hold?: string | undefined;
  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  maxConnections?: number | undefined;
  /**
   * Instance of a router that is there already, for several applications behind one. Its port is published where it
   * is made. Default: one of the cluster's own.
   */
  router?: string | undefined;
  /**
   * Image that the router's instance is made of. Default: that of the nodes. Another one later does not touch it:
   * all users would be interrupted.
   */
  image?: string | undefined;
}

export interface BeamRolloutExposeCheckInput {
  /** Path that a server must answer with 200 to 299. */
  path: string;
  /**
   * Time between two checks. Default: 1s.
   * A number and a unit, like `60s`.
   */
  interval?: string | undefined;
  /**
   * Longest time of one check. Default: 2s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
  /** Failures in a row that take a server out. Default: 3. */
  failures?: number | undefined;
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
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  cookie: string | WriteOnly<string>;
  /** First part of each node's name, before the `@`. Default: the application's name. */
  name?: string | undefined;
  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: BeamRolloutClusterDistributionInput | IResolvable | undefined;
  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: BeamRolloutClusterDiscoveryInput | IResolvable | undefined;
}

export interface BeamRolloutClusterDistributionInput {
  /** Port that each node listens on for the others. Default: 4370. */
  port?: number | undefined;
  /**
   * Ask an epmd on each instance for the port, as releases do by themselves. Default: false, all nodes use the same
   * port.
   */
  epmd?: boolean | IResolvable | undefined;
  /** Longest time in milliseconds that a starting node waits for the others. Default: 2000. */
  connectTimeout?: number | undefined;
}

export interface BeamRolloutClusterDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?:
    | BeamRolloutClusterDiscoveryLibclusterEpmdInput
    | BeamRolloutClusterDiscoveryLibclusterDnsPollInput
    | BeamRolloutClusterDiscoveryLibclusterGossipInput
    | BeamRolloutClusterDiscoveryLibclusterKubernetesInput
    | IResolvable
    | undefined;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: BeamRolloutClusterDiscoveryDnsClusterInput | IResolvable | undefined;
}

export interface BeamRolloutClusterDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface BeamRolloutClusterDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: string;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: number | undefined;
}

export interface BeamRolloutClusterDiscoveryLibclusterGossipInput {
  strategy: "gossip";
  /** UDP port of the gossip. Default: libcluster's, 45892. */
  port?: number | undefined;
  /** Address to listen on. Default: all. */
  ifAddr?: string | undefined;
  /** Address that the gossip is sent to. Default: libcluster's own. */
  multicastAddr?: string | undefined;
  /** Broadcast instead of multicast. Default: false. */
  broadcastOnly?: boolean | IResolvable | undefined;
}

export interface BeamRolloutClusterDiscoveryLibclusterKubernetesInput {
  strategy: "kubernetes";
  /** Label selector of the pods to join. */
  selector: string;
  /** How nodes are named there. Default: ip. */
  mode?: "ip" | "dns" | "hostname" | IResolvable | undefined;
  /** Service of the pods; the mode `hostname` needs it. */
  serviceName?: string | undefined;
  /** Namespace of the pods. Default: the one that it runs in. */
  namespace?: string | undefined;
  /** Where their addresses are looked up. Default: endpoints. */
  ipLookupMode?: "endpoints" | "pods" | IResolvable | undefined;
  /** Host of the Kubernetes API, with a dot at its end. Default: the name that it has inside the cluster. */
  master?: string | undefined;
  /** Folder with the token and the authority for the API. Default: where Kubernetes puts them in a pod. */
  serviceAccountPath?: string | undefined;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: number | undefined;
}

export interface BeamRolloutClusterDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: string;
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
  window?: string | undefined;
  /** Requests that a window must have, or it says nothing. Default: 20. */
  minRequests?: number | undefined;
  /** Requests that may fail: answered with 5xx, or not at all. */
  errorRate?: BeamRolloutAnalysisErrorRateInput | IResolvable | undefined;
  /** How long answers may take, as the router sees it. */
  latency?: BeamRolloutAnalysisLatencyInput | IResolvable | undefined;
  /** A query of Prometheus whose answer must be between limits. */
  prometheus?: BeamRolloutAnalysisPrometheusInput | IResolvable | undefined;
  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  noData?: "pass" | "fail" | "wait" | IResolvable | undefined;
}

export interface BeamRolloutAnalysisErrorRateInput {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  max?: number | undefined;
  /** How much larger the share may be than that of the nodes with the old revision. */
  aboveStable?: number | undefined;
}

export interface BeamRolloutAnalysisLatencyInput {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  percentile?: "p50" | "p95" | "p99" | IResolvable | undefined;
  /**
   * Longest time that it may be.
   * A number and a unit, like `60s`.
   */
  max?: string | undefined;
  /** How many times that of the nodes with the old revision it may be. */
  timesStable?: number | undefined;
}

export interface BeamRolloutAnalysisPrometheusInput {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  url: string;
  /** The query. It is asked at the end of the window. */
  query: string;
  /** Smallest value that is right. Every value of the answer is compared. */
  min?: number | undefined;
  /** Largest value that is right. */
  max?: number | undefined;
  /**
   * Longest time of the request. Default: 10s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
}

export interface BeamRolloutHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: BeamRolloutHealthCheckHttpInput | IResolvable | undefined;
  /** A port that must accept connections. */
  tcp?: BeamRolloutHealthCheckTcpInput | IResolvable | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: BeamRolloutHealthCheckExecInput | IResolvable | undefined;
  /** The node must answer over distribution, under its own name and port. */
  node?: { [key: string]: never } | IResolvable | undefined;
  /** Every node that is checked must see every other; a node alone must answer. */
  cluster?: { [key: string]: never } | IResolvable | undefined;
  /**
   * Time between two attempts. Default: 500ms.
   * A number and a unit, like `60s`.
   */
  interval?: string | undefined;
  /**
   * Longest time of one attempt. Default: 5s.
   * A number and a unit, like `60s`.
   */
  timeout?: string | undefined;
  /** Good answers in a row that are needed. Default: 1. */
  successes?: number | undefined;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  retries?: number | undefined;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  backoff?: number | undefined;
  /**
   * Time after which it has failed. Default: 60s.
   * A number and a unit, like `60s`.
   */
  deadline?: string | undefined;
}

export interface BeamRolloutHealthCheckHttpInput {
  /** Port, on the instance's own address. */
  port: number;
  /** Path of the request. Default: `/`. */
  path?: string | undefined;
  /** Status that is right. Default: any from 200 to 299. */
  status?: number | undefined;
  /** Text that the answer must hold. */
  body?: string | undefined;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  json?: { [key: string]: string } | IResolvable | undefined;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  version?: string | undefined;
  /** Headers of the request. */
  headers?: { [key: string]: string } | IResolvable | undefined;
}

export interface BeamRolloutHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: number;
}

export interface BeamRolloutHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: string[] | IResolvable;
}

export interface BeamRolloutRollbackArgs {
  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: "automatic" | "manual" | IResolvable | undefined;
  /** Revisions that are kept on the instance. Default: 3. */
  keepVersions?: number | undefined;
  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: "always" | "on-change" | IResolvable | undefined;
  /**
   * Whether a snapshot of instance and volume is taken before each switch, for restoring by hand; `keepVersions` of
   * them are kept. An instance with snapshots takes no other image. Default: false.
   */
  snapshot?: boolean | IResolvable | undefined;
}

export interface BeamRolloutHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: string;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: ("start" | "step" | "failure" | "end" | IResolvable)[] | IResolvable | undefined;
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
