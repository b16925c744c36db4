// Written by `npm run generate` from provider/kinds/network-forward.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A port of an address that a network forwards to an instance. Unlike a proxy device it shows the instance where
 * users come from. Applications can share an address, each with ports of its own.
 *
 * @example
 * ```ts
 * new NetworkForward("chat", { network: "incusbr0", address: "203.0.113.5", port: "443", target: edge.ipv4Address })
 * ```
 */
export class NetworkForward extends Resource {
  /** Project of the network. */
  declare readonly project: pulumi.Output<string>;

  /** Managed network that the instance is in. */
  declare readonly network: pulumi.Output<string>;

  /** IP address that users reach. It must lead to the Incus server; several forwards may share it. */
  declare readonly address: pulumi.Output<string>;

  /** Protocol of the port. Default: tcp. */
  declare readonly protocol: pulumi.Output<"tcp" | "udp">;

  /** Port that users reach, as a text: "443". Several as Incus writes them: "80,443" or "8000-8010". */
  declare readonly port: pulumi.Output<string>;

  /** IP address of the instance in the network. */
  declare readonly target: pulumi.Output<string>;

  /** Port of the instance, or as many as `port` has. Default: `port`. */
  declare readonly targetPort: pulumi.Output<string | undefined>;

  /**
   * @param name Name in the program.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: NetworkForwardArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a network forward that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<network>/<address>/<protocol>/<port>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): NetworkForward {
    return new NetworkForward(name, existing, { ...opts, id });
  }
}

/** Arguments of `NetworkForward`. */
export interface NetworkForwardArgs extends ControlArgs {
  /**
   * Project of the network.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Managed network that the instance is in.
   * A change replaces the resource.
   */
  network: pulumi.Input<string>;

  /**
   * IP address that users reach. It must lead to the Incus server; several forwards may share it.
   * A change replaces the resource.
   */
  address: pulumi.Input<string>;

  /**
   * Protocol of the port. Default: tcp.
   * A change replaces the resource.
   */
  protocol?: pulumi.Input<"tcp" | "udp" | undefined>;

  /**
   * Port that users reach, as a text: "443". Several as Incus writes them: "80,443" or "8000-8010".
   * A change replaces the resource.
   */
  port: pulumi.Input<string>;

  /** IP address of the instance in the network. */
  target: pulumi.Input<string>;

  /** Port of the instance, or as many as `port` has. Default: `port`. */
  targetPort?: pulumi.Input<string | undefined>;
}

const outline: Outline = {
  type: "network_forward",
  class: "NetworkForward",
  named: false,
  inputs: ["project", "network", "address", "protocol", "port", "target", "targetPort"],
  outputs: [],
  secrets: [],
};
