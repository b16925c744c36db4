// Written by `npm run generate` from provider/kinds/instance-device.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A device of an instance that something else made, attached while it runs where its kind allows; when it is
 * deleted, what was there before comes back.
 *
 * It is imported by its id, `[host:][project/]<instance>/<name>`.
 *
 * @example
 * ```ts
 * new InstanceDevice(this, "web-data", { instance: "web", name: "data", device: { type: "disk", pool: "default", source: "data", path: "/data" } })
 * ```
 */
export class InstanceDevice extends Resource<InstanceDeviceConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_instance_device";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the instance device where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: InstanceDeviceConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a instance device, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<instance>/<name>`.
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

  set project(value: InstanceDeviceConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): InstanceDeviceConfig["project"] {
    return this.given.project;
  }

  /** Name of the instance. */
  get instance(): string {
    return this.getStringAttribute("instance");
  }

  set instance(value: InstanceDeviceConfig["instance"]) {
    this.given.instance = value;
  }

  get instanceInput(): InstanceDeviceConfig["instance"] {
    return this.given.instance;
  }

  /** Name of the device, unique on its instance. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: InstanceDeviceConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): InstanceDeviceConfig["name"] {
    return this.given.name;
  }

  /** What it is. */
  get device(): IResolvable {
    return this.interpolationForAttribute("device");
  }

  set device(value: InstanceDeviceConfig["device"]) {
    this.given.device = value;
  }

  get deviceInput(): InstanceDeviceConfig["device"] {
    return this.given.device;
  }

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  get incarnation(): string {
    return this.getStringAttribute("incarnation");
  }

  set incarnation(value: InstanceDeviceConfig["incarnation"]) {
    this.given.incarnation = value;
  }

  get incarnationInput(): InstanceDeviceConfig["incarnation"] {
    return this.given.incarnation;
  }

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  get restart(): "now" | "defer" | "refuse" {
    return this.word("restart");
  }

  set restart(value: InstanceDeviceConfig["restart"]) {
    this.given.restart = value;
  }

  get restartInput(): InstanceDeviceConfig["restart"] {
    return this.given.restart;
  }
}

/** Configuration of `InstanceDevice`. */
export interface InstanceDeviceConfig extends ControlConfig {
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

  /**
   * Name of the device, unique on its instance.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** What it is. */
  device:
    | InstanceDeviceDeviceNicInput
    | InstanceDeviceDeviceDiskInput
    | InstanceDeviceDeviceProxyInput
    | InstanceDeviceDeviceUnixCharInput
    | InstanceDeviceDeviceUnixBlockInput
    | InstanceDeviceDeviceUnixHotplugInput
    | InstanceDeviceDeviceUsbInput
    | InstanceDeviceDeviceGpuInput
    | InstanceDeviceDeviceTpmInput
    | InstanceDeviceDeviceInfinibandInput
    | InstanceDeviceDevicePciInput
    | InstanceDeviceDeviceNoneInput
    | IResolvable;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: string | undefined;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  restart?: "now" | "defer" | "refuse" | IResolvable | undefined;
}

export interface InstanceDeviceDeviceNicInput {
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

export interface InstanceDeviceDeviceDiskInput {
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

export interface InstanceDeviceDeviceProxyInput {
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

export interface InstanceDeviceDeviceUnixCharInput {
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

export interface InstanceDeviceDeviceUnixBlockInput {
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

export interface InstanceDeviceDeviceUnixHotplugInput {
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

export interface InstanceDeviceDeviceUsbInput {
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

export interface InstanceDeviceDeviceGpuInput {
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

export interface InstanceDeviceDeviceTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: string | undefined;
  /** Path of its resource manager. */
  resourcePath?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDeviceDeviceInfinibandInput {
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

export interface InstanceDeviceDevicePciInput {
  type: "pci";
  /** PCI address of the device. */
  address: string;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface InstanceDeviceDeviceNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "instance_device",
  named: true,
  fields: {
    project: "string",
    instance: "string",
    name: "string",
    device: {
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
    incarnation: "string",
    restart: "string",
  },
};
