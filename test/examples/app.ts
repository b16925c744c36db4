/** The example of a CDK, driven by that CDK's real command line. */
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { execa } from "execa";
import { z } from "zod";
import { root } from "../../setup/build.ts";
import type { CdkCli } from "../../setup/cdk.ts";
import { type Example, type Run, secrets } from "./example.ts";

/** A copy of the app, whose instances are called after `name` and are in the Incus project of that name. */
export class App implements Example {
  readonly folder: string;
  readonly sizes = [2, 3, 2] as const;
  readonly #cli: CdkCli;
  #variables: Readonly<Record<string, string>> = {};

  private constructor(folder: string, cli: CdkCli) {
    this.folder = folder;
    this.#cli = cli;
  }

  static async of(cli: CdkCli, example: string, name: string): Promise<App> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-cdk-"));
    await cp(join(root, "examples", example), folder, { recursive: true });
    await symlink(join(root, "node_modules"), join(folder, "node_modules"));
    const program = join(folder, "main.ts");
    await writeFile(program, ofItsOwn(await readFile(program, "utf8"), name));
    const app = new App(folder, cli);
    app.set({
      SIZE: String(app.sizes[0]),
      TF_VAR_image: join(folder, "image.tar.gz"),
      TF_VAR_release: join(folder, "release.tar.gz"),
      TF_VAR_secret_key_base: secrets.secret_key_base,
      TF_VAR_cookie: secrets.cookie,
    });
    return app;
  }

  set(variables: Readonly<Record<string, string>>): void {
    this.#variables = { ...this.#variables, ...variables };
  }

  async resize(size: number): Promise<void> {
    this.set({ SIZE: String(size) });
  }

  apply(): Promise<Run> {
    return this.#run("deploy", "--auto-approve", "--skip-provider-lock", "--outputs-file", "outputs.json");
  }

  plan(): Promise<Run> {
    return this.#run("diff", "--skip-provider-lock");
  }

  destroy(): Promise<Run> {
    return this.#run("destroy", "--auto-approve", "--skip-provider-lock");
  }

  async stored(): Promise<string> {
    const files = ["terraform.chat.tfstate", "cdktf.out/stacks/chat/cdk.tf.json", "cdktf.out/stacks/chat/plan"];
    return (await Promise.all(files.map((path) => this.#read(path)))).join("\n");
  }

  async nodes(): Promise<unknown> {
    return outputs.parse(JSON.parse(await this.#read("outputs.json"))).chat.nodes;
  }

  /** A file of the app, empty where there is none. */
  #read(path: string): Promise<string> {
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

/** The program in an Incus project of its own, with names of its own, and in no hurry to be sure. */
const ofItsOwn = (program: string, name: string): string =>
  program
    .replace('Cul8erProvider(stack, "incus")', `Cul8erProvider(stack, "incus", { project: "${name}" })`)
    .replace(
      'BeamCluster(stack, "chat", {',
      `BeamCluster(stack, "chat", { name: "${name}", app: "chat", minUptime: "1s",`,
    )
    .replace('deadline: "60s"', 'deadline: "15s"');

const outputs = z.object({ chat: z.object({ nodes: z.unknown() }) });
