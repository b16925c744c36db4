/** Which events websocket serves which project: one for all of them where the server allows it. */
import { PermissionDenied } from "./errors.ts";
import type { Event } from "./event.ts";
import { EventStream } from "./event-stream.ts";
import type { Transport } from "./transport.ts";

/** The events of one server. */
export class Events {
  readonly #transport: Transport;
  readonly #all: EventStream;
  readonly #projects = new Map<string, EventStream>();
  readonly #forbidden = new Set<EventStream>();
  readonly #watch: (event: Event) => void;

  constructor(transport: Transport, watch: (event: Event) => void) {
    this.#transport = transport;
    this.#watch = watch;
    this.#all = new EventStream(transport, undefined, watch);
  }

  /** The stream that tells of a project, as far as is known without asking; undefined where events are not for us. */
  of(project: string): EventStream | undefined {
    if (!this.#forbidden.has(this.#all)) return this.#all;
    const known = this.#projects.get(project) ?? new EventStream(this.#transport, project, this.#watch);
    this.#projects.set(project, known);
    return this.#forbidden.has(known) ? undefined : known;
  }

  /** The open stream that tells of a project; undefined where events are not for us. */
  async opened(project: string, signal?: AbortSignal): Promise<EventStream | undefined> {
    const stream = this.of(project);
    if (!stream) return undefined;
    try {
      await stream.open(signal);
      return stream;
    } catch (error) {
      if (!(error instanceof PermissionDenied)) throw error;
      this.#forbidden.add(stream);
      return this.opened(project, signal);
    }
  }

  close(): void {
    this.#all.close();
    for (const stream of this.#projects.values()) stream.close();
  }
}
