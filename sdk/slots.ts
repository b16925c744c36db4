// Written by `npm run generate` from provider/kinds/slots.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Two groups of nodes, blue and green: one gets the requests, the other takes what is new. The target is the slot
 * that has what is wanted, or else the one without requests.
 *
 * @example
 * ```ts
 * const slots = new Slots("chat", {
 *   router: router.instance,
 *   app: "chat",
 *   members: { blue: ["chat-blue-1"], green: ["chat-green-1"] },
 *   release: "chat-1.0.0.tar.gz",
 *   cookie: config.requireSecret("cookie"),
 * })
 * ```
 */
export class Slots extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Instance of the router that gives one of the slots its requests. */
  declare readonly router: pulumi.Output<string>;

  /** Name of the application. */
  declare readonly app: pulumi.Output<string>;

  /** Instances of each slot. */
  declare readonly members: pulumi.Output<SlotsMembersValue>;

  /** Image of the instances. With another one the slots change places. */
  declare readonly image: pulumi.Output<string | undefined>;

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

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  declare readonly startFlags: pulumi.Output<string[]>;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  declare readonly nodeBase: pulumi.Output<string | undefined>;

  /** How the nodes talk to each other. It is not encrypted: keep them on a network of their own. */
  declare readonly distribution: pulumi.Output<SlotsDistributionValue>;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  declare readonly discovery: pulumi.Output<SlotsDiscoveryValue | undefined>;

  /** Secret part of the environment. On the instance only root can read it. */
  declare readonly secrets: pulumi.Output<{ [key: string]: string }>;

  /** Secret that the nodes of a cluster share. */
  declare readonly cookie: pulumi.Output<string>;

  /**
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  declare readonly where: pulumi.Output<{ [key: string]: string | SlotsWhereValue } | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  declare readonly retry: pulumi.Output<"always" | "on-change">;

  /** Slot that has what is wanted, or will have it: blue or green. */
  declare readonly target: pulumi.Output<"blue" | "green">;

  /** Whether the blue slot stays as it is. */
  declare readonly keepBlue: pulumi.Output<boolean>;

  /** Whether the green slot stays as it is. */
  declare readonly keepGreen: pulumi.Output<boolean>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: SlotsArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a slots that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<router>/<app>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Slots {
    return new Slots(name, existing, { ...opts, id });
  }
}

/** Arguments of `Slots`. */
export interface SlotsArgs extends ControlArgs {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Instance of the router that gives one of the slots its requests.
   * A change replaces the resource.
   */
  router: pulumi.Input<string>;

  /**
   * Name of the application.
   * A change replaces the resource.
   */
  app: pulumi.Input<string>;

  /** Instances of each slot. */
  members: pulumi.Input<SlotsMembersInput>;

  /** Image of the instances. With another one the slots change places. */
  image?: pulumi.Input<string | undefined>;

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

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** First part of the node's name, before the `@`. Default: the application's name. */
  nodeBase?: pulumi.Input<string | undefined>;

  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: pulumi.Input<SlotsDistributionInput | undefined>;

  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: pulumi.Input<SlotsDiscoveryInput | undefined>;

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
   * Servers of the instances by their names, where they are on several: the output `where` of a Placement. Default:
   * all are on this one.
   */
  where?: pulumi.Input<{ [key: string]: pulumi.Input<string | SlotsWhereInput> } | undefined>;

  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;
}

export interface SlotsMembersInput {
  /** Instances of the blue slot. */
  blue: pulumi.Input<pulumi.Input<string>[]>;
  /** Instances of the green slot. */
  green: pulumi.Input<pulumi.Input<string>[]>;
}

export interface SlotsDistributionInput {
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

export interface SlotsDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?: pulumi.Input<
    | SlotsDiscoveryLibclusterEpmdInput
    | SlotsDiscoveryLibclusterDnsPollInput
    | SlotsDiscoveryLibclusterGossipInput
    | SlotsDiscoveryLibclusterKubernetesInput
    | undefined
  >;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: pulumi.Input<SlotsDiscoveryDnsClusterInput | undefined>;
}

export interface SlotsDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface SlotsDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface SlotsDiscoveryLibclusterGossipInput {
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

export interface SlotsDiscoveryLibclusterKubernetesInput {
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

export interface SlotsDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
}

export interface SlotsWhereInput {
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
  ssh?: pulumi.Input<SlotsWhereSshInput | undefined>;
}

export interface SlotsWhereSshInput {
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

export interface SlotsMembersValue {
  /** Instances of the blue slot. */
  readonly blue: string[];
  /** Instances of the green slot. */
  readonly green: string[];
}

export interface SlotsDistributionValue {
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

export interface SlotsDiscoveryValue {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  readonly libcluster?:
    | SlotsDiscoveryLibclusterEpmdValue
    | SlotsDiscoveryLibclusterDnsPollValue
    | SlotsDiscoveryLibclusterGossipValue
    | SlotsDiscoveryLibclusterKubernetesValue
    | undefined;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  readonly dnsCluster?: SlotsDiscoveryDnsClusterValue | undefined;
}

export interface SlotsDiscoveryLibclusterEpmdValue {
  readonly strategy: "epmd";
}

export interface SlotsDiscoveryLibclusterDnsPollValue {
  readonly strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  readonly query: string;
  /** Milliseconds between two looks. Default: 5000. */
  readonly pollingInterval?: number | undefined;
}

export interface SlotsDiscoveryLibclusterGossipValue {
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

export interface SlotsDiscoveryLibclusterKubernetesValue {
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

export interface SlotsDiscoveryDnsClusterValue {
  /** Name that resolves to the addresses of all nodes. */
  readonly query: string;
}

export interface SlotsWhereValue {
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
  readonly ssh?: SlotsWhereSshValue | undefined;
}

export interface SlotsWhereSshValue {
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
  type: "slots",
  class: "Slots",
  named: false,
  inputs: [
    "project",
    "router",
    "app",
    "members",
    "image",
    "release",
    "digest",
    "kept",
    "environment",
    "startFlags",
    "nodeBase",
    "distribution",
    "discovery",
    "secrets",
    "cookie",
    "where",
    "retry",
  ],
  outputs: ["target", "keepBlue", "keepGreen"],
  secrets: ["secrets", "cookie"],
};
