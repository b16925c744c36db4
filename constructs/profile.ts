// Written by `npm run generate` from provider/kinds/profile.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * Options and devices that several instances share.
 *
 * It is imported by its id, `[host:][project/]<name>`.
 *
 * @example
 * ```ts
 * new Profile(this, "shop", { config: { "limits.memory": "512MiB" }, devices: { eth0: { type: "nic", network: "incusbr0" } } })
 * ```
 */
export class Profile extends Resource<ProfileConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_profile";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the profile where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ProfileConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a profile, for Terraform to write its configuration from.
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

  /** Project that the profile belongs to. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: ProfileConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): ProfileConfig["project"] {
    return this.given.project;
  }

  /** Name of the profile, unique in its project. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ProfileConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ProfileConfig["name"] {
    return this.given.name;
  }

  /** What the profile is for, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: ProfileConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): ProfileConfig["description"] {
    return this.given.description;
  }

  /** Options that the profile gives to its instances, as Incus documents them. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: ProfileConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): ProfileConfig["config"] {
    return this.given.config;
  }

  /** Devices that the profile gives to its instances, by name. */
  get devices(): IResolvable {
    return this.interpolationForAttribute("devices");
  }

  set devices(value: ProfileConfig["devices"]) {
    this.given.devices = value;
  }

  get devicesInput(): ProfileConfig["devices"] {
    return this.given.devices;
  }
}

/** Configuration of `Profile`. */
export interface ProfileConfig extends ControlConfig {
  /**
   * Project that the profile belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the profile, unique in its project.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** What the profile is for, in a sentence. */
  description?: string | undefined;

  /** Options that the profile gives to its instances, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;

  /** Devices that the profile gives to its instances, by name. */
  devices?:
    | {
        [key: string]:
          | ProfileDevicesNicInput
          | ProfileDevicesDiskInput
          | ProfileDevicesProxyInput
          | ProfileDevicesUnixCharInput
          | ProfileDevicesUnixBlockInput
          | ProfileDevicesUnixHotplugInput
          | ProfileDevicesUsbInput
          | ProfileDevicesGpuInput
          | ProfileDevicesTpmInput
          | ProfileDevicesInfinibandInput
          | ProfileDevicesPciInput
          | ProfileDevicesNoneInput
          | IResolvable;
      }
    | IResolvable
    | undefined;
}

export interface ProfileDevicesNicInput {
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

export interface ProfileDevicesDiskInput {
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

export interface ProfileDevicesProxyInput {
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

export interface ProfileDevicesUnixCharInput {
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

export interface ProfileDevicesUnixBlockInput {
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

export interface ProfileDevicesUnixHotplugInput {
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

export interface ProfileDevicesUsbInput {
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

export interface ProfileDevicesGpuInput {
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

export interface ProfileDevicesTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: string | undefined;
  /** Path of its resource manager. */
  resourcePath?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface ProfileDevicesInfinibandInput {
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

export interface ProfileDevicesPciInput {
  type: "pci";
  /** PCI address of the device. */
  address: string;
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

export interface ProfileDevicesNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: { [key: string]: string } | IResolvable | undefined;
}

const outline: Outline = {
  type: "profile",
  named: true,
  fields: {
    project: "string",
    name: "string",
    description: "string",
    config: ["map", "string"],
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
  },
};
