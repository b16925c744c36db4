// What tests and benchmarks may count on, in one place: no test looks at environment variables or the cache by itself.
import { homedir } from "node:os";
import { imagePath } from "./image.ts";
import { debianHost } from "./image-host.ts";
import { debianWithOpenrc } from "./image-openrc.ts";
import { debian } from "./image-systemd.ts";
import { findIncus, type IncusServer } from "./incus.ts";
import { type PulumiFolders, pulumiBin, pulumiEnvironment } from "./pulumi.ts";
import { type Build, buildRelease } from "./release.ts";
import { type TerraformCli, terraform, tofu } from "./terraform.ts";

/** The machine as set-up left it. */
export interface Machine {
  /** The Incus to test against. */
  incus: IncusServer;
  /** Path of the Debian image's tarball; nothing has imported it. */
  image: string;
  /** Path of the tarball of one whose init system is OpenRC. */
  openrcImage: string;
  /** Path of the tarball of one that is a bare machine with an SSH server, to become a host. */
  hostImage: string;
  /** Environment for a Pulumi CLI (found as `pulumi` on its PATH) with state in a folder. */
  pulumi(folders: PulumiFolders): Record<string, string>;
  /** The user's Terraform, with the plugin that was built here; undefined where there is none that is new enough. */
  terraform: TerraformCli | undefined;
  /** OpenTofu, with the plugin that was built here. */
  tofu: TerraformCli;
  /** Path of the example's tarball in a version, good or with a fault baked in; built on first use. */
  release(build: Build): Promise<string>;
}

/** What `npm test` decided about this run. */
export interface TestEnvironment {
  /** The machine, or undefined where tests that need it are skipped. */
  machine: Machine | undefined;
  /** Whether there are hours for every row and all of the crash matrix; otherwise some of them are drawn by lot. */
  everything: boolean;
  /** Seed of everything that is drawn by lot in this run; printed by `npm test`, and given back by `CUL8ER_SEED`. */
  seed: number;
}

/**
 * The environment of this test run.
 *
 * @throws where the machine is not in order (run `npm run setup`), unless the run is to do without it
 */
export async function testEnvironment(): Promise<TestEnvironment> {
  const { CUL8ER_WITHOUT_INCUS, CUL8ER_EVERYTHING, CUL8ER_SEED } = process.env;
  return {
    machine: CUL8ER_WITHOUT_INCUS ? undefined : await machine(),
    everything: Boolean(CUL8ER_EVERYTHING),
    seed: Number(CUL8ER_SEED ?? Date.now() % 1_000_000),
  };
}

/**
 * The machine, for a suite that cannot run without it: skips the suite where this run does without.
 *
 * @example
 * before(async function () { machine = await machineOrSkip(this); });
 */
export async function machineOrSkip(suite: Mocha.Context): Promise<Machine> {
  const { machine } = await testEnvironment();
  return machine ?? suite.skip();
}

async function machine(): Promise<Machine> {
  const [incus, bin] = [await findIncus(), await pulumiBin()];
  if (!incus || !bin) throw new Error(`${incus ? "Pulumi" : "Incus"} is not ready: run "npm run setup" first`);
  return {
    incus,
    image: imagePath(debian),
    openrcImage: imagePath(debianWithOpenrc),
    hostImage: imagePath(debianHost),
    pulumi: (folders) => ({ HOME: homedir(), ...pulumiEnvironment(bin, folders) }),
    terraform: await terraform(),
    tofu: tofu(),
    release: buildRelease,
  };
}
