// Written by `npm run generate` from provider/components/incus-cluster.ts. Do not edit.
import * as pulumi from "@pulumi/pulumi";
import { IncusCluster as component } from "../provider/components/incus-cluster.ts";
import type { Host } from "./host.ts";
import { layOut } from "./lay-out.ts";

/**
 * Servers that are one Incus cluster: the first starts it, others join by tokens that are good once, and a member
 * that goes is emptied before.
 *
 * @example
 * ```ts
 * new IncusCluster("prod", {
 *   members: { a: a.endpoint, b: b.endpoint, c: c.endpoint },
 *   groups: { fast: ["a", "b"] },
 *   failureDomains: { a: "room-1", b: "room-2", c: "room-3" },
 * })
 * ```
 */
export class IncusCluster extends pulumi.ComponentResource {
  /** Fingerprint of the cluster's certificate, which every member shows instead of its own. */
  declare readonly fingerprint: pulumi.Output<string>;

  /** Where the members' APIs answer, in their order. */
  declare readonly urls: pulumi.Output<string[]>;

  /**
   * @param name Name in the program; the resources below it are called after it.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: IncusClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cul8er:index:IncusCluster", name, {}, opts);
    this.registerOutputs(layOut(this, component, name, args));
  }
}

/** Arguments of `IncusCluster`. */
export interface IncusClusterArgs {
  /** The servers, by the name that each has in the cluster. The first starts it, the others join in this order. */
  members: { [key: string]: pulumi.Input<string | IncusClusterMembersInput | Host> };

  /** Addresses for the other members, by name, such as 10.0.0.1:8443. Default: those that their APIs listen on. */
  addresses?: { [key: string]: pulumi.Input<string> } | undefined;

  /** Groups by name, and the members of each. Members that are in none are in the one named default. */
  groups?: { [key: string]: string[] } | undefined;

  /** What fails together, by member: a room, a rack, a provider. Copies of the database are spread over them. */
  failureDomains?: { [key: string]: string } | undefined;

  /** Roles by member, such as ovn-chassis. */
  roles?: { [key: string]: string[] } | undefined;

  /** Options by member, such as scheduler.instance. */
  memberConfig?: { [key: string]: { [key: string]: string } } | undefined;

  /** By member, what the cluster's storage pools are made of there: `{ b: { local: { source: "/dev/sdb" } } }`. */
  storagePools?: { [key: string]: { [key: string]: { [key: string]: string } } } | undefined;

  /** Members that are to be empty; all others are brought back. Default: left alone, so that a person may do it. */
  evacuated?: string[] | undefined;

  /** What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says. */
  evacuation?: "auto" | "stop" | "force-stop" | "stateful-stop" | "migrate" | "live-migrate" | undefined;

  /**
   * How long a member may be offline before its instances are started elsewhere, from shared storage. Default:
   * never.
   * A number and a unit, like `60s`.
   */
  healAfter?: string | undefined;

  /** Options of the cluster itself, as Incus documents them. */
  config?: { [key: string]: string } | undefined;
}

export interface IncusClusterMembersInput {
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
  ssh?: pulumi.Input<IncusClusterMembersSshInput | undefined>;
}

export interface IncusClusterMembersSshInput {
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
