/** A project of its own on the machine's Incus, for one test file; everything in it goes when the file is done. */
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Host } from "../../provider/incus/host.ts";
import { path } from "../../provider/incus/path.ts";
import { connect, disconnectAll, type Scope } from "../../provider/incus/server.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";

/** What tests read of anything. */
export const anything = z.looseObject({});
/** What tests read of an instance. */
export const instance = z.looseObject({ name: z.string(), status: z.string() });

const names = z.array(z.looseObject({ name: z.string(), status: z.string().optional() })).nullable();
const images = z.array(z.looseObject({ fingerprint: z.string() })).nullable();

/** A project and what tests need to work in it. */
export interface Workplace {
  machine: Machine;
  host: Host;
  name: string;
  /** Reads that are never shared. */
  scope: Scope;
  /** Fingerprint of the machine's image, uploaded into the project. */
  image(): Promise<string>;
  /** Creates a running container. */
  container(name: string): Promise<void>;
  /** Removes all that is in the project, and the project. */
  remove(): Promise<void>;
}

/** Opens a workplace; skips the suite where this run does without Incus. */
export async function workplace(suite: Mocha.Context): Promise<Workplace> {
  const machine = await machineOrSkip(suite);
  const { socket, pool } = machine.incus;
  const host = { socket };
  const name = `cul8er-test-${randomBytes(4).toString("hex")}`;
  const scope = connect(host).project(name, { fresh: true });
  const config = { "features.images": "true", "features.profiles": "true", "features.storage.volumes": "true" };
  await scope.post("/1.0/projects", { name, config });
  // No network: these tests need none, and names of instances are unique on a network, whatever their project.
  const devices = { root: { type: "disk", path: "/", pool } };
  await scope.patch("/1.0/profiles/default", { devices });
  let uploading: Promise<string> | undefined;
  const image = () => {
    uploading ??= scope.uploadImage(machine.image);
    return uploading;
  };
  return {
    machine,
    host,
    name,
    scope,
    image,
    container: async (container) => {
      const source = { type: "image", fingerprint: await image() };
      await scope.post("/1.0/instances", { name: container, type: "container", start: true, source });
    },
    remove: async () => {
      await empty(scope);
      await scope.delete(path`/1.0/projects/${name}`);
      await disconnectAll();
    },
  };
}

async function empty(scope: Scope): Promise<void> {
  for (const { name, status } of (await scope.get("/1.0/instances?recursion=1", names))?.body ?? []) {
    if (status !== "Stopped") await scope.put(path`/1.0/instances/${name}/state`, { action: "stop", force: true });
    await scope.delete(path`/1.0/instances/${name}`);
  }
  for (const { fingerprint } of (await scope.get("/1.0/images?recursion=1", images))?.body ?? [])
    await scope.delete(path`/1.0/images/${fingerprint}`);
  for (const { name } of (await scope.get("/1.0/profiles?recursion=1", names))?.body ?? [])
    if (name !== "default") await scope.delete(path`/1.0/profiles/${name}`);
}
