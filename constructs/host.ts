// Written by `npm run generate` from provider/kinds/host.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A machine that runs Incus: made one over SSH where it is none yet, and then the `host` of everything that is to
 * be on it.
 *
 * It is imported by its id, `<name>`.
 *
 * @example
 * ```ts
 * const prod = new Host(this, "prod", { address: "prod.example.com", ssh: { user: "deploy", hostKey: "SHA256:..." } });
 * new Instance(this, "web", { host: prod.endpoint, image: "debian-12" })
 * ```
 */
export class Host extends Resource<HostConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_host";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the host where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: HostConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a host, for Terraform to write its configuration from.
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

  /** Stable name of the host: it stands in the ids of all that is on it. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: HostConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): HostConfig["name"] {
    return this.given.name;
  }

  /** Name or IP address of the machine, as it is reached from here. */
  get address(): string {
    return this.getStringAttribute("address");
  }

  set address(value: HostConfig["address"]) {
    this.given.address = value;
  }

  get addressInput(): HostConfig["address"] {
    return this.given.address;
  }

  /**
   * How to log in, by keys only. Leave it out where an Incus API is open already: then nothing is done on the
   * machine.
   */
  get ssh(): IResolvable {
    return this.interpolationForAttribute("ssh");
  }

  set ssh(value: HostConfig["ssh"]) {
    this.given.ssh = value;
  }

  get sshInput(): HostConfig["ssh"] {
    return this.given.ssh;
  }

  /** How its API is reached: over HTTPS, or through SSH alone, and then the API is not opened. Default: https. */
  get access(): "https" | "ssh" {
    return this.word("access");
  }

  set access(value: HostConfig["access"]) {
    this.given.access = value;
  }

  get accessInput(): HostConfig["access"] {
    return this.given.access;
  }

  /** Where the API is opened, such as `10.0.0.5:8443`. Default: `:8443`, unless it is open already. */
  get listen(): string {
    return this.getStringAttribute("listen");
  }

  set listen(value: HostConfig["listen"]) {
    this.given.listen = value;
  }

  get listenInput(): HostConfig["listen"] {
    return this.given.listen;
  }

  /**
   * SHA-256 fingerprint that its certificate must have. Default: the one that is found over SSH or told by the
   * token, and from then on the same.
   */
  get expectedFingerprint(): string {
    return this.getStringAttribute("expected_fingerprint");
  }

  set expectedFingerprint(value: HostConfig["expectedFingerprint"]) {
    this.given.expectedFingerprint = value;
  }

  get expectedFingerprintInput(): HostConfig["expectedFingerprint"] {
    return this.given.expectedFingerprint;
  }

  /**
   * Trust token for a server that is not reached over SSH: `incus config trust add <name>` prints one. It is used
   * once.
   */
  get token(): string {
    return this.getStringAttribute("token");
  }

  set token(value: HostConfig["token"]) {
    this.given.token = value;
  }

  get tokenInput(): HostConfig["token"] {
    return this.given.token;
  }

  /**
   * Path of the client certificate that it is to trust. Default: the one of your own Incus client, else one that is
   * made in `.cul8er` of the program's folder.
   */
  get clientCertificate(): string {
    return this.getStringAttribute("client_certificate");
  }

  set clientCertificate(value: HostConfig["clientCertificate"]) {
    this.given.clientCertificate = value;
  }

  get clientCertificateInput(): HostConfig["clientCertificate"] {
    return this.given.clientCertificate;
  }

  /** Path of the key of that certificate. */
  get clientKey(): string {
    return this.getStringAttribute("client_key");
  }

  set clientKey(value: HostConfig["clientKey"]) {
    this.given.clientKey = value;
  }

  get clientKeyInput(): HostConfig["clientKey"] {
    return this.given.clientKey;
  }

  /** The storage pool `default`, made where the server has no pool at all. */
  get storage(): IResolvable {
    return this.interpolationForAttribute("storage");
  }

  set storage(value: HostConfig["storage"]) {
    this.given.storage = value;
  }

  get storageInput(): HostConfig["storage"] {
    return this.given.storage;
  }

  /** The bridge that instances join, made where the server has no pool and no network. */
  get network(): IResolvable {
    return this.interpolationForAttribute("network");
  }

  set network(value: HostConfig["network"]) {
    this.given.network = value;
  }

  get networkInput(): HostConfig["network"] {
    return this.given.network;
  }

  /**
   * Whether it is left without storage and network of its own: a server that is to join an Incus cluster brings
   * none. Default: false.
   */
  get empty(): IResolvable {
    return this.getBooleanAttribute("empty");
  }

  set empty(value: HostConfig["empty"]) {
    this.given.empty = value;
  }

  get emptyInput(): HostConfig["empty"] {
    return this.given.empty;
  }

  /** The value for `host` of everything that is to be on this host. */
  get endpoint(): IResolvable {
    return this.interpolationForAttribute("endpoint");
  }

  /** Version of Incus. */
  get version(): string {
    return this.getStringAttribute("version");
  }

  /** API extensions that it has: what it can do. */
  get apiExtensions(): string[] {
    return this.getListAttribute("api_extensions");
  }

  /** Name that the server calls itself. */
  get serverName(): string {
    return this.getStringAttribute("server_name");
  }

  /** SHA-256 fingerprint of its certificate. */
  get fingerprint(): string {
    return this.getStringAttribute("fingerprint");
  }

  /** Architecture of its instances, such as `x86_64`. */
  get architecture(): string {
    return this.getStringAttribute("architecture");
  }

  /** IP addresses that its API listens on; none where it is not open. */
  get addresses(): string[] {
    return this.getListAttribute("addresses");
  }

  /** Whether it is a member of an Incus cluster. */
  get clustered(): IResolvable {
    return this.getBooleanAttribute("clustered");
  }

  /** Names of the members of its cluster; none where it is alone. */
  get members(): string[] {
    return this.getListAttribute("members");
  }

  /** What it has to share among instances. */
  get resources(): IResolvable {
    return this.interpolationForAttribute("resources");
  }

  /** What was made on the machine, and goes again when the host is destroyed. */
  get made(): string[] {
    return this.getListAttribute("made");
  }
}

/** Configuration of `Host`. */
export interface HostConfig extends Omit<ControlConfig, "host"> {
  /**
   * Stable name of the host: it stands in the ids of all that is on it.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Name or IP address of the machine, as it is reached from here. */
  address: string;

  /**
   * How to log in, by keys only. Leave it out where an Incus API is open already: then nothing is done on the
   * machine.
   */
  ssh?: HostSshInput | IResolvable | undefined;

  /** How its API is reached: over HTTPS, or through SSH alone, and then the API is not opened. Default: https. */
  access?: "https" | "ssh" | IResolvable | undefined;

  /** Where the API is opened, such as `10.0.0.5:8443`. Default: `:8443`, unless it is open already. */
  listen?: string | undefined;

  /**
   * SHA-256 fingerprint that its certificate must have. Default: the one that is found over SSH or told by the
   * token, and from then on the same.
   */
  expectedFingerprint?: string | undefined;

  /**
   * Trust token for a server that is not reached over SSH: `incus config trust add <name>` prints one. It is used
   * once.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  token?: string | WriteOnly<string> | undefined;

  /**
   * Path of the client certificate that it is to trust. Default: the one of your own Incus client, else one that is
   * made in `.cul8er` of the program's folder.
   */
  clientCertificate?: string | undefined;

  /** Path of the key of that certificate. */
  clientKey?: string | undefined;

  /** The storage pool `default`, made where the server has no pool at all. */
  storage?: HostStorageInput | IResolvable | undefined;

  /** The bridge that instances join, made where the server has no pool and no network. */
  network?: HostNetworkInput | IResolvable | undefined;

  /**
   * Whether it is left without storage and network of its own: a server that is to join an Incus cluster brings
   * none. Default: false.
   */
  empty?: boolean | IResolvable | undefined;
}

export interface HostSshInput {
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

export interface HostStorageInput {
  /** How it stores. Default: btrfs where the machine can, else dir. */
  driver?: "dir" | "btrfs" | "zfs" | "lvm" | IResolvable | undefined;
  /**
   * Size of the file that holds it. Default: Incus' own choice.
   * A number and a unit, like `256MiB`.
   */
  size?: string | undefined;
  /** Disk, partition or folder to use. Default: a file. */
  source?: string | undefined;
}

export interface HostNetworkInput {
  /** Its name. Default: incusbr0. */
  name?: string | undefined;
  /** Its address and subnet, such as `10.20.0.1/24`. Default: one that is free. */
  ipv4?: string | undefined;
  /** Likewise, or `none`. Default: one that is free. */
  ipv6?: string | undefined;
}

const outline: Outline = {
  type: "host",
  named: true,
  fields: {
    name: "string",
    address: "string",
    ssh: { port: "number", user: "string", key: "string", hostKey: "string", knownHosts: "string" },
    access: "string",
    listen: "string",
    expectedFingerprint: "string",
    token: "string",
    clientCertificate: "string",
    clientKey: "string",
    storage: { driver: "string", size: "string", source: "string" },
    network: { name: "string", ipv4: "string", ipv6: "string" },
    empty: "boolean",
  },
};
