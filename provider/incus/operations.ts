/** Waiting for operations: through the events of the server, by long requests only where events are not for us. */
import { checked, type Operation, operation as operationSchema } from "./answer.ts";
import { ask } from "./ask.ts";
import { ended, endOf, type Patience, unless } from "./deadline.ts";
import { Aborted, IncusError, NotFound, OutcomeUnknown, operationFailed, UnexpectedAnswer } from "./errors.ts";
import type { Event } from "./event.ts";
import type { EventStream } from "./event-stream.ts";
import type { Events } from "./events.ts";
import type { Transport } from "./transport.ts";

/** One wait for one operation. */
export interface Wait extends Patience {
  project: string;
  /** The connection of events that was open before the operation was asked for; 0 for none. */
  since: number;
  /** What it is for, in messages. */
  tried: string;
  progress?: ((line: string) => void) | undefined;
}

const remembered = 1_000; // ended operations kept for those whose answer has not arrived yet

/** The operations of one server. */
export class Operations {
  readonly #transport: Transport;
  readonly #events: Events;
  readonly #ended = new Map<string, Operation>();

  constructor(transport: Transport, events: Events) {
    this.#transport = transport;
    this.#events = events;
  }

  /** Remembers operations that ended before anybody waited. Given every event. */
  hear(event: Event): void {
    if (event.type !== "operation" || !isOver(event.metadata)) return;
    this.#ended.set(event.metadata.id, event.metadata);
    const oldest = this.#ended.keys().next();
    if (this.#ended.size > remembered && !oldest.done) this.#ended.delete(oldest.value);
  }

  /**
   * Waits until the operation has ended well, and gives its last state.
   * @throws OperationFailed and its like, OutcomeUnknown, TimedOut, Aborted
   */
  async wait(started: Operation, wait: Wait): Promise<Operation> {
    const last = await this.settle(started, wait);
    if (last.status_code === 200) return last;
    const at = { tried: wait.tried, on: this.#transport.endpoint.name };
    if (last.status_code === 401) throw new Aborted({ ...at, said: last.err || "the operation was cancelled" });
    throw operationFailed(last.err || `the operation ended with status ${last.status_code}`, at);
  }

  /** Waits until the operation has ended, well or not, and gives its last state. @throws OutcomeUnknown, TimedOut, Aborted */
  async settle(started: Operation, wait: Wait): Promise<Operation> {
    const signal = endOf(wait);
    try {
      return await this.#end(started, { ...wait, signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
      await this.cancel(started.id, wait);
      const at = { tried: wait.tried, on: this.#transport.endpoint.name };
      throw error instanceof IncusError ? error : ended(signal, at);
    }
  }

  /** Asks the server to give up an operation; that it cannot, or has ended, is no error. */
  async cancel(id: string, { project, tried }: Pick<Wait, "project" | "tried">): Promise<void> {
    try {
      const signal = AbortSignal.timeout(5_000);
      const current = await this.#fetch(id, project, tried, signal);
      if (isOver(current) || !current.may_cancel) return;
      await ask(this.#transport, { method: "DELETE", path: at(id, project), tried, signal });
    } catch {} // the caller is told that it was interrupted, which matters more
  }

  async #end(started: Operation, wait: Wait): Promise<Operation> {
    if (isOver(started)) return started;
    const stream = await this.#events.opened(wait.project, wait.signal);
    if (!stream) return this.#longRequest(started, wait);
    return this.#follow(stream, started, wait);
  }

  async #follow(stream: EventStream, started: Operation, wait: Wait): Promise<Operation> {
    const { promise, resolve, reject } = Promise.withResolvers<Operation>();
    const tell = teller(wait.progress);
    const take = (current: Operation) => (isOver(current) ? resolve(current) : tell(current));
    const look = () => void this.#fetch(started.id, wait.project, wait.tried, wait.signal).then(take, reject);
    const stop = stream.listen({
      event: (event) => event.type === "operation" && event.metadata.id === started.id && take(event.metadata),
      opened: look,
      failed: reject,
    });
    try {
      const known = this.#ended.get(started.id);
      if (known) return known;
      if (stream.connection === 0 || stream.connection !== wait.since) look();
      return await unless(wait.signal, promise);
    } finally {
      stop();
      this.#ended.delete(started.id);
    }
  }

  async #longRequest(started: Operation, { project, tried, progress, signal }: Wait): Promise<Operation> {
    const tell = teller(progress);
    for (;;) {
      const path = at(`${started.id}/wait`, project, "&timeout=60");
      // Its answer is the operation, or the operation's failure with a status of its own: only the next read tells which.
      await ask(this.#transport, { method: "GET", path, tried, signal, patience: 90_000 }).catch(() => {});
      const current = await this.#fetch(started.id, project, tried, signal);
      if (isOver(current)) return current;
      tell(current);
    }
  }

  async #fetch(id: string, project: string, tried: string, signal: AbortSignal | undefined): Promise<Operation> {
    const on = this.#transport.endpoint.name;
    try {
      const outcome = await ask(this.#transport, { method: "GET", path: at(id, project), tried, signal });
      if (outcome.kind === "started") throw new UnexpectedAnswer({ tried, on, said: "an operation for an operation" });
      return checked(operationSchema, outcome.metadata, { tried, on });
    } catch (cause) {
      if (!(cause instanceof NotFound)) throw cause;
      const said = "the server no longer knows the operation: it was restarted, or could not be reached for too long";
      throw new OutcomeUnknown({ tried, on, said, advice: "Run it again, which looks first what is there.", cause });
    }
  }
}

// 200 and above are ends; 112 is the state of an instance, which operations do not use.
const isOver = ({ status_code }: Operation) => status_code >= 200;

const at = (id: string, project: string, more = "") =>
  `/1.0/operations/${id}?project=${encodeURIComponent(project)}${more}`;

/** Gives new progress lines, but no more than one a second: the server sends one for each percent. */
function teller(progress: ((line: string) => void) | undefined): (current: Operation) => void {
  let last = "";
  let told = Number.NEGATIVE_INFINITY;
  return ({ metadata }) => {
    const line = Object.entries(metadata ?? {})
      .filter((entry): entry is [string, string] => entry[0].endsWith("_progress") && typeof entry[1] === "string")
      .map(([what, value]) => `${what.replace(/_progress$/, "").replaceAll("_", " ")}: ${value}`)
      .join(", ");
    if (!progress || !line || line === last || performance.now() - told < 1_000) return;
    last = line;
    told = performance.now();
    progress(line);
  };
}
