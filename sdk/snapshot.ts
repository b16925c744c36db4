// Written by `npm run generate` from provider/kinds/snapshot.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * The root disk of an instance at one moment, to be set back to.
 *
 * @example
 * ```ts
 * new Snapshot("before-upgrade", { instance: "web", expiresIn: "7d" })
 * ```
 */
export class Snapshot extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the instance. */
  declare readonly instance: pulumi.Output<string>;

  /** Name of the snapshot, unique on its instance. */
  declare readonly name: pulumi.Output<string>;

  /** Whether it keeps the memory of the running instance, too. Default: false. */
  declare readonly stateful: pulumi.Output<boolean>;

  /** How long after its creation the server deletes it. Default: never. */
  declare readonly expiresIn: pulumi.Output<string | undefined>;

  /** When the server deletes it, as an ISO 8601 time. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;

  /**
   * Any text; when it changes, the instance is stopped, set back to this snapshot and started. What was written to
   * its root disk since is lost.
   */
  declare readonly restore: pulumi.Output<string | undefined>;

  /** How long the instance may take to shut down before it is set back. Default: 30s. */
  declare readonly stopTimeout: pulumi.Output<string>;

  /** When it was taken. */
  declare readonly createdAt: pulumi.Output<string>;

  /** When the server deletes it; empty where it never does. */
  declare readonly expiry: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the snapshot's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: SnapshotArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a snapshot that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Snapshot {
    return new Snapshot(name, existing, { ...opts, id });
  }
}

/** Arguments of `Snapshot`. */
export interface SnapshotArgs extends ControlArgs {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the instance.
   * A change replaces the resource.
   */
  instance: pulumi.Input<string>;

  /**
   * Name of the snapshot, unique on its instance.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * Whether it keeps the memory of the running instance, too. Default: false.
   * A change replaces the resource.
   */
  stateful?: pulumi.Input<boolean | undefined>;

  /**
   * How long after its creation the server deletes it. Default: never.
   * A number and a unit, like `60s`.
   */
  expiresIn?: pulumi.Input<string | undefined>;

  /** When the server deletes it, as an ISO 8601 time. */
  expiresAt?: pulumi.Input<string | undefined>;

  /**
   * Any text; when it changes, the instance is stopped, set back to this snapshot and started. What was written to
   * its root disk since is lost.
   */
  restore?: pulumi.Input<string | undefined>;

  /**
   * How long the instance may take to shut down before it is set back. Default: 30s.
   * A number and a unit, like `60s`.
   */
  stopTimeout?: pulumi.Input<string | undefined>;
}

const outline: Outline = {
  type: "snapshot",
  class: "Snapshot",
  named: true,
  inputs: ["project", "instance", "name", "stateful", "expiresIn", "expiresAt", "restore", "stopTimeout"],
  outputs: ["createdAt", "expiry"],
  secrets: [],
};
