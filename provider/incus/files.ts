/** Files inside instances: read, written and removed through the server, running or (containers) stopped. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { understand } from "./answer.ts";
import { InvalidRequest, NotFound, refused } from "./errors.ts";
import { type Answer, type Transport, wordsOf } from "./transport.ts";

/** What a file is written from: text, bytes, a stream, or a file of this machine, which is streamed. */
export type FileContent = string | Buffer | Readable | { path: string };

/** How a file is written. */
export interface FileOptions {
  /** Owner in the instance. Default: 0, root. */
  uid?: number | undefined;
  /** Group in the instance. Default: 0. */
  gid?: number | undefined;
  /** Permissions. Default: 0o644 for files, 0o755 for directories. */
  mode?: number | undefined;
  /** A symlink's content is its target; a directory has none. Default: file. */
  type?: "file" | "directory" | "symlink" | undefined;
}

/** What the file verbs need from the scope they run in. */
export interface FileSite {
  transport: Transport;
  project: string;
  instance: string;
  signal: AbortSignal | undefined;
}

/** The content of a file; undefined where it, or the instance, is not there. @throws InvalidRequest for a directory */
export async function readFile(site: FileSite, path: string): Promise<Buffer | undefined> {
  const at = failing(site, "reading", path);
  const answer = await send(site, "GET", path, at.tried);
  if (answer.status === 404) return void (await answer.body.dump());
  await assertDone(answer, at);
  if (answer.header("x-incus-type") === "directory") {
    await answer.body.dump();
    throw new InvalidRequest({ ...at, said: "it is a directory" });
  }
  return Buffer.from(await answer.body.arrayBuffer());
}

/** Writes a file, whole; one that exists is overwritten, its folder must be there. */
export async function writeFile(
  site: FileSite,
  path: string,
  content: FileContent,
  options: FileOptions,
): Promise<void> {
  const { uid = 0, gid = 0, type = "file" } = options;
  const { mode = type === "directory" ? 0o755 : 0o644 } = options;
  const at = failing(site, `writing the ${type}`, path);
  const { body, length } = type === "directory" ? { body: "", length: 0 } : await source(content);
  const answer = await site.transport.request({
    method: "POST",
    path: url(site, path),
    headers: {
      "Content-Type": "application/octet-stream",
      ...(length !== undefined && { "Content-Length": String(length) }),
      "X-Incus-uid": String(uid),
      "X-Incus-gid": String(gid),
      "X-Incus-mode": mode.toString(8).padStart(4, "0"),
      "X-Incus-type": type,
      "X-Incus-write": "overwrite",
    },
    body,
    signal: site.signal,
    tried: at.tried,
    patience: 0,
  });
  await understand(answer, at);
}

/** Removes a file or an empty directory. One that is not there is no error. */
export async function removeFile(site: FileSite, path: string): Promise<void> {
  const at = failing(site, "removing", path);
  const answer = await send(site, "DELETE", path, at.tried);
  await understand(answer, at).catch((error) => {
    if (!(error instanceof NotFound)) throw error;
  });
}

const send = (site: FileSite, method: "GET" | "DELETE", path: string, tried: string) =>
  site.transport.request({ method, path: url(site, path), signal: site.signal, tried });

async function assertDone(answer: Answer, at: { tried: string; on: string }): Promise<void> {
  if (answer.status >= 400) throw refused(answer.status, wordsOf(await answer.body.text()), at);
}

async function source(content: FileContent): Promise<{ body: string | Buffer | Readable; length: number | undefined }> {
  if (typeof content === "string" || Buffer.isBuffer(content))
    return { body: content, length: Buffer.byteLength(content) };
  if (content instanceof Readable) return { body: content, length: undefined };
  const { size } = await stat(content.path);
  return { body: createReadStream(content.path), length: size };
}

const failing = ({ transport, instance, project }: FileSite, verb: string, path: string) => ({
  tried: `${verb} ${path} in the instance ${instance} (project ${project})`,
  on: transport.endpoint.name,
});

const url = ({ instance, project }: FileSite, path: string) =>
  `/1.0/instances/${encodeURIComponent(instance)}/files?path=${encodeURIComponent(path)}&project=${encodeURIComponent(project)}`;
