// Written by `npm run generate` from provider/kinds/mesh.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A private network between hosts: WireGuard from each to each, with an address for every host and a subnet for
 * its instances. Keys are made on the hosts and stay there. A host that joins changes the others' peers, and
 * restarts no tunnel.
 *
 * @example
 * ```ts
 * const mesh = new Mesh("fleet0", { hosts: [berlin.endpoint, paris.endpoint] })
 * new Network("shop0", {
 *   host: berlin.endpoint,
 *   config: {
 *     "ipv4.address": mesh.bridgeAddresses.apply((all) => all.berlin),
 *     "ipv4.nat": "false",
 *     "ipv6.address": "none",
 *   },
 * })
 * ```
 */
export class Mesh extends Resource {
  /** Name of the mesh, and of its network interface on each host. */
  declare readonly name: pulumi.Output<string>;

  /** Machines that are in it, each reached over SSH: the output `endpoint` of a Host, or an address with `ssh`. */
  declare readonly hosts: pulumi.Output<(string | MeshHostsValue)[]>;

  /** Where the others reach a host, by its name: `203.0.113.7:51820`. Default: its SSH address, and `port`. */
  declare readonly endpoints: pulumi.Output<{ [key: string]: string }>;

  /** Names of hosts that cannot be reached from outside, behind a NAT: they keep it open themselves. */
  declare readonly hidden: pulumi.Output<string[]>;

  /** Name of the host through which those talk that cannot reach each other. Default: the first that can be reached. */
  declare readonly relay: pulumi.Output<string | undefined>;

  /** UDP port that each host listens on. Default: 51820. */
  declare readonly port: pulumi.Output<number>;

  /** Range of the hosts' own addresses: host X has 10.100.X.1. Default: 10.100.0.0/16. */
  declare readonly addresses: pulumi.Output<string>;

  /** Range of the instances' addresses: those of host X are in 10.200.X.0/24. Default: 10.200.0.0/16. */
  declare readonly subnets: pulumi.Output<string>;

  /** Address of each host in the mesh, by its name: `10.100.1.1`. */
  declare readonly hostAddresses: pulumi.Output<{ [key: string]: string }>;

  /** Subnet for the instances of each host: `10.200.1.0/24`. */
  declare readonly hostSubnets: pulumi.Output<{ [key: string]: string }>;

  /** Address of each host's bridge, as a Network takes it in `ipv4.address`: `10.200.1.1/24`. */
  declare readonly bridgeAddresses: pulumi.Output<{ [key: string]: string }>;

  /** Public key of each host that is in it as it was made. The private ones never leave their hosts. */
  declare readonly publicKeys: pulumi.Output<{ [key: string]: string }>;

  /** Hosts of before that are still in it, because something on them uses it: they leave when that is gone. */
  declare readonly leaving: pulumi.Output<(string | MeshLeavingValue)[]>;

  /**
   * @param name Name in the program; also the mesh's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: MeshArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a mesh that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Mesh {
    return new Mesh(name, existing, { ...opts, id });
  }
}

/** Arguments of `Mesh`. */
export interface MeshArgs extends Omit<ControlArgs, "host"> {
  /**
   * Name of the mesh, and of its network interface on each host.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Machines that are in it, each reached over SSH: the output `endpoint` of a Host, or an address with `ssh`. */
  hosts: pulumi.Input<pulumi.Input<string | MeshHostsInput>[]>;

  /** Where the others reach a host, by its name: `203.0.113.7:51820`. Default: its SSH address, and `port`. */
  endpoints?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Names of hosts that cannot be reached from outside, behind a NAT: they keep it open themselves. */
  hidden?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Name of the host through which those talk that cannot reach each other. Default: the first that can be reached. */
  relay?: pulumi.Input<string | undefined>;

  /** UDP port that each host listens on. Default: 51820. */
  port?: pulumi.Input<number | undefined>;

  /** Range of the hosts' own addresses: host X has 10.100.X.1. Default: 10.100.0.0/16. */
  addresses?: pulumi.Input<string | undefined>;

  /** Range of the instances' addresses: those of host X are in 10.200.X.0/24. Default: 10.200.0.0/16. */
  subnets?: pulumi.Input<string | undefined>;
}

export interface MeshHostsInput {
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
  ssh?: pulumi.Input<MeshHostsSshInput | undefined>;
}

export interface MeshHostsSshInput {
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

export interface MeshHostsValue {
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
  readonly ssh?: MeshHostsSshValue | undefined;
}

export interface MeshHostsSshValue {
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

export interface MeshLeavingValue {
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
  readonly ssh?: MeshLeavingSshValue | undefined;
}

export interface MeshLeavingSshValue {
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
  type: "mesh",
  class: "Mesh",
  named: true,
  inputs: ["name", "hosts", "endpoints", "hidden", "relay", "port", "addresses", "subnets"],
  outputs: ["hostAddresses", "hostSubnets", "bridgeAddresses", "publicKeys", "leaving"],
  secrets: [],
};
