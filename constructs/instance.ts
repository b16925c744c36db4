// Written by `npm run generate` from provider/kinds/instance.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * A container or virtual machine, made from an image, with its limits, devices and options.
 *
 * It is imported by its id, `[host:][project/]<name>`.
 *
 * @example
 * ```ts
 * new Instance(this, "web", { image: image.fingerprint, limits: { cpu: 2, memory: "512MiB" } })
 * ```
 */
export class Instance extends Resource<InstanceConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_instance";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the instance where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: InstanceConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a instance, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<name>`.
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

  set project(value: InstanceConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): InstanceConfig["project"] {
    return this.given.project;
  }

  /** Name of the instance, unique in its project. Also its host name. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: InstanceConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): InstanceConfig["name"] {
    return this.given.name;
  }

  /** A container, or a virtual machine. Default: container. */
  get type(): "container" | "virtual-machine" {
    return this.word("type");
  }

  set type(value: InstanceConfig["type"]) {
    this.given.type = value;
  }

  get typeInput(): InstanceConfig["type"] {
    return this.given.type;
  }

  /**
   * Image that the root disk is made from: a fingerprint, or an alias on this server. Another one rebuilds the root
   * disk in place; an alias that moves on the server does not.
   */
  get image(): string {
    return this.getStringAttribute("image");
  }

  set image(value: InstanceConfig["image"]) {
    this.given.image = value;
  }

  get imageInput(): InstanceConfig["image"] {
    return this.given.image;
  }

  /** What the instance is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: InstanceConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): InstanceConfig["description"] {
    return this.given.description;
  }

  /** Profiles, the later ones win. Default: those of the server, usually the one named default. */
  get profiles(): string[] {
    return this.getListAttribute("profiles");
  }

  set profiles(value: InstanceConfig["profiles"]) {
    this.given.profiles = value;
  }

  get profilesInput(): InstanceConfig["profiles"] {
    return this.given.profiles;
  }

  /** What the instance may use of the machine. */
  get limits(): IResolvable {
    return this.interpolationForAttribute("limits");
  }

  set limits(value: InstanceConfig["limits"]) {
    this.given.limits = value;
  }

  get limitsInput(): InstanceConfig["limits"] {
    return this.given.limits;
  }

  /** Devices by name, beside those of the profiles; one of the same name replaces the profile's. */
  get devices(): IResolvable {
    return this.interpolationForAttribute("devices");
  }

  set devices(value: InstanceConfig["devices"]) {
    this.given.devices = value;
  }

  get devicesInput(): InstanceConfig["devices"] {
    return this.given.devices;
  }

  /** Options of the instance that have no input of their own, as Incus documents them. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: InstanceConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): InstanceConfig["config"] {
    return this.given.config;
  }

  /** Environment of the first process and of commands run in the instance. Services of systemd do not get it. */
  get environment(): { [key: string]: string } {
    return this.getStringMapAttribute("environment");
  }

  set environment(value: InstanceConfig["environment"]) {
    this.given.environment = value;
  }

  get environmentInput(): InstanceConfig["environment"] {
    return this.given.environment;
  }

  /** Like `environment`, for secrets. */
  get secretEnvironment(): { [key: string]: string } {
    return this.getStringMapAttribute("secret_environment");
  }

  set secretEnvironment(value: InstanceConfig["secretEnvironment"]) {
    this.given.secretEnvironment = value;
  }

  get secretEnvironmentInput(): InstanceConfig["secretEnvironment"] {
    return this.given.secretEnvironment;
  }

  /** Set-up by cloud-init, where the image has it. A change restarts the instance. */
  get cloudInit(): IResolvable {
    return this.interpolationForAttribute("cloud_init");
  }

  set cloudInit(value: InstanceConfig["cloudInit"]) {
    this.given.cloudInit = value;
  }

  get cloudInitInput(): InstanceConfig["cloudInit"] {
    return this.given.cloudInit;
  }

  /** Whether the instance is deleted when it stops. Default: false. */
  get ephemeral(): IResolvable {
    return this.getBooleanAttribute("ephemeral");
  }

  set ephemeral(value: InstanceConfig["ephemeral"]) {
    this.given.ephemeral = value;
  }

  get ephemeralInput(): InstanceConfig["ephemeral"] {
    return this.given.ephemeral;
  }

  /**
   * Member of the cluster to put it on, or @group for any of a group. Another one moves it there with its disks,
   * stopped meanwhile. Default: the cluster chooses.
   */
  get target(): string {
    return this.getStringAttribute("target");
  }

  set target(value: InstanceConfig["target"]) {
    this.given.target = value;
  }

  get targetInput(): InstanceConfig["target"] {
    return this.given.target;
  }

  /** Whether it runs. Default: true. */
  get running(): IResolvable {
    return this.getBooleanAttribute("running");
  }

  set running(value: InstanceConfig["running"]) {
    this.given.running = value;
  }

  get runningInput(): InstanceConfig["running"] {
    return this.given.running;
  }

  /** Whether it keeps the IPv4 address that it got at its first start. Default: false. */
  get pinAddress(): IResolvable {
    return this.getBooleanAttribute("pin_address");
  }

  set pinAddress(value: InstanceConfig["pinAddress"]) {
    this.given.pinAddress = value;
  }

  get pinAddressInput(): InstanceConfig["pinAddress"] {
    return this.given.pinAddress;
  }

  /**
   * What to wait for after a start: started, address, agent (virtual machines), ready, cloud-init. Default: started,
   * and an address if one comes soon.
   */
  get waitFor(): string[] {
    return this.getListAttribute("wait_for");
  }

  set waitFor(value: InstanceConfig["waitFor"]) {
    this.given.waitFor = value;
  }

  get waitForInput(): InstanceConfig["waitFor"] {
    return this.given.waitFor;
  }

  /** When a change needs a restart or a rebuild: do it now, or record it as pending for a BeamNode. Default: now. */
  get restart(): "now" | "defer" {
    return this.word("restart");
  }

  set restart(value: InstanceConfig["restart"]) {
    this.given.restart = value;
  }

  get restartInput(): InstanceConfig["restart"] {
    return this.given.restart;
  }

  /** How long it may take to shut down before it is switched off. Default: 30s; on delete it is switched off at once. */
  get stopTimeout(): string {
    return this.getStringAttribute("stop_timeout");
  }

  set stopTimeout(value: InstanceConfig["stopTimeout"]) {
    this.given.stopTimeout = value;
  }

  get stopTimeoutInput(): InstanceConfig["stopTimeout"] {
    return this.given.stopTimeout;
  }

  /** Running, Ready, Stopped, Frozen or Error. */
  get status(): string {
    return this.getStringAttribute("status");
  }

  /** Its first global IPv4 address. */
  get ipv4Address(): string {
    return this.getStringAttribute("ipv4_address");
  }

  /** Its first global IPv6 address. */
  get ipv6Address(): string {
    return this.getStringAttribute("ipv6_address");
  }

  /** All global addresses, by interface. */
  get addresses(): IResolvable {
    return this.interpolationForAttribute("addresses");
  }

  /** MAC address of the first network device. */
  get macAddress(): string {
    return this.getStringAttribute("mac_address");
  }

  /** Cluster member that it is on; none where there is no cluster. */
  get location(): string {
    return this.getStringAttribute("location");
  }

  /** Architecture: x86_64, aarch64, ... */
  get architecture(): string {
    return this.getStringAttribute("architecture");
  }

  /** Fingerprint of the image that the root disk was made from. */
  get fingerprint(): string {
    return this.getStringAttribute("fingerprint");
  }

  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  get pending(): string {
    return this.getStringAttribute("pending");
  }

  /** When it was created. */
  get createdAt(): string {
    return this.getStringAttribute("created_at");
  }
}

/** Configuration of `Instance`. */
export interface InstanceConfig extends ControlConfig {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the instance, unique in its project. Also its host name.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * A container, or a virtual machine. Default: container.
   * A change replaces the resource.
   */
  type?: "container" | "virtual-machine" | IResolvable | undefined;

  /**
   * Image that the root disk is made from: a fingerprint, or an alias on this server. Another one rebuilds the root
   * disk in place; an alias that moves on the server does not.
   */
  image: string;

  /** What the instance is for, in a sentence. */
  description?: string | undefined;

  /** Profiles, the later ones win. Default: those of the server, usually the one named default. */
  profiles?: string[] | IResolvable | undefined;

  /** What the instance may use of the machine. */
  limits?: InstanceLimitsInput | IResolvable | undefined;

  /** Devices by name, beside those of the profiles; one of the same name replaces the profile's. */
  devices?:
    | {
        [key: string]:
          | InstanceDevicesNicInput
          | InstanceDevicesDiskInput
          | InstanceDevicesProxyInput
          | InstanceDevicesUnixCharInput
          | InstanceDevicesUnixBlockInput
          | InstanceDevicesUnixHotplugInput
          | InstanceDevicesUsbInput
          | InstanceDevicesGpuInput
          | InstanceDevicesTpmInput
          | InstanceDevicesInfinibandInput
          | InstanceDevicesPciInput
          | InstanceDevicesNoneInput
          | IResolvable;
      }
    | IResolvable
    | undefined;

  /** Options of the instance that have no input of their own, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;

  /** Environment of the first process and of commands run in the instance. Services of systemd do not get it. */
  environment?: { [key: string]: string } | IResolvable | undefined;

  /**
   * Like `environment`, for secrets.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  secretEnvironment?: { [key: string]: string } | IResolvable | WriteOnly<{ [key: string]: string }> | undefined;

  /**
   * Set-up by cloud-init, where the image has it. A change restarts the instance.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  cloudInit?: InstanceCloudInitInput | IResolvable | WriteOnly<InstanceCloudInitInput> | undefined;

  /**
   * Whether the instance is deleted when it stops. Default: false.
   * A change replaces the resource.
   */
  ephemeral?: boolean | IResolvable | undefined;

  /**
   * Member of the cluster to put it on, or @group for any of a group. Another one moves it there with its disks,
   * stopped meanwhile. Default: the cluster chooses.
   */
  target?: string | undefined;

  /** Whether it runs. Default: true. */
  running?: boolean | IResolvable | undefined;

  /** Whether it keeps the IPv4 address that it got at its first start. Default: false. */
  pinAddress?: boolean | IResolvable | undefined;

  /**
   * What to wait for after a start: started, address, agent (virtual machines), ready, cloud-init. Default: started,
   * and an address if one comes soon.
   */
  waitFor?: ("started" | "address" | "agent" | "ready" | "cloud-init" | IResolvable)[] | IResolvable | undefined;

  /** When a change needs a restart or a rebuild: do it now, or record it as pending for a BeamNode. Default: now. */
  restart?: "now" | "defer" | IResolvable | undefined;

  /**
   * How long it may take to shut down before it is switched off. Default: 30s; on delete it is switched off at once.
   * A number and a unit, like `60s`.
   */
  stopTimeout?: string | undefined;
}

export interface InstanceLimitsInput {
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
  disk?: InstanceLimitsDiskInput | IResolvable | undefined;
  /** I/O of the network devices. */
  network?: InstanceLimitsNetworkInput | IResolvable | undefined;
}

export interface InstanceLimitsDiskInput {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  read?: string | undefined;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  write?: string | undefined;
  /** Reading and writing at once. */
  max?: string | undefined;
  /** Priority of I/O under load, 0 to 10. */
  priority?: number | undefined;
}

export interface InstanceLimitsNetworkInput {
  /** Incoming bandwidth of each network device: "100Mbit". */
  ingress?: string | undefined;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  egress?: string | undefined;
  /** Both directions at once. */
  max?: string | undefined;
  /** Priority of outgoing packets. */
  priority?: number | undefined;
}

export interface InstanceDevicesNicInput {
  type: "nic";
  /** Managed network to join. Either this, or `nicType` and `parent`. */
  network?: string | undefined;
  /** Kind of connection where no managed network is named: bridged, macvlan, physical, routed, ... */
  nicType?: string | undefined;
  /** Host interface to connect to. */
  parent?: string | undefined;
  /** Name of the interface inside the instance. */
  name?: string | undefined;
  /** MAC address. Default: the server chooses one and keeps it. */
  macAddress?: string | undefined;
  /** Largest packet in bytes. */
  mtu?: number | undefined;
  /** VLAN id of untagged traffic. */
  vlan?: string | undefined;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  ipv4Address?: string | undefined;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  ipv6Address?: string | undefined;
  /** Incoming bandwidth, in bits: "100Mbit". */
  limitsIngress?: string | undefined;
  /** Outgoing bandwidth, in bits: "100Mbit". */
  limitsEgress?: string | undefined;
  /** Both directions at once, in bits. */
  limitsMax?: string | undefined;
  /** Whether the instance may use no other MAC address than its own. */
  securityMacFiltering?: boolean | IResolvable | undefined;
  /** Whether the instance may use no other IPv4 address than its own. */
  securityIpv4Filtering?: boolean | IResolvable | undefined;
  /** Whether the instance may use no other IPv6 address than its own. */
  securityIpv6Filtering?: boolean | IResolvable | undefined;
  /** Order in which a virtual machine boots from it; higher is first. */
  bootPriority?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesDiskInput {
  type: "disk";
  /** Where it is mounted inside the instance; / is the root disk. */
  path?: string | undefined;
  /** Storage pool that the volume, or the root disk, is in. */
  pool?: string | undefined;
  /** Name of a volume in the pool, or a path on the server. */
  source?: string | undefined;
  /**
   * Size of the root disk.
   * A number and a unit, like `256MiB`.
   */
  size?: string | undefined;
  /** Whether it can only be read. */
  readonly?: boolean | IResolvable | undefined;
  /** Whether the instance starts only if the device is there. */
  required?: boolean | IResolvable | undefined;
  /** Whether ids of owners are shifted to those of the instance. */
  shift?: boolean | IResolvable | undefined;
  /** Whether mounts below the source come along. */
  recursive?: boolean | IResolvable | undefined;
  /** How mounts are shared with the server: private, shared, slave, ... */
  propagation?: string | undefined;
  /** Reading, in bytes or operations per second: "30MB", "500iops". */
  limitsRead?: string | undefined;
  /** Writing, in bytes or operations per second: "30MB", "500iops". */
  limitsWrite?: string | undefined;
  /** Both directions at once. */
  limitsMax?: string | undefined;
  /** Mount options of the file system. */
  mountOptions?: string | undefined;
  /** Bus of the disk in a virtual machine: nvme, virtio-scsi, ... */
  ioBus?: string | undefined;
  /** Cache of the disk in a virtual machine: none, writeback, unsafe. */
  ioCache?: string | undefined;
  /** Order in which a virtual machine boots from it; higher is first. */
  bootPriority?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesProxyInput {
  type: "proxy";
  /** Where to listen: "tcp:0.0.0.0:80", "unix:/run/app.sock". */
  listen: string;
  /** Where to connect to: "tcp:127.0.0.1:4000". */
  connect: string;
  /** Which side listens. Default: host. */
  bind?: "host" | "instance" | IResolvable | undefined;
  /** Whether the kernel forwards (needs a static address) instead of a process. */
  nat?: boolean | IResolvable | undefined;
  /** Whether HAProxy's PROXY protocol tells the sender's address. */
  proxyProtocol?: boolean | IResolvable | undefined;
  /** User id that the proxy runs as. */
  securityUid?: number | undefined;
  /** Group id that the proxy runs as. */
  securityGid?: number | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesUnixCharInput {
  type: "unix-char";
  /** Path on the server. */
  source?: string | undefined;
  /** Path inside the instance. */
  path?: string | undefined;
  /** Major number. Default: that of the source. */
  major?: number | undefined;
  /** Minor number. Default: that of the source. */
  minor?: number | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  required?: boolean | IResolvable | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesUnixBlockInput {
  type: "unix-block";
  /** Path on the server. */
  source?: string | undefined;
  /** Path inside the instance. */
  path?: string | undefined;
  /** Major number. Default: that of the source. */
  major?: number | undefined;
  /** Minor number. Default: that of the source. */
  minor?: number | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  required?: boolean | IResolvable | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesUnixHotplugInput {
  type: "unix-hotplug";
  /** Vendor id, as lsusb shows it. */
  vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  productId?: string | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  required?: boolean | IResolvable | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesUsbInput {
  type: "usb";
  /** Vendor id, as lsusb shows it. */
  vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  productId?: string | undefined;
  /** Serial number of the device. */
  serial?: string | undefined;
  /** Number of the bus. */
  busNumber?: number | undefined;
  /** Number of the device. */
  deviceNumber?: number | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  required?: boolean | IResolvable | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesGpuInput {
  type: "gpu";
  /** How it is shared: physical, mdev, mig or sriov. Default: physical. */
  gpuType?: string | undefined;
  /** PCI address of the card. */
  pci?: string | undefined;
  /** DRM card id of the card. */
  id?: string | undefined;
  /** Vendor id, as lsusb shows it. */
  vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  productId?: string | undefined;
  /** Profile of a virtual card. */
  mdev?: string | undefined;
  /** User id of the owner inside the instance. */
  uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  mode?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: string | undefined;
  /** Path of its resource manager. */
  resourcePath?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesInfinibandInput {
  type: "infiniband";
  /** Kind of connection: physical or sriov. */
  nicType?: string | undefined;
  /** Host interface to connect to. */
  parent?: string | undefined;
  /** Name of the interface inside the instance. */
  name?: string | undefined;
  /** MAC address. */
  macAddress?: string | undefined;
  /** Largest packet in bytes. */
  mtu?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesPciInput {
  type: "pci";
  /** PCI address of the device. */
  address: string;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDevicesNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceCloudInitInput {
  /** User data, starting with #cloud-config or #!. */
  userData?: string | undefined;
  /** Vendor data. */
  vendorData?: string | undefined;
  /** Network configuration. */
  networkConfig?: string | undefined;
}

const outline: Outline = {
  type: "instance",
  named: true,
  fields: {
    project: "string",
    name: "string",
    type: "string",
    image: "string",
    description: "string",
    profiles: ["list", "string"],
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
    devices: [
      "map",
      {
        type: "string",
        network: "string",
        nicType: "string",
        parent: "string",
        name: "string",
        macAddress: "string",
        mtu: "number",
        vlan: "string",
        ipv4Address: "string",
        ipv6Address: "string",
        limitsIngress: "string",
        limitsEgress: "string",
        limitsMax: "string",
        securityMacFiltering: "boolean",
        securityIpv4Filtering: "boolean",
        securityIpv6Filtering: "boolean",
        bootPriority: "number",
        config: ["map", "string"],
        path: "string",
        pool: "string",
        source: "string",
        size: "string",
        readonly: "boolean",
        required: "boolean",
        shift: "boolean",
        recursive: "boolean",
        propagation: "string",
        limitsRead: "string",
        limitsWrite: "string",
        mountOptions: "string",
        ioBus: "string",
        ioCache: "string",
        listen: "string",
        connect: "string",
        bind: "string",
        nat: "boolean",
        proxyProtocol: "boolean",
        securityUid: "number",
        securityGid: "number",
        uid: "number",
        gid: "number",
        mode: "string",
        major: "number",
        minor: "number",
        vendorId: "string",
        productId: "string",
        serial: "string",
        busNumber: "number",
        deviceNumber: "number",
        gpuType: "string",
        pci: "string",
        id: "string",
        mdev: "string",
        resourcePath: "string",
        address: "string",
      },
    ],
    config: ["map", "string"],
    environment: ["map", "string"],
    secretEnvironment: ["map", "string"],
    cloudInit: { userData: "string", vendorData: "string", networkConfig: "string" },
    ephemeral: "boolean",
    target: "string",
    running: "boolean",
    pinAddress: "boolean",
    waitFor: ["list", "string"],
    restart: "string",
    stopTimeout: "string",
  },
};
