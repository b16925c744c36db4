// Written by `npm run generate` from provider/kinds/router.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * An instance as a router: HAProxy stands there between users and applications, and is installed where it is
 * missing. Debian, Ubuntu and Alpine. One router is a single point of failure.
 *
 * @example
 * ```ts
 * const edge = new Instance("edge", { image: "debian/12" });
 * const router = new Router("edge", { instance: edge.name, incarnation: edge.incarnation })
 * ```
 */
export class Router extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the instance. One of its own is best: it is in the way of every request. */
  declare readonly instance: pulumi.Output<string>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /** Version of HAProxy. */
  declare readonly version: pulumi.Output<string>;

  /** running, stopped with its instance, or what is wrong with it. */
  declare readonly status: pulumi.Output<string>;

  /** IPv4 address of the instance. */
  declare readonly address: pulumi.Output<string | undefined>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: RouterArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a router that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Router {
    return new Router(name, existing, { ...opts, id });
  }
}

/** Arguments of `Router`. */
export interface RouterArgs extends ControlArgs {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the instance. One of its own is best: it is in the way of every request.
   * A change replaces the resource.
   */
  instance: pulumi.Input<string>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: pulumi.Input<string | undefined>;
}

const outline: Outline = {
  type: "router",
  class: "Router",
  named: false,
  inputs: ["project", "instance", "incarnation"],
  outputs: ["version", "status", "address"],
  secrets: [],
};
