// Written by `npm run generate` from provider/kinds/instance-limits.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * Limits of an instance that something else made, changed while it runs; when they are deleted, what was there
 * before comes back.
 *
 * It is imported by its id, `[host:][project/]<instance>`.
 *
 * @example
 * ```ts
 * new InstanceLimits(this, "web", { instance: "web", limits: { cpu: 2, memory: "1GiB" } })
 * ```
 */
export class InstanceLimits extends Resource<InstanceLimitsConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_instance_limits";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: InstanceLimitsConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a instance limits, for Terraform to write its configuration from.
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

  set project(value: InstanceLimitsConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): InstanceLimitsConfig["project"] {
    return this.given.project;
  }

  /** Name of the instance. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: InstanceLimitsConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): InstanceLimitsConfig["instance"] {
    return this.given.instance;
  }

  /** What the instance may use of the machine. Limits left out stay as they are. */
  get limits(): IResolvable {
    return this.interpolationForAttribute("limits");
  }

  set limits(value: InstanceLimitsConfig["limits"]) {
    this.given.limits = value;
  }

  get limitsInput(): InstanceLimitsConfig["limits"] {
    return this.given.limits;
  }

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: InstanceLimitsConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): InstanceLimitsConfig["incarnation"] {
    return this.given.incarnation;
  }

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  get restart(): "now" | "defer" | "refuse" {
    return this.word("restart");
  }

  set restart(value: InstanceLimitsConfig["restart"]) {
    this.given.restart = value;
  }

  get restartInput(): InstanceLimitsConfig["restart"] {
    return this.given.restart;
  }
}

/** Configuration of `InstanceLimits`. */
export interface InstanceLimitsConfig extends ControlConfig {
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

  /** What the instance may use of the machine. Limits left out stay as they are. */
  limits: InstanceLimitsLimitsInput | IResolvable;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: string | undefined;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  restart?: "now" | "defer" | "refuse" | IResolvable | undefined;
}

export interface InstanceLimitsLimitsInput {
  /** Number of CPUs. */
  cpu?: number | undefined;
  /** Which CPUs, instead of how many: "0-3", "0,2", "1-1". */
  cpuSet?: string | undefined;
  /** Share of the CPUs when they are busy ("50%"), or a hard limit ("25ms/100ms"). Containers only. */
  cpuAllowance?: string | undefined;
  /** Priority among instances that share CPUs, 0 to 10. */
  cpuPriority?: number | undefined;
  /** Memory: "512MiB". */
  memory?: string | undefined;
  /** Whether the container may use swap space. */
  memorySwap?: boolean | IResolvable | undefined;
  /** Number of processes. Containers only. */
  processes?: number | undefined;
  /** I/O of the root disk. */
  disk?: InstanceLimitsLimitsDiskInput | IResolvable | undefined;
  /** I/O of the network devices. */
  network?: InstanceLimitsLimitsNetworkInput | IResolvable | undefined;
}

export interface InstanceLimitsLimitsDiskInput {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  read?: string | undefined;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  write?: string | undefined;
  /** Reading and writing at once. */
  max?: string | undefined;
  /** Priority of I/O under load, 0 to 10. */
  priority?: number | undefined;
}

export interface InstanceLimitsLimitsNetworkInput {
  /** Incoming bandwidth of each network device: "100Mbit". */
  ingress?: string | undefined;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  egress?: string | undefined;
  /** Both directions at once. */
  max?: string | undefined;
  /** Priority of outgoing packets. */
  priority?: number | undefined;
}

const outline: Outline = {
  type: "instance_limits",
  named: false,
  fields: {
    project: "string",
    instance: "string",
    limits: {
      cpu: "number",
      cpuSet: "string",
      cpuAllowance: "string",
      cpuPriority: "number",
      memory: "string",
      memorySwap: "boolean",
      processes: "number",
      disk: { read: "string", write: "string", max: "string", priority: "number" },
      network: { ingress: "string", egress: "string", max: "string", priority: "number" },
    },
    incarnation: "string",
    restart: "string",
  },
};
