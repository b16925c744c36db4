// Written by `npm run generate` from provider/kinds/release.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A release of an Elixir, Erlang or Gleam application, staged on an instance and ready to be switched to.
 *
 * It is imported by its id, `[host:][project/]<instance>/<app>`.
 *
 * @example
 * ```ts
 * new Release(this, "chat", {
 *   instance: web.name,
 *   app: "chat",
 *   release: "chat-1.0.0.tar.gz",
 *   address: web.ipv4Address,
 *   cookie: cookie.stringValue,
 * })
 * ```
 */
export class Release extends Resource<ReleaseConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_release";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ReleaseConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a release, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>/<app>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instance. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: ReleaseConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): ReleaseConfig["project"] {
    return this.given.project;
  }

  /** Instance that the release is staged on. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: ReleaseConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): ReleaseConfig["instance"] {
    return this.given.instance;
  }

  /** Name of the application: of its user, its unit and its folder `/opt/<app>` on the instance. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: ReleaseConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): ReleaseConfig["app"] {
    return this.given.app;
  }

  /** Incarnation of the instance: with a new one everything is staged again. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: ReleaseConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): ReleaseConfig["incarnation"] {
    return this.given.incarnation;
  }

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   */
  get release(): string {
    return this.getStringAttribute("release");
  }

  set release(value: ReleaseConfig["release"]) {
    this.given.release = value;
  }

  get releaseInput(): ReleaseConfig["release"] {
    return this.given.release;
  }

  /** SHA-256 of the tarball. Default: taken from the file. */
  get digest(): string {
    return this.getStringAttribute("digest");
  }

  set digest(value: ReleaseConfig["digest"]) {
    this.given.digest = value;
  }

  get digestInput(): ReleaseConfig["digest"] {
    return this.given.digest;
  }

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  get kept(): string {
    return this.getStringAttribute("kept");
  }

  set kept(value: ReleaseConfig["kept"]) {
    this.given.kept = value;
  }

  get keptInput(): ReleaseConfig["kept"] {
    return this.given.kept;
  }

  /** Environment of the application. */
  get environment(): { [key: string]: string } {
    return this.getStringMapAttribute("environment");
  }

  set environment(value: ReleaseConfig["environment"]) {
    this.given.environment = value;
  }

  get environmentInput(): ReleaseConfig["environment"] {
    return this.given.environment;
  }

  /** Secret part of the environment. On the instance only root can read it. */
  get secrets(): { [key: string]: string } {
    return this.getStringMapAttribute("secrets");
  }

  set secrets(value: ReleaseConfig["secrets"]) {
    this.given.secrets = value;
  }

  get secretsInput(): ReleaseConfig["secrets"] {
    return this.given.secrets;
  }

  /** Secret that the nodes of a cluster share. */
  get cookie(): string {
    return this.getStringAttribute("cookie");
  }

  set cookie(value: ReleaseConfig["cookie"]) {
    this.given.cookie = value;
  }

  get cookieInput(): ReleaseConfig["cookie"] {
    return this.given.cookie;
  }

  /**
   * Part of a cluster that the node belongs to: the cookie is derived for it, so that nodes of different parts never
   * join. Default: the whole cluster.
   */
  get scope(): string {
    return this.getStringAttribute("scope");
  }

  set scope(value: ReleaseConfig["scope"]) {
    this.given.scope = value;
  }

  get scopeInput(): ReleaseConfig["scope"] {
    return this.given.scope;
  }

  /** First part of the node's name, before the `@`. Default: the application's name. */
  get nodeBase(): string {
    return this.getStringAttribute("node_base");
  }

  set nodeBase(value: ReleaseConfig["nodeBase"]) {
    this.given.nodeBase = value;
  }

  get nodeBaseInput(): ReleaseConfig["nodeBase"] {
    return this.given.nodeBase;
  }

  /** Address of the node, the second part of its name. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  set address(value: ReleaseConfig["address"]) {
    this.given.address = value;
  }

  get addressInput(): ReleaseConfig["address"] {
    return this.given.address;
  }

  /** Addresses of the other nodes, connected to at boot. A change restarts nothing. */
  get peers(): string[] {
    return this.getListAttribute("peers");
  }

  set peers(value: ReleaseConfig["peers"]) {
    this.given.peers = value;
  }

  get peersInput(): ReleaseConfig["peers"] {
    return this.given.peers;
  }

  /** How the nodes talk to each other. It is not encrypted: keep them on a network of their own. */
  get distribution(): IResolvable {
    return this.interpolationForAttribute("distribution");
  }

  set distribution(value: ReleaseConfig["distribution"]) {
    this.given.distribution = value;
  }

  get distributionInput(): ReleaseConfig["distribution"] {
    return this.given.distribution;
  }

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  get discovery(): IResolvable {
    return this.interpolationForAttribute("discovery");
  }

  set discovery(value: ReleaseConfig["discovery"]) {
    this.given.discovery = value;
  }

  get discoveryInput(): ReleaseConfig["discovery"] {
    return this.given.discovery;
  }

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  get startFlags(): string[] {
    return this.getListAttribute("start_flags");
  }

  set startFlags(value: ReleaseConfig["startFlags"]) {
    this.given.startFlags = value;
  }

  get startFlagsInput(): ReleaseConfig["startFlags"] {
    return this.given.startFlags;
  }

  /** When the node is healthy. Kept with the revision; a change restarts nothing. */
  get healthCheck(): IResolvable {
    return this.interpolationForAttribute("health_check");
  }

  set healthCheck(value: ReleaseConfig["healthCheck"]) {
    this.given.healthCheck = value;
  }

  get healthCheckInput(): ReleaseConfig["healthCheck"] {
    return this.given.healthCheck;
  }

  /** Longest time that the application may take to stop. Default: 30s. */
  get drainTimeout(): string {
    return this.getStringAttribute("drain_timeout");
  }

  set drainTimeout(value: ReleaseConfig["drainTimeout"]) {
    this.given.drainTimeout = value;
  }

  get drainTimeoutInput(): ReleaseConfig["drainTimeout"] {
    return this.given.drainTimeout;
  }

  /** User that the node runs as. Default: one of its own, named after the application. */
  get user(): string {
    return this.getStringAttribute("user");
  }

  set user(value: ReleaseConfig["user"]) {
    this.given.user = value;
  }

  get userInput(): ReleaseConfig["user"] {
    return this.given.user;
  }

  /**
   * Whether what is staged stays as it is, whatever the other inputs say: for a slot that is not the target.
   * Default: false.
   */
  get keep(): IResolvable {
    return this.getBooleanAttribute("keep");
  }

  set keep(value: ReleaseConfig["keep"]) {
    this.given.keep = value;
  }

  get keepInput(): ReleaseConfig["keep"] {
    return this.given.keep;
  }

  /** Revisions that are kept on the instance. Default: 3. */
  get keepVersions(): number {
    return this.getNumberAttribute("keep_versions");
  }

  set keepVersions(value: ReleaseConfig["keepVersions"]) {
    this.given.keepVersions = value;
  }

  get keepVersionsInput(): ReleaseConfig["keepVersions"] {
    return this.given.keepVersions;
  }

  /** How the nodes of the cluster change: what cannot roll is refused where they do so one after the other. */
  get changes(): "rolling" | "recreate" {
    return this.word("changes");
  }

  set changes(value: ReleaseConfig["changes"]) {
    this.given.changes = value;
  }

  get changesInput(): ReleaseConfig["changes"] {
    return this.given.changes;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: ReleaseConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): ReleaseConfig["where"] {
    return this.given.where;
  }

  /**
   * Names of all instances of the cluster. While none of them ever ran a verified node, staging also starts the
   * node.
   */
  get cluster(): string[] {
    return this.getListAttribute("cluster");
  }

  set cluster(value: ReleaseConfig["cluster"]) {
    this.given.cluster = value;
  }

  get clusterInput(): ReleaseConfig["cluster"] {
    return this.given.cluster;
  }

  /** Id of what the node must be restarted for: release, environment, start flags, names and ports. */
  get revision(): string {
    return this.getStringAttribute("revision");
  }

  /** Digest of the secrets, keyed for the instance. */
  get secretRevision(): string {
    return this.getStringAttribute("secret_revision");
  }

  /** Version of the release. */
  get version(): string {
    return this.getStringAttribute("version");
  }

  /** Full name of the node. */
  get nodeName(): string {
    return this.getStringAttribute("node_name");
  }

  /** Versions that are on the instance. */
  get versions(): string[] {
    return this.getListAttribute("versions");
  }
}

/** Configuration of `Release`. */
export interface ReleaseConfig extends ControlConfig {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Instance that the release is staged on.
   * A change replaces the resource.
   */
  instance: string;

  /**
   * Name of the application: of its user, its unit and its folder `/opt/<app>` on the instance.
   * A change replaces the resource.
   */
  app: string;

  /** Incarnation of the instance: with a new one everything is staged again. */
  incarnation?: string | undefined;

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

  /**
   * Secret that the nodes of a cluster share.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  cookie: string | WriteOnly<string>;

  /**
   * Part of a cluster that the node belongs to: the cookie is derived for it, so that nodes of different parts never
   * join. Default: the whole cluster.
   */
  scope?: string | undefined;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  nodeBase?: string | undefined;

  /** Address of the node, the second part of its name. */
  address: string;

  /** Addresses of the other nodes, connected to at boot. A change restarts nothing. */
  peers?: string[] | IResolvable | undefined;

  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: ReleaseDistributionInput | IResolvable | undefined;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: ReleaseDiscoveryInput | IResolvable | undefined;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: string[] | IResolvable | undefined;

  /** When the node is healthy. Kept with the revision; a change restarts nothing. */
  healthCheck?: ReleaseHealthCheckInput | IResolvable | undefined;

  /**
   * Longest time that the application may take to stop. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: string | undefined;

  /** User that the node runs as. Default: one of its own, named after the application. */
  user?: string | undefined;

  /**
   * Whether what is staged stays as it is, whatever the other inputs say: for a slot that is not the target.
   * Default: false.
   */
  keep?: boolean | IResolvable | undefined;

  /** Revisions that are kept on the instance. Default: 3. */
  keepVersions?: number | undefined;

  /** How the nodes of the cluster change: what cannot roll is refused where they do so one after the other. */
  changes?: "rolling" | "recreate" | IResolvable | undefined;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | ReleaseWhereInput | IResolvable } | IResolvable | undefined;

  /**
   * Names of all instances of the cluster. While none of them ever ran a verified node, staging also starts the
   * node.
   */
  cluster?: string[] | IResolvable | undefined;
}

export interface ReleaseDistributionInput {
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

export interface ReleaseDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?:
    | ReleaseDiscoveryLibclusterEpmdInput
    | ReleaseDiscoveryLibclusterDnsPollInput
    | ReleaseDiscoveryLibclusterGossipInput
    | ReleaseDiscoveryLibclusterKubernetesInput
    | IResolvable
    | undefined;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: ReleaseDiscoveryDnsClusterInput | IResolvable | undefined;
}

export interface ReleaseDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface ReleaseDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: string;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: number | undefined;
}

export interface ReleaseDiscoveryLibclusterGossipInput {
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

export interface ReleaseDiscoveryLibclusterKubernetesInput {
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

export interface ReleaseDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: string;
}

export interface ReleaseHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: ReleaseHealthCheckHttpInput | IResolvable | undefined;
  /** A port that must accept connections. */
  tcp?: ReleaseHealthCheckTcpInput | IResolvable | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: ReleaseHealthCheckExecInput | IResolvable | undefined;
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

export interface ReleaseHealthCheckHttpInput {
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

export interface ReleaseHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: number;
}

export interface ReleaseHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: string[] | IResolvable;
}

export interface ReleaseWhereInput {
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
  ssh?: ReleaseWhereSshInput | IResolvable | undefined;
}

export interface ReleaseWhereSshInput {
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

const outline: Outline = {
  type: "release",
  named: false,
  fields: {
    project: "string",
    instance: "string",
    app: "string",
    incarnation: "string",
    release: "path",
    digest: "string",
    kept: "string",
    environment: ["map", "string"],
    secrets: ["map", "string"],
    cookie: "string",
    scope: "string",
    nodeBase: "string",
    address: "string",
    peers: ["list", "string"],
    distribution: { port: "number", epmd: "boolean", connectTimeout: "number" },
    discovery: {
      libcluster: {
        strategy: "string",
        query: "string",
        pollingInterval: "number",
        port: "number",
        ifAddr: "string",
        multicastAddr: "string",
        broadcastOnly: "boolean",
        selector: "string",
        mode: "string",
        serviceName: "string",
        namespace: "string",
        ipLookupMode: "string",
        master: "string",
        serviceAccountPath: "string",
      },
      dnsCluster: { query: "string" },
    },
    startFlags: ["list", "string"],
    healthCheck: {
      http: {
        port: "number",
        path: "string",
        status: "number",
        body: "string",
        json: ["map", "string"],
        version: "string",
        headers: ["map", "string"],
      },
      tcp: { port: "number" },
      exec: { command: ["list", "string"] },
      node: {},
      cluster: {},
      interval: "string",
      timeout: "string",
      successes: "number",
      retries: "number",
      backoff: "number",
      deadline: "string",
    },
    drainTimeout: "string",
    user: "string",
    keep: "boolean",
    keepVersions: "number",
    changes: "string",
    where: [
      "map",
      [
        "named",
        {
          name: "string",
          address: "string",
          fingerprint: "string",
          clientCertificate: "string",
          clientKey: "string",
          socket: "string",
          ssh: {
            address: "string",
            port: "number",
            user: "string",
            key: "string",
            hostKey: "string",
            knownHosts: "string",
          },
        },
      ],
    ],
    cluster: ["list", "string"],
  },
};
