// The demo's Pulumi stack: its state, passphrase and secrets are in the cache; the program is the repository's own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { root } from "./build.ts";
import { cached, once } from "./cache.ts";
import { run } from "./command.ts";
import { imagePath } from "./image.ts";
import { debian } from "./image-systemd.ts";
import { pulumiBin, pulumiEnvironment } from "./pulumi.ts";
import { buildRelease, demoBuilds } from "./release.ts";

const name = "demo";
const folder = cached("demo");
const state = join(folder, "state");

/** The stack, through the one command that the user is told about as well. */
export interface DemoStack {
  /** Path of `pulumi` with the environment of this stack. */
  pulumi: string;
  /** Gives the program what it asks for; a release that the user chose stays. */
  configure(): Promise<void>;
  /** Runs Pulumi on the user's terminal. */
  show(...args: string[]): Promise<void>;
  /** Runs Pulumi and returns what it printed. */
  run(...args: string[]): Promise<string>;
  /** What the program exports, not yet checked. */
  outputs(): Promise<unknown>;
}

/** Whether the demo was deployed from this cache and not removed since. */
export function stackExists(): boolean {
  return existsSync(join(state, ".pulumi/stacks/cul8er", `${name}.json`));
}

/** Makes the stack, or opens the one that is there. */
export async function openStack(): Promise<DemoStack> {
  await mkdir(state, { recursive: true });
  const pulumi = await writeWrapper();
  await run(pulumi, ["stack", "select", "--create", name]);
  const stack: DemoStack = {
    pulumi,
    configure: () => configure(stack),
    show: (...args) => show(pulumi, args),
    run: (...args) => run(pulumi, args),
    outputs: async () => JSON.parse(await run(pulumi, ["stack", "output", "--json"])),
  };
  return stack;
}

async function configure(stack: DemoStack): Promise<void> {
  const config = values.parse(JSON.parse(await stack.run("config", "--json")));
  const has = (key: string) => config[`cul8er:${key}`] !== undefined;
  await stack.run("config", "set", "image", imagePath(debian));
  const chosen = config["cul8er:release"]?.value;
  if (!chosen || !existsSync(chosen)) await stack.run("config", "set", "release", await buildRelease(demoBuilds[0]));
  // From standard input: arguments can be read by everybody on the machine.
  for (const key of ["secretKeyBase", "cookie"])
    if (!has(key))
      await run(stack.pulumi, ["config", "set", "--secret", key], { input: randomBytes(32).toString("hex") });
}

/** A `pulumi` for this stack: what the demo runs and what it tells the user to run are the same. */
async function writeWrapper(): Promise<string> {
  const bin = await pulumiBin();
  if (!bin) throw new Error('Pulumi is not ready: run "npm run setup"');
  const passphraseFile = await once(join(folder, "passphrase"), (draft) =>
    writeFile(draft, randomBytes(32).toString("hex"), { mode: 0o600 }),
  );
  const environment = Object.entries(pulumiEnvironment(bin, { state, passphraseFile }));
  const wrapper = join(folder, "pulumi");
  const lines = [
    "#!/bin/sh",
    "unset PULUMI_CONFIG_PASSPHRASE",
    "# Pulumi with the environment of the demo's stack.",
    ...environment.map(([key, value]) => `export ${key}=${quoted(value)}`),
    `cd ${quoted(root)} && exec ${quoted(join(bin, "pulumi"))} "$@"`,
  ];
  await writeFile(wrapper, `${lines.join("\n")}\n`, { mode: 0o755 });
  return wrapper;
}

/** Pulumi draws on the terminal itself, and handles Ctrl-C itself. */
function show(pulumi: string, args: string[]): Promise<void> {
  const child = spawn(pulumi, args, { stdio: ["inherit", process.stderr, process.stderr] });
  const leaveItToPulumi = () => undefined;
  process.on("SIGINT", leaveItToPulumi);
  return new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`pulumi ${args[0]} ended with ${signal ?? `exit code ${code}`}; its output is above`));
    });
  }).finally(() => process.off("SIGINT", leaveItToPulumi));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const values = z.record(z.string(), z.object({ value: z.string().optional() }));
