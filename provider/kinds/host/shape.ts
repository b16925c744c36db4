/** What is said of a host, and what it tells. */
import { z } from "zod";
import { place } from "../../incus/host.ts";
import { secret, steers, unread } from "../../schema.ts";
import { sshPlace } from "../../ssh/place.ts";
import { sizeText } from "../../units.ts";

const fingerprint = z
  .string()
  .regex(/^([0-9a-fA-F]{2}:?){32}$/, "is not a SHA-256 fingerprint (64 hexadecimal digits)");

const storage = z.strictObject({
  driver: z
    .enum(["dir", "btrfs", "zfs", "lvm"])
    .optional()
    .describe("How it stores. Default: btrfs where the machine can, else dir."),
  size: sizeText().optional().describe("Size of the file that holds it. Default: Incus' own choice."),
  source: z.string().optional().describe("Disk, partition or folder to use. Default: a file."),
});

const network = z.strictObject({
  name: z.string().optional().describe("Its name. Default: incusbr0."),
  ipv4: z.string().optional().describe("Its address and subnet, such as `10.20.0.1/24`. Default: one that is free."),
  ipv6: z.string().optional().describe("Likewise, or `none`. Default: one that is free."),
});

/** Inputs of a host. */
export const inputs = z.strictObject({
  name: z
    .string()
    .min(1)
    .regex(/^[^:/\s]+$/, "holds a colon, a slash or a space")
    .describe("Stable name of the host: it stands in the ids of all that is on it."),
  address: unread(
    z
      .string()
      .min(1)
      .regex(/^[^\s@/]+$/, "is a name or an IP address, without user and port"),
  ).describe("Name or IP address of the machine, as it is reached from here."),
  ssh: unread(sshPlace.omit({ address: true }).optional()).describe(
    "How to log in, by keys only. Leave it out where an Incus API is open already: then nothing is done on the machine.",
  ),
  access: unread(z.enum(["https", "ssh"]).optional()).describe(
    "How its API is reached: over HTTPS, or through SSH alone, and then the API is not opened. Default: https.",
  ),
  listen: z
    .string()
    .min(1)
    .optional()
    .describe("Where the API is opened, such as `10.0.0.5:8443`. Default: `:8443`, unless it is open already."),
  expectedFingerprint: unread(fingerprint.optional()).describe(
    "SHA-256 fingerprint that its certificate must have. Default: the one that is found over SSH or told by the token, and from then on the same.",
  ),
  token: steers(secret(z.string().min(1).optional())).describe(
    "Trust token for a server that is not reached over SSH: `incus config trust add <name>` prints one. It is used once.",
  ),
  clientCertificate: unread(z.string().min(1).optional()).describe(
    "Path of the client certificate that it is to trust. Default: the one of your own Incus client, else one that is made in `.cul8er` of the program's folder.",
  ),
  clientKey: unread(z.string().min(1).optional()).describe("Path of the key of that certificate."),
  storage: steers(storage.optional()).describe("The storage pool `default`, made where the server has no pool at all."),
  network: steers(network.optional()).describe(
    "The bridge that instances join, made where the server has no pool and no network.",
  ),
  empty: steers(z.boolean().optional()).describe(
    "Whether it is left without storage and network of its own: a server that is to join an Incus cluster brings none. Default: false.",
  ),
});

const named = z.object({ name: z.string().describe("Its name."), size: z.number().describe("Bytes.") });

/** What a host has to share among instances. */
const resources = z.object({
  cpus: z.number().describe("Threads of its processors."),
  memory: z.number().describe("Bytes of memory."),
  disks: z.array(named).describe("Its disks."),
  pools: z
    .array(named.extend({ driver: z.string().describe("How it stores.") }))
    .describe("Its storage pools, with what is used of them."),
});

/** Outputs of a host. */
export const outputs = z.object({
  endpoint: place.describe("The value for `host` of everything that is to be on this host."),
  version: z.string().describe("Version of Incus."),
  apiExtensions: z.array(z.string()).describe("API extensions that it has: what it can do."),
  serverName: z.string().describe("Name that the server calls itself."),
  fingerprint: z.string().describe("SHA-256 fingerprint of its certificate."),
  architecture: z.string().describe("Architecture of its instances, such as `x86_64`."),
  addresses: z.array(z.string()).describe("IP addresses that its API listens on; none where it is not open."),
  clustered: z.boolean().describe("Whether it is a member of an Incus cluster."),
  members: z.array(z.string()).describe("Names of the members of its cluster; none where it is alone."),
  resources: resources.describe("What it has to share among instances."),
  made: z.array(z.string()).describe("What was made on the machine, and goes again when the host is destroyed."),
});

/** What a user says of a host. */
export type HostInputs = z.output<typeof inputs>;
/** What a host tells. */
export type HostOutputs = z.output<typeof outputs>;
/** What is known of one before it is looked at. */
export type KnownHost = Partial<HostInputs & HostOutputs> & Pick<HostInputs, "name">;
