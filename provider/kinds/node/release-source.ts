/** Where a release comes from: a file on this machine, or a URL. */
import { resolve } from "node:path";
import { WrongDigest } from "../../beam/errors.ts";
import { inspectRelease, type ReleaseFacts } from "../../beam/layout.ts";
import type { Context } from "../../context.ts";
import { withDownload } from "./release-download.ts";

/** A release that is meant: a path or URL, and its SHA-256. */
export interface Source {
  readonly path: string;
  readonly digest: string;
}

/** A file that holds a release, and what release it is. */
export interface LocalRelease {
  readonly file: string;
  readonly facts: ReleaseFacts;
}

const inspected = new Map<string, Promise<ReleaseFacts>>();

/** The release in a file. Files of one digest are read once. @throws NotATarball, NoRelease, WrongDigest */
export function releaseInFile(path: string, digest: string): Promise<ReleaseFacts> {
  const known = inspected.get(digest) ?? inspect(resolve(path), digest);
  inspected.set(digest, known);
  known.catch(() => inspected.delete(digest));
  return known;
}

async function inspect(file: string, digest: string): Promise<ReleaseFacts> {
  const facts = await inspectRelease(file);
  if (facts.digest === digest) return facts;
  throw new WrongDigest(
    `${file} has the digest ${facts.digest}, not ${digest}: it is another file than the one that was meant`,
  );
}

/** Whether a release is to be fetched. */
export const isUrl = (path: string): boolean => path.startsWith("https:");

/** Has a release as a file for a while: fetched, where it is a URL. */
export async function withRelease<T>(
  { signal, progress }: Pick<Context, "signal" | "progress">,
  { path, digest }: Source,
  use: (release: LocalRelease) => Promise<T>,
): Promise<T> {
  const having = async (file: string) => use({ file, facts: await releaseInFile(file, digest) });
  if (!isUrl(path)) return having(resolve(path));
  progress("fetching the release");
  return withDownload(path, digest, signal, having);
}
