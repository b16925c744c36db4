// Written by `npm run generate` from provider/kinds/host.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A machine that runs Incus: made one over SSH where it is none yet, and then the `host` of everything that is to
 * be on it.
 *
 * @example
 * ```ts
 * const prod = new Host("prod", { address: "prod.example.com", ssh: { user: "deploy", hostKey: "SHA256:..." } });
 * new Instance("web", { host: prod.endpoint, image: "debian-12" })
 * ```
 */
export class Host extends Resource {
  /** Stable name of the host: it stands in the ids of all that is on it. */
  declare readonly name: pulumi.Output<string>;

  /** Name or IP address of the machine, as it is reached from here. */
  declare readonly address: pulumi.Output<string>;

  /**
   * How to log in, by keys only. Leave it out where an Incus API is open already: then nothing is done on the
   * machine.
   */
  declare readonly ssh: pulumi.Output<HostSshValue | undefined>;

  /** How its API is reached: over HTTPS, or through SSH alone, and then the API is not opened. Default: https. */
  declare readonly access: pulumi.Output<"https" | "ssh" | undefined>;

  /** Where the API is opened, such as `10.0.0.5:8443`. Default: `:8443`, unless it is open already. */
  declare readonly listen: pulumi.Output<string | undefined>;

  /**
   * SHA-256 fingerprint that its certificate must have. Default: the one that is found over SSH or told by the
   * token, and from then on the same.
   */
  declare readonly expectedFingerprint: pulumi.Output<string | undefined>;

  /**
   * Trust token for a server that is not reached over SSH: `incus config trust add <name>` prints one. It is used
   * once.
   */
  declare readonly token: pulumi.Output<string | undefined>;

  /**
   * Path of the client certificate that it is to trust. Default: the one of your own Incus client, else one that is
   * made in `.cul8er` of the program's folder.
   */
  declare readonly clientCertificate: pulumi.Output<string | undefined>;

  /** Path of the key of that certificate. */
  declare readonly clientKey: pulumi.Output<string | undefined>;

  /** The storage pool `default`, made where the server has no pool at all. */
  declare readonly storage: pulumi.Output<HostStorageValue | undefined>;

  /** The bridge that instances join, made where the server has no pool and no network. */
  declare readonly network: pulumi.Output<HostNetworkValue | undefined>;

  /**
   * Whether it is left without storage and network of its own: a server that is to join an Incus cluster brings
   * none. Default: false.
   */
  declare readonly empty: pulumi.Output<boolean | undefined>;

  /** The value for `host` of everything that is to be on this host. */
  declare readonly endpoint: pulumi.Output<HostEndpointValue>;

  /** Version of Incus. */
  declare readonly version: pulumi.Output<string>;

  /** API extensions that it has: what it can do. */
  declare readonly apiExtensions: pulumi.Output<string[]>;

  /** Name that the server calls itself. */
  declare readonly serverName: pulumi.Output<string>;

  /** SHA-256 fingerprint of its certificate. */
  declare readonly fingerprint: pulumi.Output<string>;

  /** Architecture of its instances, such as `x86_64`. */
  declare readonly architecture: pulumi.Output<string>;

  /** IP addresses that its API listens on; none where it is not open. */
  declare readonly addresses: pulumi.Output<string[]>;

  /** Whether it is a member of an Incus cluster. */
  declare readonly clustered: pulumi.Output<boolean>;

  /** Names of the members of its cluster; none where it is alone. */
  declare readonly members: pulumi.Output<string[]>;

  /** What it has to share among instances. */
  declare readonly resources: pulumi.Output<HostResourcesValue>;

  /** What was made on the machine, and goes again when the host is destroyed. */
  declare readonly made: pulumi.Output<string[]>;

  /**
   * @param name Name in the program; also the host's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: HostArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a host that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Host {
    return new Host(name, existing, { ...opts, id });
  }
}

/** Arguments of `Host`. */
export interface HostArgs extends Omit<ControlArgs, "host"> {
  /**
   * Stable name of the host: it stands in the ids of all that is on it.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Name or IP address of the machine, as it is reached from here. */
  address: pulumi.Input<string>;

  /**
   * How to log in, by keys only. Leave it out where an Incus API is open already: then nothing is done on the
   * machine.
   */
  ssh?: pulumi.Input<HostSshInput | undefined>;

  /** How its API is reached: over HTTPS, or through SSH alone, and then the API is not opened. Default: https. */
  access?: pulumi.Input<"https" | "ssh" | undefined>;

  /** Where the API is opened, such as `10.0.0.5:8443`. Default: `:8443`, unless it is open already. */
  listen?: pulumi.Input<string | undefined>;

  /**
   * SHA-256 fingerprint that its certificate must have. Default: the one that is found over SSH or told by the
   * token, and from then on the same.
   */
  expectedFingerprint?: pulumi.Input<string | undefined>;

  /**
   * Trust token for a server that is not reached over SSH: `incus config trust add <name>` prints one. It is used
   * once.
   * A secret: encrypted in the state, never shown.
   */
  token?: pulumi.Input<string | undefined>;

  /**
   * Path of the client certificate that it is to trust. Default: the one of your own Incus client, else one that is
   * made in `.cul8er` of the program's folder.
   */
  clientCertificate?: pulumi.Input<string | undefined>;

  /** Path of the key of that certificate. */
  clientKey?: pulumi.Input<string | undefined>;

  /** The storage pool `default`, made where the server has no pool at all. */
  storage?: pulumi.Input<HostStorageInput | undefined>;

  /** The bridge that instances join, made where the server has no pool and no network. */
  network?: pulumi.Input<HostNetworkInput | undefined>;

  /**
   * Whether it is left without storage and network of its own: a server that is to join an Incus cluster brings
   * none. Default: false.
   */
  empty?: pulumi.Input<boolean | undefined>;
}

export interface HostSshInput {
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

export interface HostStorageInput {
  /** How it stores. Default: btrfs where the machine can, else dir. */
  driver?: pulumi.Input<"dir" | "btrfs" | "zfs" | "lvm" | undefined>;
  /**
   * Size of the file that holds it. Default: Incus' own choice.
   * A number and a unit, like `256MiB`.
   */
  size?: pulumi.Input<string | undefined>;
  /** Disk, partition or folder to use. Default: a file. */
  source?: pulumi.Input<string | undefined>;
}

export interface HostNetworkInput {
  /** Its name. Default: incusbr0. */
  name?: pulumi.Input<string | undefined>;
  /** Its address and subnet, such as `10.20.0.1/24`. Default: one that is free. */
  ipv4?: pulumi.Input<string | undefined>;
  /** Likewise, or `none`. Default: one that is free. */
  ipv6?: pulumi.Input<string | undefined>;
}

export interface HostSshValue {
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

export interface HostStorageValue {
  /** How it stores. Default: btrfs where the machine can, else dir. */
  readonly driver?: "dir" | "btrfs" | "zfs" | "lvm" | undefined;
  /** Size of the file that holds it. Default: Incus' own choice. */
  readonly size?: string | undefined;
  /** Disk, partition or folder to use. Default: a file. */
  readonly source?: string | undefined;
}

export interface HostNetworkValue {
  /** Its name. Default: incusbr0. */
  readonly name?: string | undefined;
  /** Its address and subnet, such as `10.20.0.1/24`. Default: one that is free. */
  readonly ipv4?: string | undefined;
  /** Likewise, or `none`. Default: one that is free. */
  readonly ipv6?: string | undefined;
}

export interface HostEndpointValue {
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
  readonly ssh?: HostEndpointSshValue | undefined;
}

export interface HostEndpointSshValue {
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

export interface HostResourcesValue {
  /** Threads of its processors. */
  readonly cpus: number;
  /** Bytes of memory. */
  readonly memory: number;
  /** Its disks. */
  readonly disks: HostResourcesDisksValue[];
  /** Its storage pools, with what is used of them. */
  readonly pools: HostResourcesPoolsValue[];
}

export interface HostResourcesDisksValue {
  /** Its name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

export interface HostResourcesPoolsValue {
  /** Its name. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** How it stores. */
  readonly driver: string;
}

const outline: Outline = {
  type: "host",
  class: "Host",
  named: true,
  inputs: [
    "name",
    "address",
    "ssh",
    "access",
    "listen",
    "expectedFingerprint",
    "token",
    "clientCertificate",
    "clientKey",
    "storage",
    "network",
    "empty",
  ],
  outputs: [
    "endpoint",
    "version",
    "apiExtensions",
    "serverName",
    "fingerprint",
    "architecture",
    "addresses",
    "clustered",
    "members",
    "resources",
    "made",
  ],
  secrets: ["token"],
};
