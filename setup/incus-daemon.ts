// Starting Incus: by systemd where the machine has it, else by hand, and mending what a crash left behind.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, open, readdir, readFile } from "node:fs/promises";
import { cached } from "./cache.ts";
import { locate, privilege, run } from "./command.ts";

const lxcfsFolder = "/var/lib/lxcfs";
/** Kernel limits that some twenty containers with systemd inside run into. */
const kernelLimits = {
  "fs/inotify/max_user_instances": 4096,
  "fs/inotify/max_user_watches": 1_048_576,
  "kernel/keys/maxkeys": 4096,
  "kernel/keys/maxbytes": 4_194_304,
};

/** Starts what does not run of lxcfs and Incus, and waits until Incus answers. */
export async function startDaemons(socket: string): Promise<void> {
  await raiseKernelLimits();
  if (existsSync("/run/systemd/system")) {
    await run("systemctl", ["start", "lxcfs.service", "incus.service"], { asRoot: true });
  } else {
    await startLxcfs();
    // The group is the one that may use the socket: ours, so that a user who came by sudo can.
    await detach("incusd", ["/usr/libexec/incus/incusd", "--group", (await run("id", ["-gn"])).trim()]);
  }
  await run("incus", ["admin", "waitready", "--timeout=60"], {
    asRoot: true,
    env: { INCUS_SOCKET: socket, HOME: "/root" },
  });
}

/** Containers keep many files watched and many keys: raises the limits where they are lower, until the next boot. */
async function raiseKernelLimits(): Promise<void> {
  for (const [name, wanted] of Object.entries(kernelLimits)) {
    const path = `/proc/sys/${name}`;
    const current = Number(await readFile(path, "utf8").catch(() => wanted));
    if (current < wanted) await run("tee", [path], { input: String(wanted), asRoot: true });
  }
}

/** lxcfs that was killed leaves a mount behind which answers nothing: it is taken away first. */
async function startLxcfs(): Promise<void> {
  const mounted = (await readFile("/proc/mounts", "utf8")).includes(` ${lxcfsFolder} `);
  if (mounted && (await isAlive(lxcfsFolder))) return;
  if (mounted) await run("umount", ["-l", lxcfsFolder], { asRoot: true });
  await run("mkdir", ["-p", lxcfsFolder], { asRoot: true });
  await detach("lxcfs", ["lxcfs", lxcfsFolder]);
}

function isAlive(folder: string): Promise<boolean> {
  return readdir(`${folder}/proc`).then(
    () => true,
    () => false,
  );
}

/** Starts a daemon in a session of its own, with its output in the cache, so that nobody waits for it. */
async function detach(name: string, command: string[]): Promise<void> {
  await mkdir(cached("log"), { recursive: true });
  const log = await open(cached("log", `${name}.log`), "a");
  const [file = name, ...args] = [...(privilege ?? []), ...command];
  const path = `${process.env.PATH}:/usr/sbin:/sbin`;
  spawn(locate(file) ?? file, args, {
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
    env: { ...process.env, PATH: path },
  }).unref();
  await log.close();
}
