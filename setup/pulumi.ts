// The Pulumi CLI, its Node language host and the dynamic provider's launcher, together in one folder for the PATH.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { dirname, join } from "node:path";
import { cached, once } from "./cache.ts";
import { locate, onPath, run } from "./command.ts";
import type { Package } from "./debian.ts";

const version = "3.259.0";
/** The newest language host that is published as a Go module; it runs programs of today's @pulumi/pulumi. */
const languageHostVersion = "3.68.0";
/** What these sources ask for; an older Go, such as Debian's, fetches it for this build. */
const goVersion = "1.25.11";
const folder = cached(`pulumi-${version}`);
const launcher = "pulumi-resource-pulumi-nodejs";

/** What the build needs from Debian where there is no Pulumi and no Go. */
export async function pulumiPackages(): Promise<Package[]> {
  if ((await pulumiBin()) !== undefined || onPath("go")) return [];
  return [{ name: "golang-go", why: "builds the Pulumi CLI", fromBackports: true }];
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
      main: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
      require: { "github.com/pulumi/pulumi/sdk/v3": languageHostVersion },
    });
    note("command line, 2 of 2, about 4 minutes once");
    await goBuild(join(draft, "workshop"), join(bin, "pulumi"), {
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

function isAtLeast(found: string, wanted: string): boolean {
  return /^\d/.test(found) && found.localeCompare(wanted, "en", { numeric: true }) >= 0;
}

interface GoProgram {
  /** The package that is the program. */
  main: string;
  /** Modules and their versions. */
  require: Record<string, string>;
}

/** Builds a published Go program from a module that only requires it, at low priority, leaving the user's Go caches alone. */
async function goBuild(workshop: string, target: string, { main, require }: GoProgram): Promise<void> {
  await mkdir(workshop, { recursive: true });
  const requires = Object.entries(require).map(([path, version]) => `require ${path} v${version}\n`);
  await writeFile(join(workshop, "go.mod"), `module workshop\n\ngo ${goVersion}\n\n${requires.join("")}`);
  const stamp = `github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
  const flags = [
    "-mod=mod",
    "-p",
    String(cpus().length),
    "-tags",
    "osusergo,grpcnotrace",
    "-ldflags",
    `-w -s -X ${stamp}`,
  ];
  await run("nice", ["go", "build", ...flags, "-o", target, main], {
    cwd: workshop,
    env: {
      CGO_ENABLED: "0",
      GOTOOLCHAIN: "auto",
      GOPATH: join(workshop, "go"),
      GOCACHE: join(workshop, "cache"),
      GOFLAGS: "-buildvcs=false -modcacherw",
    },
  });
}

/** Where a run of Pulumi keeps its things. */
export interface PulumiFolders {
  /** Folder of the local state backend. */
  state: string;
  /** File with the passphrase that encrypts its secrets. */
  passphraseFile: string;
}

/** Environment for a Pulumi that keeps its state in a folder and leaves the user's own login and plugins alone. */
export function pulumiEnvironment(bin: string, { state, passphraseFile }: PulumiFolders): Record<string, string> {
  return {
    PATH: [dirname(process.execPath), bin, process.env.PATH].join(":"),
    PULUMI_HOME: cached("pulumi-home"),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_CONFIG_PASSPHRASE_FILE: passphraseFile,
    PULUMI_SKIP_UPDATE_CHECK: "1",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "1",
  };
}
