/** A machine that is reached over SSH: scripts run on it, and its unix sockets come to us. */
import type { Duplex } from "node:stream";
import pLimit from "p-limit";
import type { ClientChannel } from "ssh2";
import type { Script } from "../shell.ts";
import { commandLine, NO_ROOT } from "./command.ts";
import { type ConnectionLost, SshAborted, type SshError, SshTimedOut, SudoRefused } from "./errors.ts";
import { connect, type Link } from "./link.ts";
import { nameOf, type SshPlace, userOf } from "./place.ts";

/** How a script is run. */
export interface RunOptions {
  /** As root, by `sudo -n` or `doas -n` where the user is another. Default: false. */
  readonly sudo?: boolean;
  /** Ends the wait when aborted, and the script as far as the machine allows. */
  readonly signal?: AbortSignal | undefined;
  /** Ends it at this time, in milliseconds since the epoch. */
  readonly deadline?: number | undefined;
}

/** What a script gave. */
export interface Ran {
  /** Its exit code; 255 where a signal ended it. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Sessions at once on one connection: sshd allows 10. */
const SESSIONS = 8;
/** Characters of output that are kept: more is of no use to anybody here. */
const OUTPUT = 8 * 1024 * 1024;

/** A machine. Nothing is sent before it is first asked something. */
export class SshHost {
  readonly place: SshPlace;
  readonly #queue = pLimit(SESSIONS);
  #link: Promise<Link> | undefined;

  constructor(place: SshPlace) {
    this.place = place;
  }

  /** Its name in messages: `deploy@prod.example.com`. */
  get name(): string {
    return nameOf(this.place);
  }

  /**
   * Runs a script with its arguments and input. An exit code that is not 0 is no error.
   *
   * What is secret belongs into `script.input`: text and arguments are seen in the machine's process list.
   * @throws any SshError
   */
  run(script: Script, { sudo = false, signal, deadline }: RunOptions = {}): Promise<Ran> {
    const tried = `running "${script.name}"`;
    return this.#within(tried, signal, deadline, (end) =>
      this.#queue(async () => {
        const link = await this.#linked();
        end.throwIfAborted();
        const release = link.hold();
        try {
          const ran = await link.exec(commandLine(script, { root: sudo }), tried, (channel) =>
            finished(channel, script.input, end, () => link.lost(tried)),
          );
          if (sudo && ran.code === NO_ROOT) throw this.#noRoot(tried, ran.stderr);
          return ran;
        } finally {
          release();
        }
      }),
    );
  }

  /**
   * Opens one of its unix sockets.
   * @throws ChannelRefused where it is not there or not for this user, and any other SshError
   */
  async forward(path: string, options: Omit<RunOptions, "sudo"> = {}): Promise<Forwarded> {
    const tried = `opening its socket ${path}`;
    return this.#within(tried, options.signal, options.deadline, async () => {
      const link = await this.#linked();
      return link.forward(path, tried, (channel) => forwarded(channel, link));
    });
  }

  /** Closes the connection at once; work under way fails. A later request opens a new one. */
  async disconnect(): Promise<void> {
    const link = this.#link;
    this.#link = undefined;
    (await link?.catch(() => undefined))?.close();
  }

  /** The open connection, opened anew when it is lost. */
  async #linked(): Promise<Link> {
    for (;;) {
      this.#link ??= connect(this.place);
      const opening = this.#link;
      const link = await opening.catch((error) => {
        if (this.#link === opening) this.#link = undefined;
        throw error;
      });
      if (link.open) return link;
      if (this.#link === opening) this.#link = undefined;
    }
  }

  async #within<T>(
    tried: string,
    signal: AbortSignal | undefined,
    deadline: number | undefined,
    work: (end: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const end = new AbortController();
    const stop = () => end.abort(signal?.reason);
    if (signal?.aborted) stop();
    signal?.addEventListener("abort", stop, { once: true });
    const left = deadline === undefined ? undefined : Math.min(Math.max(deadline - Date.now(), 0), 2 ** 31 - 1);
    const timer =
      left === undefined ? undefined : setTimeout(() => end.abort(new DOMException("too late", "TimeoutError")), left);
    const ended = new Promise<never>((_, reject) => {
      const reason = () => reject(this.#ended(tried, end.signal.reason));
      if (end.signal.aborted) reason();
      end.signal.addEventListener("abort", reason, { once: true });
    });
    ended.catch(() => {});
    const working = end.signal.aborted ? ended : work(end.signal);
    working.catch(() => {}); // nobody waits for it any more once the end has come
    try {
      return await Promise.race([working, ended]);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
    }
  }

  #ended(tried: string, cause: unknown): SshError {
    const at = { tried, on: this.name, cause };
    return cause instanceof Error && cause.name === "TimeoutError"
      ? new SshTimedOut({ ...at, said: "the deadline passed", advice: "Give it more time, or look what holds it up." })
      : new SshAborted({ ...at, said: "it was interrupted" });
  }

  #noRoot(tried: string, stderr: string): SudoRefused {
    const said = stderr.trim().split("\n").slice(0, 2).join("; ") || "there is neither sudo nor doas";
    const user = userOf(this.place);
    const advice = `Log in as root, or let ${user} use sudo without a password: echo '${user} ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/${user}`;
    return new SudoRefused({ tried: `${tried} as root`, on: this.name, said, advice });
  }
}

/** A unix socket of the machine. Like a socket of our own, it can keep the process alive or not. */
export type Forwarded = Duplex & { ref(): void; unref(): void };

function forwarded(channel: ClientChannel, link: Link): Forwarded {
  let release: (() => void) | undefined = link.hold();
  const unref = () => {
    release?.();
    release = undefined;
  };
  channel.once("close", unref);
  return Object.assign(channel, {
    ref: () => {
      if (!channel.destroyed) release ??= link.hold();
    },
    unref,
  });
}

/** Gives a command its input and waits for its end. */
function finished(
  channel: ClientChannel,
  input: Buffer | undefined,
  end: AbortSignal,
  lost: () => ConnectionLost,
): Promise<Ran> {
  return new Promise<Ran>((resolve, reject) => {
    const said = { stdout: "", stderr: "" };
    const hear = (name: "stdout" | "stderr") => (piece: string) => {
      if (said[name].length < OUTPUT) said[name] += piece;
    };
    channel.setEncoding("utf8").on("data", hear("stdout"));
    channel.stderr.setEncoding("utf8").on("data", hear("stderr"));
    let code: number | undefined;
    channel.on("exit", (exit: number | null, signal?: string) => {
      code = exit ?? 255;
      if (exit === null) said.stderr += `\nended by ${signal ?? "a signal"}`;
    });
    const stop = () => {
      channel.signal("TERM");
      channel.close();
    };
    end.addEventListener("abort", stop, { once: true });
    channel.on("error", () => {}); // the end tells
    channel.on("close", () => {
      end.removeEventListener("abort", stop);
      if (code === undefined) reject(lost());
      else resolve({ code, ...said });
    });
    channel.end(input);
  });
}

const hosts = new Map<string, SshHost>();

/** The machine at `place`: the same object, and so the same connection, for all of this process. */
export function reach(place: SshPlace): SshHost {
  // Engines give fields back in an order of their own: the same machine must not have two connections, one of which is not
  // closed where the other is.
  const fields = Object.entries(place).sort(([one], [other]) => (one < other ? -1 : 1));
  const key = JSON.stringify([fields, process.env.HOME, process.env.SSH_AUTH_SOCK]);
  const known = hosts.get(key) ?? new SshHost(place);
  hosts.set(key, known);
  return known;
}

/** Closes the connections to all machines. */
export async function disconnectAll(): Promise<void> {
  const all = [...hosts.values()];
  hosts.clear();
  await Promise.all(all.map((host) => host.disconnect()));
}
