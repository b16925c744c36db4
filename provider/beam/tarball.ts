/** What is in a release's tarball, read from its stream: nothing is unpacked, and its size does not matter to the memory. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { createTarDecoder } from "modern-tar";
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
  const source = createReadStream(file, { signal });
  source.on("data", (bytes) => hash.update(bytes));
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  const entries = Readable.toWeb(source.pipe(gunzip)).pipeThrough(createTarDecoder({ strict: true }));
  const paths = new Set<string>();
  const heads = new Map<string, Buffer>();
  let size = 0;
  try {
    for await (const { header, body } of entries) {
      const path = header.name.replace(/^(\.\/)+/, "").replace(/\/$/, "");
      if (header.type === "directory" || path === "") {
        await body.cancel();
        continue;
      }
      if (path.startsWith("/") || path.split("/").includes(".."))
        throw new NotATarball(`${file} holds the path ${JSON.stringify(header.name)}, which leads out of its folder`);
      paths.add(path);
      // Each file takes whole blocks of the file system.
      size += Math.ceil(header.size / 4096) * 4096;
      if (TELLING.test(path)) heads.set(path, await beginning(body));
      else await body.cancel();
    }
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

async function beginning(body: ReadableStream<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    if (length < HEAD) chunks.push(chunk);
    length += chunk.byteLength;
  }
  return Buffer.concat(chunks).subarray(0, HEAD);
}
