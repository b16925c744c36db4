// The one folder, outside the checkout, for everything that is slow to get or to build.
import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";

/** Folder of all that set-up keeps between runs: `CUL8ER_CACHE`, or `~/.cache/cul8er`. */
export const cacheFolder = process.env.CUL8ER_CACHE || join(homedir(), ".cache", "cul8er");

/** A path inside the cache. */
export function cached(...segments: string[]): string {
  return join(cacheFolder, ...segments);
}

/** Environment in which Node keeps what it has compiled: engines start several of it with every command. */
export const compiling = { NODE_COMPILE_CACHE: cached("compiled") };

/**
 * Makes a file or folder unless it is there: `make` writes to a draft beside it, which takes the final name only when
 * it is complete. So a run that was killed leaves nothing half done, and two runs at once do not meet.
 */
export async function once(path: string, make: (draft: string) => Promise<void>): Promise<string> {
  if (existsSync(path)) return path;
  await mkdir(dirname(path), { recursive: true });
  await removeAbandonedDrafts(path);
  const draft = `${path}.draft-${process.pid}`;
  try {
    await make(draft);
    if (!existsSync(path)) await rename(draft, path);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  return path;
}

async function removeAbandonedDrafts(path: string): Promise<void> {
  const prefix = `${basename(path)}.draft-`;
  for (const name of await readdir(dirname(path))) {
    if (!name.startsWith(prefix) || isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(join(dirname(path), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
