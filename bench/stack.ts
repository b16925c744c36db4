/** Stacks of the benchmarks' programs, by the real CLI. */
import { join } from "node:path";
import type { Machine } from "../setup/environment.ts";
import { type Run, Stack } from "../test/stack.ts";

/** Milliseconds that no run takes, with hundreds of instances either. */
const LONGEST = 900_000;

/** Runs the work with a new stack of a program in `programs/`; what it deployed is removed. */
export async function withStack<T>(machine: Machine, program: string, work: (stack: Stack) => Promise<T>): Promise<T> {
  const stack = await Stack.of(machine, join(import.meta.dirname, "programs", program), "bench", LONGEST);
  try {
    return await work(stack);
  } finally {
    await stack[Symbol.asyncDispose]();
  }
}

/** What the CLI did, when it did it well. @throws with all that it said */
export async function succeeded(run: Promise<Run>): Promise<Run> {
  const { ok, text, ...rest } = await run;
  if (!ok) throw new Error(`pulumi failed:\n${text}`);
  return { ok, text, ...rest };
}
