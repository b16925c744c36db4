/** A release that is fetched from an https URL, straight to a file. */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pRetry from "p-retry";
import { NotFetched, WrongDigest } from "../../beam/errors.ts";
import { unless } from "../../incus/deadline.ts";

/** A file that is being fetched. */
interface Download {
  readonly folder: Promise<string>;
  readonly file: Promise<string>;
  readonly stop: AbortController;
  users: number;
}

/** The nodes of a cluster are staged at the same time and from the same file, which is fetched once. */
const downloads = new Map<string, Download>();

/**
 * Has the file behind a URL, while `use` is at work.
 *
 * An authority of the user's own is named in `NODE_EXTRA_CA_CERTS`, as for all of Node. Connections that break are tried
 * again; nothing of the file is read before its digest is known to be right.
 * @throws NotFetched, WrongDigest
 */
export async function withDownload<T>(
  url: string,
  digest: string,
  signal: AbortSignal,
  use: (file: string) => Promise<T>,
): Promise<T> {
  const key = `${digest} ${url}`;
  const download = downloads.get(key) ?? begin(url, digest);
  downloads.set(key, download);
  download.users++;
  try {
    return await use(await unless(signal, download.file));
  } finally {
    if (--download.users === 0) {
      downloads.delete(key);
      await end(download);
    }
  }
}

function begin(url: string, digest: string): Download {
  const stop = new AbortController();
  const folder = mkdtemp(join(tmpdir(), "cul8er-release-"));
  const fetched = folder.then(async (path) => {
    const file = join(path, basename(new URL(url).pathname) || "release.tar.gz");
    await fetchTo(file, url, digest, stop.signal);
    return file;
  });
  return { folder, file: fetched, stop, users: 0 };
}

async function end({ folder, file, stop }: Download): Promise<void> {
  stop.abort();
  await file.catch(() => undefined);
  await rm(await folder, { recursive: true, force: true });
}

async function fetchTo(file: string, url: string, digest: string, signal: AbortSignal): Promise<void> {
  const found = await pRetry(() => attempt(file, url, signal), {
    retries: 2,
    minTimeout: 500,
    signal,
    shouldRetry: ({ error }) => error instanceof NotFetched && error.mayPass,
  });
  if (found !== digest)
    throw new WrongDigest(
      `${withoutSecrets(url)} has the digest ${found}, not ${digest}: it is another file than the one that was meant`,
    );
}

/** Fetches once, and gives the file's SHA-256. */
async function attempt(file: string, url: string, signal: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  const hashed = async function* (bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  };
  try {
    await pipeline(await opened(url, signal), hashed, createWriteStream(file), { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof NotFetched ? error : explained(error, url);
  }
  return hash.digest("hex");
}

/** Asks for a URL, and for those that it leads to. */
async function opened(url: string, signal: AbortSignal, hops = 5): Promise<Readable> {
  const { request } = await import("undici");
  const { statusCode: status, headers, body } = await request(url, { signal });
  if (status === 200) return body;
  await body.dump();
  const { location } = headers;
  if (status < 300 || status >= 400 || typeof location !== "string" || hops === 0)
    throw new NotFetched(`${withoutSecrets(url)} answered ${status}`, { mayPass: status >= 500 });
  const next = new URL(location, url);
  if (next.protocol !== "https:")
    throw new NotFetched(`${withoutSecrets(url)} leads to ${withoutSecrets(next.href)}, which is not https`);
  return opened(next.href, signal, hops - 1);
}

/** What is wrong with a URL, if something is. */
export function flawOf(url: string): string | undefined {
  if (!URL.canParse(url)) return "is no URL";
  const { username, password } = new URL(url);
  return username || password ? "holds a user or a password: everybody who sees the program would see them" : undefined;
}

function explained(error: unknown, url: string): Error {
  if (!(error instanceof Error)) return new Error(String(error));
  const code = "code" in error ? String(error.code) : "";
  const unknown = /SELF_SIGNED|SIGNATURE|ISSUER/.test(code);
  const hint = unknown ? ". Name the authority that signed its certificate in NODE_EXTRA_CA_CERTS" : "";
  return new NotFetched(`${withoutSecrets(url)} could not be fetched: ${error.message}${hint}`, {
    cause: error,
    mayPass: !unknown && !code.includes("CERT"),
  });
}

/** A URL without its query, which may hold a token. */
function withoutSecrets(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}
