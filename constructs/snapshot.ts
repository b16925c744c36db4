// Written by `npm run generate` from provider/kinds/snapshot.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * The root disk of an instance at one moment, to be set back to.
 *
 * It is imported by its id, `[host:][project/]<instance>/<name>`.
 *
 * @example
 * ```ts
 * new Snapshot(this, "before-upgrade", { instance: "web", expiresIn: "7d" })
 * ```
 */
export class Snapshot extends Resource<SnapshotConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_snapshot";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the snapshot where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: SnapshotConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a snapshot, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>/<name>`.
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

  set project(value: SnapshotConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): SnapshotConfig["project"] {
    return this.given.project;
  }

  /** Name of the instance. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: SnapshotConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): SnapshotConfig["instance"] {
    return this.given.instance;
  }

  /** Name of the snapshot, unique on its instance. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: SnapshotConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): SnapshotConfig["name"] {
    return this.given.name;
  }

  /** Whether it keeps the memory of the running instance, too. Default: false. */
  get stateful(): IResolvable {
    return this.getBooleanAttribute("stateful");
  }

  set stateful(value: SnapshotConfig["stateful"]) {
    this.given.stateful = value;
  }

  get statefulInput(): SnapshotConfig["stateful"] {
    return this.given.stateful;
  }

  /** How long after its creation the server deletes it. Default: never. */
  get expiresIn(): string {
    return this.getStringAttribute("expires_in");
  }

  set expiresIn(value: SnapshotConfig["expiresIn"]) {
    this.given.expiresIn = value;
  }

  get expiresInInput(): SnapshotConfig["expiresIn"] {
    return this.given.expiresIn;
  }

  /** When the server deletes it, as an ISO 8601 time. */
  get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  set expiresAt(value: SnapshotConfig["expiresAt"]) {
    this.given.expiresAt = value;
  }

  get expiresAtInput(): SnapshotConfig["expiresAt"] {
    return this.given.expiresAt;
  }

  /**
   * Any text; when it changes, the instance is stopped, set back to this snapshot and started. What was written to
   * its root disk since is lost.
   */
  get restore(): string {
    return this.getStringAttribute("restore");
  }

  set restore(value: SnapshotConfig["restore"]) {
    this.given.restore = value;
  }

  get restoreInput(): SnapshotConfig["restore"] {
    return this.given.restore;
  }

  /** How long the instance may take to shut down before it is set back. Default: 30s. */
  get stopTimeout(): string {
    return this.getStringAttribute("stop_timeout");
  }

  set stopTimeout(value: SnapshotConfig["stopTimeout"]) {
    this.given.stopTimeout = value;
  }

  get stopTimeoutInput(): SnapshotConfig["stopTimeout"] {
    return this.given.stopTimeout;
  }

  /** When it was taken. */
  get createdAt(): string {
    return this.getStringAttribute("created_at");
  }

  /** When the server deletes it; empty where it never does. */
  get expiry(): string {
    return this.getStringAttribute("expiry");
  }
}

/** Configuration of `Snapshot`. */
export interface SnapshotConfig extends ControlConfig {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the instance.
   * A change replaces the resource.
   */
  instance: string;

  /**
   * Name of the snapshot, unique on its instance.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * Whether it keeps the memory of the running instance, too. Default: false.
   * A change replaces the resource.
   */
  stateful?: boolean | IResolvable | undefined;

  /**
   * How long after its creation the server deletes it. Default: never.
   * A number and a unit, like `60s`.
   */
  expiresIn?: string | undefined;

  /** When the server deletes it, as an ISO 8601 time. */
  expiresAt?: string | undefined;

  /**
   * Any text; when it changes, the instance is stopped, set back to this snapshot and started. What was written to
   * its root disk since is lost.
   */
  restore?: string | undefined;

  /**
   * How long the instance may take to shut down before it is set back. Default: 30s.
   * A number and a unit, like `60s`.
   */
  stopTimeout?: string | undefined;
}

const outline: Outline = {
  type: "snapshot",
  named: true,
  fields: {
    project: "string",
    instance: "string",
    name: "string",
    stateful: "boolean",
    expiresIn: "string",
    expiresAt: "string",
    restore: "string",
    stopTimeout: "string",
  },
};
