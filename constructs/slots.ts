// Written by `npm run generate` from provider/kinds/slots.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * Two groups of nodes, blue and green: one gets the requests, the other takes what is new. The target is the slot
 * that has what is wanted, or else the one without requests.
 *
 * It is imported by its id, `[host:][project/]<router>/<app>`.
 *
 * @example
 * ```ts
 * const slots = new Slots(this, "chat", {
 *   router: router.instance,
 *   app: "chat",
 *   members: { blue: ["chat-blue-1"], green: ["chat-green-1"] },
 *   release: "chat-1.0.0.tar.gz",
 *   cookie: cookie.stringValue,
 * })
 * ```
 */
export class Slots extends Resource<SlotsConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_slots";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: SlotsConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a slots, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<router>/<app>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the instance. Default: default. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: SlotsConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): SlotsConfig["project"] {
    return this.given.project;
  }

  /** Instance of the router that gives one of the slots its requests. */
  get router(): string {
    return this.getStringAttribute("router");
  }

  set router(value: SlotsConfig["router"]) {
    this.given.router = value;
  }

  get routerInput(): SlotsConfig["router"] {
    return this.given.router;
  }

  /** Name of the application. */
  get app(): string {
    return this.getStringAttribute("app");
  }

  set app(value: SlotsConfig["app"]) {
    this.given.app = value;
  }

  get appInput(): SlotsConfig["app"] {
    return this.given.app;
  }

  /** Instances of each slot. */
  get members(): IResolvable {
    return this.interpolationForAttribute("members");
  }

  set members(value: SlotsConfig["members"]) {
    this.given.members = value;
  }

  get membersInput(): SlotsConfig["members"] {
    return this.given.members;
  }

  /** Image of the instances. With another one the slots change places. */
  get image(): string {
    return this.getStringAttribute("image");
  }

  set image(value: SlotsConfig["image"]) {
    this.given.image = value;
  }

  get imageInput(): SlotsConfig["image"] {
    return this.given.image;
  }

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   */
  get release(): string {
    return this.getStringAttribute("release");
  }

  set release(value: SlotsConfig["release"]) {
    this.given.release = value;
  }

  get releaseInput(): SlotsConfig["release"] {
    return this.given.release;
  }

  /** SHA-256 of the tarball. Default: taken from the file. */
  get digest(): string {
    return this.getStringAttribute("digest");
  }

  set digest(value: SlotsConfig["digest"]) {
    this.given.digest = value;
  }

  get digestInput(): SlotsConfig["digest"] {
    return this.given.digest;
  }

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  get kept(): string {
    return this.getStringAttribute("kept");
  }

  set kept(value: SlotsConfig["kept"]) {
    this.given.kept = value;
  }

  get keptInput(): SlotsConfig["kept"] {
    return this.given.kept;
  }

  /** Environment of the application. */
  get environment(): { [key: string]: string } {
    return this.getStringMapAttribute("environment");
  }

  set environment(value: SlotsConfig["environment"]) {
    this.given.environment = value;
  }

  get environmentInput(): SlotsConfig["environment"] {
    return this.given.environment;
  }

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  get startFlags(): string[] {
    return this.getListAttribute("start_flags");
  }

  set startFlags(value: SlotsConfig["startFlags"]) {
    this.given.startFlags = value;
  }

  get startFlagsInput(): SlotsConfig["startFlags"] {
    return this.given.startFlags;
  }

  /** First part of the node's name, before the `@`. Default: the application's name. */
  get nodeBase(): string {
    return this.getStringAttribute("node_base");
  }

  set nodeBase(value: SlotsConfig["nodeBase"]) {
    this.given.nodeBase = value;
  }

  get nodeBaseInput(): SlotsConfig["nodeBase"] {
    return this.given.nodeBase;
  }

  /** How the nodes talk to each other. It is not encrypted: keep them on a network of their own. */
  get distribution(): IResolvable {
    return this.interpolationForAttribute("distribution");
  }

  set distribution(value: SlotsConfig["distribution"]) {
    this.given.distribution = value;
  }

  get distributionInput(): SlotsConfig["distribution"] {
    return this.given.distribution;
  }

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  get discovery(): IResolvable {
    return this.interpolationForAttribute("discovery");
  }

  set discovery(value: SlotsConfig["discovery"]) {
    this.given.discovery = value;
  }

  get discoveryInput(): SlotsConfig["discovery"] {
    return this.given.discovery;
  }

  /** Secret part of the environment. On the instance only root can read it. */
  get secrets(): { [key: string]: string } {
    return this.getStringMapAttribute("secrets");
  }

  set secrets(value: SlotsConfig["secrets"]) {
    this.given.secrets = value;
  }

  get secretsInput(): SlotsConfig["secrets"] {
    return this.given.secrets;
  }

  /** Secret that the nodes of a cluster share. */
  get cookie(): string {
    return this.getStringAttribute("cookie");
  }

  set cookie(value: SlotsConfig["cookie"]) {
    this.given.cookie = value;
  }

  get cookieInput(): SlotsConfig["cookie"] {
    return this.given.cookie;
  }

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  set where(value: SlotsConfig["where"]) {
    this.given.where = value;
  }

  get whereInput(): SlotsConfig["where"] {
    return this.given.where;
  }

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  get retry(): "always" | "on-change" {
    return this.word("retry");
  }

  set retry(value: SlotsConfig["retry"]) {
    this.given.retry = value;
  }

  get retryInput(): SlotsConfig["retry"] {
    return this.given.retry;
  }

  /** Slot that has what is wanted, or will have it: blue or green. */
  get target(): "blue" | "green" {
    return this.word("target");
  }

  /** Whether the blue slot stays as it is. */
  get keepBlue(): IResolvable {
    return this.getBooleanAttribute("keep_blue");
  }

  /** Whether the green slot stays as it is. */
  get keepGreen(): IResolvable {
    return this.getBooleanAttribute("keep_green");
  }
}

/** Configuration of `Slots`. */
export interface SlotsConfig extends ControlConfig {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Instance of the router that gives one of the slots its requests.
   * A change replaces the resource.
   */
  router: string;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: string;

  /** Instances of each slot. */
  members: SlotsMembersInput | IResolvable;

  /** Image of the instances. With another one the slots change places. */
  image?: string | undefined;

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

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: string[] | IResolvable | undefined;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  nodeBase?: string | undefined;

  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: SlotsDistributionInput | IResolvable | undefined;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: SlotsDiscoveryInput | IResolvable | undefined;

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
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: { [key: string]: string | SlotsWhereInput | IResolvable } | IResolvable | undefined;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: "always" | "on-change" | IResolvable | undefined;
}

export interface SlotsMembersInput {
  /** Instances of the blue slot. */
  blue: string[] | IResolvable;
  /** Instances of the green slot. */
  green: string[] | IResolvable;
}

export interface SlotsDistributionInput {
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

export interface SlotsDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?:
    | SlotsDiscoveryLibclusterEpmdInput
    | SlotsDiscoveryLibclusterDnsPollInput
    | SlotsDiscoveryLibclusterGossipInput
    | SlotsDiscoveryLibclusterKubernetesInput
    | IResolvable
    | undefined;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: SlotsDiscoveryDnsClusterInput | IResolvable | undefined;
}

export interface SlotsDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface SlotsDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: string;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: number | undefined;
}

export interface SlotsDiscoveryLibclusterGossipInput {
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

export interface SlotsDiscoveryLibclusterKubernetesInput {
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

export interface SlotsDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: string;
}

export interface SlotsWhereInput {
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
  ssh?: SlotsWhereSshInput | IResolvable | undefined;
}

export interface SlotsWhereSshInput {
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
  type: "slots",
  named: false,
  fields: {
    project: "string",
    router: "string",
    app: "string",
    members: { blue: ["list", "string"], green: ["list", "string"] },
    image: "string",
    release: "path",
    digest: "string",
    kept: "string",
    environment: ["map", "string"],
    startFlags: ["list", "string"],
    nodeBase: "string",
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
    secrets: ["map", "string"],
    cookie: "string",
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
    retry: "string",
  },
};
