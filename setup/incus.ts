// Incus on this machine: the user's own if there is one, else a private one from Debian, started and mended by us.
import { existsSync } from "node:fs";
import { access, constants } from "node:fs/promises";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { run } from "./command.ts";
import { hasApt, type Package } from "./debian.ts";
import { againInGroup } from "./group.ts";
import { startDaemons } from "./incus-daemon.ts";

/** Where instances of the tests and the demo live. */
export interface IncusServer {
  /** Path of the API's unix socket. */
  socket: string;
  /** Storage pool for root disks and volumes. */
  pool: string;
  /** Managed network that instances are attached to. */
  network: string;
}

/** Added to a server that somebody uses already. */
const ours = { pool: "cul8er", network: "cul8er0" };

/** What a knock on the API's socket found. */
export type Answer = "answers" | "no permission" | "dead" | "absent";

/** The API's socket: the one the environment names, or the one that Incus makes. */
export const socket = socketPath();

/** What Debian has to bring where no Incus answers. */
export async function incusPackages(): Promise<Package[]> {
  if (process.platform !== "linux" || (await knock()) === "answers") return [];
  return [
    { name: "incus-base", why: "runs the instances (containers)" },
    { name: "incus-client", why: "sets Incus up, and is there for you to look around" },
    { name: "lxcfs", why: "shows each container its own memory and CPUs" },
    { name: "dnsmasq-base", why: "gives the containers addresses and names" },
    { name: "nftables", why: "lets the containers reach the network" },
    { name: "btrfs-progs", why: "storage that creates an instance in a tenth of a second" },
    { name: "iproute2", why: "network set-up of Incus" },
    { name: "xz-utils", why: "unpacks images" },
  ];
}

/** Makes sure that an Incus answers and has a pool and a network, and says where. */
export async function ensureIncus(): Promise<IncusServer> {
  const found = await knock();
  if (found === "no permission")
    throw new Error(`no permission for ${socket}: join the group of that socket, or use root`);
  if (found !== "answers") {
    if (!hasApt())
      throw new Error("no Incus answers here: install it (https://linuxcontainers.org/incus) and run again");
    await startDaemons(socket);
    if ((await knock()) === "no permission") await againInGroup(socket);
  }
  return (await usable()) ?? (await initialise());
}

/** The Incus that answers now and is ready for instances, without changing anything. */
export async function findIncus(): Promise<IncusServer | undefined> {
  return (await knock()) === "answers" ? usable() : undefined;
}

/** Asks the API for its version, as any client would. */
export async function knock(): Promise<Answer> {
  const reachable = await access(socket, constants.W_OK).then(
    () => "present" as const,
    (error: NodeJS.ErrnoException) => (error.code === "EACCES" ? ("no permission" as const) : ("absent" as const)),
  );
  if (reachable !== "present") return reachable;
  return get("/1.0").then(
    () => "answers",
    () => "dead",
  );
}

/** Pool and network of the default profile, which `incus launch` would use on this server, or else our own ones. */
async function usable(): Promise<IncusServer | undefined> {
  const { devices } = profile.parse(await get("/1.0/profiles/default"));
  const pool = Object.values(devices).find(({ type, path }) => type === "disk" && path === "/")?.pool;
  const network = Object.values(devices).find(({ type }) => type === "nic")?.network;
  if (pool && network) return { socket, pool, network };
  const { pools, networks } = await inventory();
  return pools.includes(ours.pool) && networks.includes(ours.network) ? { socket, ...ours } : undefined;
}

/**
 * Gives the server what its default profile lacks. A server that was never set up gets what `incus admin init` would
 * make; on one that somebody uses we only add a pool and a network under our own name.
 */
async function initialise(): Promise<IncusServer> {
  const { pools, networks } = await inventory();
  const untouched = pools.length === 0 && networks.length === 0;
  const bridge = existsSync("/sys/class/net/incusbr0") ? ours.network : "incusbr0";
  const { pool, network } = untouched ? { pool: "default", network: bridge } : ours;
  if (!pools.includes(pool)) await createPool(pool);
  if (!networks.includes(network)) await createNetwork(network);
  if (untouched) {
    await incus("profile", "device", "add", "default", "root", "disk", "path=/", `pool=${pool}`);
    await incus("profile", "device", "add", "default", "eth0", "nic", `network=${network}`, "name=eth0");
  }
  return { socket, pool, network };
}

async function inventory(): Promise<{ pools: string[]; networks: string[] }> {
  const pools = named.parse(await get("/1.0/storage-pools?recursion=1"));
  const networks = named.parse(await get("/1.0/networks?recursion=1")).filter(({ managed }) => managed !== false);
  return { pools: pools.map(({ name }) => name), networks: networks.map(({ name }) => name) };
}

/** btrfs in a file copies an image in no time; where the kernel has none, plain folders do. */
async function createPool(name: string): Promise<void> {
  await incus("storage", "create", name, "btrfs", "size=30GiB").catch(() => incus("storage", "create", name, "dir"));
}

/** The first free of some private ranges; left to itself Incus may find none. */
async function createNetwork(name: string): Promise<void> {
  const routes = await run("ip", ["-4", "route", "show"]);
  const second = [77, 78, 79, 80, 81].find((number) => !routes.includes(`10.${number}.`)) ?? 82;
  const config = [`ipv4.address=10.${second}.0.1/24`, "ipv4.nat=true", "ipv6.address=none"];
  await incus("network", "create", name, ...config);
}

function incus(...args: string[]): Promise<string> {
  return run("incus", ["--force-local", ...args], { env: { INCUS_SOCKET: socket }, timeout: 120_000 });
}

/** Reads from the API; `incus query` prints nothing for an empty list. */
async function get(path: string): Promise<unknown> {
  const body = await new Promise<string>((resolve, reject) => {
    const call = request({ socketPath: socket, path, timeout: 10_000 }, (response) => {
      text(response).then(resolve, reject);
    });
    call.on("timeout", () => call.destroy(new Error(`${socket} does not answer`)));
    call.on("error", reject);
    call.end();
  });
  return envelope.parse(JSON.parse(body)).metadata;
}

function socketPath(): string {
  const { INCUS_SOCKET: named, INCUS_DIR: folder } = process.env;
  return named || `${folder || "/var/lib/incus"}/unix.socket`;
}

const envelope = z.object({ status_code: z.literal(200), metadata: z.unknown() });
/** Go writes an empty list as null. */
const named = z
  .array(z.object({ name: z.string(), managed: z.boolean().optional() }))
  .nullable()
  .transform((items) => items ?? []);
const profile = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())) });
