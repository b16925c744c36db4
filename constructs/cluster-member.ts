// Written by `npm run generate` from provider/kinds/cluster-member.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A server as a member of a cluster: the first starts it, others join by a token that is good once. A member that
 * goes is emptied before.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * const first = new ClusterMember(this, "a", { host: hostA, starts: true });
 * new ClusterMember(this, "b", { host: hostB, cluster: [hostA] }, { dependsOn: first });
 * ```
 */
export class ClusterMember extends Resource<ClusterMemberConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_cluster_member";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the cluster member where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ClusterMemberConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a cluster member, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:]<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Name of the member, unique in its cluster. The server itself is the resource's `host`. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ClusterMemberConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ClusterMemberConfig["name"] {
    return this.given.name;
  }

  /**
   * Whether it starts the cluster where none of `cluster` is in one yet: one member of a cluster does. Default:
   * false.
   */
  get starts(): IResolvable {
    return this.getBooleanAttribute("starts");
  }

  set starts(value: ClusterMemberConfig["starts"]) {
    this.given.starts = value;
  }

  get startsInput(): ClusterMemberConfig["starts"] {
    return this.given.starts;
  }

  /** Servers of the cluster. It joins by the first that is in one, and is removed by them when it is gone itself. */
  get cluster(): IResolvable {
    return this.interpolationForAttribute("cluster");
  }

  set cluster(value: ClusterMemberConfig["cluster"]) {
    this.given.cluster = value;
  }

  get clusterInput(): ClusterMemberConfig["cluster"] {
    return this.given.cluster;
  }

  /**
   * Fingerprint of the cluster's certificate, an output of the member that starts it: servers whose own certificate
   * is pinned show it as soon as they are members.
   */
  get clusterFingerprint(): string {
    return this.getStringAttribute("cluster_fingerprint");
  }

  set clusterFingerprint(value: ClusterMemberConfig["clusterFingerprint"]) {
    this.given.clusterFingerprint = value;
  }

  get clusterFingerprintInput(): ClusterMemberConfig["clusterFingerprint"] {
    return this.given.clusterFingerprint;
  }

  /** Its address for the other members, such as 10.0.0.1:8443. Default: the one that its API listens on. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  set address(value: ClusterMemberConfig["address"]) {
    this.given.address = value;
  }

  get addressInput(): ClusterMemberConfig["address"] {
    return this.given.address;
  }

  /**
   * What the cluster's storage pools are made of on this member, by pool: `{ local: { source: "/dev/sdb" } }`. Read
   * when it joins.
   */
  get storagePools(): IResolvable {
    return this.interpolationForAttribute("storage_pools");
  }

  set storagePools(value: ClusterMemberConfig["storagePools"]) {
    this.given.storagePools = value;
  }

  get storagePoolsInput(): ClusterMemberConfig["storagePools"] {
    return this.given.storagePools;
  }

  /** Likewise for its networks. */
  get networks(): IResolvable {
    return this.interpolationForAttribute("networks");
  }

  set networks(value: ClusterMemberConfig["networks"]) {
    this.given.networks = value;
  }

  get networksInput(): ClusterMemberConfig["networks"] {
    return this.given.networks;
  }

  /** What the member is, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: ClusterMemberConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): ClusterMemberConfig["description"] {
    return this.given.description;
  }

  /** Options of the member, such as scheduler.instance: all, group or manual. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: ClusterMemberConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): ClusterMemberConfig["config"] {
    return this.given.config;
  }

  /** Roles besides those that the cluster gives out by itself, such as ovn-chassis. */
  get roles(): string[] {
    return this.getListAttribute("roles");
  }

  set roles(value: ClusterMemberConfig["roles"]) {
    this.given.roles = value;
  }

  get rolesInput(): ClusterMemberConfig["roles"] {
    return this.given.roles;
  }

  /** Groups that it is in. Default: the one named default, or as the `members` of each ClusterGroup say. */
  get groups(): string[] {
    return this.getListAttribute("groups");
  }

  set groups(value: ClusterMemberConfig["groups"]) {
    this.given.groups = value;
  }

  get groupsInput(): ClusterMemberConfig["groups"] {
    return this.given.groups;
  }

  /** What fails together with it: copies of the cluster's database are spread over them. Default: default. */
  get failureDomain(): string {
    return this.getStringAttribute("failure_domain");
  }

  set failureDomain(value: ClusterMemberConfig["failureDomain"]) {
    this.given.failureDomain = value;
  }

  get failureDomainInput(): ClusterMemberConfig["failureDomain"] {
    return this.given.failureDomain;
  }

  /**
   * Whether instances may be on it: evacuated moves them to other members, online brings them back. Default: left
   * alone, so that a person may do it.
   */
  get state(): "online" | "evacuated" {
    return this.word("state");
  }

  set state(value: ClusterMemberConfig["state"]) {
    this.given.state = value;
  }

  get stateInput(): ClusterMemberConfig["state"] {
    return this.given.state;
  }

  /** What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says. */
  get evacuation(): "auto" | "stop" | "force-stop" | "stateful-stop" | "migrate" | "live-migrate" {
    return this.word("evacuation");
  }

  set evacuation(value: ClusterMemberConfig["evacuation"]) {
    this.given.evacuation = value;
  }

  get evacuationInput(): ClusterMemberConfig["evacuation"] {
    return this.given.evacuation;
  }

  /** On delete, whether a member that is gone for good is removed, with all that was only there. Default: false. */
  get force(): IResolvable {
    return this.getBooleanAttribute("force");
  }

  set force(value: ClusterMemberConfig["force"]) {
    this.given.force = value;
  }

  get forceInput(): ClusterMemberConfig["force"] {
    return this.given.force;
  }

  /** Online, Evacuated, Offline or Blocked. */
  get status(): string {
    return this.getStringAttribute("status");
  }

  /** Where the other members find it. */
  get url(): string {
    return this.getStringAttribute("url");
  }

  /** Architecture: x86_64, aarch64, ... */
  get architecture(): string {
    return this.getStringAttribute("architecture");
  }

  /** Fingerprint of the cluster's certificate, which it shows instead of its own while it is a member. */
  get fingerprint(): string {
    return this.getStringAttribute("fingerprint");
  }
}

/** Configuration of `ClusterMember`. */
export interface ClusterMemberConfig extends ControlConfig {
  /**
   * Name of the member, unique in its cluster. The server itself is the resource's `host`.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * Whether it starts the cluster where none of `cluster` is in one yet: one member of a cluster does. Default:
   * false.
   */
  starts?: boolean | IResolvable | undefined;

  /** Servers of the cluster. It joins by the first that is in one, and is removed by them when it is gone itself. */
  cluster?: (string | ClusterMemberClusterInput | IResolvable)[] | IResolvable | undefined;

  /**
   * Fingerprint of the cluster's certificate, an output of the member that starts it: servers whose own certificate
   * is pinned show it as soon as they are members.
   */
  clusterFingerprint?: string | undefined;

  /**
   * Its address for the other members, such as 10.0.0.1:8443. Default: the one that its API listens on.
   * A change replaces the resource.
   */
  address?: string | undefined;

  /**
   * What the cluster's storage pools are made of on this member, by pool: `{ local: { source: "/dev/sdb" } }`. Read
   * when it joins.
   */
  storagePools?: { [key: string]: { [key: string]: string } | IResolvable } | IResolvable | undefined;

  /** Likewise for its networks. */
  networks?: { [key: string]: { [key: string]: string } | IResolvable } | IResolvable | undefined;

  /** What the member is, in a sentence. */
  description?: string | undefined;

  /** Options of the member, such as scheduler.instance: all, group or manual. */
  config?: { [key: string]: string } | IResolvable | undefined;

  /** Roles besides those that the cluster gives out by itself, such as ovn-chassis. */
  roles?: string[] | IResolvable | undefined;

  /** Groups that it is in. Default: the one named default, or as the `members` of each ClusterGroup say. */
  groups?: string[] | IResolvable | undefined;

  /** What fails together with it: copies of the cluster's database are spread over them. Default: default. */
  failureDomain?: string | undefined;

  /**
   * Whether instances may be on it: evacuated moves them to other members, online brings them back. Default: left
   * alone, so that a person may do it.
   */
  state?: "online" | "evacuated" | IResolvable | undefined;

  /** What becomes of its instances when it is evacuated. Default: what the cluster.evacuate of each says. */
  evacuation?: "auto" | "stop" | "force-stop" | "stateful-stop" | "migrate" | "live-migrate" | IResolvable | undefined;

  /** On delete, whether a member that is gone for good is removed, with all that was only there. Default: false. */
  force?: boolean | IResolvable | undefined;
}

export interface ClusterMemberClusterInput {
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
  ssh?: ClusterMemberClusterSshInput | IResolvable | undefined;
}

export interface ClusterMemberClusterSshInput {
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
  type: "cluster_member",
  named: true,
  fields: {
    name: "string",
    starts: "boolean",
    cluster: [
      "list",
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
    clusterFingerprint: "string",
    address: "string",
    storagePools: ["map", ["map", "string"]],
    networks: ["map", ["map", "string"]],
    description: "string",
    config: ["map", "string"],
    roles: ["list", "string"],
    groups: ["list", "string"],
    failureDomain: "string",
    state: "string",
    evacuation: "string",
    force: "boolean",
  },
};
