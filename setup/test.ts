// `npm test`: the machine in order, the code in order, then every test.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import pLimit from "p-limit";
import { z } from "zod";
import { build, root } from "./build.ts";
import { compiling } from "./cache.ts";
import { CommandFailed, run } from "./command.ts";
import { prepareMachine, whyNot } from "./machine.ts";
import { phase, say } from "./progress.ts";
import { homeWithoutLogs } from "./pulumi.ts";
import type { Totals } from "./reporter.ts";

/** Which tests to run. */
export interface Selection {
  /** What mocha is given: files, or options such as `--grep`. */
  args: string[];
  /** How much of the crash matrix runs. */
  crashes: "sample" | "all";
}

/** Runs checks and tests, prints the totals as the last line, and returns the exit code. */
export async function test({ args, crashes }: Selection): Promise<number> {
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
  const tests = await mocha(args, {
    CUL8ER_CRASHES: crashes,
    CUL8ER_PULUMI_HOME: await homeWithoutLogs(),
    CUL8ER_SEED: process.env.CUL8ER_SEED ?? String(Date.now() % 1_000_000),
    ...(withoutIncus && { CUL8ER_WITHOUT_INCUS: "1" }),
  });
  if (withoutIncus) console.log(`Skipped ${tests.skipped} tests that need Incus, Pulumi or Elixir: ${withoutIncus}.`);
  const passed = tests.passed + checks.filter(Boolean).length;
  const failed = tests.failures.length + checks.filter((good) => !good).length;
  // At the very end, where a log that was cut still has them.
  for (const failure of tests.failures) console.log(`Failed: ${failure}\n`);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

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

/** A part of the tests, under one engine. */
interface Part {
  files: readonly string[];
  engine: string;
}

/** All of the tests, in the order in which they begin. */
const parts: readonly Part[] = [
  { files: ["test/*.test.ts"], engine: "pulumi" },
  { files: ["test/{fleet,hosts}/*.test.ts"], engine: "pulumi" },
  { files: ["test/rollout/@(rolling|told|tasks).test.ts"], engine: "pulumi" },
  { files: ["test/rollout/!(rolling|told|tasks).test.ts"], engine: "pulumi" },
  { files: ["test/{cli,examples}/*.test.ts"], engine: "pulumi" },
  { files: ["test/!(cli|examples|rollout|fleet|hosts|kinds)/**/*.test.ts"], engine: "pulumi" },
  ...["pulumi", "terraform", "tofu"].map((engine) => ({ files: ["test/kinds/*.test.ts"], engine })),
];

/** How many run at once. Most of a test is waiting for engines and servers; yet what waits for a node must not starve. */
const AT_ONCE = 3;

/** What was asked for, by files or by names, under the engine that the environment names; else all parts. */
function partsFor(args: readonly string[]): readonly Part[] {
  const engine = process.env.CUL8ER_ENGINE ?? "pulumi";
  if (args.some((arg) => arg.endsWith(".ts"))) return [{ files: [], engine }];
  if (args.includes("--grep") || args.includes("-g")) return [{ files: ["test/**/*.test.ts"], engine }];
  return parts;
}

/** Runs mocha on the parts. All but the first are printed when they have ended. */
async function mocha(args: string[], env: Record<string, string>): Promise<Totals> {
  console.log(`Drawn by lot with CUL8ER_SEED=${env.CUL8ER_SEED}`);
  const limit = pLimit(AT_ONCE);
  const totals = await Promise.all(partsFor(args).map((part, at) => limit(() => runPart(part, args, env, at === 0))));
  const sum = (name: "passed" | "skipped") => totals.reduce((all, each) => all + each[name], 0);
  return { passed: sum("passed"), skipped: sum("skipped"), failures: totals.flatMap(({ failures }) => failures) };
}

async function runPart(
  { files, engine }: Part,
  args: readonly string[],
  env: Record<string, string>,
  live: boolean,
): Promise<Totals> {
  const child = start([...files, ...args], { ...env, CUL8ER_ENGINE: engine }, live ? "inherit" : "pipe");
  const said = child.stdout ? text(child.stdout) : undefined;
  const totals = await totalsOf(child, `${engine}: ${files.join(" ")}`);
  if (said) console.log(await said);
  return totals;
}

function start(args: string[], env: Record<string, string>, output: "inherit" | "pipe"): ChildProcess {
  const command = [join(root, "node_modules/mocha/bin/mocha.js"), "--reporter", "setup/reporter.ts", ...args];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...compiling, ...env },
    stdio: ["inherit", output, "inherit", "ipc"],
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => child.kill(signal));
  return child;
}

/** What the reporter told; one that dies before it has, or after, counts as a failure. */
function totalsOf(child: ChildProcess, name: string): Promise<Totals> {
  return new Promise((resolve, reject) => {
    let totals: Totals | undefined;
    child.on("message", (message) => {
      totals = received.parse(message);
    });
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (totals && (code === 0 || totals.failures.length > 0)) return resolve(totals);
      const failures = [`mocha ended with ${signal ?? code}: ${name}`];
      resolve({ ...(totals ?? { passed: 0, skipped: 0 }), failures });
    });
  });
}

const received = z.object({
  passed: z.number(),
  skipped: z.number(),
  failures: z.array(z.string()),
});
