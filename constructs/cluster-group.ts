// Written by `npm run generate` from provider/kinds/cluster-group.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A group of members of a cluster, on any of which an instance may be put.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new ClusterGroup(this, "gpu", { members: ["a", "b"] })
 * ```
 */
export class ClusterGroup extends Resource<ClusterGroupConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_cluster_group";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the cluster group where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ClusterGroupConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a cluster group, for Terraform to write its configuration from.
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

  /** Name of the group, unique in its cluster. Instances name it as `@name`. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ClusterGroupConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ClusterGroupConfig["name"] {
    return this.given.name;
  }

  /** What the group is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: ClusterGroupConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): ClusterGroupConfig["description"] {
    return this.given.description;
  }

  /**
   * Members of the cluster that are in it. Default: left to the `groups` of each ClusterMember: say it in one of the
   * two places.
   */
  get members(): string[] {
    return this.getListAttribute("members");
  }

  set members(value: ClusterGroupConfig["members"]) {
    this.given.members = value;
  }

  get membersInput(): ClusterGroupConfig["members"] {
    return this.given.members;
  }

  /** Options of the group, where the server knows any (API extension clustering_groups_config). */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: ClusterGroupConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): ClusterGroupConfig["config"] {
    return this.given.config;
  }
}

/** Configuration of `ClusterGroup`. */
export interface ClusterGroupConfig extends ControlConfig {
  /**
   * Name of the group, unique in its cluster. Instances name it as `@name`.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** What the group is for, in a sentence. */
  description?: string | undefined;

  /**
   * Members of the cluster that are in it. Default: left to the `groups` of each ClusterMember: say it in one of the
   * two places.
   */
  members?: string[] | IResolvable | undefined;

  /** Options of the group, where the server knows any (API extension clustering_groups_config). */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "cluster_group",
  named: true,
  fields: { name: "string", description: "string", members: ["list", "string"], config: ["map", "string"] },
};
