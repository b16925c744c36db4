/** What a verb of a kind is given: its server, whose work it is, and how long it may take. */
import type { Scope, Server } from "./incus/server.ts";
import { OWNER_KEY, writeMark } from "./ownership.ts";

/** Given to every verb of a kind. */
export interface Context {
  readonly server: Server;
  /** A project of the server. Reads are shared with the whole run in plans and refreshes, and of their own after a write. */
  incus(project?: string): Scope;
  /** Ends the work: the user's Ctrl-C, or the deadline. */
  readonly signal: AbortSignal;
  /** Config entries that say whose a thing is; part of every create and update. */
  mark(): Record<typeof OWNER_KEY, string>;
  /** A line for the user while it goes on. */
  progress(line: string): void;
  /** A line that stays in the user's output. */
  warn(line: string): void;
}

/** What an adapter knows of the engine's request. */
export interface Request {
  readonly server: Server;
  /** Who declares the resource, stable over runs: in Pulumi its URN. */
  readonly owner: string;
  readonly signal: AbortSignal;
  progress(line: string): void;
  warn(line: string): void;
}

/** The context of one verb. */
export function contextOf(
  request: Request,
  verb: "plan" | "read" | "create" | "update" | "delete",
  signal: AbortSignal = request.signal,
): Context {
  const fresh = verb !== "plan" && verb !== "read";
  return {
    server: request.server,
    incus: (project = "default") => request.server.project(project, { fresh, signal, progress: request.progress }),
    signal,
    mark: () => ({ [OWNER_KEY]: writeMark(request.owner, verb === "create" ? "creating" : "created") }),
    progress: request.progress,
    warn: request.warn,
  };
}
