// Written by `npm run generate` from provider/kinds/storage-pool.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * Where a server keeps root disks, images and volumes.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new StoragePool(this, "fast", { driver: "zfs", source: "/dev/nvme1n1" })
 * ```
 */
export class StoragePool extends Resource<StoragePoolConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_storage_pool";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the storage pool where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: StoragePoolConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a storage pool, for Terraform to write its configuration from.
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

  /** Name of the pool, unique on its server. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: StoragePoolConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): StoragePoolConfig["name"] {
    return this.given.name;
  }

  /** How it stores: `dir`, `btrfs`, `zfs`, `lvm`, `ceph`, ... */
  get driver(): string {
    return this.getStringAttribute("driver");
  }

  set driver(value: StoragePoolConfig["driver"]) {
    this.given.driver = value;
  }

  get driverInput(): StoragePoolConfig["driver"] {
    return this.given.driver;
  }

  /** Disk, partition, folder or dataset to use. Default: a file that the server makes. */
  get source(): string {
    return this.getStringAttribute("source");
  }

  set source(value: StoragePoolConfig["source"]) {
    this.given.source = value;
  }

  get sourceInput(): StoragePoolConfig["source"] {
    return this.given.source;
  }

  /** Size of the file that the server makes, such as "30GiB". It can only grow. */
  get size(): string {
    return this.getStringAttribute("size");
  }

  set size(value: StoragePoolConfig["size"]) {
    this.given.size = value;
  }

  get sizeInput(): StoragePoolConfig["size"] {
    return this.given.size;
  }

  /** What the pool is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: StoragePoolConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): StoragePoolConfig["description"] {
    return this.given.description;
  }

  /** Options of the pool besides source and size, as Incus documents them. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: StoragePoolConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): StoragePoolConfig["config"] {
    return this.given.config;
  }

  /** `Created` when it can be used. */
  get status(): string {
    return this.getStringAttribute("status");
  }
}

/** Configuration of `StoragePool`. */
export interface StoragePoolConfig extends ControlConfig {
  /**
   * Name of the pool, unique on its server.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * How it stores: `dir`, `btrfs`, `zfs`, `lvm`, `ceph`, ...
   * A change replaces the resource.
   */
  driver: string;

  /**
   * Disk, partition, folder or dataset to use. Default: a file that the server makes.
   * A change replaces the resource.
   */
  source?: string | undefined;

  /** Size of the file that the server makes, such as "30GiB". It can only grow. */
  size?: string | undefined;

  /** What the pool is for, in a sentence. */
  description?: string | undefined;

  /** Options of the pool besides source and size, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "storage_pool",
  named: true,
  fields: {
    name: "string",
    driver: "string",
    source: "string",
    size: "string",
    description: "string",
    config: ["map", "string"],
  },
};
