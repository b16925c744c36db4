// Written by `npm run generate` from provider/kinds/placement.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * Which of several Incus servers each instance goes on: decided in the plan, never over their capacity, and
 * stable. Only the instances of a server that is removed go elsewhere.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * const placement = new Placement(this, "shop", {
 *   hosts: ["berlin", "paris"],
 *   instances: [{ name: "shop-1", memory: "2GiB" }, { name: "shop-2", memory: "2GiB" }],
 * })
 * ```
 */
export class Placement extends Resource<PlacementConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_placement";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the placement where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: PlacementConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a placement, for Terraform to write its configuration from.
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

  /** Project of the instance. Default: default. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: PlacementConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): PlacementConfig["project"] {
    return this.given.project;
  }

  /** Name of the placement. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: PlacementConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): PlacementConfig["name"] {
    return this.given.name;
  }

  /** Incus servers that instances can be placed on, in the order in which they are filled. */
  get hosts(): IResolvable {
    return this.interpolationForAttribute("hosts");
  }

  set hosts(value: PlacementConfig["hosts"]) {
    this.given.hosts = value;
  }

  get hostsInput(): PlacementConfig["hosts"] {
    return this.given.hosts;
  }

  /** What fails together with a host, by the host's name: a rack, a building. Default: each host alone. */
  get domains(): { [key: string]: string } {
    return this.getStringMapAttribute("domains");
  }

  set domains(value: PlacementConfig["domains"]) {
    this.given.domains = value;
  }

  get domainsInput(): PlacementConfig["domains"] {
    return this.given.domains;
  }

  /** What a host has for these instances, by its name. Default: what it has and has not promised to others. */
  get capacity(): IResolvable {
    return this.interpolationForAttribute("capacity");
  }

  set capacity(value: PlacementConfig["capacity"]) {
    this.given.capacity = value;
  }

  get capacityInput(): PlacementConfig["capacity"] {
    return this.given.capacity;
  }

  /** Instances to be placed, and what each needs: only what is said is counted. */
  get instances(): IResolvable {
    return this.interpolationForAttribute("instances");
  }

  set instances(value: PlacementConfig["instances"]) {
    this.given.instances = value;
  }

  get instancesInput(): PlacementConfig["instances"] {
    return this.given.instances;
  }

  /** Storage pool whose space counts as disk. Default: default. */
  get pool(): string {
    return this.getStringAttribute("pool");
  }

  set pool(value: PlacementConfig["pool"]) {
    this.given.pool = value;
  }

  get poolInput(): PlacementConfig["pool"] {
    return this.given.pool;
  }

  /**
   * On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do.
   * Default: hosts.
   */
  get spread(): "hosts" | "domains" | "pack" {
    return this.word("spread");
  }

  set spread(value: PlacementConfig["spread"]) {
    this.given.spread = value;
  }

  get spreadInput(): PlacementConfig["spread"] {
    return this.given.spread;
  }

  /** Server of each instance, by its name: a value for the input `host`. */
  get where(): IResolvable {
    return this.interpolationForAttribute("where");
  }

  /** Why each instance is where it is. */
  get because(): { [key: string]: string } {
    return this.getStringMapAttribute("because");
  }
}

/** Configuration of `Placement`. */
export interface PlacementConfig extends ControlConfig {
  /** Project of the instance. Default: default. */
  project?: string | undefined;

  /**
   * Name of the placement.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Incus servers that instances can be placed on, in the order in which they are filled. */
  hosts: (string | PlacementHostsInput | IResolvable)[] | IResolvable;

  /** What fails together with a host, by the host's name: a rack, a building. Default: each host alone. */
  domains?: { [key: string]: string } | IResolvable | undefined;

  /** What a host has for these instances, by its name. Default: what it has and has not promised to others. */
  capacity?: { [key: string]: PlacementCapacityInput | IResolvable } | IResolvable | undefined;

  /** Instances to be placed, and what each needs: only what is said is counted. */
  instances: (PlacementInstancesInput | IResolvable)[] | IResolvable;

  /** Storage pool whose space counts as disk. Default: default. */
  pool?: string | undefined;

  /**
   * On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do.
   * Default: hosts.
   */
  spread?: "hosts" | "domains" | "pack" | IResolvable | undefined;
}

export interface PlacementHostsInput {
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
  ssh?: PlacementHostsSshInput | IResolvable | undefined;
}

export interface PlacementHostsSshInput {
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

export interface PlacementCapacityInput {
  /** Number of CPUs. */
  cpu?: number | undefined;
  /** Memory: "2GiB". */
  memory?: string | undefined;
  /** Disk: "20GiB". */
  disk?: string | undefined;
}

export interface PlacementInstancesInput {
  /** Name of the instance. */
  name: string;
  /** Number of CPUs. */
  cpu?: number | undefined;
  /** Memory: "2GiB". */
  memory?: string | undefined;
  /** Disk: "20GiB". */
  disk?: string | undefined;
}

const outline: Outline = {
  type: "placement",
  named: true,
  fields: {
    project: "string",
    name: "string",
    hosts: [
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
    domains: ["map", "string"],
    capacity: ["map", { cpu: "number", memory: "string", disk: "string" }],
    instances: ["list", { name: "string", cpu: "number", memory: "string", disk: "string" }],
    pool: "string",
    spread: "string",
  },
};
