// Running parts of the tests: some at once, and every line says whose it is.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import pLimit from "p-limit";
import { z } from "zod";
import { root } from "./build.ts";
import { compiling } from "./cache.ts";
import type { Totals } from "./reporter.ts";
import { type Part, parts, TURNS } from "./test-parts.ts";

/** How many run at once. Most of a test is waiting for engines and servers; yet what waits for a node must not starve. */
const AT_ONCE = 3;
/** Milliseconds for a part that is told to stop, until it is ended by force. */
const TO_STOP = 30_000;
/** Milliseconds for the last lines of a part that has ended: a process that it left behind may hold its output open. */
const TO_SPEAK = 2_000;

/** What mocha is given, and until when. */
export interface Run {
  /** Files, or options such as `--grep`; with none, all of the tests run. */
  args: readonly string[];
  env: Record<string, string>;
  /** Number by which it is drawn whose turn it is; undefined: every one's. */
  lot: number | undefined;
  /** Ends the run: what runs then, or has not begun, has failed. */
  signal?: AbortSignal;
}

/** Runs mocha on the parts that were asked for, and adds up what they told. */
export async function runParts(asked: Run): Promise<Totals> {
  const limit = pLimit(AT_ONCE);
  const chosen = partsFor(asked);
  const totals = await Promise.all(chosen.map((part) => limit(() => runPart(part, asked, chosen.length === 1))));
  const sum = (name: "passed" | "skipped") => totals.reduce((all, each) => all + each[name], 0);
  return { passed: sum("passed"), skipped: sum("skipped"), failures: totals.flatMap(({ failures }) => failures) };
}

/** What was asked for, by files or by names, under the engine that the environment names; else all parts. */
function partsFor({ args, lot }: Run): readonly Part[] {
  const engine = process.env.CUL8ER_ENGINE ?? "pulumi";
  if (args.some((arg) => arg.endsWith(".ts"))) return [{ name: "asked for", files: [], engine }];
  if (args.includes("--grep") || args.includes("-g")) return [{ name: "named", files: ["test/**/*.test.ts"], engine }];
  return parts.filter(({ turn }) => turn === undefined || lot === undefined || turn === lot % TURNS);
}

async function runPart(part: Part, { args, env, signal }: Run, alone: boolean): Promise<Totals> {
  const failed = (why: string): Totals => ({ passed: 0, skipped: 0, failures: [`${part.name}: ${why}`] });
  if (signal?.aborted) return failed(`not begun: ${signal.reason}`);
  const child = start([...part.files, ...args], { ...env, CUL8ER_ENGINE: part.engine }, alone);
  const lastLine = alone ? () => "" : tellLines(child, part.name);
  const stop = () => {
    child.kill("SIGINT");
    setTimeout(() => child.kill("SIGKILL"), TO_STOP).unref();
  };
  signal?.addEventListener("abort", stop);
  try {
    const { totals, ended } = await outcomeOf(child);
    if (signal?.aborted) return merged(totals, failed(`${signal.reason}, when it had said: ${lastLine()}`));
    if (ended !== 0 && !totals?.failures.length) return merged(totals, failed(`mocha ended with ${ended}`));
    return totals ?? failed("mocha told nothing");
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}

const merged = (told: Totals | undefined, { failures }: Totals): Totals => ({
  passed: told?.passed ?? 0,
  skipped: told?.skipped ?? 0,
  failures: [...(told?.failures ?? []), ...failures],
});

/** One that runs alone has the terminal; of several none reads what is typed, or waits for it. */
function start(args: string[], env: Record<string, string>, alone: boolean): ChildProcess {
  const command = [join(root, "node_modules/mocha/bin/mocha.js"), "--reporter", "setup/reporter.ts", ...args];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...compiling, ...env },
    stdio: [alone ? "inherit" : "ignore", alone ? "inherit" : "pipe", "inherit", "ipc"],
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => child.kill(signal));
  return child;
}

/** Prints what a part says as it says it, so that a run that is cut off shows how far it was; returns what tells its last line. */
function tellLines({ stdout }: ChildProcess, name: string): () => string {
  let last = "nothing";
  if (!stdout) return () => last;
  createInterface({ input: stdout }).on("line", (line) => {
    console.log(`${name.padEnd(16)}${line}`);
    if (line.trim()) last = line.trim();
  });
  return () => last;
}

/** What the reporter told, if it did, and how the process ended: its code, or the signal. */
function outcomeOf(child: ChildProcess): Promise<{ totals: Totals | undefined; ended: number | string }> {
  return new Promise((resolve, reject) => {
    let totals: Totals | undefined;
    child.on("message", (message) => {
      totals = received.parse(message);
    });
    child.on("error", reject);
    child.on("exit", () => setTimeout(() => child.stdout?.destroy(), TO_SPEAK).unref());
    child.on("close", (code, signal) => resolve({ totals, ended: signal ?? code ?? 0 }));
  });
}

const received = z.object({
  passed: z.number(),
  skipped: z.number(),
  failures: z.array(z.string()),
});
