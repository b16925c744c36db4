/** A command inside an instance with a terminal of its own, for a person who sits before it. */
import { z } from "zod";
import { checked } from "./answer.ts";
import { ended, unless } from "./deadline.ts";
import { IncusError } from "./errors.ts";
import { codeOf, type ExecSite } from "./exec.ts";
import type { Ear } from "./transport.ts";

/** Size of a terminal in characters. */
export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** The way to the command while it runs. */
export interface TerminalLine {
  /** What was typed, control characters and all: 3 is Ctrl-C. */
  type(typed: Buffer): void;
  resize(size: TerminalSize): void;
}

/** How a command is run in a terminal. */
export interface TerminalOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly size: TerminalSize;
  /** Hears what the command writes. */
  hear(written: Buffer): void;
  /** Given the way to the command, once it is there. */
  opened?(line: TerminalLine): void;
}

const secrets = z.object({ fds: z.object({ "0": z.string(), control: z.string() }) });

/**
 * Runs `command` in a terminal and gives its exit code. Aborting hangs up: the command gets what it gets when somebody
 * closes the window.
 */
export async function runInTerminal(site: ExecSite, command: string[], options: TerminalOptions): Promise<number> {
  const { transport, project, tried, signal } = site;
  const at = { tried, on: transport.endpoint.name };
  const { columns, rows } = options.size;
  const started = await site.start({
    command,
    environment: options.environment ?? {},
    "wait-for-websocket": true,
    interactive: true,
    width: columns,
    height: rows,
  });
  const { fds } = checked(secrets, started.metadata, at);
  const open = (secret: string, ear: Ear) => {
    const query = `secret=${encodeURIComponent(secret)}&project=${encodeURIComponent(project)}`;
    return transport.channel(`/1.0/operations/${started.id}/websocket?${query}`, tried, ear, signal);
  };
  const finished = site.settle(started);
  finished.catch(() => {}); // waited for below; may fail before
  const screen = new Screen(options.hear);
  const opening = [open(fds.control, { hear: () => {} }), open(fds["0"], screen)];
  try {
    const [control, keys] = await Promise.all(opening);
    const ignore = () => {}; // the command may have ended before
    options.opened?.({
      type: (typed) => keys?.websocket.send(typed, { binary: true }, ignore),
      resize: ({ columns, rows }) =>
        control?.websocket.send(
          JSON.stringify({ command: "window-resize", args: { width: String(columns), height: String(rows) } }),
          ignore,
        ),
    });
    // The server waits for us to hang up, too.
    await unless(signal, screen.dark);
    keys?.websocket.close();
    const last = await unless(signal, finished);
    return codeOf(last, at);
  } catch (error) {
    throw signal?.aborted && !(error instanceof IncusError) ? ended(signal, at) : error;
  } finally {
    for (const each of await Promise.allSettled(opening))
      if (each.status === "fulfilled") each.value.websocket.terminate();
  }
}

/** All that the command writes, until the server ends it with an empty text, or closes. */
class Screen implements Ear {
  readonly #hear: (written: Buffer) => void;
  readonly #dark = Promise.withResolvers<void>();
  readonly dark = this.#dark.promise;
  // See `Output` of `exec.ts`: an answer to the last ping would lose the last words.
  readonly silent = true;
  constructor(hear: (written: Buffer) => void) {
    this.#hear = hear;
  }
  readonly hear = (message: Buffer, binary: boolean) => (binary ? this.#hear(message) : this.#dark.resolve());
  readonly closed = () => this.#dark.resolve();
}
