// Written by `npm run generate` from provider/kinds/storage-volume.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Disk space that outlives the instances it is attached to.
 *
 * @example
 * ```ts
 * new StorageVolume("mnesia", { pool: "fast", size: "20GiB" })
 * ```
 */
export class StorageVolume extends Resource {
  /** Project that the volume belongs to. */
  declare readonly project: pulumi.Output<string>;

  /** Storage pool that holds the volume. */
  declare readonly pool: pulumi.Output<string>;

  /** Name of the volume, unique in its pool and project. */
  declare readonly name: pulumi.Output<string>;

  /** What is in it: a file system, which several instances may mount, or a disk for virtual machines. */
  declare readonly contentType: pulumi.Output<"filesystem" | "block">;

  /** Size, such as "20GiB". Default: the pool's. */
  declare readonly size: pulumi.Output<string | undefined>;

  /** What the volume is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Options of the volume besides its size, as Incus documents them. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** Cluster member that has the volume; `none` on a server of its own. */
  declare readonly location: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the storage volume's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: StorageVolumeArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a storage volume that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<pool>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): StorageVolume {
    return new StorageVolume(name, existing, { ...opts, id });
  }
}

/** Arguments of `StorageVolume`. */
export interface StorageVolumeArgs extends ControlArgs {
  /**
   * Project that the volume belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Storage pool that holds the volume.
   * Default: "default".
   * A change replaces the resource.
   */
  pool?: pulumi.Input<string | undefined>;

  /**
   * Name of the volume, unique in its pool and project.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * What is in it: a file system, which several instances may mount, or a disk for virtual machines.
   * Default: "filesystem".
   * A change replaces the resource.
   */
  contentType?: pulumi.Input<"filesystem" | "block" | undefined>;

  /** Size, such as "20GiB". Default: the pool's. */
  size?: pulumi.Input<string | undefined>;

  /** What the volume is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Options of the volume besides its size, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "storage_volume",
  class: "StorageVolume",
  named: true,
  inputs: ["project", "pool", "name", "contentType", "size", "description", "config"],
  outputs: ["location"],
  secrets: [],
};
