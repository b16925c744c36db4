/** A load generator at work, seen from the test that started it. */
import { type ChildProcessByStdio, spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { z } from "zod";
import { type Answer, type Ending, line, now, type settings } from "./record.ts";
import { type Summary, summarise } from "./summary.ts";

/** What a load is like; most of it has a default. */
export type Wanted = z.input<typeof settings>;

/** A constant load on a service, until it is disposed of. */
export class Load {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #answers: Answer[] = [];
  readonly #endings: Ending[] = [];
  readonly #waiting = new Map<number, () => void>();
  readonly #seen = new EventEmitter();
  /** When it is gone and all that it said was heard. */
  readonly #ended: Promise<unknown>;
  #questions = 0;
  #messages = 0;
  #open = 0;

  private constructor(child: ChildProcessByStdio<Writable, Readable, null>) {
    this.#child = child;
    this.#ended = once(child, "close");
    createInterface({ input: child.stdout }).on("line", (text) => {
      const { answers, endings, messages, open, told } = line.parse(JSON.parse(text));
      this.#answers.push(...answers);
      this.#endings.push(...endings);
      this.#messages += messages;
      this.#open = open;
      for (const { version } of answers) this.#seen.emit(version);
      if (told !== undefined) this.#waiting.get(told)?.();
    });
  }

  /** Starts it; the first requests have been answered, well or not, when this ends. */
  static async on(wanted: Wanted): Promise<Load> {
    const command = [join(import.meta.dirname, "generator.ts"), JSON.stringify(wanted)];
    const child = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit"] });
    const load = new Load(child);
    await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(([code]) => {
        throw new Error(`the load generator ended with exit code ${code}`);
      }),
    ]);
    return load;
  }

  /** WebSockets that were open a second ago. */
  get open(): number {
    return this.#open;
  }

  /** Messages that came back over WebSockets. */
  get messages(): number {
    return this.#messages;
  }

  /** What was recorded; a second late. */
  get recorded(): { readonly answers: readonly Answer[]; readonly endings: readonly Ending[] } {
    return { answers: this.#answers, endings: this.#endings };
  }

  /** Sums up what began since a time (`now()` of `record.ts`), when all that began until now has ended. */
  async since(from: number): Promise<Summary> {
    const before = now();
    await this.#settled();
    return summarise(this.recorded, from, before);
  }

  /** Ends when a version answers the next time, at most two seconds later than it does. */
  async answeredBy(version: string): Promise<void> {
    await once(this.#seen, version);
  }

  /** Ends it; all that it did is recorded then. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.stdin.end();
    await this.#ended;
  }

  #settled(): Promise<void> {
    const question = ++this.#questions;
    return new Promise((resolve, reject) => {
      const gone = () => reject(new Error("the load generator ended before its time"));
      this.#child.once("exit", gone);
      this.#waiting.set(question, () => {
        this.#waiting.delete(question);
        this.#child.off("exit", gone);
        resolve();
      });
      this.#child.stdin.write(`${question}\n`);
    });
  }
}
