// Written by `npm run generate` from provider/kinds/placement.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Which of several Incus servers each instance goes on: decided in the plan, never over their capacity, and
 * stable. Only the instances of a server that is removed go elsewhere.
 *
 * @example
 * ```ts
 * const placement = new Placement("shop", {
 *   hosts: ["berlin", "paris"],
 *   instances: [{ name: "shop-1", memory: "2GiB" }, { name: "shop-2", memory: "2GiB" }],
 * })
 * ```
 */
export class Placement extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the placement. */
  declare readonly name: pulumi.Output<string>;

  /** Incus servers that instances can be placed on, in the order in which they are filled. */
  declare readonly hosts: pulumi.Output<(string | PlacementHostsValue)[]>;

  /** What fails together with a host, by the host's name: a rack, a building. Default: each host alone. */
  declare readonly domains: pulumi.Output<{ [key: string]: string }>;

  /** What a host has for these instances, by its name. Default: what it has and has not promised to others. */
  declare readonly capacity: pulumi.Output<{ [key: string]: PlacementCapacityValue }>;

  /** Instances to be placed, and what each needs: only what is said is counted. */
  declare readonly instances: pulumi.Output<PlacementInstancesValue[]>;

  /** Storage pool whose space counts as disk. Default: default. */
  declare readonly pool: pulumi.Output<string>;

  /**
   * On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do.
   * Default: hosts.
   */
  declare readonly spread: pulumi.Output<"hosts" | "domains" | "pack">;

  /** Server of each instance, by its name: a value for the input `host`. */
  declare readonly where: pulumi.Output<{ [key: string]: string | PlacementWhereValue }>;

  /** Why each instance is where it is. */
  declare readonly because: pulumi.Output<{ [key: string]: string }>;

  /**
   * @param name Name in the program; also the placement's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: PlacementArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a placement that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Placement {
    return new Placement(name, existing, { ...opts, id });
  }
}

/** Arguments of `Placement`. */
export interface PlacementArgs extends ControlArgs {
  /** Project of the instance. Default: default. */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the placement.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Incus servers that instances can be placed on, in the order in which they are filled. */
  hosts: pulumi.Input<pulumi.Input<string | PlacementHostsInput>[]>;

  /** What fails together with a host, by the host's name: a rack, a building. Default: each host alone. */
  domains?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** What a host has for these instances, by its name. Default: what it has and has not promised to others. */
  capacity?: pulumi.Input<{ [key: string]: pulumi.Input<PlacementCapacityInput> } | undefined>;

  /** Instances to be placed, and what each needs: only what is said is counted. */
  instances: pulumi.Input<pulumi.Input<PlacementInstancesInput>[]>;

  /** Storage pool whose space counts as disk. Default: default. */
  pool?: pulumi.Input<string | undefined>;

  /**
   * On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do.
   * Default: hosts.
   */
  spread?: pulumi.Input<"hosts" | "domains" | "pack" | undefined>;
}

export interface PlacementHostsInput {
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
  ssh?: pulumi.Input<PlacementHostsSshInput | undefined>;
}

export interface PlacementHostsSshInput {
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

export interface PlacementCapacityInput {
  /** Number of CPUs. */
  cpu?: pulumi.Input<number | undefined>;
  /** Memory: "2GiB". */
  memory?: pulumi.Input<string | undefined>;
  /** Disk: "20GiB". */
  disk?: pulumi.Input<string | undefined>;
}

export interface PlacementInstancesInput {
  /** Name of the instance. */
  name: pulumi.Input<string>;
  /** Number of CPUs. */
  cpu?: pulumi.Input<number | undefined>;
  /** Memory: "2GiB". */
  memory?: pulumi.Input<string | undefined>;
  /** Disk: "20GiB". */
  disk?: pulumi.Input<string | undefined>;
}

export interface PlacementHostsValue {
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
  readonly ssh?: PlacementHostsSshValue | undefined;
}

export interface PlacementHostsSshValue {
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

export interface PlacementCapacityValue {
  /** Number of CPUs. */
  readonly cpu?: number | undefined;
  /** Memory: "2GiB". */
  readonly memory?: string | undefined;
  /** Disk: "20GiB". */
  readonly disk?: string | undefined;
}

export interface PlacementInstancesValue {
  /** Name of the instance. */
  readonly name: string;
  /** Number of CPUs. */
  readonly cpu?: number | undefined;
  /** Memory: "2GiB". */
  readonly memory?: string | undefined;
  /** Disk: "20GiB". */
  readonly disk?: string | undefined;
}

export interface PlacementWhereValue {
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
  readonly ssh?: PlacementWhereSshValue | undefined;
}

export interface PlacementWhereSshValue {
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
  type: "placement",
  class: "Placement",
  named: true,
  inputs: ["project", "name", "hosts", "domains", "capacity", "instances", "pool", "spread"],
  outputs: ["where", "because"],
  secrets: [],
};
