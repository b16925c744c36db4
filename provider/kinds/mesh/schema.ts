/** What a mesh is declared with, and what it tells. */
import { z } from "zod";
import { host } from "../../incus/host.ts";
import { wideRange } from "../../mesh/range.ts";
import { unread } from "../../schema.ts";

const endpoint = z
  .string()
  .regex(/^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9.-]+):\d{1,5}$/, 'is no address with a port, like "203.0.113.7:51820"');

/** What a mesh has where nobody said otherwise. */
export const DEFAULTS = { port: 51_820, addresses: "10.100.0.0/16", subnets: "10.200.0.0/16" };

/** Inputs of a mesh. */
export const inputs = z.strictObject({
  name: z
    .string()
    .regex(
      /^[a-z][a-z0-9]{1,14}$/,
      "names a network interface: 2 to 15 small letters and digits, beginning with a letter",
    )
    .describe("Name of the mesh, and of its network interface on each host."),
  hosts: unread(z.array(host).min(1)).describe(
    "Machines that are in it, each reached over SSH: the output `endpoint` of a Host, or an address with `ssh`.",
  ),
  endpoints: unread(z.record(z.string(), endpoint).default({})).describe(
    "Where the others reach a host, by its name: `203.0.113.7:51820`. Default: its SSH address, and `port`.",
  ),
  hidden: unread(z.array(z.string()).default([])).describe(
    "Names of hosts that cannot be reached from outside, behind a NAT: they keep it open themselves.",
  ),
  relay: unread(z.string().optional()).describe(
    "Name of the host through which those talk that cannot reach each other. Default: the first that can be reached.",
  ),
  port: z
    .int()
    .min(1)
    .max(65_535)
    .default(DEFAULTS.port)
    .describe("UDP port that each host listens on. Default: 51820."),
  addresses: wideRange()
    .default(DEFAULTS.addresses)
    .describe("Range of the hosts' own addresses: host X has 10.100.X.1. Default: 10.100.0.0/16."),
  subnets: wideRange()
    .default(DEFAULTS.subnets)
    .describe("Range of the instances' addresses: those of host X are in 10.200.X.0/24. Default: 10.200.0.0/16."),
});

const byHost = () => z.record(z.string(), z.string());

/** Outputs of a mesh. */
export const outputs = z.strictObject({
  hostAddresses: byHost().describe("Address of each host in the mesh, by its name: `10.100.1.1`."),
  hostSubnets: byHost().describe("Subnet for the instances of each host: `10.200.1.0/24`."),
  bridgeAddresses: byHost().describe(
    "Address of each host's bridge, as a Network takes it in `ipv4.address`: `10.200.1.1/24`.",
  ),
  publicKeys: byHost().describe(
    "Public key of each host that is in it as it was made. The private ones never leave their hosts.",
  ),
  leaving: z
    .array(host)
    .describe("Hosts of before that are still in it, because something on them uses it: they leave when that is gone."),
});

/** A mesh as it is wanted. */
export type MeshInputs = z.output<typeof inputs>;

/** What a mesh tells. */
export type MeshOutputs = z.output<typeof outputs>;
