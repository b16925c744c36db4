// Written by `npm run generate` from provider/kinds/instance-device.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A device of an instance that something else made, attached while it runs where its kind allows; when it is
 * deleted, what was there before comes back.
 *
 * @example
 * ```ts
 * new InstanceDevice("web-data", { instance: "web", name: "data", device: { type: "disk", pool: "default", source: "data", path: "/data" } })
 * ```
 */
export class InstanceDevice extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the instance. */
  declare readonly instance: pulumi.Output<string>;

  /** Name of the device, unique on its instance. */
  declare readonly name: pulumi.Output<string>;

  /** What it is. */
  declare readonly device: pulumi.Output<
    | InstanceDeviceDeviceNicValue
    | InstanceDeviceDeviceDiskValue
    | InstanceDeviceDeviceProxyValue
    | InstanceDeviceDeviceUnixCharValue
    | InstanceDeviceDeviceUnixBlockValue
    | InstanceDeviceDeviceUnixHotplugValue
    | InstanceDeviceDeviceUsbValue
    | InstanceDeviceDeviceGpuValue
    | InstanceDeviceDeviceTpmValue
    | InstanceDeviceDeviceInfinibandValue
    | InstanceDeviceDevicePciValue
    | InstanceDeviceDeviceNoneValue
  >;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  declare readonly incarnation: pulumi.Output<string | undefined>;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  declare readonly restart: pulumi.Output<"now" | "defer" | "refuse">;

  /**
   * @param name Name in the program; also the instance device's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: InstanceDeviceArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a instance device that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<instance>/<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): InstanceDevice {
    return new InstanceDevice(name, existing, { ...opts, id });
  }
}

/** Arguments of `InstanceDevice`. */
export interface InstanceDeviceArgs extends ControlArgs {
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

  /**
   * Name of the device, unique on its instance.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** What it is. */
  device: pulumi.Input<
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
  >;

  /** The instance's `incarnation`, so that this is applied again on a new one. */
  incarnation?: pulumi.Input<string | undefined>;

  /**
   * When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default:
   * now.
   */
  restart?: pulumi.Input<"now" | "defer" | "refuse" | undefined>;
}

export interface InstanceDeviceDeviceNicInput {
  type: "nic";
  /** Managed network to join. Either this, or `nicType` and `parent`. */
  network?: pulumi.Input<string | undefined>;
  /** Kind of connection where no managed network is named: bridged, macvlan, physical, routed, ... */
  nicType?: pulumi.Input<string | undefined>;
  /** Host interface to connect to. */
  parent?: pulumi.Input<string | undefined>;
  /** Name of the interface inside the instance. */
  name?: pulumi.Input<string | undefined>;
  /** MAC address. Default: the server chooses one and keeps it. */
  macAddress?: pulumi.Input<string | undefined>;
  /** Largest packet in bytes. */
  mtu?: pulumi.Input<number | undefined>;
  /** VLAN id of untagged traffic. */
  vlan?: pulumi.Input<string | undefined>;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  ipv4Address?: pulumi.Input<string | undefined>;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  ipv6Address?: pulumi.Input<string | undefined>;
  /** Incoming bandwidth, in bits: "100Mbit". */
  limitsIngress?: pulumi.Input<string | undefined>;
  /** Outgoing bandwidth, in bits: "100Mbit". */
  limitsEgress?: pulumi.Input<string | undefined>;
  /** Both directions at once, in bits. */
  limitsMax?: pulumi.Input<string | undefined>;
  /** Whether the instance may use no other MAC address than its own. */
  securityMacFiltering?: pulumi.Input<boolean | undefined>;
  /** Whether the instance may use no other IPv4 address than its own. */
  securityIpv4Filtering?: pulumi.Input<boolean | undefined>;
  /** Whether the instance may use no other IPv6 address than its own. */
  securityIpv6Filtering?: pulumi.Input<boolean | undefined>;
  /** Order in which a virtual machine boots from it; higher is first. */
  bootPriority?: pulumi.Input<number | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceDiskInput {
  type: "disk";
  /** Where it is mounted inside the instance; / is the root disk. */
  path?: pulumi.Input<string | undefined>;
  /** Storage pool that the volume, or the root disk, is in. */
  pool?: pulumi.Input<string | undefined>;
  /** Name of a volume in the pool, or a path on the server. */
  source?: pulumi.Input<string | undefined>;
  /**
   * Size of the root disk.
   * A number and a unit, like `256MiB`.
   */
  size?: pulumi.Input<string | undefined>;
  /** Whether it can only be read. */
  readonly?: pulumi.Input<boolean | undefined>;
  /** Whether the instance starts only if the device is there. */
  required?: pulumi.Input<boolean | undefined>;
  /** Whether ids of owners are shifted to those of the instance. */
  shift?: pulumi.Input<boolean | undefined>;
  /** Whether mounts below the source come along. */
  recursive?: pulumi.Input<boolean | undefined>;
  /** How mounts are shared with the server: private, shared, slave, ... */
  propagation?: pulumi.Input<string | undefined>;
  /** Reading, in bytes or operations per second: "30MB", "500iops". */
  limitsRead?: pulumi.Input<string | undefined>;
  /** Writing, in bytes or operations per second: "30MB", "500iops". */
  limitsWrite?: pulumi.Input<string | undefined>;
  /** Both directions at once. */
  limitsMax?: pulumi.Input<string | undefined>;
  /** Mount options of the file system. */
  mountOptions?: pulumi.Input<string | undefined>;
  /** Bus of the disk in a virtual machine: nvme, virtio-scsi, ... */
  ioBus?: pulumi.Input<string | undefined>;
  /** Cache of the disk in a virtual machine: none, writeback, unsafe. */
  ioCache?: pulumi.Input<string | undefined>;
  /** Order in which a virtual machine boots from it; higher is first. */
  bootPriority?: pulumi.Input<number | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceProxyInput {
  type: "proxy";
  /** Where to listen: "tcp:0.0.0.0:80", "unix:/run/app.sock". */
  listen: pulumi.Input<string>;
  /** Where to connect to: "tcp:127.0.0.1:4000". */
  connect: pulumi.Input<string>;
  /** Which side listens. Default: host. */
  bind?: pulumi.Input<"host" | "instance" | undefined>;
  /** Whether the kernel forwards (needs a static address) instead of a process. */
  nat?: pulumi.Input<boolean | undefined>;
  /** Whether HAProxy's PROXY protocol tells the sender's address. */
  proxyProtocol?: pulumi.Input<boolean | undefined>;
  /** User id that the proxy runs as. */
  securityUid?: pulumi.Input<number | undefined>;
  /** Group id that the proxy runs as. */
  securityGid?: pulumi.Input<number | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceUnixCharInput {
  type: "unix-char";
  /** Path on the server. */
  source?: pulumi.Input<string | undefined>;
  /** Path inside the instance. */
  path?: pulumi.Input<string | undefined>;
  /** Major number. Default: that of the source. */
  major?: pulumi.Input<number | undefined>;
  /** Minor number. Default: that of the source. */
  minor?: pulumi.Input<number | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Whether the instance starts only if the device is there. */
  required?: pulumi.Input<boolean | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceUnixBlockInput {
  type: "unix-block";
  /** Path on the server. */
  source?: pulumi.Input<string | undefined>;
  /** Path inside the instance. */
  path?: pulumi.Input<string | undefined>;
  /** Major number. Default: that of the source. */
  major?: pulumi.Input<number | undefined>;
  /** Minor number. Default: that of the source. */
  minor?: pulumi.Input<number | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Whether the instance starts only if the device is there. */
  required?: pulumi.Input<boolean | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceUnixHotplugInput {
  type: "unix-hotplug";
  /** Vendor id, as lsusb shows it. */
  vendorId?: pulumi.Input<string | undefined>;
  /** Product id, as lsusb shows it. */
  productId?: pulumi.Input<string | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Whether the instance starts only if the device is there. */
  required?: pulumi.Input<boolean | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceUsbInput {
  type: "usb";
  /** Vendor id, as lsusb shows it. */
  vendorId?: pulumi.Input<string | undefined>;
  /** Product id, as lsusb shows it. */
  productId?: pulumi.Input<string | undefined>;
  /** Serial number of the device. */
  serial?: pulumi.Input<string | undefined>;
  /** Number of the bus. */
  busNumber?: pulumi.Input<number | undefined>;
  /** Number of the device. */
  deviceNumber?: pulumi.Input<number | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Whether the instance starts only if the device is there. */
  required?: pulumi.Input<boolean | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceGpuInput {
  type: "gpu";
  /** How it is shared: physical, mdev, mig or sriov. Default: physical. */
  gpuType?: pulumi.Input<string | undefined>;
  /** PCI address of the card. */
  pci?: pulumi.Input<string | undefined>;
  /** DRM card id of the card. */
  id?: pulumi.Input<string | undefined>;
  /** Vendor id, as lsusb shows it. */
  vendorId?: pulumi.Input<string | undefined>;
  /** Product id, as lsusb shows it. */
  productId?: pulumi.Input<string | undefined>;
  /** Profile of a virtual card. */
  mdev?: pulumi.Input<string | undefined>;
  /** User id of the owner inside the instance. */
  uid?: pulumi.Input<number | undefined>;
  /** Group id of the owner inside the instance. */
  gid?: pulumi.Input<number | undefined>;
  /** Mode inside the instance, such as "0660". */
  mode?: pulumi.Input<string | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: pulumi.Input<string | undefined>;
  /** Path of its resource manager. */
  resourcePath?: pulumi.Input<string | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceInfinibandInput {
  type: "infiniband";
  /** Kind of connection: physical or sriov. */
  nicType?: pulumi.Input<string | undefined>;
  /** Host interface to connect to. */
  parent?: pulumi.Input<string | undefined>;
  /** Name of the interface inside the instance. */
  name?: pulumi.Input<string | undefined>;
  /** MAC address. */
  macAddress?: pulumi.Input<string | undefined>;
  /** Largest packet in bytes. */
  mtu?: pulumi.Input<number | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDevicePciInput {
  type: "pci";
  /** PCI address of the device. */
  address: pulumi.Input<string>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDeviceDeviceNicValue {
  readonly type: "nic";
  /** Managed network to join. Either this, or `nicType` and `parent`. */
  readonly network?: string | undefined;
  /** Kind of connection where no managed network is named: bridged, macvlan, physical, routed, ... */
  readonly nicType?: string | undefined;
  /** Host interface to connect to. */
  readonly parent?: string | undefined;
  /** Name of the interface inside the instance. */
  readonly name?: string | undefined;
  /** MAC address. Default: the server chooses one and keeps it. */
  readonly macAddress?: string | undefined;
  /** Largest packet in bytes. */
  readonly mtu?: number | undefined;
  /** VLAN id of untagged traffic. */
  readonly vlan?: string | undefined;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  readonly ipv4Address?: string | undefined;
  /** Address that DHCP gives, or that the interface has: part of the network's subnet. */
  readonly ipv6Address?: string | undefined;
  /** Incoming bandwidth, in bits: "100Mbit". */
  readonly limitsIngress?: string | undefined;
  /** Outgoing bandwidth, in bits: "100Mbit". */
  readonly limitsEgress?: string | undefined;
  /** Both directions at once, in bits. */
  readonly limitsMax?: string | undefined;
  /** Whether the instance may use no other MAC address than its own. */
  readonly securityMacFiltering?: boolean | undefined;
  /** Whether the instance may use no other IPv4 address than its own. */
  readonly securityIpv4Filtering?: boolean | undefined;
  /** Whether the instance may use no other IPv6 address than its own. */
  readonly securityIpv6Filtering?: boolean | undefined;
  /** Order in which a virtual machine boots from it; higher is first. */
  readonly bootPriority?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceDiskValue {
  readonly type: "disk";
  /** Where it is mounted inside the instance; / is the root disk. */
  readonly path?: string | undefined;
  /** Storage pool that the volume, or the root disk, is in. */
  readonly pool?: string | undefined;
  /** Name of a volume in the pool, or a path on the server. */
  readonly source?: string | undefined;
  /** Size of the root disk. */
  readonly size?: string | undefined;
  /** Whether it can only be read. */
  readonly readonly?: boolean | undefined;
  /** Whether the instance starts only if the device is there. */
  readonly required?: boolean | undefined;
  /** Whether ids of owners are shifted to those of the instance. */
  readonly shift?: boolean | undefined;
  /** Whether mounts below the source come along. */
  readonly recursive?: boolean | undefined;
  /** How mounts are shared with the server: private, shared, slave, ... */
  readonly propagation?: string | undefined;
  /** Reading, in bytes or operations per second: "30MB", "500iops". */
  readonly limitsRead?: string | undefined;
  /** Writing, in bytes or operations per second: "30MB", "500iops". */
  readonly limitsWrite?: string | undefined;
  /** Both directions at once. */
  readonly limitsMax?: string | undefined;
  /** Mount options of the file system. */
  readonly mountOptions?: string | undefined;
  /** Bus of the disk in a virtual machine: nvme, virtio-scsi, ... */
  readonly ioBus?: string | undefined;
  /** Cache of the disk in a virtual machine: none, writeback, unsafe. */
  readonly ioCache?: string | undefined;
  /** Order in which a virtual machine boots from it; higher is first. */
  readonly bootPriority?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceProxyValue {
  readonly type: "proxy";
  /** Where to listen: "tcp:0.0.0.0:80", "unix:/run/app.sock". */
  readonly listen: string;
  /** Where to connect to: "tcp:127.0.0.1:4000". */
  readonly connect: string;
  /** Which side listens. Default: host. */
  readonly bind?: "host" | "instance" | undefined;
  /** Whether the kernel forwards (needs a static address) instead of a process. */
  readonly nat?: boolean | undefined;
  /** Whether HAProxy's PROXY protocol tells the sender's address. */
  readonly proxyProtocol?: boolean | undefined;
  /** User id that the proxy runs as. */
  readonly securityUid?: number | undefined;
  /** Group id that the proxy runs as. */
  readonly securityGid?: number | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceUnixCharValue {
  readonly type: "unix-char";
  /** Path on the server. */
  readonly source?: string | undefined;
  /** Path inside the instance. */
  readonly path?: string | undefined;
  /** Major number. Default: that of the source. */
  readonly major?: number | undefined;
  /** Minor number. Default: that of the source. */
  readonly minor?: number | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  readonly required?: boolean | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceUnixBlockValue {
  readonly type: "unix-block";
  /** Path on the server. */
  readonly source?: string | undefined;
  /** Path inside the instance. */
  readonly path?: string | undefined;
  /** Major number. Default: that of the source. */
  readonly major?: number | undefined;
  /** Minor number. Default: that of the source. */
  readonly minor?: number | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  readonly required?: boolean | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceUnixHotplugValue {
  readonly type: "unix-hotplug";
  /** Vendor id, as lsusb shows it. */
  readonly vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  readonly productId?: string | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  readonly required?: boolean | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceUsbValue {
  readonly type: "usb";
  /** Vendor id, as lsusb shows it. */
  readonly vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  readonly productId?: string | undefined;
  /** Serial number of the device. */
  readonly serial?: string | undefined;
  /** Number of the bus. */
  readonly busNumber?: number | undefined;
  /** Number of the device. */
  readonly deviceNumber?: number | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Whether the instance starts only if the device is there. */
  readonly required?: boolean | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceGpuValue {
  readonly type: "gpu";
  /** How it is shared: physical, mdev, mig or sriov. Default: physical. */
  readonly gpuType?: string | undefined;
  /** PCI address of the card. */
  readonly pci?: string | undefined;
  /** DRM card id of the card. */
  readonly id?: string | undefined;
  /** Vendor id, as lsusb shows it. */
  readonly vendorId?: string | undefined;
  /** Product id, as lsusb shows it. */
  readonly productId?: string | undefined;
  /** Profile of a virtual card. */
  readonly mdev?: string | undefined;
  /** User id of the owner inside the instance. */
  readonly uid?: number | undefined;
  /** Group id of the owner inside the instance. */
  readonly gid?: number | undefined;
  /** Mode inside the instance, such as "0660". */
  readonly mode?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceTpmValue {
  readonly type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  readonly path?: string | undefined;
  /** Path of its resource manager. */
  readonly resourcePath?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceInfinibandValue {
  readonly type: "infiniband";
  /** Kind of connection: physical or sriov. */
  readonly nicType?: string | undefined;
  /** Host interface to connect to. */
  readonly parent?: string | undefined;
  /** Name of the interface inside the instance. */
  readonly name?: string | undefined;
  /** MAC address. */
  readonly macAddress?: string | undefined;
  /** Largest packet in bytes. */
  readonly mtu?: number | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDevicePciValue {
  readonly type: "pci";
  /** PCI address of the device. */
  readonly address: string;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDeviceDeviceNoneValue {
  readonly type: "none";
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

const outline: Outline = {
  type: "instance_device",
  class: "InstanceDevice",
  named: true,
  inputs: ["project", "instance", "name", "device", "incarnation", "restart"],
  outputs: [],
  secrets: [],
};
