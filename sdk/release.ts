// Written by `npm run generate` from provider/kinds/release.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A release of an Elixir, Erlang or Gleam application, staged on an instance and ready to be switched to.
 *
 * @example
 * ```ts
 * new Release("chat", {
 *   instance: web.name,
 *   app: "chat",
 *   release: "chat-1.0.0.tar.gz",
 *   address: web.ipv4Address,
 *   cookie: config.requireSecret("cookie"),
 * })
 * ```
 */
export class Release extends Resource {
  /** Project of the instance. */
  declare readonly project: pulumi.Output<string>;

  /** Instance that the release is staged on. */
  declare readonly instance: pulumi.Output<string>;

  /** Name of the application: of its user, its unit and its folder `/opt/<app>` on the instance. */
  declare readonly app: pulumi.Output<string>;

  /** Incarnation of the instance: with a new one everything is staged again. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   */
  declare readonly release: pulumi.Output<string | undefined>;

  /** SHA-256 of the tarball. Default: taken from the file. */
  declare readonly digest: pulumi.Output<string | undefined>;

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  declare readonly kept: pulumi.Output<string | undefined>;

  /** Environment of the application. */
  declare readonly environment: pulumi.Output<{ [key: string]: string }>;

  /** Secret part of the environment. On the instance only root can read it. */
  declare readonly secrets: pulumi.Output<{ [key: string]: string }>;

  /** Secret that the nodes of a cluster share. */
  declare readonly cookie: pulumi.Output<string>;

  /**
   * Part of a cluster that the node belongs to: the cookie is derived for it, so that nodes of different parts never
   * join. Default: the whole cluster.
   */
  declare readonly scope: pulumi.Output<string | undefined>;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  declare readonly nodeBase: pulumi.Output<string | undefined>;

  /** Address of the node, the second part of its name. */
  declare readonly address: pulumi.Output<string>;

  /** Addresses of the other nodes, connected to at boot. A change restarts nothing. */
  declare readonly peers: pulumi.Output<string[]>;

  /** How the nodes talk to each other. It is not encrypted: keep them on a network of their own. */
  declare readonly distribution: pulumi.Output<ReleaseDistributionValue>;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  declare readonly discovery: pulumi.Output<ReleaseDiscoveryValue | undefined>;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  declare readonly startFlags: pulumi.Output<string[]>;

  /** When the node is healthy. Kept with the revision; a change restarts nothing. */
  declare readonly healthCheck: pulumi.Output<ReleaseHealthCheckValue | undefined>;

  /** Longest time that the application may take to stop. Default: 30s. */
  declare readonly drainTimeout: pulumi.Output<string>;

  /** User that the node runs as. Default: one of its own, named after the application. */
  declare readonly user: pulumi.Output<string | undefined>;

  /**
   * Whether what is staged stays as it is, whatever the other inputs say: for a slot that is not the target.
   * Default: false.
   */
  declare readonly keep: pulumi.Output<boolean>;

  /** Revisions that are kept on the instance. Default: 3. */
  declare readonly keepVersions: pulumi.Output<number>;

  /** How the nodes of the cluster change: what cannot roll is refused where they do so one after the other. */
  declare readonly changes: pulumi.Output<"rolling" | "recreate" | undefined>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | ReleaseWhereValue } | undefined>;

  /**
   * Names of all instances of the cluster. While none of them ever ran a verified node, staging also starts the
   * node.
   */
  declare readonly cluster: pulumi.Output<string[] | undefined>;

  /** Id of what the node must be restarted for: release, environment, start flags, names and ports. */
  declare readonly revision: pulumi.Output<string>;

  /** Digest of the secrets, keyed for the instance. */
  declare readonly secretRevision: pulumi.Output<string>;

  /** Version of the release. */
  declare readonly version: pulumi.Output<string>;

  /** Full name of the node. */
  declare readonly nodeName: pulumi.Output<string>;

  /** Versions that are on the instance. */
  declare readonly versions: pulumi.Output<string[]>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: ReleaseArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a release that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>/<app>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Release {
    return new Release(name, existing, { ...opts, id });
  }
}

/** Arguments of `Release`. */
export interface ReleaseArgs extends ControlArgs {
  /**
   * Project of the instance.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Instance that the release is staged on.
   * A change replaces the resource.
   */
  instance: pulumi.Input<string>;

  /**
   * Name of the application: of its user, its unit and its folder `/opt/<app>` on the instance.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /** Incarnation of the instance: with a new one everything is staged again. */
  incarnation?: pulumi.Input<string | undefined>;

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

  /**
   * Secret that the nodes of a cluster share.
   * A secret: encrypted in the state, never shown.
   */
  cookie: pulumi.Input<string>;

  /**
   * Part of a cluster that the node belongs to: the cookie is derived for it, so that nodes of different parts never
   * join. Default: the whole cluster.
   */
  scope?: pulumi.Input<string | undefined>;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  nodeBase?: pulumi.Input<string | undefined>;

  /** Address of the node, the second part of its name. */
  address: pulumi.Input<string>;

  /** Addresses of the other nodes, connected to at boot. A change restarts nothing. */
  peers?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: pulumi.Input<ReleaseDistributionInput | undefined>;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: pulumi.Input<ReleaseDiscoveryInput | undefined>;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** When the node is healthy. Kept with the revision; a change restarts nothing. */
  healthCheck?: pulumi.Input<ReleaseHealthCheckInput | undefined>;

  /**
   * Longest time that the application may take to stop. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: pulumi.Input<string | undefined>;

  /** User that the node runs as. Default: one of its own, named after the application. */
  user?: pulumi.Input<string | undefined>;

  /**
   * Whether what is staged stays as it is, whatever the other inputs say: for a slot that is not the target.
   * Default: false.
   */
  keep?: pulumi.Input<boolean | undefined>;

  /** Revisions that are kept on the instance. Default: 3. */
  keepVersions?: pulumi.Input<number | undefined>;

  /** How the nodes of the cluster change: what cannot roll is refused where they do so one after the other. */
  changes?: pulumi.Input<"rolling" | "recreate" | undefined>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | ReleaseWhereInput> } | undefined>;

  /**
   * Names of all instances of the cluster. While none of them ever ran a verified node, staging also starts the
   * node.
   */
  cluster?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

export interface ReleaseDistributionInput {
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

export interface ReleaseDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?: pulumi.Input<
    | ReleaseDiscoveryLibclusterEpmdInput
    | ReleaseDiscoveryLibclusterDnsPollInput
    | ReleaseDiscoveryLibclusterGossipInput
    | ReleaseDiscoveryLibclusterKubernetesInput
    | undefined
  >;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: pulumi.Input<ReleaseDiscoveryDnsClusterInput | undefined>;
}

export interface ReleaseDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface ReleaseDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface ReleaseDiscoveryLibclusterGossipInput {
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

export interface ReleaseDiscoveryLibclusterKubernetesInput {
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

export interface ReleaseDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
}

export interface ReleaseHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: pulumi.Input<ReleaseHealthCheckHttpInput | undefined>;
  /** A port that must accept connections. */
  tcp?: pulumi.Input<ReleaseHealthCheckTcpInput | undefined>;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: pulumi.Input<ReleaseHealthCheckExecInput | undefined>;
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

export interface ReleaseHealthCheckHttpInput {
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

export interface ReleaseHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
}

export interface ReleaseHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

export interface ReleaseWhereInput {
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
  ssh?: pulumi.Input<ReleaseWhereSshInput | undefined>;
}

export interface ReleaseWhereSshInput {
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

export interface ReleaseDistributionValue {
  /** Port that each node listens on for the others. Default: 4370. */
  readonly port: number;
  /**
   * Ask an epmd on each instance for the port, as releases do by themselves. Default: false, all nodes use the same
   * port.
   */
  readonly epmd: boolean;
  /** Longest time in milliseconds that a starting node waits for the others. Default: 2000. */
  readonly connectTimeout: number;
}

export interface ReleaseDiscoveryValue {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  readonly libcluster?:
    | ReleaseDiscoveryLibclusterEpmdValue
    | ReleaseDiscoveryLibclusterDnsPollValue
    | ReleaseDiscoveryLibclusterGossipValue
    | ReleaseDiscoveryLibclusterKubernetesValue
    | undefined;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  readonly dnsCluster?: ReleaseDiscoveryDnsClusterValue | undefined;
}

export interface ReleaseDiscoveryLibclusterEpmdValue {
  readonly strategy: "epmd";
}

export interface ReleaseDiscoveryLibclusterDnsPollValue {
  readonly strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  readonly query: string;
  /** Milliseconds between two looks. Default: 5000. */
  readonly pollingInterval?: number | undefined;
}

export interface ReleaseDiscoveryLibclusterGossipValue {
  readonly strategy: "gossip";
  /** UDP port of the gossip. Default: libcluster's, 45892. */
  readonly port?: number | undefined;
  /** Address to listen on. Default: all. */
  readonly ifAddr?: string | undefined;
  /** Address that the gossip is sent to. Default: libcluster's own. */
  readonly multicastAddr?: string | undefined;
  /** Broadcast instead of multicast. Default: false. */
  readonly broadcastOnly?: boolean | undefined;
}

export interface ReleaseDiscoveryLibclusterKubernetesValue {
  readonly strategy: "kubernetes";
  /** Label selector of the pods to join. */
  readonly selector: string;
  /** How nodes are named there. Default: ip. */
  readonly mode?: "ip" | "dns" | "hostname" | undefined;
  /** Service of the pods; the mode `hostname` needs it. */
  readonly serviceName?: string | undefined;
  /** Namespace of the pods. Default: the one that it runs in. */
  readonly namespace?: string | undefined;
  /** Where their addresses are looked up. Default: endpoints. */
  readonly ipLookupMode?: "endpoints" | "pods" | undefined;
  /** Host of the Kubernetes API, with a dot at its end. Default: the name that it has inside the cluster. */
  readonly master?: string | undefined;
  /** Folder with the token and the authority for the API. Default: where Kubernetes puts them in a pod. */
  readonly serviceAccountPath?: string | undefined;
  /** Milliseconds between two looks. Default: 5000. */
  readonly pollingInterval?: number | undefined;
}

export interface ReleaseDiscoveryDnsClusterValue {
  /** Name that resolves to the addresses of all nodes. */
  readonly query: string;
}

export interface ReleaseHealthCheckValue {
  /** An HTTP request that must be answered well. */
  readonly http?: ReleaseHealthCheckHttpValue | undefined;
  /** A port that must accept connections. */
  readonly tcp?: ReleaseHealthCheckTcpValue | undefined;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  readonly exec?: ReleaseHealthCheckExecValue | undefined;
  /** The node must answer over distribution, under its own name and port. */
  readonly node?: { [key: string]: never } | undefined;
  /** Every node that is checked must see every other; a node alone must answer. */
  readonly cluster?: { [key: string]: never } | undefined;
  /** Time between two attempts. Default: 500ms. */
  readonly interval: string;
  /** Longest time of one attempt. Default: 5s. */
  readonly timeout: string;
  /** Good answers in a row that are needed. Default: 1. */
  readonly successes: number;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  readonly retries?: number | undefined;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  readonly backoff?: number | undefined;
  /** Time after which it has failed. Default: 60s. */
  readonly deadline: string;
}

export interface ReleaseHealthCheckHttpValue {
  /** Port, on the instance's own address. */
  readonly port: number;
  /** Path of the request. Default: `/`. */
  readonly path: string;
  /** Status that is right. Default: any from 200 to 299. */
  readonly status?: number | undefined;
  /** Text that the answer must hold. */
  readonly body?: string | undefined;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  readonly json?: { [key: string]: string } | undefined;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  readonly version?: string | undefined;
  /** Headers of the request. */
  readonly headers?: { [key: string]: string } | undefined;
}

export interface ReleaseHealthCheckTcpValue {
  /** Port, on the instance's own address. */
  readonly port: number;
}

export interface ReleaseHealthCheckExecValue {
  /** The program and its arguments; no shell. */
  readonly command: string[];
}

export interface ReleaseWhereValue {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  readonly name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  readonly address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  readonly fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  readonly clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  readonly clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  readonly socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  readonly ssh?: ReleaseWhereSshValue | undefined;
}

export interface ReleaseWhereSshValue {
  /** Name or IP address of the machine. */
  readonly address: string;
  /** Port of its SSH server. Default: 22. */
  readonly port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  readonly user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  readonly key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  readonly hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  readonly knownHosts?: string | undefined;
}

const outline: Outline = {
  type: "release",
  class: "Release",
  named: false,
  inputs: [
    "project",
    "instance",
    "app",
    "incarnation",
    "release",
    "digest",
    "kept",
    "environment",
    "secrets",
    "cookie",
    "scope",
    "nodeBase",
    "address",
    "peers",
    "distribution",
    "discovery",
    "startFlags",
    "healthCheck",
    "drainTimeout",
    "user",
    "keep",
    "keepVersions",
    "changes",
    "where",
    "cluster",
  ],
  outputs: ["revision", "secretRevision", "version", "nodeName", "versions"],
  secrets: ["secrets", "cookie"],
};
