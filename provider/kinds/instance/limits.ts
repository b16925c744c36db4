/** Limits of an instance: what it may use of the machine. Some are config of the instance, some options of its devices. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import { defined } from "../../defined.ts";
import { bytes, sizeText } from "../../units.ts";
import { nics, rootDisk, type WireDevice } from "./answer.ts";

const rate = (says: string) => z.string().optional().describe(says);

/** Schema of limits. */
export const limits = z.strictObject({
  cpu: z.int().min(1).optional().describe("Number of CPUs."),
  cpuSet: z
    .string()
    .regex(/^\d+-\d+(,\d+(-\d+)?)*$|^\d+(,\d+(-\d+)?)+$/, 'write which CPUs, like "0-3", "1-1" or "0,2,4-5"')
    .optional()
    .describe('Which CPUs, instead of how many: "0-3", "0,2", "1-1".'),
  cpuAllowance: z
    .string()
    .regex(/^\d+%$|^\d+ms\/\d+ms$/, 'write a share like "50%" or a hard limit like "25ms/100ms"')
    .optional()
    .describe('Share of the CPUs when they are busy ("50%"), or a hard limit ("25ms/100ms"). Containers only.'),
  cpuPriority: z.int().min(0).max(10).optional().describe("Priority among instances that share CPUs, 0 to 10."),
  memory: sizeText().optional().describe('Memory: "512MiB".'),
  memorySwap: z.boolean().optional().describe("Whether the container may use swap space."),
  processes: z.int().min(1).optional().describe("Number of processes. Containers only."),
  disk: z
    .strictObject({
      read: rate('Reading from the root disk: "30MB" a second, or "500iops".'),
      write: rate('Writing to the root disk: "30MB" a second, or "500iops".'),
      max: rate("Reading and writing at once."),
      priority: z.int().min(0).max(10).optional().describe("Priority of I/O under load, 0 to 10."),
    })
    .optional()
    .describe("I/O of the root disk."),
  network: z
    .strictObject({
      ingress: rate('Incoming bandwidth of each network device: "100Mbit".'),
      egress: rate('Outgoing bandwidth of each network device: "100Mbit".'),
      max: rate("Both directions at once."),
      priority: z.int().min(0).optional().describe("Priority of outgoing packets."),
    })
    .optional()
    .describe("I/O of the network devices."),
});

/** Limits, as their author writes them. */
export type Limits = z.output<typeof limits>;

/** Config keys that limits are written to, and the field that stands for each. */
export const LIMIT_KEYS: Record<string, string[]> = {
  "limits.cpu": ["limits", "cpu"],
  "limits.cpu.allowance": ["limits", "cpuAllowance"],
  "limits.cpu.priority": ["limits", "cpuPriority"],
  "limits.memory": ["limits", "memory"],
  "limits.memory.swap": ["limits", "memorySwap"],
  "limits.processes": ["limits", "processes"],
  "limits.disk.priority": ["limits", "disk", "priority"],
};

const DISK_KEYS = ["read", "write", "max"] as const;
const NETWORK_KEYS = ["ingress", "egress", "max", "priority"] as const;

/** The part of limits that is config of the instance. */
export function limitsConfig(limits: Limits = {}): Config {
  return texts({
    "limits.cpu": limits.cpu ?? limits.cpuSet,
    "limits.cpu.allowance": limits.cpuAllowance,
    "limits.cpu.priority": limits.cpuPriority,
    "limits.memory": limits.memory,
    "limits.memory.swap": limits.memorySwap,
    "limits.processes": limits.processes,
    "limits.disk.priority": limits.disk?.priority,
  });
}

/**
 * The part of limits that is options of devices: which devices have to be the instance's own, and what they look like then.
 * Devices that a profile brings are copied, as `incus config device override` does.
 * @param devices all devices of the instance, those of its profiles included
 */
export function limitedDevices(limits: Limits = {}, devices: Record<string, WireDevice>): Record<string, WireDevice> {
  const root = rootDisk(devices);
  const disk = texts(prefixed(DISK_KEYS, limits.disk));
  const network = texts(prefixed(NETWORK_KEYS, limits.network));
  return Object.fromEntries([
    ...(root !== undefined && size(disk) > 0 ? [[root, { ...devices[root], ...disk }]] : []),
    ...(size(network) > 0 ? nics(devices).map((name) => [name, { ...devices[name], ...network }]) : []),
  ]);
}

/** Options of a device that `limits` stands for. */
export const limitOptions = (type: string | undefined): string[] =>
  (type === "disk" ? DISK_KEYS : type === "nic" ? NETWORK_KEYS : []).map((key) => `limits.${key}`);

/**
 * Limits as the server has them, of those that were declared, in the declared words where they mean the same.
 * @param all whether the others are told, too
 */
export function liveLimits(
  config: Config,
  devices: Record<string, WireDevice>,
  declared: Limits | undefined,
  all = false,
): Limits | undefined {
  if (!declared) return undefined;
  const cpu = config["limits.cpu"];
  const root = devices[rootDisk(devices) ?? ""] ?? {};
  const nic = devices[nics(devices)[0] ?? ""] ?? {};
  const live: Limits = defined({
    cpu: cpu !== undefined && /^\d+$/.test(cpu) ? Number(cpu) : undefined,
    cpuSet: cpu !== undefined && !/^\d+$/.test(cpu) ? cpu : undefined,
    cpuAllowance: config["limits.cpu.allowance"],
    cpuPriority: number(config["limits.cpu.priority"]),
    memory: inWordsOf(declared.memory, config["limits.memory"]),
    memorySwap: boolean(config["limits.memory.swap"]),
    processes: number(config["limits.processes"]),
    disk: (all || declared.disk !== undefined || undefined) && {
      ...options(DISK_KEYS, root),
      ...defined({ priority: number(config["limits.disk.priority"]) }),
    },
    network: (all || declared.network !== undefined || undefined) && {
      ...options(["ingress", "egress", "max"], nic),
      ...defined({ priority: number(nic["limits.priority"]) }),
    },
  });
  if (all) return Object.fromEntries(Object.entries(live).filter(([, value]) => hasContent(value)));
  const kept = new Set(Object.keys(declared));
  // A number of CPUs and a set of them are one option of Incus: who declares one sees the other.
  if (kept.has("cpu") || kept.has("cpuSet")) kept.add("cpu").add("cpuSet");
  return Object.fromEntries(Object.entries(live).filter(([field]) => kept.has(field)));
}

const hasContent = (value: unknown): boolean => typeof value !== "object" || Object.keys(value ?? {}).length > 0;

/** Whether two sizes mean the same; then the author's words stand. */
const inWordsOf = (written: string | undefined, value: string | undefined): string | undefined =>
  written !== undefined && value !== undefined && bytes(written) === bytes(value) ? written : value;

const prefixed = (keys: readonly string[], values: Record<string, unknown> | undefined): Record<string, unknown> =>
  Object.fromEntries(keys.map((key) => [`limits.${key}`, values?.[key]]));

const options = (keys: readonly string[], device: WireDevice): Record<string, string> =>
  texts(Object.fromEntries(keys.map((key) => [key, device[`limits.${key}`]])));

const texts = (values: Record<string, unknown>): Config =>
  Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [key, String(value)]),
  );

const size = (map: object): number => Object.keys(map).length;
const number = (text: string | undefined): number | undefined => (text === undefined ? undefined : Number(text));
const boolean = (text: string | undefined): boolean | undefined =>
  text === undefined ? undefined : /^(true|1|yes|on)$/i.test(text);
