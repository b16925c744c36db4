// Written by `npm run generate` from provider/kinds/project.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A room of its own on a server: instances, images, profiles and volumes that other projects do not see.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new Project(this, "shop", { config: { "features.networks": "false", "limits.instances": "20" } })
 * ```
 */
export class Project extends Resource<ProjectConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_project";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the project where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ProjectConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a project, for Terraform to write its configuration from.
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

  /** Name of the project, unique on its server. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ProjectConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ProjectConfig["name"] {
    return this.given.name;
  }

  /** What the project is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: ProjectConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): ProjectConfig["description"] {
    return this.given.description;
  }

  /** Options of the project: features, limits and restrictions, as Incus documents them. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: ProjectConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): ProjectConfig["config"] {
    return this.given.config;
  }
}

/** Configuration of `Project`. */
export interface ProjectConfig extends ControlConfig {
  /**
   * Name of the project, unique on its server.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** What the project is for, in a sentence. */
  description?: string | undefined;

  /** Options of the project: features, limits and restrictions, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "project",
  named: true,
  fields: { name: "string", description: "string", config: ["map", "string"] },
};
