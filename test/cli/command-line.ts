/** The command line as users have it, in a process of its own. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { execa } from "execa";
import { root } from "../../setup/build.ts";

/** The file that the package's `bin` names. */
export const bundle = join(root, "dist/cli/cul8er.js");

/** How a command ended. */
export interface Ended {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line in an environment. */
export class CommandLine {
  readonly #environment: Readonly<Record<string, string>>;

  constructor(environment: Readonly<Record<string, string>>) {
    this.#environment = environment;
  }

  /** Runs a command, with nobody at a terminal. */
  async run(args: readonly string[], input = ""): Promise<Ended> {
    const ended = await execa(process.execPath, [bundle, ...args], {
      env: this.#environment,
      reject: false,
      input,
      stripFinalNewline: false,
    });
    return { code: ended.exitCode, stdout: ended.stdout, stderr: ended.stderr };
  }

  /** Starts a command that goes on, with nobody at a terminal. */
  start(args: readonly string[]): Conversation {
    return new Conversation(process.execPath, [bundle, ...args], this.#environment);
  }

  /** Starts a command in a terminal of that size. */
  sit(args: readonly string[], { columns, rows }: { columns: number; rows: number }): Conversation {
    const words = [process.execPath, bundle, ...args].map((word) => `'${word}'`).join(" ");
    const command = `stty cols ${columns} rows ${rows}; ${words}`;
    return new Conversation("script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"], {
      ...this.#environment,
      SHELL: "/bin/sh",
      TERM: "xterm",
    });
  }
}

/** A process that is talked to. */
export class Conversation {
  readonly #child;
  #heard = "";
  #listeners: (() => void)[] = [];
  /** Its exit code. */
  readonly ended: Promise<number | null>;

  constructor(file: string, args: string[], environment: Readonly<Record<string, string>>) {
    this.#child = spawn(file, args, { env: { ...process.env, ...environment }, stdio: "pipe" });
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream.on("data", (chunk: Buffer) => {
        this.#heard += chunk.toString();
        for (const listener of this.#listeners) listener();
      });
    this.ended = new Promise((resolve) => this.#child.once("close", resolve));
  }

  /** All that it wrote so far. */
  get heard(): string {
    return this.#heard;
  }

  /** Writes to it, as keys are typed. */
  type(keys: string): void {
    this.#child.stdin.write(keys);
  }

  /** Ctrl-C, to that process alone. */
  interrupt(): void {
    this.#child.kill("SIGINT");
  }

  /** Waits until it has written something that fits. */
  async hears(wanted: RegExp, patience = 60_000): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const look = () => wanted.test(this.#heard) && resolve();
    const late = setTimeout(() => reject(new Error(`${wanted} was not written, but ${this.#heard}`)), patience);
    this.#listeners.push(look);
    look();
    try {
      await promise;
    } finally {
      clearTimeout(late);
      this.#listeners = this.#listeners.filter((each) => each !== look);
    }
  }

  [Symbol.dispose](): void {
    this.#child.kill("SIGKILL");
  }
}
