// `npm test`: the machine in order, the code in order, then every test.
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { build, root } from "./build.ts";
import { CommandFailed, run } from "./command.ts";
import { prepareMachine, whyNot } from "./machine.ts";
import { phase, say } from "./progress.ts";
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
    CUL8ER_SEED: process.env.CUL8ER_SEED ?? String(Date.now() % 1_000_000),
    ...(withoutIncus && { CUL8ER_WITHOUT_INCUS: "1" }),
  });
  if (withoutIncus) console.log(`Skipped ${tests.skipped} tests that need Incus, Pulumi or Elixir: ${withoutIncus}.`);
  const passed = tests.passed + checks.filter(Boolean).length;
  const failed = tests.failed + checks.filter((good) => !good).length;
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

/** A part of the tests, and the engines under which the table of all kinds runs in it, one after the other. */
interface Part {
  files: readonly string[];
  engines: readonly string[];
}

/** Parts that take about as long: most of a test is waiting for engines and servers. */
const parts: readonly Part[] = [
  { files: ["test/*.test.ts"], engines: ["pulumi"] },
  { files: ["test/*/**/*.test.ts"], engines: ["pulumi"] },
  { files: ["test/kinds/*.test.ts"], engines: ["terraform", "tofu"] },
];

/** Runs mocha on all parts side by side, or on what was asked for. All but the first are printed when they have ended. */
async function mocha(args: string[], env: Record<string, string>): Promise<Totals> {
  console.log(`Drawn by lot with CUL8ER_SEED=${env.CUL8ER_SEED}`);
  const chosen = args.some((arg) => arg.endsWith(".ts") || arg === "--grep" || arg === "-g");
  const everything = args.some((arg) => arg.endsWith(".ts")) ? [] : parts.slice(0, 2).flatMap(({ files }) => files);
  const beside = (chosen ? [] : parts.slice(1)).map(async ({ files, engines }) => {
    const told = [];
    for (const CUL8ER_ENGINE of engines) {
      const child = start([...files, ...args], { ...env, CUL8ER_ENGINE }, "pipe");
      const said = child.stdout ? text(child.stdout) : "";
      told.push({ totals: await totalsOf(child), said: await said });
    }
    return told;
  });
  const first = chosen ? everything : (parts[0]?.files ?? []);
  const totals = [await totalsOf(start([...first, ...args], env, "inherit"))];
  for (const { totals: more, said } of (await Promise.all(beside)).flat()) {
    console.log(said);
    totals.push(more);
  }
  const sum = (name: keyof Totals) => totals.reduce((all, each) => all + each[name], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

function start(args: string[], env: Record<string, string>, output: "inherit" | "pipe"): ChildProcess {
  const command = [join(root, "node_modules/mocha/bin/mocha.js"), "--reporter", "setup/reporter.ts", ...args];
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["inherit", output, "inherit", "ipc"],
  });
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.once(signal, () => child.kill(signal));
  return child;
}

/** What the reporter told; one that dies before it has counts as a failure. */
function totalsOf(child: ChildProcess): Promise<Totals> {
  return new Promise((resolve, reject) => {
    let totals: Totals | undefined;
    child.on("message", (message) => {
      totals = received.parse(message);
    });
    child.on("error", reject);
    child.on("exit", (code) => {
      if (totals) return resolve(code === 0 || totals.failed > 0 ? totals : { ...totals, failed: 1 });
      resolve({ passed: 0, failed: 1, skipped: 0 });
    });
  });
}

const received = z.object({ passed: z.number(), failed: z.number(), skipped: z.number() });
