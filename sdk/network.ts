// Written by `npm run generate` from provider/kinds/network.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A managed network that instances join by name.
 *
 * @example
 * ```ts
 * new Network("shop0", { config: { "ipv4.address": "10.20.0.1/24", "ipv6.address": "none" } })
 * ```
 */
export class Network extends Resource {
  /** Project that the network belongs to. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the network; a bridge's is also its interface's, with at most 15 characters. */
  declare readonly name: pulumi.Output<string>;

  /** How instances are connected: by a bridge of its own, or by an interface of the server (`parent` in config). */
  declare readonly type: pulumi.Output<"bridge" | "macvlan" | "ovn" | "physical" | "sriov">;

  /** What the network is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Options of the network, as Incus documents them. Those left out are the server's to choose. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** Its own IPv4 address and subnet, `none` where it has no IPv4. */
  declare readonly ipv4Address: pulumi.Output<string | undefined>;

  /** Its own IPv6 address and subnet, `none` where it has no IPv6. */
  declare readonly ipv6Address: pulumi.Output<string | undefined>;

  /**
   * @param name Name in the program; also the network's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: NetworkArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a network that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Network {
    return new Network(name, existing, { ...opts, id });
  }
}

/** Arguments of `Network`. */
export interface NetworkArgs extends ControlArgs {
  /**
   * Project that the network belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the network; a bridge's is also its interface's, with at most 15 characters.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * How instances are connected: by a bridge of its own, or by an interface of the server (`parent` in config).
   * Default: "bridge".
   * A change replaces the resource.
   */
  type?: pulumi.Input<"bridge" | "macvlan" | "ovn" | "physical" | "sriov" | undefined>;

  /** What the network is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Options of the network, as Incus documents them. Those left out are the server's to choose. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "network",
  class: "Network",
  named: true,
  inputs: ["project", "name", "type", "description", "config"],
  outputs: ["ipv4Address", "ipv6Address"],
  secrets: [],
};
