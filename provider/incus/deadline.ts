import { Aborted, type Failure, type IncusError, TimedOut } from "./errors.ts";

/** How long a caller waits. */
export interface Patience {
  /** Ends the wait when aborted. */
  signal?: AbortSignal | undefined;
  /** Ends the wait at this time, in milliseconds since the epoch. */
  deadline?: number | undefined;
}

// setTimeout holds at most 2^31 - 1 milliseconds; a longer deadline is as good as none.
const longest = 2 ** 31 - 1;

/** One signal for both ends of somebody's patience; undefined where there is no end. */
export function endOf({ signal, deadline }: Patience): AbortSignal | undefined {
  if (deadline === undefined || deadline - Date.now() > longest) return signal;
  const left = Math.ceil(deadline - Date.now());
  const timeout =
    left > 0 ? AbortSignal.timeout(left) : AbortSignal.abort(new DOMException("too late", "TimeoutError"));
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

/** Rejects when `signal` ends, otherwise gives what `work` gives. The work itself is not stopped. */
export async function unless<T>(signal: AbortSignal | undefined, work: Promise<T>): Promise<T> {
  if (!signal) return work;
  work.catch(() => {}); // whoever stopped waiting must not be hit by a rejection later
  signal.throwIfAborted();
  let stop = () => {};
  const ended = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

/** The error for a wait that `signal` ended: past its deadline, or aborted by the caller. */
export function ended(signal: AbortSignal, at: Pick<Failure, "tried" | "on">): IncusError {
  const cause: unknown = signal.reason;
  if (cause instanceof Error && cause.name === "TimeoutError")
    return new TimedOut({
      ...at,
      said: "the deadline passed",
      advice: "Give it more time, or look what holds it up.",
      cause,
    });
  return new Aborted({ ...at, said: "it was interrupted", cause });
}
