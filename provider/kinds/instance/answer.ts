/** An instance as the server answers: its own part, what its profiles add, and its state. */
import { z } from "zod";
import { type Config, liveConfig } from "../../config.ts";

/** A device as the server has it: `type` and its options, all of them text. */
export type WireDevice = Config;

const wireDevices = z
  .record(z.string(), z.record(z.string(), z.string()))
  .nullish()
  .transform((map) => map ?? {});

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const network = z.object({
  addresses: list(z.object({ family: z.string(), address: z.string(), scope: z.string() })),
  hwaddr: z.string(),
  state: z.string(),
  type: z.string(),
});

/** Schema of `GET /1.0/instances/<name>`, with and without `recursion=1`. */
export const answered = z.object({
  name: z.string(),
  type: z.enum(["container", "virtual-machine"]),
  description: z.string(),
  architecture: z.string(),
  status: z.string(),
  location: z.string(),
  created_at: z.string(),
  ephemeral: z.boolean(),
  profiles: list(z.string()),
  config: liveConfig,
  devices: wireDevices,
  expanded_config: liveConfig,
  expanded_devices: wireDevices,
  snapshots: list(z.object({ name: z.string() })),
  state: z
    .object({ network: z.record(z.string(), network).nullish(), processes: z.number() })
    .nullish()
    .transform((state) => state ?? undefined),
});

/** An instance as the server has it. */
export type Answered = z.output<typeof answered>;

/** Whether it is up, in whatever way: running, ready, frozen. */
export const isUp = ({ status }: Pick<Answered, "status">): boolean => status !== "Stopped" && status !== "Error";

/** Fingerprint of the image that the root disk was made from. */
export const baseImage = ({ config }: Pick<Answered, "config">): string => config["volatile.base_image"] ?? "";

/** Name of the device that is the root disk; its own devices and those of its profiles count. */
export const rootDisk = (devices: Record<string, WireDevice>): string | undefined =>
  Object.keys(devices).find((name) => devices[name]?.type === "disk" && devices[name].path === "/");

/** Names of the network devices, in the order in which the guest counts them. */
export const nics = (devices: Record<string, WireDevice>): string[] =>
  Object.keys(devices)
    .filter((name) => devices[name]?.type === "nic")
    .sort();
