/** The work on one project of one server. */

import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { checked, type Operation, type Outcome } from "./answer.ts";
import type { Connection, Written } from "./connection.ts";
import { ended, endOf, type Patience, unless } from "./deadline.ts";
import { NotFound, UnexpectedAnswer } from "./errors.ts";
import type { LifecycleEvent } from "./event.ts";
import { type ExecOptions, type ExecResult, type ExecSite, exec } from "./exec.ts";
import { type FileContent, type FileOptions, readFile, removeFile, writeFile } from "./files.ts";
import { described, type ImageFile, type ImageOptions, upload, uploaded } from "./image-upload.ts";
import { path as pathOf, withQuery } from "./path.ts";
import { runInTerminal, type TerminalOptions } from "./terminal.ts";
import type { Request } from "./transport.ts";
import { until } from "./until.ts";

/** How a scope works. */
export interface ScopeOptions extends Patience {
  /** Each `member` is a read of its own. Default: shared with all who ask at about the same time. */
  fresh?: boolean | undefined;
  /** Hears how far long operations are. */
  progress?: ((line: string) => void) | undefined;
}

/** How a write is sent. */
export interface WriteOptions {
  /** Only if it is still what we read: the write fails with Conflict otherwise. */
  etag?: string | undefined;
  /** More of the query, such as the `target` in a cluster. */
  query?: Record<string, string | undefined> | undefined;
}

/** What was read, and the tag that stands for this version of it. */
export interface Found<T> {
  body: T;
  etag: string | undefined;
}

/** What a write gave: the metadata of the answer, or that of its operation at the end. */
export interface Result {
  metadata: unknown;
}

/** One project of one server, for one piece of work. All paths are without the project, which is added. */
export class Scope {
  readonly project: string;
  readonly #connected: () => Promise<Connection>;
  readonly #fresh: boolean;
  readonly #progress: ((line: string) => void) | undefined;
  readonly #signal: AbortSignal | undefined;

  constructor(connected: () => Promise<Connection>, project: string, options: ScopeOptions) {
    this.project = project;
    this.#connected = connected;
    this.#fresh = options.fresh ?? false;
    this.#progress = options.progress;
    this.#signal = endOf(options);
  }

  /** Reads one thing, now; undefined where it is not there. */
  async get<T>(path: string, schema: z.ZodType<T>): Promise<Found<T> | undefined> {
    const connection = await this.#connected();
    const tried = this.#words("reading", path);
    const outcome = await absent(connection.ask({ method: "GET", path: this.#at(path), tried, signal: this.#signal }));
    if (!outcome) return undefined;
    const at = { tried, on: connection.transport.endpoint.name };
    const { metadata, etag } = done(outcome, at);
    return { body: checked(schema, metadata, at), etag };
  }

  /**
   * Reads one member of a collection; undefined where it is not there. Without `fresh` the whole collection is read once
   * for all who ask at about the same time, unless things change just now.
   *
   * Of instances, state and snapshots come for certain only where they are asked for: they cost the server a process
   * for each instance that runs.
   */
  async member<T>(
    collection: string,
    name: string,
    schema: z.ZodType<T>,
    { state = false }: { state?: boolean } = {},
  ): Promise<Found<T> | undefined> {
    const connection = await this.#connected();
    if (this.#fresh || connection.reads.unsettled)
      return this.get(`${collection}/${encodeURIComponent(name)}${state ? "?recursion=1" : ""}`, schema);
    const path = this.#at(withQuery(collection, { recursion: collection === "/1.0/instances" ? "2" : "1" }));
    const tried = this.#words("reading", collection);
    const at = { tried, on: connection.transport.endpoint.name };
    // Shared, so not ended by the patience of one of those who wait for it.
    const reading = connection.reads.share(path, async () => {
      const outcome = await absent(connection.ask({ method: "GET", path, tried }));
      const entries = outcome ? done(outcome, at).metadata : [];
      if (entries === null || entries === undefined) return [];
      if (!Array.isArray(entries)) throw new UnexpectedAnswer({ ...at, said: "no list" });
      return entries;
    });
    const found = (await patiently(this.#signal, reading, at)).get(name);
    return found === undefined ? undefined : { body: checked(schema, found, at), etag: undefined };
  }

  /** Creates, or asks to do. Waits for the operation, if it becomes one. */
  post(path: string, body: unknown, options: WriteOptions = {}): Promise<Result> {
    return this.#write("POST", "posting to", path, body, options);
  }

  /** Asks for an operation that lasts, such as a one-time token, and gives it as it begins: with its secrets. */
  async begin(path: string, body: unknown): Promise<Operation> {
    const connection = await this.#connected();
    const tried = this.#words("posting to", path);
    const { outcome } = await connection.write(this.project, this.#json("POST", path, tried, body));
    if (outcome.kind === "started") return outcome.operation;
    throw new UnexpectedAnswer({ tried, on: connection.transport.endpoint.name, said: "no operation" });
  }

  /** Replaces. */
  put(path: string, body: unknown, options: WriteOptions = {}): Promise<Result> {
    return this.#write("PUT", "writing", path, body, options);
  }

  /** Changes what is named and leaves the rest. */
  patch(path: string, body: unknown, options: WriteOptions = {}): Promise<Result> {
    return this.#write("PATCH", "changing", path, body, options);
  }

  /** Removes. @throws NotFound where it is not there */
  delete(path: string, body?: unknown, options: WriteOptions = {}): Promise<Result> {
    return this.#write("DELETE", "deleting", path, body, options);
  }

  /** Runs a command in a running instance. An exit code that is not 0 is no error. Aborting kills the command. */
  async exec(instance: string, command: string[], options: ExecOptions = {}): Promise<ExecResult> {
    return exec(await this.#execSite(instance, command), command, options);
  }

  /** Runs a command in a running instance, in a terminal of its own, and gives its exit code. Aborting hangs up. */
  async terminal(instance: string, command: string[], options: TerminalOptions): Promise<number> {
    return runInTerminal(await this.#execSite(instance, command), command, options);
  }

  /** The content of a file in an instance; undefined where it, or the instance, is not there. */
  async readFile(instance: string, path: string): Promise<Buffer | undefined> {
    return readFile(await this.#files(instance), path);
  }

  /** Writes a file, directory or symlink into an instance. Streams are not read into memory. */
  async writeFile(instance: string, path: string, content: FileContent, options: FileOptions = {}): Promise<void> {
    await writeFile(await this.#files(instance), path, content, options);
  }

  /** Removes a file or empty directory from an instance. One that is not there is no error. */
  async removeFile(instance: string, path: string): Promise<void> {
    await removeFile(await this.#files(instance), path);
  }

  /**
   * Sends an image from this machine and gives its fingerprint. Streamed: its size does not matter to the memory.
   * @throws AlreadyExists where the project has this image, or one of the aliases
   */
  async uploadImage(file: ImageFile, options: ImageOptions = {}): Promise<string> {
    const connection = await this.#connected();
    const tried = `uploading the image ${typeof file === "string" ? file : file.rootfs} (project ${this.project})`;
    const request = await upload(file, options, this.#progress ?? (() => {}));
    const path = this.#at("/1.0/images");
    const written = await connection.write(this.project, {
      method: "POST",
      path,
      ...request,
      tried,
      signal: this.#signal,
      patience: 0,
    });
    const metadata = await this.#finish(connection, written, tried);
    const { fingerprint } = checked(uploaded, metadata, { tried, on: connection.transport.endpoint.name });
    const { properties } = options;
    if (properties && Object.keys(properties).length > 0) await this.#describeImage(fingerprint, properties);
    for (const name of options.aliases ?? []) await this.post("/1.0/images/aliases", { name, target: fingerprint });
    return fingerprint;
  }

  /** Adds properties to those that the image brought. */
  async #describeImage(fingerprint: string, properties: Record<string, string>): Promise<void> {
    const at = pathOf`/1.0/images/${fingerprint}`;
    const known = (await this.get(at, described))?.body.properties;
    await this.patch(at, { properties: { ...known, ...properties } });
  }

  /**
   * Waits until `look` finds something. It looks at once, and again after each event that `wakes` it; `what` is a phrase
   * for messages. Without the right to hear events it looks every second.
   */
  async until<T>(
    what: string,
    wakes: (event: LifecycleEvent) => boolean,
    look: () => Promise<T | undefined>,
  ): Promise<T> {
    const connection = await this.#connected();
    const at = { tried: `waiting for ${what} (project ${this.project})`, on: connection.transport.endpoint.name };
    const stream = await patiently(this.#signal, connection.events.opened(this.project), at);
    if (stream) {
      return until(stream, (event) => event.type === "lifecycle" && wakes(event), look, this.#signal, at);
    }
    for (;;) {
      const found = await look();
      if (found !== undefined) return found;
      await patiently(this.#signal, pause(1_000), at);
    }
  }

  async #write(
    method: "POST" | "PUT" | "PATCH" | "DELETE",
    verb: string,
    path: string,
    body: unknown,
    options: WriteOptions,
  ) {
    const connection = await this.#connected();
    const tried = this.#words(verb, path);
    const request = this.#json(method, withQuery(path, options.query ?? {}), tried, body, options.etag);
    const written = await connection.write(this.project, request);
    return { metadata: await this.#finish(connection, written, tried) };
  }

  async #finish(connection: Connection, { outcome, since }: Written, tried: string): Promise<unknown> {
    if (outcome.kind === "done") return outcome.metadata;
    const wait = { project: this.project, since, tried, signal: this.#signal, progress: this.#progress };
    return (await connection.wait(outcome.operation, wait)).metadata;
  }

  async #execSite(instance: string, [name]: string[]): Promise<ExecSite> {
    const connection = await this.#connected();
    const path = pathOf`/1.0/instances/${instance}/exec`;
    const tried = `running ${name} in the instance ${instance} (project ${this.project})`;
    const { project } = this;
    let since = 0;
    return {
      transport: connection.transport,
      project,
      tried,
      signal: this.#signal,
      start: async (body) => {
        const written = await connection.run(project, this.#json("POST", path, tried, body));
        since = written.since;
        if (written.outcome.kind === "started") return written.outcome.operation;
        throw new UnexpectedAnswer({ tried, on: connection.transport.endpoint.name, said: "no operation" });
      },
      settle: (operation) => connection.operations.settle(operation, { project, since, tried }),
    };
  }

  async #files(instance: string) {
    const { transport } = await this.#connected();
    return { transport, project: this.project, instance, signal: this.#signal };
  }

  #json(method: Request["method"], path: string, tried: string, body: unknown, etag?: string): Request {
    return {
      method,
      path: this.#at(path),
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(etag !== undefined && { "If-Match": etag }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      tried,
      signal: this.#signal,
    };
  }

  // Servers refuse to be asked for one project and for all.
  #at = (path: string) => withQuery(path, { project: path.includes("all-projects=true") ? undefined : this.project });
  #words = (verb: string, path: string) => `${verb} ${path.replace(/\?.*/, "")} (project ${this.project})`;
}

async function absent(outcome: Promise<Outcome>): Promise<Outcome | undefined> {
  try {
    return await outcome;
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

function done(outcome: Outcome, at: { tried: string; on: string }) {
  if (outcome.kind === "done") return outcome;
  throw new UnexpectedAnswer({ ...at, said: "an operation for a read" });
}

async function patiently<T>(
  signal: AbortSignal | undefined,
  work: Promise<T>,
  at: { tried: string; on: string },
): Promise<T> {
  try {
    return await unless(signal, work);
  } catch (error) {
    throw signal?.aborted ? ended(signal, at) : error;
  }
}
