// Written by `npm run generate` from provider/kinds/storage-volume.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * Disk space that outlives the instances it is attached to.
 *
 * It is imported by its id, `[host:][project/]<pool>/<name>`.
 *
 * @example
 * ```ts
 * new StorageVolume(this, "mnesia", { pool: "fast", size: "20GiB" })
 * ```
 */
export class StorageVolume extends Resource<StorageVolumeConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_storage_volume";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the storage volume where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: StorageVolumeConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a storage volume, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<pool>/<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project that the volume belongs to. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: StorageVolumeConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): StorageVolumeConfig["project"] {
    return this.given.project;
  }

  /** Storage pool that holds the volume. */
  get pool(): string {
    return this.getStringAttribute("pool");
  }

  set pool(value: StorageVolumeConfig["pool"]) {
    this.given.pool = value;
  }

  get poolInput(): StorageVolumeConfig["pool"] {
    return this.given.pool;
  }

  /** Name of the volume, unique in its pool and project. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: StorageVolumeConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): StorageVolumeConfig["name"] {
    return this.given.name;
  }

  /** What is in it: a file system, which several instances may mount, or a disk for virtual machines. */
  get contentType(): "filesystem" | "block" {
    return this.word("content_type");
  }

  set contentType(value: StorageVolumeConfig["contentType"]) {
    this.given.contentType = value;
  }

  get contentTypeInput(): StorageVolumeConfig["contentType"] {
    return this.given.contentType;
  }

  /** Size, such as "20GiB". Default: the pool's. */
  get size(): string {
    return this.getStringAttribute("size");
  }

  set size(value: StorageVolumeConfig["size"]) {
    this.given.size = value;
  }

  get sizeInput(): StorageVolumeConfig["size"] {
    return this.given.size;
  }

  /** What the volume is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: StorageVolumeConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): StorageVolumeConfig["description"] {
    return this.given.description;
  }

  /** Options of the volume besides its size, as Incus documents them. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: StorageVolumeConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): StorageVolumeConfig["config"] {
    return this.given.config;
  }

  /** Cluster member that has the volume; `none` on a server of its own. */
  get location(): string {
    return this.getStringAttribute("location");
  }
}

/** Configuration of `StorageVolume`. */
export interface StorageVolumeConfig extends ControlConfig {
  /**
   * Project that the volume belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Storage pool that holds the volume.
   * Default: "default".
   * A change replaces the resource.
   */
  pool?: string | undefined;

  /**
   * Name of the volume, unique in its pool and project.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * What is in it: a file system, which several instances may mount, or a disk for virtual machines.
   * Default: "filesystem".
   * A change replaces the resource.
   */
  contentType?: "filesystem" | "block" | IResolvable | undefined;

  /** Size, such as "20GiB". Default: the pool's. */
  size?: string | undefined;

  /** What the volume is for, in a sentence. */
  description?: string | undefined;

  /** Options of the volume besides its size, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "storage_volume",
  named: true,
  fields: {
    project: "string",
    pool: "string",
    name: "string",
    contentType: "string",
    size: "string",
    description: "string",
    config: ["map", "string"],
  },
};
