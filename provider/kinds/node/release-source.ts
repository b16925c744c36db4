/** Where a release comes from: a file on this machine, a URL, or what is kept on the instance. */
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { NoRelease, WrongDigest } from "../../beam/errors.ts";
import { inspectRelease, type ReleaseFacts } from "../../beam/layout.ts";

/** A file that holds a release, and what release it is. */
export interface LocalRelease {
  readonly file: string;
  readonly facts: ReleaseFacts;
}

const inspected = new Map<string, Promise<ReleaseFacts>>();

/** The release in a file. Files of one digest are read once. @throws NotATarball, NoRelease */
export function releaseInFile(path: string, digest: string | undefined): Promise<ReleaseFacts> {
  const file = resolve(path);
  if (digest === undefined) return inspectRelease(file);
  const known = inspected.get(digest) ?? inspectRelease(file);
  inspected.set(digest, known);
  known.catch(() => inspected.delete(digest));
  return known;
}

/** Whether a release is to be fetched. */
export const isUrl = (path: string): boolean => path.startsWith("https:");

/**
 * Has a release as a file for a while: fetched, where it is a URL.
 * @throws WrongDigest when it is not the one that was meant
 */
export async function withRelease<T>(
  path: string,
  digest: string | undefined,
  signal: AbortSignal,
  use: (release: LocalRelease) => Promise<T>,
): Promise<T> {
  if (!isUrl(path)) {
    const facts = await releaseInFile(path, digest);
    return use({ file: resolve(path), facts: assertDigest(facts, digest, path) });
  }
  const folder = await mkdtemp(join(tmpdir(), "cul8er-release-"));
  try {
    const file = join(folder, basename(new URL(path).pathname) || "release.tar.gz");
    const answer = await fetch(path, { signal });
    if (!answer.ok || !answer.body) throw new NoRelease(`${path} answered ${answer.status} ${answer.statusText}`);
    await pipeline(Readable.fromWeb(answer.body as ReadableStream<Uint8Array>), createWriteStream(file), { signal });
    return await use({ file, facts: assertDigest(await inspectRelease(file, signal), digest, path) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function assertDigest(facts: ReleaseFacts, digest: string | undefined, path: string): ReleaseFacts {
  if (digest === undefined || digest === facts.digest) return facts;
  throw new WrongDigest(
    `${path} has the digest ${facts.digest}, not ${digest}: it is another file than the one that was meant`,
  );
}
