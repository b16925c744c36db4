/** Instances in a project of their own, each with a volume at the application's folder. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { temporaryName } from "../temporary-name.ts";

/** A project with instances that run. */
export interface Instances {
  readonly machine: Machine;
  readonly project: string;
  readonly scope: Scope;
  /** Address of each instance. */
  readonly addresses: ReadonlyMap<string, string>;
  /** Runs a command in one, and gives what it wrote. */
  shell(instance: string, script: string): Promise<string>;
  remove(): Promise<void>;
}

/** Makes instances with the given names, and with one init system or the other. */
export async function instancesOf(
  suite: Mocha.Context,
  names: readonly string[],
  { app = "chat", init = "systemd" }: { app?: string; init?: "systemd" | "openrc" } = {},
): Promise<Instances> {
  const machine = await machineOrSkip(suite);
  const server = connect({ socket: machine.incus.socket });
  const project = temporaryName();
  await server.project("default").post("/1.0/projects", { name: project, config: { "features.profiles": "false" } });
  const scope = server.project(project, { fresh: true });
  const fingerprint = await scope.uploadImage(init === "openrc" ? machine.openrcImage : machine.image);
  const addresses = new Map<string, string>();
  const remove = async () => {
    await Promise.all(
      names.map(async (name) => {
        await scope.put(`/1.0/instances/${name}/state`, { action: "stop", force: true }).catch(() => {});
        await scope.delete(`/1.0/instances/${name}`).catch(() => {});
        await scope.delete(`/1.0/storage-pools/default/volumes/custom/${name}-data`).catch(() => {});
      }),
    );
    await scope.delete(`/1.0/images/${fingerprint}`).catch(() => {});
    await server.project("default").delete(`/1.0/projects/${project}`);
  };
  const made = names.map(async (name) => {
    const volume = `${name}-data`;
    await scope.post("/1.0/storage-pools/default/volumes/custom", { name: volume });
    const devices = { app: { type: "disk", pool: "default", source: volume, path: `/opt/${app}` } };
    const source = { type: "image", fingerprint };
    await scope.post("/1.0/instances", { name, type: "container", source, start: true, devices });
    addresses.set(name, await addressed(scope, name));
  });
  await Promise.all(made).catch(async (error) => {
    await Promise.allSettled(made);
    await remove();
    throw error;
  });
  return {
    machine,
    project,
    scope,
    addresses,
    async shell(instance, script) {
      const { code, stdout, stderr } = await scope.exec(instance, ["/bin/sh", "-c", script]);
      if (code !== 0) throw new Error(`${script} ended with ${code}: ${stderr}`);
      return stdout.trim();
    },
    remove,
  };
}

/** Incus tells nobody when an address arrives. */
async function addressed(scope: Scope, name: string): Promise<string> {
  const deadline = AbortSignal.timeout(30_000);
  for (;;) {
    const address = addressOf((await scope.get(`/1.0/instances/${name}/state`, state))?.body);
    if (address) return address;
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

const addressOf = (found: z.output<typeof state> | undefined): string | undefined =>
  Object.values(found?.network ?? {})
    .flatMap(({ addresses }) => addresses)
    .find(({ family, scope }) => family === "inet" && scope === "global")?.address;
