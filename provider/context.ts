/** What a verb of a kind is given: its server, whose work it is, and how long it may take. */
import type { Host } from "./incus/host.ts";
import { connect, type Scope, type Server } from "./incus/server.ts";
import { OWNER_KEY, writeMark } from "./ownership.ts";

/** What is being done with a resource. */
export type Verb = "plan" | "read" | "create" | "update" | "delete";

/** Given to every verb of a kind. */
export interface Context {
  /** What the work is for: what is only to be removed need not be read whole. */
  readonly verb: Verb;
  readonly server: Server;
  /** The same work on another server; without a host on the one that the resource itself is declared on. */
  on(host: Host): Context;
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
export function contextOf(request: Request, verb: Verb, server: Server = request.server): Context {
  const fresh = verb !== "plan" && verb !== "read";
  const { signal } = request;
  return {
    verb,
    server,
    on: (host) => contextOf(request, verb, host === undefined ? request.server : connect(host)),
    incus: (project = "default") => server.project(project, { fresh, signal, progress: request.progress }),
    signal,
    mark: () => ({ [OWNER_KEY]: writeMark(request.owner, verb === "create" ? "creating" : "created") }),
    progress: request.progress,
    warn: request.warn,
  };
}
