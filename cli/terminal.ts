/** The terminal that a command runs in: what it writes, and what it asks. */
import { createInterface } from "node:readline/promises";
import type { Option } from "./command.ts";

/** Where a command reads and writes. */
export interface Terminal {
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  /** Writes a line of the answer. */
  print(line: string): void;
  /** Writes a line about the work itself, which is no part of the answer. */
  note(line: string): void;
}

/** The person did not say yes, or there is nobody to ask. */
export class NotConfirmed extends Error {
  override readonly name = "NotConfirmed";
}

/** The terminal of this process. */
export const ownTerminal: Terminal = {
  stdin: process.stdin,
  stdout: process.stdout,
  print: (line) => void process.stdout.write(`${line}\n`),
  note: (line) => void process.stderr.write(`${line}\n`),
};

/** Asks before something is done, unless it was said before. @throws NotConfirmed */
export async function confirm(
  { stdin }: Terminal,
  question: string,
  { yes, signal }: { yes: boolean; signal: AbortSignal },
): Promise<void> {
  if (yes) return;
  if (!stdin.isTTY || !process.stderr.isTTY)
    throw new NotConfirmed("nobody can be asked here, and this changes what runs: say --yes to have it done");
  const asking = createInterface({ input: stdin, output: process.stderr });
  try {
    const answer = await asking.question(`${question} [y/N] `, { signal });
    if (!/^y(es)?$/i.test(answer.trim())) throw new NotConfirmed("nothing was changed");
  } finally {
    asking.close();
  }
}

/** Options of commands that change what runs. */
export const CAREFUL = {
  yes: { type: "boolean", short: "y", help: "Do it without being asked." },
  "max-unavailable": {
    type: "string",
    value: "NUMBER",
    help: "Nodes that may be out of service at the same time. Default: 1.",
  },
} as const satisfies Record<string, Option>;
