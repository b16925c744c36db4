// Written by `npm run generate` from provider/components/beam-cluster.ts. Do not edit.
import * as pulumi from "@pulumi/pulumi";
import { BeamCluster as component } from "../provider/components/beam-cluster.ts";
import type { Host } from "./host.ts";
import { layOut } from "./lay-out.ts";

/**
 * BEAM nodes that form one cluster, each in an instance of its own, changed one after the other.
 *
 * @example
 * ```ts
 * new BeamCluster("chat", {
 *   size: 3,
 *   image: image.fingerprint,
 *   release: "chat-1.0.0.tar.gz",
 *   cluster: { cookie: config.requireSecret("cookie") },
 *   healthCheck: { http: { port: 4000, path: "/health" } },
 *   expose: { port: 4000, as: 80 },
 * })
 * ```
 */
export class BeamCluster extends pulumi.ComponentResource {
  /** The nodes, in the order in which they change. */
  declare readonly nodes: pulumi.Output<BeamClusterNodesValue[]>;

  /** Where the router answers, where the cluster is exposed: `http://10.0.0.5:80`. */
  declare readonly url: pulumi.Output<string | undefined>;

  /** Server of each instance, where the cluster has several `hosts`. */
  declare readonly where: pulumi.Output<{ [key: string]: string | BeamClusterWhereValue } | undefined>;

  /** The report of the last rollout as Markdown, for a pull request or the page of a job. */
  declare readonly report: pulumi.Output<string>;

  /**
   * @param name Name in the program; the resources below it are called after it.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: BeamClusterArgs, opts?: pulumi.ComponentResourceOptions) {
    super("cul8er:index:BeamCluster", name, {}, opts);
    this.registerOutputs(layOut(this, component, name, args));
  }
}

/** Arguments of `BeamCluster`. */
export interface BeamClusterArgs {
  /**
   * Incus server: the name of a remote of your own Incus client configuration, or its address and certificate
   * fingerprint. Default: the local unix socket.
   */
  host?: pulumi.Input<string | BeamClusterHostInput | Host | undefined>;

  /**
   * Incus servers that the cluster is spread over, instead of `host`. Their instances must reach each other by
   * address. Nodes of a server that is removed are made anew on the others, one after the other; nothing else ever
   * moves.
   */
  hosts?: pulumi.Input<pulumi.Input<string | BeamClusterHostsInput | Host>[] | undefined>;

  /**
   * On as many hosts as there are, on as many failure domains as there are, or packed on as few hosts as will do.
   * Default: hosts.
   */
  spread?: pulumi.Input<"hosts" | "domains" | "pack" | undefined>;

  /** What fails together with a host, by the host's name: a rack, a building. Default: each host alone. */
  domains?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Project of the instance. Default: default. */
  project?: pulumi.Input<string | undefined>;

  /**
   * Longest time that one change may take. Default: 5m.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;

  /** Take over what already exists under this name, instead of refusing to touch it. Default: false. */
  adopt?: pulumi.Input<boolean | undefined>;

  /** Number of nodes. */
  size: number;

  /** Image that the instances are made of: a fingerprint or an alias on the server. */
  image: pulumi.Input<string>;

  /** Name of the application: its user, unit and folder on the instances. Default: the cluster's name. */
  app?: string | undefined;

  /** Profiles, the later ones win. Default: those of the server, usually the one named default. */
  profiles?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /** What the instance may use of the machine. */
  limits?: BeamClusterLimitsArgs | undefined;

  /** Options of the instance that have no input of their own, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Devices of every instance, besides those of its profiles. */
  devices?:
    | {
        [key: string]: pulumi.Input<
          | BeamClusterDevicesNicInput
          | BeamClusterDevicesDiskInput
          | BeamClusterDevicesProxyInput
          | BeamClusterDevicesUnixCharInput
          | BeamClusterDevicesUnixBlockInput
          | BeamClusterDevicesUnixHotplugInput
          | BeamClusterDevicesUsbInput
          | BeamClusterDevicesGpuInput
          | BeamClusterDevicesTpmInput
          | BeamClusterDevicesInfinibandInput
          | BeamClusterDevicesPciInput
          | BeamClusterDevicesNoneInput
        >;
      }
    | undefined;

  /** The volume of each node. It survives every change of the instance's image. */
  storage?: BeamClusterStorageArgs | undefined;

  /** An address that users can reach, behind a router that sends requests only to nodes that are well. */
  expose?: BeamClusterExposeArgs | undefined;

  /**
   * Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL
   * together with `digest`.
   * A relative path starts at the program's folder.
   */
  release?: pulumi.Input<string | undefined>;

  /** SHA-256 of the tarball. Default: taken from the file. */
  digest?: pulumi.Input<string | undefined>;

  /** Instead of `release`: version or revision of one that is still kept on the instance. */
  kept?: pulumi.Input<string | undefined>;

  /** Environment of the application. */
  environment?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /**
   * Secret part of the environment. On the instance only root can read it.
   * A secret: encrypted in the state, never shown.
   */
  secrets?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Flags of the Erlang runtime, as in vm.args: `+P 1000000`. */
  startFlags?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * Longest time that the application may take to stop. Default: 30s.
   * A number and a unit, like `60s`.
   */
  drainTimeout?: pulumi.Input<string | undefined>;

  /**
   * Commands of the release that run once for each revision, in an instance of their own: migrations. What they do
   * is not undone when nodes are put back.
   */
  tasks?: BeamClusterTasksArgs | undefined;

  /** How the nodes talk to each other. */
  cluster: BeamClusterClusterArgs;

  /** When and in which order nodes change. Default: rolling, one at a time. */
  strategy?:
    | BeamClusterStrategyRollingArgs
    | BeamClusterStrategyCanaryArgs
    | BeamClusterStrategyBlueGreenArgs
    | BeamClusterStrategyRecreateArgs
    | undefined;

  /** What the requests of users must be like while canaries are watched. Needs `expose`. */
  analysis?: BeamClusterAnalysisArgs | undefined;

  /** Version that a person agrees to, where the strategy asks for it, or `any`. Default: none. */
  approved?: pulumi.Input<string | undefined>;

  /** When a node is healthy. Without it a node is healthy when it runs. */
  healthCheck?: pulumi.Input<BeamClusterHealthCheckInput | undefined>;

  /**
   * How long nodes that changed are watched: those of the first batch before they get requests, and all of them at
   * the end of a rollout. Default: 10s; a first deploy is not watched.
   * A number and a unit, like `60s`.
   */
  minUptime?: pulumi.Input<string | undefined>;

  /** What happens to a release that fails its checks. */
  rollback?: BeamClusterRollbackArgs | undefined;

  /**
   * Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`,
   * `from`, `to`, and `step` or `report`.
   * A secret: encrypted in the state, never shown.
   */
  hooks?: pulumi.Input<pulumi.Input<BeamClusterHooksInput>[] | undefined>;
}

export interface BeamClusterHostInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: pulumi.Input<string | undefined>;
  /** Address of the server's API, as `https://host:8443`. */
  address?: pulumi.Input<string | undefined>;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: pulumi.Input<string | undefined>;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: pulumi.Input<string | undefined>;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: pulumi.Input<string | undefined>;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: pulumi.Input<string | undefined>;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: pulumi.Input<BeamClusterHostSshInput | undefined>;
}

export interface BeamClusterHostSshInput {
  /** Name or IP address of the machine. */
  address: pulumi.Input<string>;
  /** Port of its SSH server. Default: 22. */
  port?: pulumi.Input<number | undefined>;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: pulumi.Input<string | undefined>;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: pulumi.Input<string | undefined>;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: pulumi.Input<string | undefined>;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: pulumi.Input<string | undefined>;
}

export interface BeamClusterHostsInput {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  name?: pulumi.Input<string | undefined>;
  /** Address of the server's API, as `https://host:8443`. */
  address?: pulumi.Input<string | undefined>;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  fingerprint?: pulumi.Input<string | undefined>;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  clientCertificate?: pulumi.Input<string | undefined>;
  /** Path of its key. Default: the one of the user's own Incus client. */
  clientKey?: pulumi.Input<string | undefined>;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  socket?: pulumi.Input<string | undefined>;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  ssh?: pulumi.Input<BeamClusterHostsSshInput | undefined>;
}

export interface BeamClusterHostsSshInput {
  /** Name or IP address of the machine. */
  address: pulumi.Input<string>;
  /** Port of its SSH server. Default: 22. */
  port?: pulumi.Input<number | undefined>;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  user?: pulumi.Input<string | undefined>;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  key?: pulumi.Input<string | undefined>;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  hostKey?: pulumi.Input<string | undefined>;
  /** Path of another file than ~/.ssh/known_hosts. */
  knownHosts?: pulumi.Input<string | undefined>;
}

export interface BeamClusterLimitsArgs {
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
  disk?: pulumi.Input<BeamClusterLimitsDiskInput | undefined>;
  /** I/O of the network devices. */
  network?: pulumi.Input<BeamClusterLimitsNetworkInput | undefined>;
}

export interface BeamClusterLimitsDiskInput {
  /** Reading from the root disk: "30MB" a second, or "500iops". */
  read?: pulumi.Input<string | undefined>;
  /** Writing to the root disk: "30MB" a second, or "500iops". */
  write?: pulumi.Input<string | undefined>;
  /** Reading and writing at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of I/O under load, 0 to 10. */
  priority?: pulumi.Input<number | undefined>;
}

export interface BeamClusterLimitsNetworkInput {
  /** Incoming bandwidth of each network device: "100Mbit". */
  ingress?: pulumi.Input<string | undefined>;
  /** Outgoing bandwidth of each network device: "100Mbit". */
  egress?: pulumi.Input<string | undefined>;
  /** Both directions at once. */
  max?: pulumi.Input<string | undefined>;
  /** Priority of outgoing packets. */
  priority?: pulumi.Input<number | undefined>;
}

export interface BeamClusterDevicesNicInput {
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

export interface BeamClusterDevicesDiskInput {
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

export interface BeamClusterDevicesProxyInput {
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

export interface BeamClusterDevicesUnixCharInput {
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

export interface BeamClusterDevicesUnixBlockInput {
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

export interface BeamClusterDevicesUnixHotplugInput {
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

export interface BeamClusterDevicesUsbInput {
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

export interface BeamClusterDevicesGpuInput {
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

export interface BeamClusterDevicesTpmInput {
  type: "tpm";
  /** Path inside a container: /dev/tpm0. */
  path?: pulumi.Input<string | undefined>;
  /** Path of its resource manager. */
  resourcePath?: pulumi.Input<string | undefined>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface BeamClusterDevicesInfinibandInput {
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

export interface BeamClusterDevicesPciInput {
  type: "pci";
  /** PCI address of the device. */
  address: pulumi.Input<string>;
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface BeamClusterDevicesNoneInput {
  type: "none";
  /** Further options of the device, as Incus documents them. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface BeamClusterStorageArgs {
  /**
   * Storage pool of the volumes that hold releases and application data.
   * Default: "default".
   */
  pool?: pulumi.Input<string | undefined>;
  /**
   * Size of each volume. Default: the pool's.
   * A number and a unit, like `256MiB`.
   */
  size?: pulumi.Input<string | undefined>;
}

export interface BeamClusterExposeArgs {
  /** Port that the nodes listen on. */
  port: pulumi.Input<number>;
  /** Port that users reach, on the Incus server. */
  as: pulumi.Input<number>;
  /** Address of the Incus server that users reach. Default: all that it has, 0.0.0.0. */
  address?: pulumi.Input<string | undefined>;
  /**
   * Network of the router: it forwards the port of `address`, which must be named, instead of a proxy device. The
   * application sees where users come from, and clusters can share the address.
   */
  network?: pulumi.Input<string | undefined>;
  /** What is spoken there. Default: http. */
  protocol?: pulumi.Input<"http" | "tcp" | undefined>;
  /** Only requests for this host. Several applications can share a port then. */
  hostname?: pulumi.Input<string | undefined>;
  /**
   * Certificate with its chain, then its private key, as PEM: the port speaks TLS then.
   * A secret: encrypted in the state, never shown.
   */
  certificate?: pulumi.Input<string | undefined>;
  /** How the router finds out which servers are up. Default: whether their port can be connected to. */
  check?: pulumi.Input<BeamClusterExposeCheckInput | undefined>;
  /** Whether a browser stays with its server, by a cookie. Default: false. */
  sticky?: pulumi.Input<boolean | undefined>;
  /** A header with which a request goes to the canaries of the strategy, whatever their share. */
  canaryHeader?: pulumi.Input<string | undefined>;
  /** A page, text or HTML, that everyone gets with status 503 instead of the application. */
  maintenance?: pulumi.Input<string | undefined>;
  /** Path of static files: one that a server does not have is asked of the others, while versions are mixed. */
  assets?: pulumi.Input<string | undefined>;
  /**
   * How long requests wait while no node is ready. Default: 30s.
   * A number and a unit, like `60s`.
   */
  hold?: pulumi.Input<string | undefined>;
  /** Requests that one server gets at the same time; the rest waits at the router. Default: no limit. */
  maxConnections?: pulumi.Input<number | undefined>;
  /**
   * Instance of a router that is there already, for several applications behind one. Its port is published where it
   * is made. Default: one of the cluster's own.
   */
  router?: pulumi.Input<string | undefined>;
  /**
   * Image that the router's instance is made of. Default: that of the nodes. Another one later does not touch it:
   * all users would be interrupted.
   */
  image?: pulumi.Input<string | undefined>;
}

export interface BeamClusterExposeCheckInput {
  /** Path that a server must answer with 200 to 299. */
  path: pulumi.Input<string>;
  /**
   * Time between two checks. Default: 1s.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one check. Default: 2s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Failures in a row that take a server out. Default: 3. */
  failures?: pulumi.Input<number | undefined>;
}

export interface BeamClusterTasksArgs {
  /** Commands that run, one after the other, before the first node changes. */
  before?: BeamClusterTasksBeforeArgs[] | undefined;
  /** Commands that run when all nodes have changed and are well. */
  after?: BeamClusterTasksAfterArgs[] | undefined;
}

export interface BeamClusterTasksBeforeArgs {
  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamClusterTasksAfterArgs {
  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 4m.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamClusterClusterArgs {
  /**
   * Secret that the nodes of the cluster share. Nodes with another one never join.
   * A secret: encrypted in the state, never shown.
   */
  cookie: pulumi.Input<string>;
  /** First part of each node's name, before the `@`. Default: the application's name. */
  name?: pulumi.Input<string | undefined>;
  /**
   * How the nodes talk to each other. It is not encrypted: keep them on a network of their own.
   * Default: {"port":4370,"epmd":false,"connectTimeout":2000}.
   */
  distribution?: pulumi.Input<BeamClusterClusterDistributionInput | undefined>;
  /** Settings for libcluster or dns_cluster, where the application finds its peers with them. */
  discovery?: pulumi.Input<BeamClusterClusterDiscoveryInput | undefined>;
}

export interface BeamClusterClusterDistributionInput {
  /** Port that each node listens on for the others. Default: 4370. */
  port?: pulumi.Input<number | undefined>;
  /**
   * Ask an epmd on each instance for the port, as releases do by themselves. Default: false, all nodes use the same
   * port.
   */
  epmd?: pulumi.Input<boolean | undefined>;
  /** Longest time in milliseconds that a starting node waits for the others. Default: 2000. */
  connectTimeout?: pulumi.Input<number | undefined>;
}

export interface BeamClusterClusterDiscoveryInput {
  /** Topology for libcluster, in the variable LIBCLUSTER_TOPOLOGIES. */
  libcluster?: pulumi.Input<
    | BeamClusterClusterDiscoveryLibclusterEpmdInput
    | BeamClusterClusterDiscoveryLibclusterDnsPollInput
    | BeamClusterClusterDiscoveryLibclusterGossipInput
    | BeamClusterClusterDiscoveryLibclusterKubernetesInput
    | undefined
  >;
  /** Query for dns_cluster, in the variable DNS_CLUSTER_QUERY, where a Phoenix application looks for it. */
  dnsCluster?: pulumi.Input<BeamClusterClusterDiscoveryDnsClusterInput | undefined>;
}

export interface BeamClusterClusterDiscoveryLibclusterEpmdInput {
  strategy: "epmd";
}

export interface BeamClusterClusterDiscoveryLibclusterDnsPollInput {
  strategy: "dns_poll";
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface BeamClusterClusterDiscoveryLibclusterGossipInput {
  strategy: "gossip";
  /** UDP port of the gossip. Default: libcluster's, 45892. */
  port?: pulumi.Input<number | undefined>;
  /** Address to listen on. Default: all. */
  ifAddr?: pulumi.Input<string | undefined>;
  /** Address that the gossip is sent to. Default: libcluster's own. */
  multicastAddr?: pulumi.Input<string | undefined>;
  /** Broadcast instead of multicast. Default: false. */
  broadcastOnly?: pulumi.Input<boolean | undefined>;
}

export interface BeamClusterClusterDiscoveryLibclusterKubernetesInput {
  strategy: "kubernetes";
  /** Label selector of the pods to join. */
  selector: pulumi.Input<string>;
  /** How nodes are named there. Default: ip. */
  mode?: pulumi.Input<"ip" | "dns" | "hostname" | undefined>;
  /** Service of the pods; the mode `hostname` needs it. */
  serviceName?: pulumi.Input<string | undefined>;
  /** Namespace of the pods. Default: the one that it runs in. */
  namespace?: pulumi.Input<string | undefined>;
  /** Where their addresses are looked up. Default: endpoints. */
  ipLookupMode?: pulumi.Input<"endpoints" | "pods" | undefined>;
  /** Host of the Kubernetes API, with a dot at its end. Default: the name that it has inside the cluster. */
  master?: pulumi.Input<string | undefined>;
  /** Folder with the token and the authority for the API. Default: where Kubernetes puts them in a pod. */
  serviceAccountPath?: pulumi.Input<string | undefined>;
  /** Milliseconds between two looks. Default: 5000. */
  pollingInterval?: pulumi.Input<number | undefined>;
}

export interface BeamClusterClusterDiscoveryDnsClusterInput {
  /** Name that resolves to the addresses of all nodes. */
  query: pulumi.Input<string>;
}

export interface BeamClusterStrategyRollingArgs {
  type: "rolling";
  /** Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1. */
  maxUnavailable?: number | undefined;
  /** Nodes that change before they are judged together, at most `maxUnavailable`. Default: `maxUnavailable`. */
  batch?: number | undefined;
  /**
   * How long each batch is watched before the next one begins. Default: the first one as `minUptime` says.
   * A number and a unit, like `60s`.
   */
  pause?: string | undefined;
}

export interface BeamClusterStrategyCanaryArgs {
  type: "canary";
  /** Nodes that go first. Default: 1. */
  nodes?: number | undefined;
  /** Shares of the requests that they get, one after the other. */
  steps: BeamClusterStrategyCanaryStepsArgs[];
  /** Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1. */
  maxUnavailable?: number | undefined;
  /** Nodes that change before they are judged together, at most `maxUnavailable`. Default: `maxUnavailable`. */
  batch?: number | undefined;
  /**
   * How long each batch is watched before the next one begins. Default: the first one as `minUptime` says.
   * A number and a unit, like `60s`.
   */
  pause?: string | undefined;
}

export interface BeamClusterStrategyCanaryStepsArgs {
  /** Percent of the requests that the canaries get together. */
  share: number;
  /**
   * How long their requests are watched. Default: the window of the analysis.
   * A number and a unit, like `60s`.
   */
  for?: string | undefined;
  /** Whether a person must agree before it. Default: false. */
  approval?: boolean | undefined;
}

export interface BeamClusterStrategyBlueGreenArgs {
  type: "blueGreen";
  /**
   * How long the slot without requests stays up, for a way back without a start. It is stopped by the first run
   * after that time; `0s`: by the run that moves the requests. Default: always.
   */
  keepWarm?: string | undefined;
  /** Call into the release on each node of a group, before it gets the requests: for schedulers. */
  onActivate?: BeamClusterStrategyBlueGreenOnActivateArgs | undefined;
  /** Call into the release on each node of a group that loses the requests, before the other gets its call. */
  onDeactivate?: BeamClusterStrategyBlueGreenOnDeactivateArgs | undefined;
}

export interface BeamClusterStrategyBlueGreenOnActivateArgs {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamClusterStrategyBlueGreenOnDeactivateArgs {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  command: string[];
  /**
   * Longest time that it may take; then it is ended. Default: 30s.
   * A number and a unit, like `60s`.
   */
  limit?: string | undefined;
}

export interface BeamClusterStrategyRecreateArgs {
  type: "recreate";
}

export interface BeamClusterAnalysisArgs {
  /**
   * How long requests are watched. Default: 30s.
   * A number and a unit, like `60s`.
   */
  window?: pulumi.Input<string | undefined>;
  /** Requests that a window must have, or it says nothing. Default: 20. */
  minRequests?: pulumi.Input<number | undefined>;
  /** Requests that may fail: answered with 5xx, or not at all. */
  errorRate?: pulumi.Input<BeamClusterAnalysisErrorRateInput | undefined>;
  /** How long answers may take, as the router sees it. */
  latency?: pulumi.Input<BeamClusterAnalysisLatencyInput | undefined>;
  /** A query of Prometheus whose answer must be between limits. */
  prometheus?: pulumi.Input<BeamClusterAnalysisPrometheusInput | undefined>;
  /**
   * What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending
   * and the next run asks again. Default: wait.
   */
  noData?: pulumi.Input<"pass" | "fail" | "wait" | undefined>;
}

export interface BeamClusterAnalysisErrorRateInput {
  /** Largest share of requests that may fail: 0.01 is one percent. */
  max?: pulumi.Input<number | undefined>;
  /** How much larger the share may be than that of the nodes with the old revision. */
  aboveStable?: pulumi.Input<number | undefined>;
}

export interface BeamClusterAnalysisLatencyInput {
  /** Which of the answers, by the time they took: p50, p95 or p99. Default: p95. */
  percentile?: pulumi.Input<"p50" | "p95" | "p99" | undefined>;
  /**
   * Longest time that it may be.
   * A number and a unit, like `60s`.
   */
  max?: pulumi.Input<string | undefined>;
  /** How many times that of the nodes with the old revision it may be. */
  timesStable?: pulumi.Input<number | undefined>;
}

export interface BeamClusterAnalysisPrometheusInput {
  /** Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`. */
  url: pulumi.Input<string>;
  /** The query. It is asked at the end of the window. */
  query: pulumi.Input<string>;
  /** Smallest value that is right. Every value of the answer is compared. */
  min?: pulumi.Input<number | undefined>;
  /** Largest value that is right. */
  max?: pulumi.Input<number | undefined>;
  /**
   * Longest time of the request. Default: 10s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
}

export interface BeamClusterHealthCheckInput {
  /** An HTTP request that must be answered well. */
  http?: pulumi.Input<BeamClusterHealthCheckHttpInput | undefined>;
  /** A port that must accept connections. */
  tcp?: pulumi.Input<BeamClusterHealthCheckTcpInput | undefined>;
  /** A command that must end with 0. It runs on the instance, as the application's user, in its environment. */
  exec?: pulumi.Input<BeamClusterHealthCheckExecInput | undefined>;
  /** The node must answer over distribution, under its own name and port. */
  node?: pulumi.Input<{ [key: string]: never } | undefined>;
  /** Every node that is checked must see every other; a node alone must answer. */
  cluster?: pulumi.Input<{ [key: string]: never } | undefined>;
  /**
   * Time between two attempts. Default: 500ms.
   * A number and a unit, like `60s`.
   */
  interval?: pulumi.Input<string | undefined>;
  /**
   * Longest time of one attempt. Default: 5s.
   * A number and a unit, like `60s`.
   */
  timeout?: pulumi.Input<string | undefined>;
  /** Good answers in a row that are needed. Default: 1. */
  successes?: pulumi.Input<number | undefined>;
  /**
   * Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody
   * listens yet. Default: as many as the deadline has room for.
   */
  retries?: pulumi.Input<number | undefined>;
  /** How many times longer it waits after each further bad answer in a row. Default: 1, always the interval. */
  backoff?: pulumi.Input<number | undefined>;
  /**
   * Time after which it has failed. Default: 60s.
   * A number and a unit, like `60s`.
   */
  deadline?: pulumi.Input<string | undefined>;
}

export interface BeamClusterHealthCheckHttpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
  /** Path of the request. Default: `/`. */
  path?: pulumi.Input<string | undefined>;
  /** Status that is right. Default: any from 200 to 299. */
  status?: pulumi.Input<number | undefined>;
  /** Text that the answer must hold. */
  body?: pulumi.Input<string | undefined>;
  /** Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`. */
  json?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
  /** Field of a JSON answer that must hold the version of the release: `version`. */
  version?: pulumi.Input<string | undefined>;
  /** Headers of the request. */
  headers?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

export interface BeamClusterHealthCheckTcpInput {
  /** Port, on the instance's own address. */
  port: pulumi.Input<number>;
}

export interface BeamClusterHealthCheckExecInput {
  /** The program and its arguments; no shell. */
  command: pulumi.Input<pulumi.Input<string>[]>;
}

export interface BeamClusterRollbackArgs {
  /** Whether nodes whose rollout is open are put back to what ran before. Default: automatic. */
  onFailure?: pulumi.Input<"automatic" | "manual" | undefined>;
  /** Revisions that are kept on the instance. Default: 3. */
  keepVersions?: pulumi.Input<number | undefined>;
  /**
   * Whether a revision that was put back is tried again by the next run, or only when another one is wanted.
   * Default: always.
   */
  retry?: pulumi.Input<"always" | "on-change" | undefined>;
  /**
   * Whether a snapshot of instance and volume is taken before each switch, for restoring by hand; `keepVersions` of
   * them are kept. An instance with snapshots takes no other image. Default: false.
   */
  snapshot?: pulumi.Input<boolean | undefined>;
}

export interface BeamClusterHooksInput {
  /** Where the JSON is posted to. It is a secret, since such addresses carry tokens. */
  url: pulumi.Input<string>;
  /**
   * What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report.
   * Default: all of it.
   */
  events?: pulumi.Input<pulumi.Input<"start" | "step" | "failure" | "end">[] | undefined>;
}

export interface BeamClusterNodesValue {
  /** Full name of the node. */
  readonly name: string;
  /** Its address. */
  readonly address: string;
  /** Version of the release that it runs. */
  readonly version: string;
  /** Instance that it runs in. */
  readonly instance: string;
}

export interface BeamClusterWhereValue {
  /** Stable name of the server in resource ids. Default: its address or socket. Alone: the remote of this name. */
  readonly name?: string | undefined;
  /** Address of the server's API, as `https://host:8443`. */
  readonly address?: string | undefined;
  /** SHA-256 fingerprint of the server's certificate. Without it the certificate must be publicly valid. */
  readonly fingerprint?: string | undefined;
  /** Path of the client certificate. Default: the one of the user's own Incus client. */
  readonly clientCertificate?: string | undefined;
  /** Path of its key. Default: the one of the user's own Incus client. */
  readonly clientKey?: string | undefined;
  /** Path of the server's unix socket, instead of an address; with `ssh` its path on that machine. */
  readonly socket?: string | undefined;
  /**
   * The machine over SSH. Without an address the server's unix socket is reached through it, by root or a member of
   * the group incus-admin.
   */
  readonly ssh?: BeamClusterWhereSshValue | undefined;
}

export interface BeamClusterWhereSshValue {
  /** Name or IP address of the machine. */
  readonly address: string;
  /** Port of its SSH server. Default: 22. */
  readonly port?: number | undefined;
  /** User to log in as: root, or one who may use sudo. Default: your own name. */
  readonly user?: string | undefined;
  /** Path of the private key. Default: those of your agent, then the usual ones in ~/.ssh. */
  readonly key?: string | undefined;
  /** Fingerprint of its host key, as `SHA256:...`. Default: it must be in your known_hosts. */
  readonly hostKey?: string | undefined;
  /** Path of another file than ~/.ssh/known_hosts. */
  readonly knownHosts?: string | undefined;
}
