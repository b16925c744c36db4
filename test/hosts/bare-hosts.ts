/** Machines as a provider hands them over: Debian, an SSH server, a network of their own, and nothing else. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { disconnectAll } from "../../provider/ssh/host.ts";
import { fingerprintOf } from "../../provider/ssh/host-key.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { makeKey, parsed } from "../ssh/server.ts";
import { temporaryName } from "../temporary-name.ts";

/** One machine that runs. */
export interface BareHost {
  /** Name of the container that it is. */
  readonly name: string;
  readonly address: string;
  /** How to log in: as root; `deploy` may use sudo, `guest` may not. */
  readonly ssh: { readonly user: string; readonly key: string; readonly hostKey: string };
  /** Runs a script on it as root, past SSH, and gives what it wrote. */
  shell(script: string): Promise<string>;
  /** Stops it at once, as a power cut would, or starts it. */
  power(state: "off" | "on"): Promise<void>;
}

/** Some machines in a project of their own. */
export interface BareHosts {
  readonly machine: Machine;
  readonly hosts: readonly BareHost[];
  /** A folder of this test's own, with the key in it. */
  readonly folder: string;
  remove(): Promise<void>;
}

/** Starts machines; skips the suite where this run does without Incus. */
export const bareHosts = async (suite: Mocha.Context, count: number): Promise<BareHosts> =>
  bareHostsOn(await machineOrSkip(suite), count);

/** Starts machines. */
export async function bareHostsOn(machine: Machine, count: number): Promise<BareHosts> {
  const server = connect({ socket: machine.incus.socket });
  const project = temporaryName();
  const folder = await mkdtemp(join(tmpdir(), "cul8er-hosts-"));
  const key = join(folder, "id");
  await makeKey(key, "ed25519");
  const config = { "features.profiles": "false", "features.images": "true" };
  await server.project("default").post("/1.0/projects", { name: project, config });
  const scope = server.project(project, { fresh: true });
  const fingerprint = await scope.uploadImage(machine.hostImage);
  const names = Array.from({ length: count }, (_, index) => `${project}-${index + 1}`);
  const remove = async () => {
    await disconnectAll();
    await Promise.all(
      names.map(async (name) => {
        await scope.put(`/1.0/instances/${name}/state`, { action: "stop", force: true }).catch(() => {});
        await scope.delete(`/1.0/instances/${name}`).catch(() => {});
      }),
    );
    await scope.delete(`/1.0/images/${fingerprint}`).catch(() => {});
    await server.project("default").delete(`/1.0/projects/${project}`);
    await rm(folder, { recursive: true });
  };
  const made = names.map((name) => start(scope, name, fingerprint, key));
  try {
    return { machine, folder, hosts: await Promise.all(made), remove };
  } catch (error) {
    await Promise.allSettled(made);
    await remove();
    throw error;
  }
}

async function start(scope: Scope, name: string, fingerprint: string, key: string): Promise<BareHost> {
  const config = { "security.nesting": "true", "security.privileged": "true" };
  const source = { type: "image", fingerprint };
  await scope.post("/1.0/instances", { name, type: "container", source, config, start: true });
  const shell = async (script: string) => {
    const { code, stdout, stderr } = await scope.exec(name, ["/bin/sh", "-c", script]);
    if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}${stdout}`);
    return stdout.trim();
  };
  const publicKey = await readFile(`${key}.pub`, "utf8");
  for (const home of ["/root", "/home/deploy", "/home/guest"]) {
    await shell(
      `mkdir -p ${home}/.ssh && echo '${publicKey.trim()}' > ${home}/.ssh/authorized_keys && chown -R --reference=${home} ${home}/.ssh && chmod 700 ${home}/.ssh`,
    );
  }
  const address = await addressed(scope, name);
  await shell("until [ -S /run/systemd/private ] && systemctl is-active -q ssh; do sleep 0.2; done");
  const line = await shell("cat /etc/ssh/ssh_host_ed25519_key.pub");
  return {
    name,
    address,
    ssh: { user: "root", key, hostKey: fingerprintOf(parsed(line).getPublicSSH()) },
    shell,
    async power(state) {
      const action = state === "off" ? { action: "stop", force: true } : { action: "start" };
      await scope.put(`/1.0/instances/${name}/state`, action);
      if (state === "off") return;
      await addressed(scope, name);
      await shell("until [ -S /run/systemd/private ] && systemctl is-active -q ssh; do sleep 0.2; done");
    },
  };
}

/** Incus tells nobody when an address arrives. */
async function addressed(scope: Scope, name: string): Promise<string> {
  const deadline = AbortSignal.timeout(30_000);
  for (;;) {
    const network = (await scope.get(`/1.0/instances/${name}/state`, state))?.body.network ?? {};
    const found = network.eth0?.addresses.find(({ family, scope }) => family === "inet" && scope === "global");
    if (found) return found.address;
    await pause(200, undefined, { signal: deadline });
  }
}

const state = z.object({
  network: z
    .record(
      z.string(),
      z.object({ addresses: z.array(z.object({ family: z.string(), scope: z.string(), address: z.string() })) }),
    )
    .nullish(),
});
