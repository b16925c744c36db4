// The Pulumi CLI, its Node language host and the dynamic provider's launcher, together in one folder for the PATH.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cached, compiling, once } from "./cache.ts";
import { isAtLeast, locate, onPath, run } from "./command.ts";
import type { Package } from "./debian.ts";
import { type GoProgram, goBuild, goPackages } from "./go.ts";

const version = "3.259.0";
/** The newest language host that is published as a Go module; it runs programs of today's @pulumi/pulumi. */
const languageHostVersion = "3.68.0";
const common = {
  goVersion: "1.25.11",
  tags: "osusergo,grpcnotrace",
  texts: { "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version": `v${version}` },
} satisfies Partial<GoProgram>;
const folder = cached(`pulumi-${version}`);
const launcher = "pulumi-resource-pulumi-nodejs";

/** What the build needs from Debian where there is no Pulumi and no Go. */
export async function pulumiPackages(): Promise<Package[]> {
  return (await pulumiBin()) === undefined ? goPackages("builds the Pulumi CLI") : [];
}

/** The folder with a complete Pulumi: the user's own when it is new enough, else ours, else undefined. */
export async function pulumiBin(): Promise<string | undefined> {
  return (await usersOwn()) ?? (locate("pulumi", join(folder, "bin")) && join(folder, "bin"));
}

/** Builds what is missing and returns the folder for the PATH. */
export async function ensurePulumi(modules: string, note: (text: string) => void): Promise<string> {
  const own = await usersOwn();
  if (own) return own;
  await once(folder, async (draft) => {
    const bin = join(draft, "bin");
    await mkdir(bin, { recursive: true });
    note("language host, 1 of 2");
    await goBuild(join(draft, "workshop"), join(bin, "pulumi-language-nodejs"), {
      ...common,
      main: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      require: { "github.com/pulumi/pulumi/sdk/v3": languageHostVersion },
    });
    note("command line, 2 of 2, about 4 minutes once");
    await goBuild(join(draft, "workshop"), join(bin, "pulumi"), {
      ...common,
      main: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      require: { "github.com/pulumi/pulumi/pkg/v3": version, "github.com/pulumi/pulumi/sdk/v3": version },
    });
    await copyFile(join(modules, "@pulumi/pulumi", launcher), join(bin, launcher));
    await rm(join(draft, "workshop"), { recursive: true });
  });
  return join(folder, "bin");
}

/** A Pulumi of the user's that has all three parts and is not older than what we are tested with. */
async function usersOwn(): Promise<string | undefined> {
  const [cli, host] = [locate("pulumi"), locate("pulumi-language-nodejs")];
  if (!cli || !host || !onPath(launcher)) return undefined;
  const found = (await run(cli, ["version"]).catch(() => "")).trim().replace(/^v/, "");
  return isAtLeast(found, version) ? dirname(cli) : undefined;
}

/** Where a run of Pulumi keeps its things. */
export interface PulumiFolders {
  /** Folder of the local state backend. */
  state: string;
  /** File with the passphrase that encrypts its secrets. */
  passphraseFile: string;
}

/**
 * A home for the many commands of tests, in which Pulumi cannot write its logs: they are a fifth of a command's work, and
 * there is no switch that turns them off.
 */
export async function homeWithoutLogs(): Promise<string> {
  const home = cached("pulumi-home-without-logs");
  await once(home, async (draft) => {
    await mkdir(draft, { recursive: true });
    await writeFile(join(draft, "logs"), "A file, so that there is no folder for logs.\n");
  });
  return home;
}

/** Environment for a Pulumi that keeps its state in a folder and leaves the user's own login and plugins alone. */
export function pulumiEnvironment(bin: string, { state, passphraseFile }: PulumiFolders): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), bin, process.env.PATH].join(":"),
    PULUMI_HOME: process.env.CUL8ER_PULUMI_HOME || cached("pulumi-home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
    // Every command looks at all of its logs, and keeps 500 MB of them where nobody says otherwise.
    PULUMI_LOG_ROTATION_MAX_TOTAL_MB: "20",
    ...compiling,
  };
}
