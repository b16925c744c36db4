/** Where the nodes are that a command is about: a server and a project. */
import { type Context, contextOf } from "../provider/context.ts";
import { connect, type Server } from "../provider/incus/server.ts";
import type { Call, Option } from "./command.ts";

/** Options that say where. */
export const WHERE = {
  host: {
    type: "string",
    value: "REMOTE",
    help: "Incus remote, as `incus remote list` shows it. Default: the one of `incus`.",
  },
  project: { type: "string", value: "NAME", help: "Incus project. Default: INCUS_PROJECT, or else default." },
} as const satisfies Record<string, Option>;

/** A server, a project, and the work that is done there. */
export interface Place {
  readonly server: Server;
  readonly project: string;
  readonly context: Context;
}

/** The place that a command was given. Nothing is asked of the server yet. */
export function placeOf({ text, terminal, signal }: Call<keyof typeof WHERE>): Place {
  const server = connect(text("host"));
  const project = text("project") ?? (process.env.INCUS_PROJECT || "default");
  const progress = (line: string) => terminal.note(line);
  const context = contextOf({ server, owner: "cul8er", signal, progress, warn: progress }, "update");
  return { server, project, context };
}
