/** What was made on a machine: kept on it, so that whoever destroys takes back that and nothing else. */
import { z } from "zod";

/** Folder on the machine, root's only. */
export const FOLDER = "/var/lib/cul8er";

/** The source of packages that may be added. */
export const SOURCE = "/etc/apt/sources.list.d/cul8er-backports.sources";

const receiptSchema = z.object({
  /** Whose it is, and whether it was finished: as `provider/ownership.ts` writes it. */
  mark: z.string(),
  /** Incus was installed. Its packages are in a list of their own, which the installation writes. */
  incus: z.boolean().default(false),
  pool: z.string().optional(),
  network: z.string().optional(),
  /** Devices of the default profile. */
  devices: z.array(z.string()).default([]),
  /** The address that the API was opened on. */
  listen: z.string().optional(),
  /** The user who was put into the group incus-admin. */
  member: z.string().optional(),
  /** Fingerprints of client certificates that were trusted. */
  trust: z.array(z.string()).default([]),
});

/** What was made. Each is noted before it is made: after a crash it may not be there. */
export type Receipt = z.output<typeof receiptSchema>;

/** The receipt of a machine on which nothing was made. */
export const NOTHING: Receipt = { mark: "", incus: false, devices: [], trust: [] };

/** The receipt that a text holds; undefined for one that is none. */
export function readReceipt(text: string): Receipt | undefined {
  try {
    return receiptSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** What was made, in words. */
export const madeIn = ({ incus, pool, network, devices, listen, member, trust }: Receipt): string[] => [
  ...(incus ? ["Incus"] : []),
  ...(pool === undefined ? [] : [`storage pool ${pool}`]),
  ...(network === undefined ? [] : [`network ${network}`]),
  ...(devices.length === 0 ? [] : [`devices ${devices.join(", ")} of the default profile`]),
  ...(listen === undefined ? [] : [`API on ${listen}`]),
  ...(member === undefined ? [] : [`membership of ${member} in incus-admin`]),
  ...(trust.length === 0 ? [] : ["trust of a client certificate"]),
];
