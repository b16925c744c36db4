// Written by `npm run generate` from provider/kinds/mesh.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A private network between hosts: WireGuard from each to each, with an address for every host and a subnet for
 * its instances. Keys are made on the hosts and stay there. A host that joins changes the others' peers, and
 * restarts no tunnel.
 *
 * It is imported by its id, `<name>`.
 *
 * @example
 * ```ts
 * const mesh = new Mesh(this, "fleet0", { hosts: [berlin.endpoint, paris.endpoint] })
 * new Network(this, "shop0", {
 *   host: berlin.endpoint,
 *   config: {
 *     "ipv4.address": mesh.bridgeAddresses.apply((all) => all.berlin),
 *     "ipv4.nat": "false",
 *     "ipv6.address": "none",
 *   },
 * })
 * ```
 */
export class Mesh extends Resource<MeshConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_mesh";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the mesh where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: MeshConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a mesh, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Name of the mesh, and of its network interface on each host. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: MeshConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): MeshConfig["name"] {
    return this.given.name;
  }

  /** Machines that are in it, each reached over SSH: the output `endpoint` of a Host, or an address with `ssh`. */
  get hosts(): IResolvable {
    return this.interpolationForAttribute("hosts");
  }

  set hosts(value: MeshConfig["hosts"]) {
    this.given.hosts = value;
  }

  get hostsInput(): MeshConfig["hosts"] {
    return this.given.hosts;
  }

  /** Where the others reach a host, by its name: `203.0.113.7:51820`. Default: its SSH address, and `port`. */
  get endpoints(): { [key: string]: string } {
    return this.getStringMapAttribute("endpoints");
  }

  set endpoints(value: MeshConfig["endpoints"]) {
    this.given.endpoints = value;
  }

  get endpointsInput(): MeshConfig["endpoints"] {
    return this.given.endpoints;
  }

  /** Names of hosts that cannot be reached from outside, behind a NAT: they keep it open themselves. */
  get hidden(): string[] {
    return this.getListAttribute("hidden");
  }

  set hidden(value: MeshConfig["hidden"]) {
    this.given.hidden = value;
  }

  get hiddenInput(): MeshConfig["hidden"] {
    return this.given.hidden;
  }

  /** Name of the host through which those talk that cannot reach each other. Default: the first that can be reached. */
  get relay(): string {
    return this.getStringAttribute("relay");
  }

  set relay(value: MeshConfig["relay"]) {
    this.given.relay = value;
  }

  get relayInput(): MeshConfig["relay"] {
    return this.given.relay;
  }

  /** UDP port that each host listens on. Default: 51820. */
  get port(): number {
    return this.getNumberAttribute("port");
  }

  set port(value: MeshConfig["port"]) {
    this.given.port = value;
  }

  get portInput(): MeshConfig["port"] {
    return this.given.port;
  }

  /** Range of the hosts' own addresses: host X has 10.100.X.1. Default: 10.100.0.0/16. */
  get addresses(): string {
    return this.getStringAttribute("addresses");
  }

  set addresses(value: MeshConfig["addresses"]) {
    this.given.addresses = value;
  }

  get addressesInput(): MeshConfig["addresses"] {
    return this.given.addresses;
  }

  /** Range of the instances' addresses: those of host X are in 10.200.X.0/24. Default: 10.200.0.0/16. */
  get subnets(): string {
    return this.getStringAttribute("subnets");
  }

  set subnets(value: MeshConfig["subnets"]) {
    this.given.subnets = value;
  }

  get subnetsInput(): MeshConfig["subnets"] {
    return this.given.subnets;
  }

  /** Address of each host in the mesh, by its name: `10.100.1.1`. */
  get hostAddresses(): { [key: string]: string } {
    return this.getStringMapAttribute("host_addresses");
  }

  /** Subnet for the instances of each host: `10.200.1.0/24`. */
  get hostSubnets(): { [key: string]: string } {
    return this.getStringMapAttribute("host_subnets");
  }

  /** Address of each host's bridge, as a Network takes it in `ipv4.address`: `10.200.1.1/24`. */
  get bridgeAddresses(): { [key: string]: string } {
    return this.getStringMapAttribute("bridge_addresses");
  }

  /** Public key of each host that is in it as it was made. The private ones never leave their hosts. */
  get publicKeys(): { [key: string]: string } {
    return this.getStringMapAttribute("public_keys");
  }

  /** Hosts of before that are still in it, because something on them uses it: they leave when that is gone. */
  get leaving(): IResolvable {
    return this.interpolationForAttribute("leaving");
  }
}

/** Configuration of `Mesh`. */
export interface MeshConfig extends Omit<ControlConfig, "host"> {
  /**
   * Name of the mesh, and of its network interface on each host.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Machines that are in it, each reached over SSH: the output `endpoint` of a Host, or an address with `ssh`. */
  hosts: (string | MeshHostsInput | IResolvable)[] | IResolvable;

  /** Where the others reach a host, by its name: `203.0.113.7:51820`. Default: its SSH address, and `port`. */
  endpoints?: { [key: string]: string } | IResolvable | undefined;

  /** Names of hosts that cannot be reached from outside, behind a NAT: they keep it open themselves. */
  hidden?: string[] | IResolvable | undefined;

  /** Name of the host through which those talk that cannot reach each other. Default: the first that can be reached. */
  relay?: string | undefined;

  /** UDP port that each host listens on. Default: 51820. */
  port?: number | undefined;

  /** Range of the hosts' own addresses: host X has 10.100.X.1. Default: 10.100.0.0/16. */
  addresses?: string | undefined;

  /** Range of the instances' addresses: those of host X are in 10.200.X.0/24. Default: 10.200.0.0/16. */
  subnets?: string | undefined;
}

export interface MeshHostsInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: MeshHostsSshInput | IResolvable | undefined;
}

export interface MeshHostsSshInput {
  /** Name or IP address of the machine. */
  address: string;
  /** Port of its SSH server. Default: 22. */
  port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: string | undefined;
}

const outline: Outline = {
  type: "mesh",
  named: true,
  fields: {
    name: "string",
    hosts: [
      "list",
      [
        "named",
        {
          name: "string",
          address: "string",
          fingerprint: "string",
          clientCertificate: "string",
          clientKey: "string",
          socket: "string",
          ssh: {
            address: "string",
            port: "number",
            user: "string",
            key: "string",
            hostKey: "string",
            knownHosts: "string",
          },
        },
      ],
    ],
    endpoints: ["map", "string"],
    hidden: ["list", "string"],
    relay: "string",
    port: "number",
    addresses: "string",
    subnets: "string",
  },
};
