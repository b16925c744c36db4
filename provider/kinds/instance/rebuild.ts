/** A new root disk, or a restart, for an instance that keeps its name, address, devices and volumes. */
import type { Context } from "../../context.ts";
import { InvalidRequest } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import type { Scope } from "../../incus/server.ts";
import { type Answered, answered, baseImage, isUp } from "./answer.ts";
import { edit, look, quiet, unhindered } from "./edit.ts";
import { newIncarnation } from "./incarnation.ts";
import { PENDING_KEY, pendingOf, pendingText } from "./pending.ts";
import { start, stop } from "./power.ts";
import { type Wait, waitUntil } from "./waits.ts";

/** How a restart or rebuild goes on. */
export interface RestartOptions {
  /** Milliseconds that it may take to shut down before it is switched off. Default: 30 s. */
  readonly stopTimeout?: number;
  /** What to wait for after the start. Default: `started`. */
  readonly waitFor?: readonly Wait[];
  /** Whether the root disk counts as the same: where all that lives inside is on volumes of its own. Default: false. */
  readonly keepIncarnation?: boolean;
  /** Whether it runs in the end. Default: true. */
  readonly running?: boolean;
}

const SHUTDOWN = 30_000; // milliseconds

/**
 * Carries out what an instance waits for, and waits until it is up again. May be repeated after a crash at any point;
 * what was done is not done again.
 * @returns whether something was pending
 * @throws the server's error, with the instance started again, where the rebuild fails
 */
export async function carryOutPending(
  context: Context,
  project: string,
  name: string,
  options: RestartOptions = {},
): Promise<boolean> {
  const incus = context.incus(project);
  await quiet(incus, name);
  const { body: now } = await look(incus, name);
  const { image, restart } = pendingOf(now.config);
  if (!image && !restart) return false;
  await stop(incus, name, options.stopTimeout ?? SHUTDOWN);
  if (image && baseImage(now) !== image) {
    context.progress(`rebuilding the root disk of ${name}`);
    await replaceRootDisk(incus, now, image, options.running ?? true);
  }
  await edit(incus, name, () => ({
    config: { [PENDING_KEY]: "", ...(image && !options.keepIncarnation && newIncarnation()) },
  }));
  if (options.running ?? true) {
    await start(incus, name);
    await waitUntil(context, project, name, options.waitFor ?? ["started"]);
  }
  return true;
}

/**
 * Has an instance wait for a new root disk from `image`, a fingerprint.
 * @throws InvalidRequest where it has snapshots: nothing was touched then
 */
export async function putOffRebuild(incus: Scope, name: string, image: string): Promise<void> {
  const found = await incus.get(`${path`/1.0/instances/${name}`}?recursion=1`, answered);
  if (found) refuseSnapshots(found.body, incus.project);
  await edit(incus, name, ({ config }) => ({
    config: { [PENDING_KEY]: pendingText({ ...pendingOf(config), image }) },
  }));
}

/** Why an instance with snapshots cannot be rebuilt, and what to do. */
export const snapshotsForbidRebuild = (snapshots: readonly string[]): string =>
  `cannot change in place while the instance has snapshots (${snapshots.join(", ")}): Incus rebuilds no instance that has any. Delete them, or make a new instance under another name`;

function refuseSnapshots(now: Answered, project: string): void {
  const snapshots = now.snapshots.map(({ name }) => name);
  if (snapshots.length === 0) return;
  const tried = `rebuilding the instance ${JSON.stringify(now.name)} (project ${project})`;
  throw new InvalidRequest({ tried, on: "the server", said: snapshotsForbidRebuild(snapshots) });
}

async function replaceRootDisk(incus: Scope, now: Answered, fingerprint: string, restarts: boolean): Promise<void> {
  const source = { type: "image", fingerprint };
  try {
    await unhindered(incus, now.name, () => incus.post(path`/1.0/instances/${now.name}/rebuild`, { source }));
  } catch (error) {
    // The server refuses before it takes the old disk away (snapshots, no such image): then the instance can go on.
    if (restarts && isUp(now)) await start(incus, now.name).catch(() => undefined);
    throw error;
  }
}
