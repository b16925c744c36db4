/** A stack with something of every kind that lives on a server, in a project of its own. */
import type { Machine } from "../../setup/environment.ts";
import { inventory } from "../inventory.ts";
import { raw, type Thing } from "../out-of-band.ts";
import { type Environment, Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import type { Traveller } from "./journey.ts";

/** Opens the stack; nothing is on the server yet. Its second stage changes everything, and replaces some of it. */
export async function infrastructure(machine: Machine): Promise<Traveller> {
  const name = temporaryName();
  const stack = await Stack.of(machine, "test/programs/declared");
  const server = raw(machine.incus.socket);
  const up = (settings: Settings) => async (environment: Environment) => {
    await stack.configure({ resources: resources(name, machine, settings) });
    return stack.up(environment);
  };
  return {
    stack,
    look: async () => new Map([...(await inventory(server, name))].map(([path, thing]) => [path, seenOf(thing)])),
    stages: [
      { name: "first", from: "last", run: up(before) },
      { name: "second", from: "first", run: up(after) },
      { name: "refreshed", from: "second", run: (environment) => stack.refresh(environment) },
      { name: "last", from: "second", open: true, run: (environment) => stack.destroy(environment) },
    ],
  };
}

interface Settings {
  description: string;
  memory: string;
  size: string;
  tasks: string;
}

const before: Settings = { description: "as it was", memory: "128MiB", size: "16MiB", tasks: "200" };
const after: Settings = { description: "as it is", memory: "160MiB", size: "32MiB", tasks: "300" };

/** A resource of the program test/programs/declared. */
interface Declared {
  kind: string;
  name: string;
  args?: object;
  after?: string[];
}

const resources = (
  name: string,
  { incus, image }: Machine,
  { description, memory, size, tasks }: Settings,
): Declared[] => {
  // Where Incus is to take the name, it is the prefix of all that is not in the project.
  const project = "@room.name";
  return [
    { kind: "Project", name: "room", args: { name, description } },
    { kind: "StoragePool", name: "pool", args: { name, driver: "dir", description } },
    {
      kind: "Network",
      name: "net",
      args: { name, description, config: { "ipv4.address": "none", "ipv6.address": "none" } },
    },
    {
      kind: "Profile",
      name: "profile",
      args: {
        project,
        name: "usual",
        description,
        config: { "limits.processes": tasks },
        devices: { root: { type: "disk", path: "/", pool: incus.pool } },
      },
    },
    { kind: "StorageVolume", name: "volume", args: { project, pool: "@pool.name", name: "data", description, size } },
    {
      kind: "Image",
      name: "image",
      args: { project, name: "debian", file: image, properties: { description } },
    },
    {
      kind: "Instance",
      name: "instance",
      args: {
        project,
        name,
        image: "@image.fingerprint",
        profiles: ["@profile.name"],
        description,
        limits: { memory },
        devices: { data: { type: "disk", pool: "@pool.name", source: "@volume.name", path: "/data" } },
        config: { "boot.host_shutdown_timeout": tasks },
      },
    },
    {
      kind: "InstanceLimits",
      name: "limits",
      args: { project, instance: "@instance.name", limits: { processes: Number(tasks) } },
    },
    {
      kind: "InstanceDevice",
      name: "share",
      args: {
        project,
        instance: "@instance.name",
        device: { type: "disk", source: "/usr/share", path: `/mnt/${tasks}`, readonly: true },
      },
    },
    {
      kind: "Snapshot",
      name: "then",
      args: { project, instance: "@instance.name", restore: description },
      after: ["limits", "share"],
    },
  ];
};

/** What differs from road to road, and says nothing about what was declared. */
const byTheWay = ["created_at", "uploaded_at", "last_used_at", "used_by", "update_source"];

const seenOf = (thing: Thing) => ({
  birth: String(thing.created_at ?? thing.uploaded_at ?? ""),
  content: declared(
    Object.fromEntries(
      // The size of a snapshot is what its instance happened to have written; that of an image is a number, too, and stays.
      Object.entries(thing).filter(([key]) => !byTheWay.includes(key) && !(key === "size" && "stateful" in thing)),
    ),
  ),
});

/** Without what the server or our own bookkeeping writes: marks, with their times and nonces. */
function declared(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(declared);
  if (typeof value === "string" && value.includes('"nonce":')) return "a mark";
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !/^volatile\.|user\.cul8er\./.test(key));
  return Object.fromEntries(kept.sort().map(([key, member]) => [key, declared(member)]));
}
