/** Sending an image to a server: streamed from disk, so that its size does not matter to the memory. */
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { piecesOf } from "../file-pieces.ts";
import type { Request } from "./transport.ts";

/** An image on this machine: one tarball, or metadata and root file system apart. */
export type ImageFile = string | { metadata: string; rootfs: string };

/** What goes with an image. */
export interface ImageOptions {
  /** Free properties, as `incus image info` shows them; they win over those in the image's own metadata. */
  properties?: Record<string, string> | undefined;
  /** Whether everybody who reaches the server may use it. Default: no. */
  public?: boolean | undefined;
  /** Name that the server is to give the file when it is exported. Default: the file's own. */
  filename?: string | undefined;
  /** SHA-256 that the image must have: the server checks it. */
  fingerprint?: string | undefined;
  /** Names for it in its project. */
  aliases?: string[] | undefined;
}

/** What the server tells when it has an image. */
export const uploaded = z.object({ fingerprint: z.string() });

/** The properties that an image has. */
export const described = z.object({ properties: z.record(z.string(), z.string()).nullish() });

type Upload = Pick<Request, "headers" | "body">;

/**
 * Headers and body of the upload; `told` hears percents as they are sent. Properties are for later: a header with them
 * ends Incus 6.0.4 where the image's own metadata has none.
 */
export async function upload(file: ImageFile, options: ImageOptions, told: (line: string) => void): Promise<Upload> {
  const headers = {
    "X-Incus-public": String(options.public ?? false),
    ...(options.fingerprint && { "X-Incus-fingerprint": options.fingerprint }),
  };
  const filename = options.filename ?? basename(typeof file === "string" ? file : file.rootfs);
  const named = { ...headers, "X-Incus-filename": encodeURIComponent(filename) };
  if (typeof file !== "string") return split(file, named, told);
  const { size } = await stat(file);
  return {
    headers: {
      ...named,
      "Content-Type": "application/octet-stream",
      "Content-Length": String(size),
    },
    body: onDemand(counted([file], size, told)),
  };
}

async function split(
  file: { metadata: string; rootfs: string },
  headers: Record<string, string>,
  told: (line: string) => void,
) {
  const boundary = `cul8er-${crypto.randomUUID()}`;
  const disk = file.rootfs.endsWith(".qcow2") || file.rootfs.endsWith(".img");
  const head = (name: string, path: string) =>
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${encodeURIComponent(basename(path))}"\r\n` +
        "Content-Type: application/octet-stream\r\n\r\n",
    );
  const parts = [
    head("metadata", file.metadata),
    file.metadata,
    Buffer.from("\r\n"),
    head(disk ? "rootfs.img" : "rootfs", file.rootfs),
    file.rootfs,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
  const sizes = await Promise.all(
    parts.map(async (part) => (typeof part === "string" ? (await stat(part)).size : part.length)),
  );
  const size = sizes.reduce((sum, each) => sum + each, 0);
  return {
    headers: {
      ...headers,
      "Content-Type": `multipart/form-data; boundary=${boundary}`,
      "Content-Length": String(size),
    },
    body: onDemand(counted(parts, size, told)),
  };
}

/**
 * A stream that reads nothing ahead: the next piece is asked for when the one before has left for the server, so that
 * pieces may share their memory. (`Readable.from` asks as soon as it has handed one on.)
 */
function onDemand(pieces: AsyncGenerator<Buffer>): Readable {
  return new Readable({
    highWaterMark: 0,
    read() {
      pieces.next().then(
        ({ done, value }) => this.push(done ? null : value),
        (error: Error) => this.destroy(error),
      );
    },
    destroy(error, callback) {
      pieces.return(undefined).then(() => callback(error), callback);
    },
  });
}

/** The bytes of files (by path) and buffers, one after the other, with a line at each tenth. */
async function* counted(
  parts: (string | Buffer)[],
  size: number,
  told: (line: string) => void,
): AsyncGenerator<Buffer> {
  let sent = 0;
  let tenth = 0;
  for (const part of parts) {
    for await (const chunk of typeof part === "string" ? piecesOf(part) : [part]) {
      yield chunk;
      sent += chunk.length;
      const now = Math.floor((10 * sent) / size);
      if (now > tenth) told(`image upload: ${now * 10}% of ${Math.ceil(size / 1024 / 1024)} MiB`);
      tenth = now;
    }
  }
}
