/** What is in a release's tarball, read from its stream: nothing is unpacked, and its size does not matter to the memory. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { HEAD } from "./elf.ts";
import { NotATarball } from "./errors.ts";

/** What was found in a tarball. */
export interface Inventory {
  /** SHA-256 of the file, in hex. */
  readonly digest: string;
  /** Paths of all files, without `./`. */
  readonly paths: ReadonlySet<string>;
  /** Bytes of all files when unpacked. */
  readonly size: number;
  /** The beginning of the files that say what kind of release it is, by path. */
  readonly heads: ReadonlyMap<string, Buffer>;
}

/** Files whose beginning tells something. */
const TELLING =
  /^(releases\/start_erl\.data|erts-[^/]+\/bin\/beam(\.smp)?|bin\/[^/]+|entrypoint\.sh|[^/]+\/ebin\/[^/]+\.app)$/;

/**
 * Reads a tarball from end to end.
 * @throws NotATarball when it is none, with the reason; the error of the file system when it cannot be read
 */
export async function readTarball(file: string, signal?: AbortSignal): Promise<Inventory> {
  const hash = createHash("sha256");
  const paths = new Set<string>();
  const heads = new Map<string, Buffer>();
  let size = 0;
  const source = createReadStream(file, { signal });
  source.on("data", (bytes) => hash.update(bytes));
  const files = extract();
  try {
    const feeding = pipeline(source, createGunzip(), files);
    const reading = (async () => {
      for await (const entry of files) {
        const { name, type, size: bytes = 0 } = entry.header;
        const path = name.replace(/^(\.\/)+/, "").replace(/\/$/, "");
        if (path.startsWith("/") || path.split("/").includes(".."))
          throw new NotATarball(`${file} holds the path ${JSON.stringify(name)}, which leads out of its folder`);
        if (type !== "directory" && path !== "") {
          paths.add(path);
          // Each file takes whole blocks of the file system.
          size += Math.ceil((bytes ?? 0) / 4096) * 4096;
        }
        const head = await beginning(entry);
        if (TELLING.test(path)) heads.set(path, head);
      }
    })();
    const [fed, read] = await Promise.allSettled([feeding, reading]);
    // Where one breaks off, the other does too, with less to say: a path that leads out, or what the file suffers from.
    if (read.status === "rejected" && read.reason instanceof NotATarball) throw read.reason;
    if (fed.status === "rejected") throw fed.reason;
    if (read.status === "rejected") throw read.reason;
  } catch (error) {
    if (error instanceof NotATarball || (error instanceof Error && "syscall" in error)) throw error;
    signal?.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    throw new NotATarball(
      `${file} is not a tarball as \`mix release\` or \`rebar3 tar\` make one (.tar.gz): ${reason}`,
      { cause: error },
    );
  }
  if (paths.size === 0) throw new NotATarball(`${file} is an empty tarball`);
  return { digest: hash.digest("hex"), paths, size, heads };
}

/** The first kilobytes of a file; the rest is read and dropped, since the next file comes only then. */
async function beginning(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of entry) {
    if (!(chunk instanceof Uint8Array)) continue;
    if (length < HEAD) chunks.push(chunk);
    length += chunk.byteLength;
  }
  return Buffer.concat(chunks).subarray(0, HEAD);
}
