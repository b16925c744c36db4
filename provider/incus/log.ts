/** One request to a server, as it is logged: never a body, a header or a secret. */
export interface RequestRecord {
  /** Name of the server, as messages give it. */
  server: string;
  /** HTTP method, or `WS` for a websocket. */
  method: string;
  /** Path and query; values of `secret` are replaced. */
  path: string;
  /** HTTP status, or the reason why there is none. */
  outcome: number | string;
  /** From sending to the head of the answer, in milliseconds. */
  milliseconds: number;
}

type Watcher = (record: RequestRecord) => void;

const watchers = new Set<Watcher>();

/** Calls `watcher` for each request of this process, until the returned function is called. */
export function watchRequests(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => void watchers.delete(watcher);
}

/** Starts the clock of one request; the returned function ends it with a status or a reason. */
export function startRecord(server: string, method: string, path: string): (outcome: number | string) => void {
  const started = performance.now();
  return (outcome) => {
    const debug = process.env.CUL8ER_LOG === "debug";
    if (!debug && watchers.size === 0) return;
    const milliseconds = Math.round((performance.now() - started) * 10) / 10;
    const record = { server, method, path: redact(path), outcome, milliseconds };
    if (debug) process.stderr.write(`incus ${server}: ${method} ${record.path} ${outcome} ${milliseconds} ms\n`);
    for (const watcher of watchers) watcher(record);
  };
}

/** The path without the one-time secrets that open an operation's websockets. */
export function redact(path: string): string {
  return path.replace(/([?&]secret=)[^&]*/g, "$1...");
}
