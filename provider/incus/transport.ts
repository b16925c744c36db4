/** Requests and websockets to one server, over connections that are kept and shared. */
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Dispatcher, Pool } from "undici";
import { type RawData, WebSocket } from "ws";
import { ended, unless } from "./deadline.ts";
import { codeOf, dial } from "./dial.ts";
import { type Failure, IncusError, OutcomeUnknown, refused, Unreachable, Untrusted } from "./errors.ts";
import { startRecord } from "./log.ts";
import type { Endpoint } from "./remotes.ts";

/** One HTTP request. */
export interface Request {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Path with its query. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer | Readable;
  signal?: AbortSignal | undefined;
  /** What it is for, in messages. */
  tried: string;
  /** Milliseconds until the head of the answer must be there; 0 for no end. Default: 5 minutes. */
  patience?: number;
}

/** The head of an answer and its unread body. */
export interface Answer {
  status: number;
  /** A header by its lower-case name. */
  header(name: string): string | undefined;
  body: Dispatcher.ResponseData["body"];
}

/** An open websocket and the connection below it. */
export interface Channel {
  websocket: WebSocket;
  socket: Socket;
}

/** Hears a websocket. */
export interface Ear {
  hear(message: Buffer, binary: boolean): void;
  closed?(): void;
  /** Never writes by itself, not even the answers to pings. Default: false. */
  silent?: boolean;
}

/**
 * Milliseconds for which an idle connection is kept. Incus closes one after 30 s, and a write that goes out at that very
 * moment breaks: nobody knows then whether it arrived.
 */
export const IDLE = 10_000;

/** A way to one server. Opens connections when needed, keeps them a while, never keeps the process alive when idle. */
export class Transport {
  readonly endpoint: Endpoint;
  readonly #channels = new Set<WebSocket>();
  #pool: Promise<Pool> | undefined;

  constructor(endpoint: Endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Sends one request, once.
   * @throws Unreachable where nothing was sent, OutcomeUnknown where a write may have arrived, TimedOut, Aborted
   */
  async request({ method, path, headers, body, signal, tried, patience = 300_000 }: Request): Promise<Answer> {
    const at = { tried, on: this.endpoint.name };
    if (signal?.aborted) throw ended(signal, at);
    const record = startRecord(this.endpoint.name, method, path);
    try {
      const answer = await (await this.#connections()).request({
        method,
        path,
        headers: { ...authenticated(this.endpoint), ...headers },
        body: body ?? null,
        signal: signal ?? null,
        headersTimeout: patience,
      });
      record(answer.statusCode);
      const header = (name: string) => {
        const value = answer.headers[name];
        return Array.isArray(value) ? value[0] : value;
      };
      return { status: answer.statusCode, header, body: answer.body };
    } catch (cause) {
      record(nameOf(cause));
      throw this.#explain(method, at, signal, cause);
    }
  }

  /**
   * Opens a websocket. The caller closes it.
   * @param ear is there before the first message can come: one that is attached later misses some
   */
  async channel(path: string, tried: string, ear: Ear, signal?: AbortSignal): Promise<Channel> {
    const at = { tried, on: this.endpoint.name };
    if (signal?.aborted) throw ended(signal, at);
    const record = startRecord(this.endpoint.name, "WS", path);
    try {
      const dialling = dial(this.endpoint);
      const socket = await unless(signal, dialling).catch((error) => {
        dialling.then((late) => late.destroy()).catch(() => {}); // nobody waits for it any more
        throw error;
      });
      const websocket = new WebSocket(origin(this.endpoint).replace(/^http/, "ws") + path, {
        createConnection: () => socket,
        headers: authenticated(this.endpoint),
        perMessageDeflate: false,
        autoPong: !ear.silent,
        maxPayload: 256 * 1024 * 1024,
      });
      websocket.on("message", (data, binary) => ear.hear(bytes(data), binary));
      this.#channels.add(websocket);
      websocket.once("close", () => {
        this.#channels.delete(websocket);
        ear.closed?.();
      });
      await unless(signal, upgraded(websocket, at)).catch((error) => {
        websocket.terminate();
        throw error;
      });
      record(101);
      return { websocket, socket };
    } catch (cause) {
      record(nameOf(cause));
      throw this.#explain("GET", at, signal, cause);
    }
  }

  /** Closes all connections, at once. */
  async close(): Promise<void> {
    for (const websocket of this.#channels) websocket.terminate();
    await (await this.#pool)?.destroy();
  }

  /** Loaded for those who ask: it would slow the start of a plugin that only tells its schema. */
  #connections(): Promise<Pool> {
    this.#pool ??= import("undici").then(
      ({ Pool }) =>
        new Pool(origin(this.endpoint), {
          connect: (_options, callback) =>
            void dial(this.endpoint).then(
              (socket) => callback(null, socket),
              (error) => callback(error, null),
            ),
          connections: 32,
          keepAliveTimeout: IDLE,
          bodyTimeout: 0,
        }),
    );
    return this.#pool;
  }

  #explain(
    method: string,
    at: Pick<Failure, "tried" | "on">,
    signal: AbortSignal | undefined,
    cause: unknown,
  ): IncusError {
    if (signal?.aborted) return ended(signal, at);
    if (cause instanceof IncusError) return cause;
    const failure = { ...at, said: cause instanceof Error ? cause.message : String(cause), cause };
    if (codeOf(cause)?.startsWith("ERR_SSL"))
      return new Untrusted({
        ...failure,
        advice: "The server does not take our client certificate: have it trusted there.",
      });
    if (method === "GET") return new Unreachable({ ...failure, advice: "The connection broke: try again." }, true);
    const advice = "The connection broke before the answer: run it again, which looks first what is there.";
    return new OutcomeUnknown({ ...failure, advice });
  }
}

function origin(endpoint: Endpoint): string {
  return "address" in endpoint ? endpoint.address.origin : "http://incus";
}

// Makes the server say 403 to a certificate it does not trust, instead of the answer for the public.
function authenticated(endpoint: Endpoint): Record<string, string> {
  return "address" in endpoint ? { "X-Incus-authenticated": "true" } : {};
}

async function upgraded(websocket: WebSocket, at: Pick<Failure, "tried" | "on">): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  websocket.once("open", resolve);
  websocket.on("error", reject); // stays: an error event without a listener ends the process
  websocket.once("close", () => reject(new Error("the websocket was closed")));
  websocket.once("unexpected-response", (_request, response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("error", reject);
    response.on("end", () => reject(refused(response.statusCode ?? 0, wordsOf(Buffer.concat(chunks).toString()), at)));
  });
  await promise;
}

/** The server's words in the body of an error. */
export function wordsOf(body: string): string {
  try {
    const answer: unknown = JSON.parse(body);
    if (answer && typeof answer === "object" && "error" in answer && typeof answer.error === "string")
      return answer.error;
  } catch {}
  return body.trim().slice(0, 500);
}

function bytes(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return Buffer.isBuffer(data) ? data : Buffer.from(data);
}

const nameOf = (cause: unknown) => codeOf(cause) ?? (cause instanceof Error ? cause.name : "failed");
