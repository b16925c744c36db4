/** The other side of the comparisons: Incus' API as a short script would use it, with nothing of ours. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { type Dispatcher, Pool } from "undici";
import { z } from "zod";

const answer = z.object({
  type: z.enum(["sync", "async", "error"]),
  operation: z.string().nullish(),
  error: z.string().nullish(),
  metadata: z.unknown(),
});
const ended = z.object({ status_code: z.number(), err: z.string(), metadata: z.unknown() });
const image = z.object({ fingerprint: z.string() });

/** Requests to one project of the server behind a unix socket. Every operation is waited for. */
export class BareApi {
  readonly project: string;
  readonly #pool: Pool;
  readonly #signal: AbortSignal | undefined;

  constructor(socket: string, project: string, signal?: AbortSignal) {
    this.#pool = new Pool("http://incus", { socketPath: socket, connections: 32, bodyTimeout: 0, headersTimeout: 0 });
    this.project = project;
    this.#signal = signal;
  }

  /** The answer's metadata, or that of its operation once it has ended well. */
  async request(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE", path: string, body?: unknown): Promise<unknown> {
    const headers = body === undefined ? {} : { "content-type": "application/json" };
    return this.#finished(await this.#send({ method, path, headers, body: JSON.stringify(body) ?? null }));
  }

  /** Sends an image and gives its fingerprint. */
  async upload(file: string): Promise<string> {
    const headers = { "content-type": "application/octet-stream", "content-length": String((await stat(file)).size) };
    const sent = this.#send({ method: "POST", path: "/1.0/images", headers, body: createReadStream(file) });
    return image.parse(await this.#finished(await sent)).fingerprint;
  }

  close(): Promise<void> {
    return this.#pool.close();
  }

  async #finished({ type, operation, error, metadata }: z.infer<typeof answer>): Promise<unknown> {
    if (type === "error") throw new Error(error ?? "the server refused, without a reason");
    if (type === "sync" || !operation) return metadata;
    const wait = await this.#send({ method: "GET", path: `${operation}/wait` });
    if (wait.type === "error") throw new Error(wait.error ?? "the operation failed, without a reason");
    const last = ended.parse(wait.metadata);
    if (last.status_code !== 200) throw new Error(last.err);
    return last.metadata;
  }

  async #send({ path, ...options }: Dispatcher.RequestOptions) {
    const withProject = `${path}${path.includes("?") ? "&" : "?"}project=${this.project}`;
    return answer.parse(
      await (await this.#pool.request({ ...options, path: withProject, signal: this.#signal ?? null })).body.json(),
    );
  }
}
