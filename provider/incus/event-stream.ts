/** One events websocket, opened when somebody listens, opened anew when it breaks while somebody waits. */
import pRetry, { AbortError } from "p-retry";
import { unless } from "./deadline.ts";
import { Aborted, IncusError, PermissionDenied, Unreachable } from "./errors.ts";
import { type Event, event } from "./event.ts";
import type { Channel, Transport } from "./transport.ts";

/** Somebody who waits for events. */
export interface Listener {
  /** Something happened. */
  event(event: Event): void;
  /** The stream is open (again): events may have been missed, so look what is true now. */
  opened(): void;
  /** The stream cannot be had any more. */
  failed(error: IncusError): void;
}

const beat = 15_000; // milliseconds of silence before a ping, and again until the connection is given up
const idle = 30_000; // milliseconds without listeners until it is closed

/** The events of all projects of a server, or of one. */
export class EventStream {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #listeners = new Set<Listener>();
  readonly #watch: (event: Event) => void;
  #channel: Channel | undefined;
  #opening: Promise<void> | undefined;
  #connection = 0;
  #closed = false;
  #rest: NodeJS.Timeout | undefined;

  /** @param watch is told every event while the stream is open, without keeping it open. */
  constructor(transport: Transport, project: string | undefined, watch: (event: Event) => void) {
    this.#transport = transport;
    const which = project === undefined ? "all-projects=true" : `project=${encodeURIComponent(project)}`;
    this.#path = `/1.0/events?type=operation,lifecycle&${which}`;
    this.#watch = watch;
  }

  /** Number of the connection that is open now; 0 where none is. The same number twice: nothing was missed between. */
  get connection(): number {
    return this.#channel ? this.#connection : 0;
  }

  /** Opens the stream if it is not open. @throws PermissionDenied where events are not for us */
  async open(signal?: AbortSignal): Promise<void> {
    if (this.#channel) return;
    if (this.#closed) throw this.#gone();
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = undefined;
    });
    await unless(signal, this.#opening);
  }

  /** Listens until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#attend();
    return () => {
      this.#listeners.delete(listener);
      this.#attend();
    };
  }

  /** Closes it for good. */
  close(): void {
    this.#closed = true;
    this.#channel?.websocket.terminate();
    for (const listener of [...this.#listeners]) listener.failed(this.#gone());
  }

  #gone(): IncusError {
    return new Aborted({
      tried: "listening to events",
      on: this.#transport.endpoint.name,
      said: "this client was closed",
    });
  }

  async #connect(): Promise<void> {
    const hear = (message: Buffer) => this.#hear(String(message));
    const channel = await this.#transport.channel(this.#path, "listening to events", { hear });
    this.#channel = channel;
    this.#connection += 1;
    channel.websocket.once("close", () => this.#lost(channel));
    watchPulse(channel);
    this.#attend();
    for (const listener of this.#listeners) listener.opened();
  }

  #hear(message: string): void {
    const heard = event.safeParse(parse(message));
    if (!heard.success) return; // a kind of event we did not ask for, or know
    this.#watch(heard.data);
    for (const listener of this.#listeners) listener.event(heard.data);
  }

  #lost(channel: Channel): void {
    if (this.#channel === channel) this.#channel = undefined;
    clearTimeout(this.#rest);
    if (this.#listeners.size > 0 && !this.#closed) void this.#reopen();
  }

  async #reopen(): Promise<void> {
    try {
      await pRetry(
        () =>
          this.open().catch((error) => {
            throw error instanceof PermissionDenied || this.#closed || this.#listeners.size === 0
              ? new AbortError(error)
              : error;
          }),
        { retries: 8, minTimeout: 100, factor: 2, maxTimeout: 5_000 },
      );
    } catch (cause) {
      const error =
        cause instanceof IncusError
          ? cause
          : new Unreachable({
              tried: "listening to events",
              on: this.#transport.endpoint.name,
              said: String(cause),
              cause,
            });
      for (const listener of [...this.#listeners]) listener.failed(error);
    }
  }

  /** Keeps the process alive exactly while somebody listens, and closes the stream when nobody has for a while. */
  #attend(): void {
    clearTimeout(this.#rest);
    if (this.#listeners.size > 0) {
      this.#channel?.socket.ref();
      return;
    }
    this.#channel?.socket.unref();
    this.#rest = setTimeout(() => this.#channel?.websocket.terminate(), idle).unref();
  }
}

function watchPulse({ websocket }: Channel): void {
  let alive = true;
  const live = () => {
    alive = true;
  };
  websocket.on("message", live).on("pong", live).on("ping", live);
  const pulse = setInterval(() => {
    if (!alive) return websocket.terminate();
    alive = false;
    websocket.ping();
  }, beat).unref();
  websocket.once("close", () => clearInterval(pulse));
}

function parse(message: string): unknown {
  try {
    return JSON.parse(message);
  } catch {
    return undefined;
  }
}
