/** Devices of an instance: typed by what they are, and how Incus writes them. */
import { z } from "zod";
import { unwrap } from "../../schema.ts";
import { bytes, sizeText } from "../../units.ts";
import type { WireDevice } from "./answer.ts";

const text = (says: string) => z.string().optional().describe(says);
const whole = (says: string) => z.int().optional().describe(says);
const flag = (says: string) => z.boolean().optional().describe(says);
const size = (says: string) => sizeText().optional().describe(says);

const rest = {
  config: z
    .record(z.string(), z.string())
    .optional()
    .describe("Further options of the device, as Incus documents them."),
};
const access = {
  uid: whole("User id of the owner inside the instance."),
  gid: whole("Group id of the owner inside the instance."),
  mode: text('Mode inside the instance, such as "0660".'),
};
const required = flag("Whether the instance starts only if the device is there.");
const usbIds = { vendorId: text("Vendor id, as lsusb shows it."), productId: text("Product id, as lsusb shows it.") };

const shapes = {
  nic: {
    network: text("Managed network to join. Either this, or `nicType` and `parent`."),
    nicType: text("Kind of connection where no managed network is named: bridged, macvlan, physical, routed, ..."),
    parent: text("Host interface to connect to."),
    name: text("Name of the interface inside the instance."),
    macAddress: text("MAC address. Default: the server chooses one and keeps it."),
    mtu: whole("Largest packet in bytes."),
    vlan: text("VLAN id of untagged traffic."),
    ipv4Address: text("Address that DHCP gives, or that the interface has: part of the network's subnet."),
    ipv6Address: text("Address that DHCP gives, or that the interface has: part of the network's subnet."),
    limitsIngress: text('Incoming bandwidth, in bits: "100Mbit".'),
    limitsEgress: text('Outgoing bandwidth, in bits: "100Mbit".'),
    limitsMax: text("Both directions at once, in bits."),
    securityMacFiltering: flag("Whether the instance may use no other MAC address than its own."),
    securityIpv4Filtering: flag("Whether the instance may use no other IPv4 address than its own."),
    securityIpv6Filtering: flag("Whether the instance may use no other IPv6 address than its own."),
    bootPriority: whole("Order in which a virtual machine boots from it; higher is first."),
  },
  disk: {
    path: text("Where it is mounted inside the instance; / is the root disk."),
    pool: text("Storage pool that the volume, or the root disk, is in."),
    source: text("Name of a volume in the pool, or a path on the server."),
    size: size("Size of the root disk."),
    readonly: flag("Whether it can only be read."),
    required,
    shift: flag("Whether ids of owners are shifted to those of the instance."),
    recursive: flag("Whether mounts below the source come along."),
    propagation: text("How mounts are shared with the server: private, shared, slave, ..."),
    limitsRead: text('Reading, in bytes or operations per second: "30MB", "500iops".'),
    limitsWrite: text('Writing, in bytes or operations per second: "30MB", "500iops".'),
    limitsMax: text("Both directions at once."),
    mountOptions: text("Mount options of the file system."),
    ioBus: text("Bus of the disk in a virtual machine: nvme, virtio-scsi, ..."),
    ioCache: text("Cache of the disk in a virtual machine: none, writeback, unsafe."),
    bootPriority: whole("Order in which a virtual machine boots from it; higher is first."),
  },
  proxy: {
    listen: z.string().describe('Where to listen: "tcp:0.0.0.0:80", "unix:/run/app.sock".'),
    connect: z.string().describe('Where to connect to: "tcp:127.0.0.1:4000".'),
    bind: z.enum(["host", "instance"]).optional().describe("Which side listens. Default: host."),
    nat: flag("Whether the kernel forwards (needs a static address) instead of a process."),
    proxyProtocol: flag("Whether HAProxy's PROXY protocol tells the sender's address."),
    securityUid: whole("User id that the proxy runs as."),
    securityGid: whole("Group id that the proxy runs as."),
    ...access,
  },
  "unix-char": { ...unixDevice() },
  "unix-block": { ...unixDevice() },
  "unix-hotplug": { ...usbIds, ...access, required },
  usb: {
    ...usbIds,
    serial: text("Serial number of the device."),
    busNumber: whole("Number of the bus."),
    deviceNumber: whole("Number of the device."),
    ...access,
    required,
  },
  gpu: {
    gpuType: text("How it is shared: physical, mdev, mig or sriov. Default: physical."),
    pci: text("PCI address of the card."),
    id: text("DRM card id of the card."),
    ...usbIds,
    mdev: text("Profile of a virtual card."),
    ...access,
  },
  tpm: { path: text("Path inside a container: /dev/tpm0."), resourcePath: text("Path of its resource manager.") },
  infiniband: {
    nicType: text("Kind of connection: physical or sriov."),
    parent: text("Host interface to connect to."),
    name: text("Name of the interface inside the instance."),
    macAddress: text("MAC address."),
    mtu: whole("Largest packet in bytes."),
  },
  pci: { address: z.string().describe("PCI address of the device.") },
  none: {},
} as const;

function unixDevice() {
  return {
    source: text("Path on the server."),
    path: text("Path inside the instance."),
    major: whole("Major number. Default: that of the source."),
    minor: whole("Minor number. Default: that of the source."),
    ...access,
    required,
  };
}

const of = <const T extends keyof typeof shapes>(type: T) =>
  z.strictObject({ type: z.literal(type), ...(shapes[type] as (typeof shapes)[T]), ...rest });

/** Schema of one device. `none` hides a device of the same name that a profile brings. */
export const device = z.discriminatedUnion("type", [
  of("nic"),
  of("disk"),
  of("proxy"),
  of("unix-char"),
  of("unix-block"),
  of("unix-hotplug"),
  of("usb"),
  of("gpu"),
  of("tpm"),
  of("infiniband"),
  of("pci"),
  of("none"),
]);

/** One device, as its author writes it. */
export type Device = z.output<typeof device>;

/** Options whose name here is not Incus' own. */
const KEYS: Record<string, string> = {
  nicType: "nictype",
  macAddress: "hwaddr",
  ipv4Address: "ipv4.address",
  ipv6Address: "ipv6.address",
  limitsIngress: "limits.ingress",
  limitsEgress: "limits.egress",
  limitsRead: "limits.read",
  limitsWrite: "limits.write",
  limitsMax: "limits.max",
  securityMacFiltering: "security.mac_filtering",
  securityIpv4Filtering: "security.ipv4_filtering",
  securityIpv6Filtering: "security.ipv6_filtering",
  securityUid: "security.uid",
  securityGid: "security.gid",
  bootPriority: "boot.priority",
  mountOptions: "raw.mount.options",
  ioBus: "io.bus",
  ioCache: "io.cache",
  proxyProtocol: "proxy_protocol",
  vendorId: "vendorid",
  productId: "productid",
  busNumber: "busnum",
  deviceNumber: "devnum",
  gpuType: "gputype",
  resourcePath: "pathrm",
};

/** A device as Incus writes it. */
export function toWire({ config, ...typed }: Device): WireDevice {
  const named = Object.entries(typed)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => [KEYS[field] ?? field, String(value)]);
  return { ...config, ...Object.fromEntries(named) };
}

/** A device as its author would write it; in the words of `written` where they mean the same. */
export function fromWire(wire: WireDevice, written?: Device): Device | undefined {
  const fields = fieldsOf(wire.type ?? "");
  if (!fields) return undefined;
  const typed: Record<string, unknown> = {};
  const config: Record<string, string> = {};
  for (const [key, value] of Object.entries(wire)) {
    const field = fields.find((name) => (KEYS[name] ?? name) === key);
    if (field === undefined) config[key] = value;
    else
      typed[field] = decoded(wire.type ?? "", field, value, (written as Record<string, unknown> | undefined)?.[field]);
  }
  return { ...typed, ...(Object.keys(config).length > 0 && { config }) } as Device;
}

/** The typed field that stands for an option of a device: `ipv4.address` of a nic is `ipv4Address`. */
export const fieldFor = (type: Device["type"], key: string): string | undefined =>
  fieldsOf(type)?.find((field) => (KEYS[field] ?? field) === key);

const isType = (type: string): type is keyof typeof shapes => type in shapes;

const fieldsOf = (type: string): string[] | undefined =>
  isType(type) ? ["type", ...Object.keys(shapes[type])] : undefined;

function decoded(type: string, field: string, value: string, written: unknown): unknown {
  const shape: Record<string, z.ZodType> = isType(type) ? shapes[type] : {};
  const schema = shape[field];
  const kind = schema && unwrap(schema)._zod.def.type;
  if (kind === "boolean") return /^(true|1|yes|on)$/i.test(value);
  if (kind === "number" || kind === "int") return Number(value);
  if (typeof written === "string" && bytes(written) !== undefined && bytes(written) === bytes(value)) return written;
  return value;
}
