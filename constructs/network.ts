// Written by `npm run generate` from provider/kinds/network.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A managed network that instances join by name.
 *
 * It is imported by its id, `[host:][project/]<name>`.
 *
 * @example
 * ```ts
 * new Network(this, "shop0", { config: { "ipv4.address": "10.20.0.1/24", "ipv6.address": "none" } })
 * ```
 */
export class Network extends Resource<NetworkConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_network";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the network where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: NetworkConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a network, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project that the network belongs to. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: NetworkConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): NetworkConfig["project"] {
    return this.given.project;
  }

  /** Name of the network; a bridge's is also its interface's, with at most 15 characters. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: NetworkConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): NetworkConfig["name"] {
    return this.given.name;
  }

  /** How instances are connected: by a bridge of its own, or by an interface of the server (`parent` in config). */
  get type(): "bridge" | "macvlan" | "ovn" | "physical" | "sriov" {
    return this.word("type");
  }

  set type(value: NetworkConfig["type"]) {
    this.given.type = value;
  }

  get typeInput(): NetworkConfig["type"] {
    return this.given.type;
  }

  /** What the network is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: NetworkConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): NetworkConfig["description"] {
    return this.given.description;
  }

  /** Options of the network, as Incus documents them. Those left out are the server's to choose. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: NetworkConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): NetworkConfig["config"] {
    return this.given.config;
  }

  /** Its own IPv4 address and subnet, `none` where it has no IPv4. */
  get ipv4Address(): string {
    return this.getStringAttribute("ipv4_address");
  }

  /** Its own IPv6 address and subnet, `none` where it has no IPv6. */
  get ipv6Address(): string {
    return this.getStringAttribute("ipv6_address");
  }
}

/** Configuration of `Network`. */
export interface NetworkConfig extends ControlConfig {
  /**
   * Project that the network belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the network; a bridge's is also its interface's, with at most 15 characters.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * How instances are connected: by a bridge of its own, or by an interface of the server (`parent` in config).
   * Default: "bridge".
   * A change replaces the resource.
   */
  type?: "bridge" | "macvlan" | "ovn" | "physical" | "sriov" | IResolvable | undefined;

  /** What the network is for, in a sentence. */
  description?: string | undefined;

  /** Options of the network, as Incus documents them. Those left out are the server's to choose. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "network",
  named: true,
  fields: { project: "string", name: "string", type: "string", description: "string", config: ["map", "string"] },
};
