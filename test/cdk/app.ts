/** An example app in a folder of its own, driven by the CDK's real command line. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { root } from "../../setup/build.ts";
import type { CdkCli } from "../../setup/cdk.ts";

/** How a run ended. */
export interface Run {
  readonly ok: boolean;
  /** All that a person at the terminal saw, without colours. */
  readonly text: string;
}

/** An app that lives as long as one suite. */
export class App {
  readonly folder: string;
  readonly #cli: CdkCli;
  #variables: Readonly<Record<string, string>> = {};

  private constructor(folder: string, cli: CdkCli) {
    this.folder = folder;
    this.#cli = cli;
  }

  /** A copy of an example that finds this repository's packages, with its program rewritten for a test. */
  static async of(cli: CdkCli, example: string, rewrite: (program: string) => string): Promise<App> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-cdk-"));
    await cp(join(root, "examples", example), folder, { recursive: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    const program = join(folder, "main.ts");
    await writeFile(program, rewrite(await readFile(program, "utf8")));
    return new App(folder, cli);
  }

  /** Sets the stack's variables, and what the program reads of its environment. */
  set(variables: Readonly<Record<string, string>>): void {
    this.#variables = { ...this.#variables, ...variables };
  }

  deploy(): Promise<Run> {
    return this.#run("deploy", "--auto-approve", "--skip-provider-lock", "--outputs-file", "outputs.json");
  }

  diff(): Promise<Run> {
    return this.#run("diff", "--skip-provider-lock");
  }

  destroy(): Promise<Run> {
    return this.#run("destroy", "--auto-approve", "--skip-provider-lock");
  }

  /** Outputs of the last deploy. */
  async outputs(): Promise<unknown> {
    return JSON.parse(await this.read("outputs.json"));
  }

  /** A file of the app, empty where there is none. */
  read(path: string): Promise<string> {
    return readFile(join(this.folder, path), "utf8").catch(() => "");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }

  async #run(...args: string[]): Promise<Run> {
    const { executable, args: before, environment } = this.#cli;
    const { exitCode, all } = await execa(executable, [...before, ...args], {
      cwd: this.folder,
      env: { ...environment, ...this.#variables },
      extendEnv: false,
      stdin: "ignore",
      reject: false,
      all: true,
    });
    return { ok: exitCode === 0, text: stripVTControlCharacters(String(all)) };
  }
}
