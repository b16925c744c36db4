// Written by `npm run generate` from provider/kinds/storage-pool.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Where a server keeps root disks, images and volumes.
 *
 * @example
 * ```ts
 * new StoragePool("fast", { driver: "zfs", source: "/dev/nvme1n1" })
 * ```
 */
export class StoragePool extends Resource {
  /** Name of the pool, unique on its server. */
  declare readonly name: pulumi.Output<string>;

  /** How it stores: `dir`, `btrfs`, `zfs`, `lvm`, `ceph`, ... */
  declare readonly driver: pulumi.Output<string>;

  /** Disk, partition, folder or dataset to use. Default: a file that the server makes. */
  declare readonly source: pulumi.Output<string | undefined>;

  /** Size of the file that the server makes, such as "30GiB". It can only grow. */
  declare readonly size: pulumi.Output<string | undefined>;

  /** What the pool is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Options of the pool besides source and size, as Incus documents them. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** `Created` when it can be used. */
  declare readonly status: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the storage pool's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: StoragePoolArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a storage pool that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): StoragePool {
    return new StoragePool(name, existing, { ...opts, id });
  }
}

/** Arguments of `StoragePool`. */
export interface StoragePoolArgs extends ControlArgs {
  /**
   * Name of the pool, unique on its server.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * How it stores: `dir`, `btrfs`, `zfs`, `lvm`, `ceph`, ...
   * A change replaces the resource.
   */
  driver: pulumi.Input<string>;

  /**
   * Disk, partition, folder or dataset to use. Default: a file that the server makes.
   * A change replaces the resource.
   */
  source?: pulumi.Input<string | undefined>;

  /** Size of the file that the server makes, such as "30GiB". It can only grow. */
  size?: pulumi.Input<string | undefined>;

  /** What the pool is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Options of the pool besides source and size, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "storage_pool",
  class: "StoragePool",
  named: true,
  inputs: ["name", "driver", "source", "size", "description", "config"],
  outputs: ["status"],
  secrets: [],
};
