// Written by `npm run generate` from provider/kinds/project.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A room of its own on a server: instances, images, profiles and volumes that other projects do not see.
 *
 * @example
 * ```ts
 * new Project("shop", { config: { "features.networks": "false", "limits.instances": "20" } })
 * ```
 */
export class Project extends Resource {
  /** Name of the project, unique on its server. */
  declare readonly name: pulumi.Output<string>;

  /** What the project is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Options of the project: features, limits and restrictions, as Incus documents them. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /**
   * @param name Name in the program; also the project's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: ProjectArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a project that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Project {
    return new Project(name, existing, { ...opts, id });
  }
}

/** Arguments of `Project`. */
export interface ProjectArgs extends ControlArgs {
  /**
   * Name of the project, unique on its server.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** What the project is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Options of the project: features, limits and restrictions, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "project",
  class: "Project",
  named: true,
  inputs: ["name", "description", "config"],
  outputs: [],
  secrets: [],
};
