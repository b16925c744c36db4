/** A folder with a configuration, and an engine that runs it. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { TerraformCli } from "../../setup/terraform.ts";

/** How a run ended. */
export interface Run {
  readonly ok: boolean;
  readonly exitCode: number | undefined;
  /** All that a person reads, without colours. */
  readonly text: string;
}

/** A configuration in a folder of its own. */
export class Configuration {
  readonly folder: string;
  readonly #cli: TerraformCli;
  #environment: Readonly<Record<string, string>>;

  private constructor(folder: string, cli: TerraformCli, environment: Readonly<Record<string, string>>) {
    this.folder = folder;
    this.#cli = cli;
    this.#environment = environment;
  }

  /**
   * Makes the folder.
   *
   * @param environment variables on top of the engine's own
   */
  static async of(cli: TerraformCli, environment: Readonly<Record<string, string>> = {}): Promise<Configuration> {
    return new Configuration(await mkdtemp(join(tmpdir(), "cul8er-terraform-")), cli, environment);
  }

  /** Sets more variables of the environment, for the runs that follow. */
  set(environment: Readonly<Record<string, string>>): void {
    this.#environment = { ...this.#environment, ...environment };
  }

  /** Writes `main.tf`. */
  async write(text: string): Promise<void> {
    await writeFile(join(this.folder, "main.tf"), text);
  }

  /** Runs a command of the engine to its end. */
  async run(...args: string[]): Promise<Run> {
    const { exitCode, all } = await this.#execute(args, false);
    return { ok: exitCode === 0, exitCode, text: String(all) };
  }

  /** Runs a command until it has said something, then presses Ctrl-C, and waits for its end. */
  async interrupted(words: string, ...args: string[]): Promise<Run> {
    const run = this.startGroup(...args);
    let said = "";
    run.all.on("data", (piece) => {
      const before = said;
      said += piece;
      if (said.includes(words) && !before.includes(words) && run.pid) process.kill(-run.pid, "SIGINT");
    });
    const { exitCode, all } = await run;
    return { ok: exitCode === 0, exitCode, text: String(all) };
  }

  /** Starts a command of the engine, as the first of a group of processes: a terminal's Ctrl-C reaches the whole group. */
  startGroup(...args: string[]) {
    return this.#execute(args, true);
  }

  #execute(args: readonly string[], detached: boolean) {
    const env = { ...this.#cli.environment, ...this.#environment };
    const [command = "", ...rest] = args;
    const options = { reject: false, all: true, extendEnv: false, cwd: this.folder, env, detached } as const;
    return execa(this.#cli.executable, [command, "-no-color", ...rest], options);
  }

  plan(...args: string[]): Promise<Run> {
    return this.run("plan", "-input=false", "-detailed-exitcode", ...args);
  }

  apply(...args: string[]): Promise<Run> {
    return this.run("apply", "-input=false", "-auto-approve", ...args);
  }

  destroy(...args: string[]): Promise<Run> {
    return this.run("destroy", "-input=false", "-auto-approve", ...args);
  }

  /** The state as it is stored; empty where there is none. */
  stored(): Promise<string> {
    return readFile(join(this.folder, "terraform.tfstate"), "utf8").catch(() => "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
