/** What a user would have without us: three nodes set up and rolled by careful scripts over the `incus` command. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import type { Machine } from "../setup/environment.ts";
import type { Place } from "./place.ts";

/** A cluster that is deployed by hand. */
export class ByHand {
  /** Where users reach it. */
  readonly url: string;
  readonly #run: (script: string, ...args: string[]) => Promise<string>;
  readonly #folder: string;

  private constructor(run: (script: string, ...args: string[]) => Promise<string>, url: string, folder: string) {
    this.#run = run;
    this.url = url;
    this.#folder = folder;
  }

  /** Deploys a release, with HAProxy in an instance of its own. */
  static async deploy({ incus }: Machine, { project, image, signal }: Place, tarball: string): Promise<ByHand> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-bench-"));
    const env = { INCUS_SOCKET: incus.socket, INCUS_CONF: folder };
    const run = async (script: string, ...args: string[]) => {
      const command = join(import.meta.dirname, "by-hand", `${script}.sh`);
      return (await execa(command, [project, ...args], { env, cancelSignal: signal })).stdout.trim();
    };
    const address = await run("deploy", await image(), PREFIX, tarball);
    return new ByHand(run, `http://${address}`, folder);
  }

  /** Rolls another release out; with `minUptime` seconds for a look at whether it stays up. */
  async roll(tarball: string, minUptime: string): Promise<string> {
    return this.#run("roll", PREFIX, tarball, minUptime);
  }

  /** Removes its instances, so that nothing of it is in the way of others, and the command's own files. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#run("remove", PREFIX);
    await rm(this.#folder, { recursive: true });
  }
}

const PREFIX = `h${process.pid}`;
