/** Snapshots before a switch: the instance and the application's volume, for a person to restore. Nothing restores them by itself. */
import { z } from "zod";
import { foldersOf } from "../../beam/folders.ts";
import { AlreadyExists, NotFound } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import type { Answered } from "../instance/answer.ts";
import { edit, unhindered } from "../instance/edit.ts";
import { pendingOf } from "../instance/pending.ts";
import { type Found, record, type Site } from "./site.ts";

const entry = z.object({
  /** Name of both snapshots. */
  name: z.string(),
  /** Whether there is one of the instance. */
  instance: z.boolean(),
  volume: z.object({ pool: z.string(), name: z.string() }).optional(),
});

/** A snapshot that was taken, or was about to be. */
type Entry = z.output<typeof entry>;

const keyOf = (app: string) => `user.cul8er.snapshots.${app}`;

/** Those that are written down, the oldest first. */
function entriesIn(config: Answered["config"], app: string): Entry[] {
  try {
    return z.array(entry).parse(JSON.parse(config[keyOf(app)] || "[]"));
  } catch {
    // What cannot be read is not ours to remove.
    return [];
  }
}

/** Name of the snapshots before a switch: `cul8er-chat-before-2.0.0-0f1e2d3c4b5a`. */
export const snapshotName = (app: string, version: string, generation: string): string =>
  `cul8er-${app}-before-${version.replace(/[^A-Za-z0-9.]/g, "-")}-${generation}`;

/**
 * Takes them, where something ran before. An instance that waits for a rebuild gets none: Incus rebuilds no instance that
 * has one. May be repeated: those of the same switch stay as they are.
 */
export async function takeSnapshots(site: Site, { journal }: Pick<Found, "journal">): Promise<void> {
  const { context, project, instance, app } = site;
  if (!journal?.base) return;
  const name = snapshotName(app, journal.current.version, journal.generation);
  const { now } = await record(site, ({ now }) => {
    const before = entriesIn(now.config, app);
    if (before.some((each) => each.name === name)) return {};
    const volume = volumeOf(now, app);
    const added = { name, instance: pendingOf(now.config).image === undefined, ...(volume && { volume }) };
    return { config: { [keyOf(app)]: JSON.stringify([...before, added]) } };
  });
  const written = entriesIn(now.config, app).find((each) => each.name === name);
  const volume = written?.volume ?? volumeOf(now, app);
  const incus = context.incus(project);
  context.progress(`${instance}: taking the snapshot ${name}`);
  if (volume)
    await unlessThere(
      incus.post(path`/1.0/storage-pools/${volume.pool}/volumes/custom/${volume.name}/snapshots`, { name }),
    );
  if (written?.instance ?? pendingOf(now.config).image === undefined)
    await unlessThere(
      unhindered(incus, instance, () =>
        incus.post(path`/1.0/instances/${instance}/snapshots`, { name, stateful: false }),
      ),
    );
}

/** Removes all but the newest. */
export async function pruneSnapshots(site: Site, now: Answered, keep: number): Promise<void> {
  const { context, project, instance, app } = site;
  const entries = entriesIn(now.config, app);
  const [gone, kept] = [entries.slice(0, Math.max(0, entries.length - keep)), entries.slice(-keep)];
  if (gone.length === 0) return;
  const incus = context.incus(project);
  for (const { name, volume, instance: ofInstance } of gone) {
    if (ofInstance)
      await unlessGone(
        unhindered(incus, instance, () => incus.delete(path`/1.0/instances/${instance}/snapshots/${name}`)),
      );
    if (volume)
      await unlessGone(
        incus.delete(path`/1.0/storage-pools/${volume.pool}/volumes/custom/${volume.name}/snapshots/${name}`),
      );
  }
  await edit(incus, instance, () => ({ config: { [keyOf(app)]: JSON.stringify(kept) } }));
}

/** The volume that holds the application's folder. */
function volumeOf({ expanded_devices: devices }: Answered, app: string): Entry["volume"] {
  const found = Object.values(devices).find(({ type, path }) => type === "disk" && path === foldersOf(app).root);
  return found?.pool && found.source ? { pool: found.pool, name: found.source } : undefined;
}

const unlessThere = (work: Promise<unknown>): Promise<unknown> => work.catch(unless(AlreadyExists));
const unlessGone = (work: Promise<unknown>): Promise<unknown> => work.catch(unless(NotFound));

const unless = (expected: typeof AlreadyExists | typeof NotFound) => (error: unknown) => {
  if (!(error instanceof expected)) throw error;
};
