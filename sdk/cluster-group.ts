// Written by `npm run generate` from provider/kinds/cluster-group.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A group of members of a cluster, on any of which an instance may be put.
 *
 * @example
 * ```ts
 * new ClusterGroup("gpu", { members: ["a", "b"] })
 * ```
 */
export class ClusterGroup extends Resource {
  /** Name of the group, unique in its cluster. Instances name it as `@name`. */
  declare readonly name: pulumi.Output<string>;

  /** What the group is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /**
   * Members of the cluster that are in it. Default: left to the `groups` of each ClusterMember: say it in one of the
   * two places.
   */
  declare readonly members: pulumi.Output<string[] | undefined>;

  /** Options of the group, where the server knows any (API extension clustering_groups_config). */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /**
   * @param name Name in the program; also the cluster group's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: ClusterGroupArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a cluster group that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ClusterGroup {
    return new ClusterGroup(name, existing, { ...opts, id });
  }
}

/** Arguments of `ClusterGroup`. */
export interface ClusterGroupArgs extends ControlArgs {
  /**
   * Name of the group, unique in its cluster. Instances name it as `@name`.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** What the group is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /**
   * Members of the cluster that are in it. Default: left to the `groups` of each ClusterMember: say it in one of the
   * two places.
   */
  members?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** Options of the group, where the server knows any (API extension clustering_groups_config). */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "cluster_group",
  class: "ClusterGroup",
  named: true,
  inputs: ["name", "description", "members", "config"],
  outputs: [],
  secrets: [],
};
