// Written by `npm run generate` from provider/kinds/cluster-member.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A server as a member of a cluster: the first starts it, others join by a token that is good once. A member that
 * goes is emptied before.
 *
 * @example
 * ```ts
 * const first = new ClusterMember("a", { host: hostA, starts: true });
 * new ClusterMember("b", { host: hostB, cluster: [hostA] }, { dependsOn: first });
 * ```
 */
export class ClusterMember extends Resource {
  /** Name of the member, unique in its cluster. The server itself is the resource's `host`. */
  declare readonly name: pulumi.Output<string>;

  /**
   * Whether it starts the cluster where none of `cluster` is in one yet: one member of a cluster does. Default:
   * false.
   */
  declare readonly starts: pulumi.Output<boolean>;

  /** Servers of the cluster. It joins by the first that is in one, and is removed by them when it is gone itself. */
  declare readonly cluster: pulumi.Output<(string | ClusterMemberClusterValue)[]>;

  /**
   * Fingerprint of the cluster's certificate, an output of the member that starts it: servers whose own certificate
   * is pinned show it as soon as they are members.
   */
  declare readonly clusterFingerprint: pulumi.Output<string | undefined>;

  /** Its address for the other members, such as 10.0.0.1:8443. Default: the one that its API listens on. */
  declare readonly address: pulumi.Output<string | undefined>;

  /**
   * What the cluster's storage pools are made of on this member, by pool: `{ local: { source: "/dev/sdb" } }`. Read
   * when it joins.
   */
  declare readonly storagePools: pulumi.Output<{ [key: string]: { [key: string]: string } }>;

  /** Likewise for its networks. */
  declare readonly networks: pulumi.Output<{ [key: string]: { [key: string]: string } }>;

  /** What the member is, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Options of the member, such as scheduler.instance: all, group or manual. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** Roles besides those that the cluster gives out by itself, such as ovn-chassis. */
  declare readonly roles: pulumi.Output<string[] | undefined>;

  /** Groups that it is in. Default: the one named default, or as the `members` of each ClusterGroup say. */
  declare readonly groups: pulumi.Output<string[] | undefined>;

  /** What fails together with it: copies of the cluster's database are spread over them. Default: default. */
  declare readonly failureDomain: pulumi.Output<string | undefined>;

  /**
   * Whether instances may be on it: evacuated moves them to other members, online brings them back. Default: left
   * alone, so that a person may do it.
   */
  declare readonly state: pulumi.Output<"online" | "evacuated" | undefined>;

  /** What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says. */
  declare readonly evacuation: pulumi.Output<
    "auto" | "stop" | "force-stop" | "stateful-stop" | "migrate" | "live-migrate" | undefined
  >;

  /** On delete, whether a member that is gone for good is removed, with all that was only there. Default: false. */
  declare readonly force: pulumi.Output<boolean>;

  /** Online, Evacuated, Offline or Blocked. */
  declare readonly status: pulumi.Output<string>;

  /** Where the other members find it. */
  declare readonly url: pulumi.Output<string>;

  /** Architecture: x86_64, aarch64, ... */
  declare readonly architecture: pulumi.Output<string>;

  /** Fingerprint of the cluster's certificate, which it shows instead of its own while it is a member. */
  declare readonly fingerprint: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the cluster member's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: ClusterMemberArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a cluster member that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ClusterMember {
    return new ClusterMember(name, existing, { ...opts, id });
  }
}

/** Arguments of `ClusterMember`. */
export interface ClusterMemberArgs extends ControlArgs {
  /**
   * Name of the member, unique in its cluster. The server itself is the resource's `host`.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * Whether it starts the cluster where none of `cluster` is in one yet: one member of a cluster does. Default:
   * false.
   */
  starts?: pulumi.Input<boolean | undefined>;

  /** Servers of the cluster. It joins by the first that is in one, and is removed by them when it is gone itself. */
  cluster?: pulumi.Input<pulumi.Input<string | ClusterMemberClusterInput>[] | undefined>;

  /**
   * Fingerprint of the cluster's certificate, an output of the member that starts it: servers whose own certificate
   * is pinned show it as soon as they are members.
   */
  clusterFingerprint?: pulumi.Input<string | undefined>;

  /**
   * Its address for the other members, such as 10.0.0.1:8443. Default: the one that its API listens on.
   * A change replaces the resource.
   */
  address?: pulumi.Input<string | undefined>;

  /**
   * What the cluster's storage pools are made of on this member, by pool: `{ local: { source: "/dev/sdb" } }`. Read
   * when it joins.
   */
  storagePools?: pulumi.Input<{ [key: string]: pulumi.Input<{ [key: string]: pulumi.Input<string> }> } | undefined>;

  /** Likewise for its networks. */
  networks?: pulumi.Input<{ [key: string]: pulumi.Input<{ [key: string]: pulumi.Input<string> }> } | undefined>;

  /** What the member is, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Options of the member, such as scheduler.instance: all, group or manual. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Roles besides those that the cluster gives out by itself, such as ovn-chassis. */
  roles?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Groups that it is in. Default: the one named default, or as the `members` of each ClusterGroup say. */
  groups?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** What fails together with it: copies of the cluster's database are spread over them. Default: default. */
  failureDomain?: pulumi.Input<string | undefined>;

  /**
   * Whether instances may be on it: evacuated moves them to other members, online brings them back. Default: left
   * alone, so that a person may do it.
   */
  state?: pulumi.Input<"online" | "evacuated" | undefined>;

  /** What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says. */
  evacuation?: pulumi.Input<"auto" | "stop" | "force-stop" | "stateful-stop" | "migrate" | "live-migrate" | undefined>;

  /** On delete, whether a member that is gone for good is removed, with all that was only there. Default: false. */
  force?: pulumi.Input<boolean | undefined>;
}

export interface ClusterMemberClusterInput {
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
  ssh?: pulumi.Input<ClusterMemberClusterSshInput | undefined>;
}

export interface ClusterMemberClusterSshInput {
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

export interface ClusterMemberClusterValue {
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
  readonly ssh?: ClusterMemberClusterSshValue | undefined;
}

export interface ClusterMemberClusterSshValue {
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
  type: "cluster_member",
  class: "ClusterMember",
  named: true,
  inputs: [
    "name",
    "starts",
    "cluster",
    "clusterFingerprint",
    "address",
    "storagePools",
    "networks",
    "description",
    "config",
    "roles",
    "groups",
    "failureDomain",
    "state",
    "evacuation",
    "force",
  ],
  outputs: ["status", "url", "architecture", "fingerprint"],
  secrets: [],
};
