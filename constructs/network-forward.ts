// Written by `npm run generate` from provider/kinds/network-forward.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A port of an address that a network forwards to an instance. Unlike a proxy device it shows the instance where
 * users come from. Applications can share an address, each with ports of its own.
 *
 * It is imported by its id, `[host:][project/]<network>/<address>/<protocol>/<port>`.
 *
 * @example
 * ```ts
 * new NetworkForward(this, "chat", { network: "incusbr0", address: "203.0.113.5", port: "443", target: edge.ipv4Address })
 * ```
 */
export class NetworkForward extends Resource<NetworkForwardConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_network_forward";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: NetworkForwardConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a network forward, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<network>/<address>/<protocol>/<port>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project of the network. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: NetworkForwardConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): NetworkForwardConfig["project"] {
    return this.given.project;
  }

  /** Managed network that the instance is in. */
  get network(): string {
    return this.getStringAttribute("network");
  }

  set network(value: NetworkForwardConfig["network"]) {
    this.given.network = value;
  }

  get networkInput(): NetworkForwardConfig["network"] {
    return this.given.network;
  }

  /** IP address that users reach. It must lead to the Incus server; several forwards may share it. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  set address(value: NetworkForwardConfig["address"]) {
    this.given.address = value;
  }

  get addressInput(): NetworkForwardConfig["address"] {
    return this.given.address;
  }

  /** Protocol of the port. Default: tcp. */
  get protocol(): "tcp" | "udp" {
    return this.word("protocol");
  }

  set protocol(value: NetworkForwardConfig["protocol"]) {
    this.given.protocol = value;
  }

  get protocolInput(): NetworkForwardConfig["protocol"] {
    return this.given.protocol;
  }

  /** Port that users reach, as a text: "443". Several as Incus writes them: "80,443" or "8000-8010". */
  get port(): string {
    return this.getStringAttribute("port");
  }

  set port(value: NetworkForwardConfig["port"]) {
    this.given.port = value;
  }

  get portInput(): NetworkForwardConfig["port"] {
    return this.given.port;
  }

  /** IP address of the instance in the network. */
  get target(): string {
    return this.getStringAttribute("target");
  }

  set target(value: NetworkForwardConfig["target"]) {
    this.given.target = value;
  }

  get targetInput(): NetworkForwardConfig["target"] {
    return this.given.target;
  }

  /** Port of the instance, or as many as `port` has. Default: `port`. */
  get targetPort(): string {
    return this.getStringAttribute("target_port");
  }

  set targetPort(value: NetworkForwardConfig["targetPort"]) {
    this.given.targetPort = value;
  }

  get targetPortInput(): NetworkForwardConfig["targetPort"] {
    return this.given.targetPort;
  }
}

/** Configuration of `NetworkForward`. */
export interface NetworkForwardConfig extends ControlConfig {
  /**
   * Project of the network.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Managed network that the instance is in.
   * A change replaces the resource.
   */
  network: string;

  /**
   * IP address that users reach. It must lead to the Incus server; several forwards may share it.
   * A change replaces the resource.
   */
  address: string;

  /**
   * Protocol of the port. Default: tcp.
   * A change replaces the resource.
   */
  protocol?: "tcp" | "udp" | IResolvable | undefined;

  /**
   * Port that users reach, as a text: "443". Several as Incus writes them: "80,443" or "8000-8010".
   * A change replaces the resource.
   */
  port: string;

  /** IP address of the instance in the network. */
  target: string;

  /** Port of the instance, or as many as `port` has. Default: `port`. */
  targetPort?: string | undefined;
}

const outline: Outline = {
  type: "network_forward",
  named: false,
  fields: {
    project: "string",
    network: "string",
    address: "string",
    protocol: "string",
    port: "string",
    target: "string",
    targetPort: "string",
  },
};
