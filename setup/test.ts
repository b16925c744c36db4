// `npm test`: the machine in order, the code in order, then every test.
import { join } from "node:path";
import { build, root } from "./build.ts";
import { CommandFailed, run } from "./command.ts";
import { prepareMachine, whyNot } from "./machine.ts";
import { phase, say } from "./progress.ts";
import { homeWithoutLogs } from "./pulumi.ts";
import { runParts } from "./test-run.ts";

/** Which tests to run. */
export interface Selection {
  /** What mocha is given: files, or options such as `--grep`. */
  args: string[];
  /** Whether every row and all of the crash matrix runs, for hours. */
  everything?: boolean;
  /** Whether what takes minutes takes turns, or all of it runs. */
  turns: "one" | "all";
}

/** Runs checks and tests, prints the totals as the last line, and returns the exit code. */
export async function test({ args, everything, turns }: Selection): Promise<number> {
  const withoutIncus = await skipReason();
  try {
    await (withoutIncus ? phase("cul8er itself", build) : prepareMachine());
  } catch (error) {
    console.error(`\nNothing was tested: ${error instanceof Error ? error.message : error}`);
    console.log("0 passed, 1 failed");
    return 1;
  }
  const checks = [
    await check("format and lint", ["@biomejs/biome/bin/biome", "check"]),
    await check("types", ["typescript/bin/tsc"]),
  ];
  const seed = process.env.CUL8ER_SEED ?? (await seedOfCommit());
  console.log(`Drawn by lot with CUL8ER_SEED=${seed}`);
  const tests = await runParts({
    args,
    env: {
      ...(everything && { CUL8ER_EVERYTHING: "1" }),
      CUL8ER_PULUMI_HOME: await homeWithoutLogs(),
      CUL8ER_SEED: seed,
      ...(withoutIncus && { CUL8ER_WITHOUT_INCUS: "1" }),
    },
    lot: turns === "one" ? Number(seed) : undefined,
    ...(turns === "one" && { signal: deadline() }),
  });
  if (withoutIncus) console.log(`Skipped ${tests.skipped} tests that need Incus, Pulumi or Elixir: ${withoutIncus}.`);
  const passed = tests.passed + checks.filter(Boolean).length;
  const failed = tests.failures.length + checks.filter((good) => !good).length;
  // At the very end, where a log that was cut still has them.
  for (const failure of tests.failures) console.log(`Failed: ${failure}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** The same lots for the same commit, so that a run can be had again; another commit draws others. */
async function seedOfCommit(): Promise<string> {
  try {
    const commit = await run("git", ["rev-parse", "HEAD"], { cwd: root });
    return String(Number.parseInt(commit.slice(0, 6), 16) % 1_000_000);
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    return String(Date.now() % 1_000_000);
  }
}

/** A run that hangs shall say where, instead of being cut off by whoever waits for it. */
function deadline(): AbortSignal {
  const running = new AbortController();
  setTimeout(() => running.abort(`stopped after ${AT_MOST} minutes`), AT_MOST * 60_000).unref();
  return running.signal;
}

/** What all tests of `npm test` may take together, in minutes. */
const AT_MOST = 60;

/** Why to do without Incus: asked for, or no way to have it. In CI nothing is skipped, so there it is an error. */
async function skipReason(): Promise<string | undefined> {
  if (process.env.CI) return undefined;
  return process.env.CUL8ER_WITHOUT_INCUS ? "CUL8ER_WITHOUT_INCUS is set" : whyNot();
}

/** Runs one of the tools of node_modules over the repository; says what it found. */
async function check(name: string, [tool = "", ...args]: string[]): Promise<boolean> {
  try {
    await phase(name, () => run(process.execPath, [join(root, "node_modules", tool), ...args], { cwd: root }));
    return true;
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    say(error.output);
    return false;
  }
}
