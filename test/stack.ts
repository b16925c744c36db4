/** A stack of a Pulumi program in a folder, driven by the real CLI with its state in a temporary folder. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { execa } from "execa";
import type { Machine } from "../setup/environment.ts";

/** What the CLI ended with. */
export interface Run {
  readonly ok: boolean;
  /** All that a person at the terminal saw. */
  readonly text: string;
  readonly seconds: number;
}

/** The CLI at work. */
export interface Running {
  readonly done: Promise<Run>;
  readonly pid: number | undefined;
  /** Ctrl-C. */
  interrupt(): void;
}

/** Variables over those of the stack. */
export type Environment = Record<string, string>;

/** One resource in a preview. */
export interface Step {
  readonly op: string;
  /** `Instance chat-1`: the kind and the logical name. */
  readonly resource: string;
  /** Inputs that the display shows as changed. */
  readonly diffs: readonly string[];
}

/** Settings of a program: strings as `pulumi config`, objects as their JSON. */
export type Settings = Record<string, unknown>;

/** A stack that lives as long as one suite. */
export class Stack {
  /** Its own files: project, configuration, state with history and backups. */
  readonly folder: string;
  readonly #environment: Record<string, string>;

  /** Milliseconds after which the CLI hangs. */
  readonly #longest: number;

  private constructor(folder: string, environment: Record<string, string>, longest: number) {
    this.folder = folder;
    this.#longest = longest;
    this.#environment = environment;
  }

  /** A new, empty stack `name` of a project of its own, whose program is in the folder `main`. */
  static async of(machine: Machine, main: string, name = "test", longest = LONGEST): Promise<Stack> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-stack-"));
    const passphraseFile = join(folder, "passphrase");
    await writeFile(passphraseFile, "correct horse battery staple", { mode: 0o600 });
    await writeFile(
      join(folder, "Pulumi.yaml"),
      JSON.stringify({ name: "test", runtime: "nodejs", main: resolve(main) }),
    );
    const state = join(folder, "state");
    await mkdir(state);
    const stack = new Stack(folder, { ...machine.pulumi({ state, passphraseFile }), PULUMI_STACK: name }, longest);
    const { ok, text } = await stack.#pulumi(["stack", "init", name]);
    if (!ok) throw new Error(text);
    return stack;
  }

  /** Sets the program's configuration; those of `secret` encrypted. */
  async configure(settings: Settings, secret: readonly string[] = []): Promise<void> {
    const entries = Object.entries(settings).flatMap(([key, value]) => [
      secret.includes(key) ? "--secret" : "--plaintext",
      `${key}=${typeof value === "string" ? value : JSON.stringify(value)}`,
    ]);
    const { ok, text } = await this.#pulumi(["config", "set-all", ...entries]);
    if (!ok) throw new Error(text);
  }

  /** What an `up` would do, resource by resource, without those that stay the same. */
  async preview(): Promise<Step[]> {
    const { stdout, stderr, exitCode } = await this.#run(["preview", "--json"]);
    if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);
    const { steps }: { steps?: PreviewedStep[] } = JSON.parse(stdout);
    return (steps ?? [])
      .filter(
        ({ op, urn }) => op !== "same" && !urn.includes("pulumi:pulumi:Stack") && !urn.includes("::pulumi:providers:"),
      )
      .map(({ op, urn, diffReasons }) => ({ op, resource: nameOf(urn), diffs: diffReasons ?? [] }));
  }

  /** A preview as a person reads it. */
  show = (): Promise<Run> => this.#pulumi(["preview", "--diff"]);

  up = (environment: Environment = {}): Promise<Run> => this.start(["up", "--yes", "--skip-preview"], environment).done;

  refresh = (environment: Environment = {}): Promise<Run> =>
    this.start(["refresh", "--yes", "--skip-preview"], environment).done;

  destroy = (environment: Environment = {}): Promise<Run> =>
    this.start(["destroy", "--yes", "--skip-preview"], environment).done;

  /** Takes away the lock that a killed CLI leaves, as a person would. */
  cancel = (): Promise<Run> => this.#pulumi(["cancel", "--yes"]);

  /** Starts the CLI, for those who want to disturb it. */
  start(args: string[], environment: Environment = {}): Running {
    const started = performance.now();
    const child = this.#run(args, environment);
    const done = child.then(({ exitCode, all }) => ({
      ok: exitCode === 0,
      text: all,
      seconds: (performance.now() - started) / 1000,
    }));
    return { done, pid: child.pid, interrupt: () => void child.kill("SIGINT") };
  }

  /** The program's outputs, secret ones in clear. */
  async outputs(): Promise<Record<string, unknown>> {
    const { stdout } = await this.#run(["stack", "output", "--json", "--show-secrets"]);
    return JSON.parse(stdout);
  }

  /** The state as it is stored. */
  async state(): Promise<string> {
    return (await this.#run(["stack", "export"])).stdout;
  }

  /** Destroys what is left, and removes the stack's own files. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { ok, text } = await this.destroy();
    await rm(this.folder, { recursive: true });
    if (!ok) throw new Error(text);
  }

  #pulumi = (args: string[]): Promise<Run> => this.start(args).done;

  #run(args: string[], environment: Environment = {}) {
    const env = { ...this.#environment, ...environment };
    const options = {
      cwd: this.folder,
      env,
      reject: false,
      all: true,
      stdin: "ignore",
      timeout: this.#longest,
    } as const;
    return execa("pulumi", ["--non-interactive", "--color", "never", ...args], options);
  }
}

/** Milliseconds that no run of one machine's takes. */
const LONGEST = 240_000;

interface PreviewedStep {
  readonly op: string;
  readonly urn: string;
  readonly diffReasons?: string[];
}

/** `Instance chat-1` of `urn:pulumi:...::cul8er:index:BeamCluster$pulumi-nodejs:dynamic/cul8er:Instance::chat-1`. */
const nameOf = (urn: string): string => {
  const [type = "", name = ""] = urn.split("::").slice(2);
  return `${type.split("$").at(-1)?.split(":").at(-1)} ${name}`;
};
