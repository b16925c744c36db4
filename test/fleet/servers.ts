/** Incus servers of a test's own on this machine, each with a pool and a network: what separate hosts are, without the hosts. */
import { execFile } from "node:child_process";
import { chmod } from "node:fs/promises";
import { dirname } from "node:path";
import { promisify } from "node:util";
import pRetry from "p-retry";
import type { IncusServer } from "../../setup/incus.ts";
import { privateServer } from "../incus/private-server.ts";
import { type Raw, raw } from "../out-of-band.ts";

const run = promisify(execFile);

/** A server that runs, as `host` of resources. */
export interface FleetServer extends AsyncDisposable {
  readonly host: { readonly name: string; readonly socket: string };
  readonly raw: Raw;
}

/** Starts one. Its pool has the name of the machine's, so that one program fits all of them. */
export async function fleetServer(name: string, { pool }: Pick<IncusServer, "pool">): Promise<FleetServer> {
  const { socket, stop } = await privateServer();
  // Containers have users of their own, who must get through to their files.
  for (const folder of [dirname(socket), dirname(dirname(socket))]) await chmod(folder, 0o711);
  const incus = raw(socket);
  const bridge = `c8f${process.pid % 100_000}${name.slice(0, 4)}`;
  const take = async () => {
    await incus.send("POST", "/1.0/storage-pools", { name: pool, driver: "btrfs", config: { size: "6GiB" } });
    const config = { "ipv4.address": await freeSubnet(), "ipv4.nat": "true", "ipv6.address": "none" };
    // Incus looks through every interface of the machine, and fails where one of another test goes meanwhile.
    await pRetry(() => incus.send("POST", "/1.0/networks", { name: bridge, type: "bridge", config }), {
      retries: 5,
      minTimeout: 100,
      shouldRetry: ({ error }) => error.message.includes("bridge children"),
    });
    await incus.send("PUT", "/1.0/profiles/default", {
      devices: {
        root: { type: "disk", path: "/", pool },
        eth0: { type: "nic", name: "eth0", network: bridge },
      },
    });
  };
  const giveBack = async () => {
    await incus.send("PUT", "/1.0/profiles/default", { devices: {} });
    await incus.send("DELETE", `/1.0/networks/${bridge}`);
    await incus.send("DELETE", `/1.0/storage-pools/${pool}`);
  };
  await take().catch(async (error) => {
    await giveBack().catch(() => {});
    await stop();
    throw error;
  });
  return {
    host: { name, socket },
    raw: incus,
    async [Symbol.asyncDispose]() {
      await giveBack();
      await stop();
    },
  };
}

/** The gateway of a subnet that this machine has no route to yet. */
async function freeSubnet(): Promise<string> {
  const { stdout } = await run("ip", ["-4", "route", "show"]);
  const third = Array.from({ length: 200 }, (_, index) => index + 20).find(
    (each) => !stdout.includes(`10.63.${each}.`),
  );
  return `10.63.${third}.1/24`;
}
