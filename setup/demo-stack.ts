// The demo's Pulumi stack: its state, passphrase and secrets are in the cache; the program is the repository's own.
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { root } from "./build.ts";
import { cached, once } from "./cache.ts";
import { run } from "./command.ts";
import { imagePath } from "./image.ts";
import { debian } from "./image-systemd.ts";
import { pulumiBin, pulumiEnvironment } from "./pulumi.ts";
import { buildRelease, demoBuilds } from "./release.ts";

const name = "demo";

/** Where a stack keeps its things, and what it deploys. */
export interface Home {
  /** Folder of its state, passphrase and command. */
  folder: string;
  /** Folder of the Pulumi project. */
  program: string;
  /** Incus project that the program deploys into. */
  project: string;
}

/** The home of the one demo of this user. */
export const usersHome: Home = { folder: cached("demo"), program: root, project: "default" };

/** How a run of Pulumi ended, and all that it wrote. */
export interface Ended {
  ok: boolean;
  text: string;
}

/** The stack, through the one command that the user is told about as well. */
export interface DemoStack {
  /** Path of `pulumi` with the environment of this stack. */
  pulumi: string;
  /** Path of `cul8er`, for the same nodes. */
  cul8er: string;
  /** Incus project of the nodes. */
  project: string;
  /** Gives the program what it asks for; a release that was chosen before stays unless another one is given. */
  configure(release?: string): Promise<void>;
  /** Runs Pulumi on the user's terminal. */
  show(...args: string[]): Promise<void>;
  /** Runs Pulumi for somebody who listens to its lines. */
  tell(args: string[], told: (line: string) => void): Promise<Ended>;
  /** Runs Pulumi and returns what it printed. */
  run(...args: string[]): Promise<string>;
  /** What the program exports, not yet checked. */
  outputs(): Promise<unknown>;
}

/** Whether the demo was deployed from there and not removed since. */
export function stackExists({ folder }: Home = usersHome): boolean {
  return existsSync(join(stateIn(folder), ".pulumi/stacks/cul8er", `${name}.json`));
}

/** Makes the stack, or opens the one that is there. */
export async function openStack(home: Home = usersHome): Promise<DemoStack> {
  await mkdir(stateIn(home.folder), { recursive: true });
  const pulumi = await writePulumi(home);
  const cul8er = await writeCommand(home, "cul8er", {}, [process.execPath, join(root, "dist/cli/cul8er.js")]);
  await run(pulumi, ["stack", "select", "--create", name]);
  const stack: DemoStack = {
    pulumi,
    cul8er,
    project: home.project,
    configure: (release) => configure(stack, release),
    show: (...args) => show(pulumi, args),
    tell: (args, told) => tell(pulumi, args, told),
    run: (...args) => run(pulumi, args),
    outputs: async () => JSON.parse(await run(pulumi, ["stack", "output", "--json"])),
  };
  return stack;
}

const stateIn = (folder: string): string => join(folder, "state");

async function configure(stack: DemoStack, release?: string): Promise<void> {
  const config = values.parse(JSON.parse(await stack.run("config", "--json")));
  const has = (key: string) => config[`cul8er:${key}`] !== undefined;
  await stack.run("config", "set", "image", imagePath(debian));
  const chosen = config["cul8er:release"]?.value;
  if (release || !chosen || !existsSync(chosen))
    await stack.run("config", "set", "release", release ?? (await buildRelease(demoBuilds[0])));
  if (!has("port")) await stack.run("config", "set", "port", `${await freePort()}`);
  // From standard input: arguments can be read by everybody on the machine.
  for (const key of ["secretKeyBase", "cookie"])
    if (!has(key))
      await run(stack.pulumi, ["config", "set", "--secret", key], { input: randomBytes(32).toString("hex") });
}

/** The port that the program means, or another one where somebody has that already. */
async function freePort(): Promise<number> {
  return portOn(4000).catch(() => portOn(0));
}

function portOn(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : wanted));
    });
  });
}

/** A `pulumi` for this stack: what the demo runs and what it tells the user to run are the same. */
async function writePulumi(home: Home): Promise<string> {
  const bin = await pulumiBin();
  if (!bin) throw new Error('Pulumi is not ready: run "npm run setup"');
  const passphraseFile = await once(join(home.folder, "passphrase"), (draft) =>
    writeFile(draft, randomBytes(32).toString("hex"), { mode: 0o600 }),
  );
  const environment = pulumiEnvironment(bin, { state: stateIn(home.folder), passphraseFile });
  return writeCommand(home, "pulumi", environment, [join(bin, "pulumi")]);
}

/** A short command for a long one. */
async function writeCommand(
  { folder, program }: Home,
  name: string,
  environment: Record<string, string>,
  command: string[],
): Promise<string> {
  const path = join(folder, name);
  const lines = [
    "#!/bin/sh",
    "unset PULUMI_CONFIG_PASSPHRASE",
    `# ${name}, as it is for the demo's stack.`,
    ...Object.entries(environment).map(([key, value]) => `export ${key}=${quoted(value)}`),
    `cd ${quoted(program)} && exec ${command.map(quoted).join(" ")} "$@"`,
  ];
  await writeFile(path, `${lines.join("\n")}\n`, { mode: 0o755 });
  return path;
}

/** Pulumi draws on the terminal itself. */
async function show(pulumi: string, args: string[]): Promise<void> {
  const child = spawn(pulumi, args, { stdio: ["inherit", process.stderr, process.stderr] });
  const { code, signal } = await ended(child);
  if (code !== 0) throw new Error(`pulumi ${args[0]} ended with ${signal ?? `exit code ${code}`}; its output is above`);
}

async function tell(pulumi: string, args: string[], told: (line: string) => void): Promise<Ended> {
  const child = spawn(pulumi, ["--color", "never", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const lines: string[] = [];
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on("line", (line) => {
      lines.push(line);
      told(line);
    });
  const { code } = await ended(child);
  return { ok: code === 0, text: lines.join("\n") };
}

/**
 * The end of a Pulumi, which stops by itself, at a safe point, when it is told to. A terminal tells it of a Ctrl-C as it
 * tells us; a second time would be the hard stop.
 */
function ended(child: ReturnType<typeof spawn>): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  const interrupt = () => void (process.stdin.isTTY || child.kill("SIGINT"));
  const passOn = () => void child.kill("SIGINT");
  process.on("SIGINT", interrupt).on("SIGTERM", passOn).on("SIGHUP", passOn);
  return new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve({ code, signal }));
  }).finally(() => process.off("SIGINT", interrupt).off("SIGTERM", passOn).off("SIGHUP", passOn));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

const values = z.record(z.string(), z.object({ value: z.string().optional() }));
