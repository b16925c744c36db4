// Written by `npm run generate` from provider/kinds/router.ts. Do not edit.

import type { Construct, ImportableResource, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * An instance as a router: HAProxy stands there between users and applications, and is installed where it is
 * missing. Debian, Ubuntu and Alpine. One router is a single point of failure.
 *
 * It is imported by its id, `[host:][project/]<instance>`.
 *
 * @example
 * ```ts
 * const edge = new Instance(this, "edge", { image: "debian/12" });
 * const router = new Router(this, "edge", { instance: edge.name, incarnation: edge.incarnation })
 * ```
 */
export class Router extends Resource<RouterConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_router";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: RouterConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a router, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>`.
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

  set project(value: RouterConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): RouterConfig["project"] {
    return this.given.project;
  }

  /** Name of the instance. One of its own is best: it is in the way of every request. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: RouterConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): RouterConfig["instance"] {
    return this.given.instance;
  }

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: RouterConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): RouterConfig["incarnation"] {
    return this.given.incarnation;
  }

  /** Version of HAProxy. */
  get version(): string {
    return this.getStringAttribute("version");
  }

  /** running, stopped with its instance, or what is wrong with it. */
  get status(): string {
    return this.getStringAttribute("status");
  }

  /** IPv4 address of the instance. */
  get address(): string {
    return this.getStringAttribute("address");
  }
}

/** Configuration of `Router`. */
export interface RouterConfig extends ControlConfig {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the instance. One of its own is best: it is in the way of every request.
   * A change replaces the resource.
   */
  instance: string;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: string | undefined;
}

const outline: Outline = {
  type: "router",
  named: false,
  fields: { project: "string", instance: "string", incarnation: "string" },
};
