// Written by `npm run generate` from provider/kinds/instance.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A container or virtual machine, made from an image, with its limits, devices and options.
 *
 * @example
 * ```ts
 * new Instance("web", { image: image.fingerprint, limits: { cpu: 2, memory: "512MiB" } })
 * ```
 */
export class Instance extends Resource {
  /** Project of the instance. Default: default. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the instance, unique in its project. Also its host name. */
  declare readonly name: pulumi.Output<string>;

  /** A container, or a virtual machine. Default: container. */
  declare readonly type: pulumi.Output<"container" | "virtual-machine">;

  /**
   * Image that the root disk is made from: a fingerprint, or an alias on this server. Another one rebuilds the root
   * disk in place; an alias that moves on the server does not.
   */
  declare readonly image: pulumi.Output<string>;

  /** What the instance is for, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Profiles, the later ones win. Default: those of the server, usually the one named default. */
  declare readonly profiles: pulumi.Output<string[] | undefined>;

  /** What the instance may use of the machine. */
  declare readonly limits: pulumi.Output<InstanceLimitsValue | undefined>;

  /** Devices by name, beside those of the profiles; one of the same name replaces the profile's. */
  declare readonly devices: pulumi.Output<{
    [key: string]:
      | InstanceDevicesNicValue
      | InstanceDevicesDiskValue
      | InstanceDevicesProxyValue
      | InstanceDevicesUnixCharValue
      | InstanceDevicesUnixBlockValue
      | InstanceDevicesUnixHotplugValue
      | InstanceDevicesUsbValue
      | InstanceDevicesGpuValue
      | InstanceDevicesTpmValue
      | InstanceDevicesInfinibandValue
      | InstanceDevicesPciValue
      | InstanceDevicesNoneValue;
  }>;

  /** Options of the instance that have no input of their own, as Incus documents them. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** Environment of the first process and of commands run in the instance. Services of systemd do not get it. */
  declare readonly environment: pulumi.Output<{ [key: string]: string }>;

  /** Like `environment`, for secrets. */
  declare readonly secretEnvironment: pulumi.Output<{ [key: string]: string }>;

  /** Set-up by cloud-init, where the image has it. A change restarts the instance. */
  declare readonly cloudInit: pulumi.Output<InstanceCloudInitValue | undefined>;

  /** Whether the instance is deleted when it stops. Default: false. */
  declare readonly ephemeral: pulumi.Output<boolean>;

  /**
   * Member of the cluster to put it on, or @group for any of a group. Another one moves it there with its disks,
   * stopped meanwhile. Default: the cluster chooses.
   */
  declare readonly target: pulumi.Output<string | undefined>;

  /** Whether it runs. Default: true. */
  declare readonly running: pulumi.Output<boolean>;

  /** Whether it keeps the IPv4 address that it got at its first start. Default: false. */
  declare readonly pinAddress: pulumi.Output<boolean>;

  /**
   * What to wait for after a start: started, address, agent (virtual machines), ready, cloud-init. Default: started,
   * and an address if one comes soon.
   */
  declare readonly waitFor: pulumi.Output<("started" | "address" | "agent" | "ready" | "cloud-init")[] | undefined>;

  /** When a change needs a restart or a rebuild: do it now, or record it as pending for a BeamNode. Default: now. */
  declare readonly restart: pulumi.Output<"now" | "defer">;

  /** How long it may take to shut down before it is switched off. Default: 30s; on delete it is switched off at once. */
  declare readonly stopTimeout: pulumi.Output<string | undefined>;

  /** Running, Ready, Stopped, Frozen or Error. */
  declare readonly status: pulumi.Output<string>;

  /** Its first global IPv4 address. */
  declare readonly ipv4Address: pulumi.Output<string | undefined>;

  /** Its first global IPv6 address. */
  declare readonly ipv6Address: pulumi.Output<string | undefined>;

  /** All global addresses, by interface. */
  declare readonly addresses: pulumi.Output<{ [key: string]: string[] }>;

  /** MAC address of the first network device. */
  declare readonly macAddress: pulumi.Output<string | undefined>;

  /** Cluster member that it is on; none where there is no cluster. */
  declare readonly location: pulumi.Output<string>;

  /** Architecture: x86_64, aarch64, ... */
  declare readonly architecture: pulumi.Output<string>;

  /** Fingerprint of the image that the root disk was made from. */
  declare readonly fingerprint: pulumi.Output<string>;

  /** Id of the root disk. Give it to what lives inside, so that it is made again on a new disk. */
  declare readonly incarnation: pulumi.Output<string>;

  /** Change that waits for a restart or rebuild, as JSON; empty where none does. */
  declare readonly pending: pulumi.Output<string>;

  /** When it was created. */
  declare readonly createdAt: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the instance's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: InstanceArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a instance that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Instance {
    return new Instance(name, existing, { ...opts, id });
  }
}

/** Arguments of `Instance`. */
export interface InstanceArgs extends ControlArgs {
  /**
   * Project of the instance. Default: default.
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the instance, unique in its project. Also its host name.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * A container, or a virtual machine. Default: container.
   * A change replaces the resource.
   */
  type?: pulumi.Input<"container" | "virtual-machine" | undefined>;

  /**
   * Image that the root disk is made from: a fingerprint, or an alias on this server. Another one rebuilds the root
   * disk in place; an alias that moves on the server does not.
   */
  image: pulumi.Input<string>;

  /** What the instance is for, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Profiles, the later ones win. Default: those of the server, usually the one named default. */
  profiles?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** What the instance may use of the machine. */
  limits?: pulumi.Input<InstanceLimitsInput | undefined>;

  /** Devices by name, beside those of the profiles; one of the same name replaces the profile's. */
  devices?: pulumi.Input<
    | {
        [key: string]: pulumi.Input<
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
        >;
      }
    | undefined
  >;

  /** Options of the instance that have no input of their own, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Environment of the first process and of commands run in the instance. Services of systemd do not get it. */
  environment?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /**
   * Like `environment`, for secrets.
   * A secret: encrypted in the state, never shown.
   */
  secretEnvironment?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /**
   * Set-up by cloud-init, where the image has it. A change restarts the instance.
   * A secret: encrypted in the state, never shown.
   */
  cloudInit?: pulumi.Input<InstanceCloudInitInput | undefined>;

  /**
   * Whether the instance is deleted when it stops. Default: false.
   * A change replaces the resource.
   */
  ephemeral?: pulumi.Input<boolean | undefined>;

  /**
   * Member of the cluster to put it on, or @group for any of a group. Another one moves it there with its disks,
   * stopped meanwhile. Default: the cluster chooses.
   */
  target?: pulumi.Input<string | undefined>;

  /** Whether it runs. Default: true. */
  running?: pulumi.Input<boolean | undefined>;

  /** Whether it keeps the IPv4 address that it got at its first start. Default: false. */
  pinAddress?: pulumi.Input<boolean | undefined>;

  /**
   * What to wait for after a start: started, address, agent (virtual machines), ready, cloud-init. Default: started,
   * and an address if one comes soon.
   */
  waitFor?: pulumi.Input<pulumi.Input<"started" | "address" | "agent" | "ready" | "cloud-init">[] | undefined>;

  /** When a change needs a restart or a rebuild: do it now, or record it as pending for a BeamNode. Default: now. */
  restart?: pulumi.Input<"now" | "defer" | undefined>;

  /**
   * How long it may take to shut down before it is switched off. Default: 30s; on delete it is switched off at once.
   * A number and a unit, like `60s`.
   */
  stopTimeout?: pulumi.Input<string | undefined>;
}

export interface InstanceLimitsInput {
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
  disk?: pulumi.Input<InstanceLimitsDiskInput | undefined>;
  /** I/O of the network devices. */
  network?: pulumi.Input<InstanceLimitsNetworkInput | undefined>;
}

export interface InstanceLimitsDiskInput {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  read?: pulumi.Input<string | undefined>;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  write?: pulumi.Input<string | undefined>;
  /** Reading and writing at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of I/O under load, 0 to 10. */
  priority?: pulumi.Input<number | undefined>;
}

export interface InstanceLimitsNetworkInput {
  /** Incoming bandwidth of each network device: "100Mbit". */
  ingress?: pulumi.Input<string | undefined>;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  egress?: pulumi.Input<string | undefined>;
  /** Both directions at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of outgoing packets. */
  priority?: pulumi.Input<number | undefined>;
}

export interface InstanceDevicesNicInput {
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

export interface InstanceDevicesDiskInput {
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

export interface InstanceDevicesProxyInput {
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

export interface InstanceDevicesUnixCharInput {
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

export interface InstanceDevicesUnixBlockInput {
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

export interface InstanceDevicesUnixHotplugInput {
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

export interface InstanceDevicesUsbInput {
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

export interface InstanceDevicesGpuInput {
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

export interface InstanceDevicesTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: pulumi.Input<string | undefined>;
  /** Path of its resource manager. */
  resourcePath?: pulumi.Input<string | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDevicesInfinibandInput {
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

export interface InstanceDevicesPciInput {
  type: "pci";
  /** PCI address of the device. */
  address: pulumi.Input<string>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceDevicesNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface InstanceCloudInitInput {
  /** User data, starting with #cloud-config or #!. */
  userData?: pulumi.Input<string | undefined>;
  /** Vendor data. */
  vendorData?: pulumi.Input<string | undefined>;
  /** Network configuration. */
  networkConfig?: pulumi.Input<string | undefined>;
}

export interface InstanceLimitsValue {
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
  readonly disk?: InstanceLimitsDiskValue | undefined;
  /** I/O of the network devices. */
  readonly network?: InstanceLimitsNetworkValue | undefined;
}

export interface InstanceLimitsDiskValue {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  readonly read?: string | undefined;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  readonly write?: string | undefined;
  /** Reading and writing at once. */
  readonly max?: string | undefined;
  /** Priority of I/O under load, 0 to 10. */
  readonly priority?: number | undefined;
}

export interface InstanceLimitsNetworkValue {
  /** Incoming bandwidth of each network device: "100Mbit". */
  readonly ingress?: string | undefined;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  readonly egress?: string | undefined;
  /** Both directions at once. */
  readonly max?: string | undefined;
  /** Priority of outgoing packets. */
  readonly priority?: number | undefined;
}

export interface InstanceDevicesNicValue {
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

export interface InstanceDevicesDiskValue {
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

export interface InstanceDevicesProxyValue {
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

export interface InstanceDevicesUnixCharValue {
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

export interface InstanceDevicesUnixBlockValue {
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

export interface InstanceDevicesUnixHotplugValue {
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

export interface InstanceDevicesUsbValue {
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

export interface InstanceDevicesGpuValue {
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

export interface InstanceDevicesTpmValue {
  readonly type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  readonly path?: string | undefined;
  /** Path of its resource manager. */
  readonly resourcePath?: string | undefined;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDevicesInfinibandValue {
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

export interface InstanceDevicesPciValue {
  readonly type: "pci";
  /** PCI address of the device. */
  readonly address: string;
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceDevicesNoneValue {
  readonly type: "none";
  /** Further options of the device, as Incus documents them. */
  readonly config?: { [key: string]: string } | undefined;
}

export interface InstanceCloudInitValue {
  /** User data, starting with #cloud-config or #!. */
  readonly userData?: string | undefined;
  /** Vendor data. */
  readonly vendorData?: string | undefined;
  /** Network configuration. */
  readonly networkConfig?: string | undefined;
}

const outline: Outline = {
  type: "instance",
  class: "Instance",
  named: true,
  inputs: [
    "project",
    "name",
    "type",
    "image",
    "description",
    "profiles",
    "limits",
    "devices",
    "config",
    "environment",
    "secretEnvironment",
    "cloudInit",
    "ephemeral",
    "target",
    "running",
    "pinAddress",
    "waitFor",
    "restart",
    "stopTimeout",
  ],
  outputs: [
    "status",
    "ipv4Address",
    "ipv6Address",
    "addresses",
    "macAddress",
    "location",
    "architecture",
    "fingerprint",
    "incarnation",
    "pending",
    "createdAt",
  ],
  secrets: ["secretEnvironment", "cloudInit"],
};
