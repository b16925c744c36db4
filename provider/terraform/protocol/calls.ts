// The calls of an engine: each to its handler, and all of them to an end when the user stops the run.
import { CallFailed, Status } from "./grpc.ts";
import type { Handler, Handlers } from "./handlers.ts";
import { log } from "./log.ts";
import { type Method, type MethodName, methods } from "./methods.ts";

const PROVIDER = "/tfplugin6.Provider/";
const STOP = `${PROVIDER}StopProvider`;
const SHUT_DOWN = "/plugin.GRPCController/Shutdown";
const EMPTY = new Uint8Array();

/** What there is to know of calls besides their handlers. */
export interface CallOptions {
  /** Called once the engine needs this process no longer, and knows that we know. */
  onShutdown(): void;
  /** Whether the process outlives a stop: then only the calls of that moment end early. */
  outlivesStop: boolean;
}

/** The calls that are being answered. */
export class Calls {
  readonly #load: () => Promise<Handlers>;
  readonly #options: CallOptions;
  readonly #running = new Set<Promise<unknown>>();
  #stop = new AbortController();
  #handlers: Promise<Handlers> | undefined;

  constructor(load: () => Promise<Handlers>, options: CallOptions) {
    this.#load = load;
    this.#options = options;
  }

  /** The handlers; loaded once. */
  handlers(): Promise<Handlers> {
    this.#handlers ??= this.#load();
    return this.#handlers;
  }

  /** Answers a call, as the server asks for it. */
  readonly answer = async (path: string, request: Uint8Array, gone: AbortSignal): Promise<Uint8Array> => {
    if (path === STOP) {
      log("info", "the run is to be stopped");
      this.stop();
      return EMPTY;
    }
    if (path === SHUT_DOWN) {
      gone.addEventListener("abort", () => this.#options.onShutdown());
      return EMPTY;
    }
    const name = methodOf(path);
    if (!name) throw unimplemented(path);
    const running = this.#perform(name, request, gone);
    this.#running.add(running);
    return running.finally(() => this.#running.delete(running));
  };

  /** Aborts the signals of all calls that run, and of those that still come. */
  stop(): void {
    this.#stop.abort(new Error("the run was stopped"));
    if (this.#options.outlivesStop) this.#stop = new AbortController();
  }

  /** Waits until nothing is being answered. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  /** Closes what the handlers have opened. */
  async close(): Promise<void> {
    await (await this.#handlers)?.close?.();
  }

  async #perform(name: MethodName, request: Uint8Array, gone: AbortSignal): Promise<Uint8Array> {
    // Both are of the same name, and with it of the same messages: `methods` is typed by `Handlers`.
    const method = methods[name] as Method<unknown, unknown>;
    const handler = (await this.handlers())[name] as Handler<unknown, unknown> | undefined;
    if (!handler) throw unimplemented(name);
    const began = performance.now();
    // What was opened must be closed, also after a stop.
    const ending = either(gone, name === "closeEphemeralResource" ? undefined : this.#stop.signal);
    try {
      return method.response.encode(await handler(method.request.decode(request), ending.signal));
    } catch (error) {
      log("error", `${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      ending.forget();
      log("debug", "answered", { rpc: name, milliseconds: Math.round(performance.now() - began) });
    }
  }
}

/** A signal that aborts with either, as `AbortSignal.any` gives one, which takes ten times as long: there are many calls. */
function either(one: AbortSignal, other: AbortSignal | undefined): { signal: AbortSignal; forget(): void } {
  const both = new AbortController();
  const signals = other ? [one, other] : [one];
  const end = () => both.abort(signals.find(({ aborted }) => aborted)?.reason);
  if (signals.some(({ aborted }) => aborted)) end();
  for (const signal of signals) signal.addEventListener("abort", end, { once: true });
  return {
    signal: both.signal,
    forget() {
      for (const signal of signals) signal.removeEventListener("abort", end);
    },
  };
}

function methodOf(path: string): MethodName | undefined {
  if (!path.startsWith(PROVIDER)) return undefined;
  const name = path.slice(PROVIDER.length);
  const ours = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  return Object.hasOwn(methods, ours) ? (ours as MethodName) : undefined;
}

function unimplemented(what: string): CallFailed {
  return new CallFailed(Status.unimplemented, `${what} is not implemented`);
}
