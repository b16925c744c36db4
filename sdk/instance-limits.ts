// Written by `npm run generate` from provider/kinds/instance-limits.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Limits of an instance that something else made, changed while it runs; when they are deleted, what was there
 * before comes back.
 *
 * @example
 * ```ts
 * new InstanceLimits("web", { instance: "web", limits: { cpu: 2, memory: "1GiB" } })
 * ```
 */
export class InstanceLimits extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the instance. */
  declare readonly instance: pulumi.Output<string>;

  /** What the instance may use of the machine. Limits left out stay as they are. */
  declare readonly limits: pulumi.Output<InstanceLimitsLimitsValue>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  declare readonly restart: pulumi.Output<"now" | "defer" | "refuse">;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: InstanceLimitsArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a instance limits that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InstanceLimits {
    return new InstanceLimits(name, existing, { ...opts, id });
  }
}

/** Arguments of `InstanceLimits`. */
export interface InstanceLimitsArgs extends ControlArgs {
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

  /** What the instance may use of the machine. Limits left out stay as they are. */
  limits: pulumi.Input<InstanceLimitsLimitsInput>;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: pulumi.Input<string | undefined>;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  restart?: pulumi.Input<"now" | "defer" | "refuse" | undefined>;
}

export interface InstanceLimitsLimitsInput {
  /** Number of CPUs. */
  cpu?: pulumi.Input<number | undefined>;
  /** Which CPUs, instead of how many: "0-3", "0,2", "1-1". */
  cpuSet?: pulumi.Input<string | undefined>;
  /** Share of the CPUs when they are busy ("50%"), or a hard limit ("25ms/100ms"). Containers only. */
  cpuAllowance?: pulumi.Input<string | undefined>;
  /** Priority among instances that share CPUs, 0 to 10. */
  cpuPriority?: pulumi.Input<number | undefined>;
  /** Memory: "512MiB". */
  memory?: pulumi.Input<string | undefined>;
  /** Whether the container may use swap space. */
  memorySwap?: pulumi.Input<boolean | undefined>;
  /** Number of processes. Containers only. */
  processes?: pulumi.Input<number | undefined>;
  /** I/O of the root disk. */
  disk?: pulumi.Input<InstanceLimitsLimitsDiskInput | undefined>;
  /** I/O of the network devices. */
  network?: pulumi.Input<InstanceLimitsLimitsNetworkInput | undefined>;
}

export interface InstanceLimitsLimitsDiskInput {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  read?: pulumi.Input<string | undefined>;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  write?: pulumi.Input<string | undefined>;
  /** Reading and writing at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of I/O under load, 0 to 10. */
  priority?: pulumi.Input<number | undefined>;
}

export interface InstanceLimitsLimitsNetworkInput {
  /** Incoming bandwidth of each network device: "100Mbit". */
  ingress?: pulumi.Input<string | undefined>;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  egress?: pulumi.Input<string | undefined>;
  /** Both directions at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of outgoing packets. */
  priority?: pulumi.Input<number | undefined>;
}

export interface InstanceLimitsLimitsValue {
  /** Number of CPUs. */
  readonly cpu?: number | undefined;
  /** Which CPUs, instead of how many: "0-3", "0,2", "1-1". */
  readonly cpuSet?: string | undefined;
  /** Share of the CPUs when they are busy ("50%"), or a hard limit ("25ms/100ms"). Containers only. */
  readonly cpuAllowance?: string | undefined;
  /** Priority among instances that share CPUs, 0 to 10. */
  readonly cpuPriority?: number | undefined;
  /** Memory: "512MiB". */
  readonly memory?: string | undefined;
  /** Whether the container may use swap space. */
  readonly memorySwap?: boolean | undefined;
  /** Number of processes. Containers only. */
  readonly processes?: number | undefined;
  /** I/O of the root disk. */
  readonly disk?: InstanceLimitsLimitsDiskValue | undefined;
  /** I/O of the network devices. */
  readonly network?: InstanceLimitsLimitsNetworkValue | undefined;
}

export interface InstanceLimitsLimitsDiskValue {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  readonly read?: string | undefined;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  readonly write?: string | undefined;
  /** Reading and writing at once. */
  readonly max?: string | undefined;
  /** Priority of I/O under load, 0 to 10. */
  readonly priority?: number | undefined;
}

export interface InstanceLimitsLimitsNetworkValue {
  /** Incoming bandwidth of each network device: "100Mbit". */
  readonly ingress?: string | undefined;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  readonly egress?: string | undefined;
  /** Both directions at once. */
  readonly max?: string | undefined;
  /** Priority of outgoing packets. */
  readonly priority?: number | undefined;
}

const outline: Outline = {
  type: "instance_limits",
  class: "InstanceLimits",
  named: false,
  inputs: ["project", "instance", "limits", "incarnation", "restart"],
  outputs: [],
  secrets: [],
};
