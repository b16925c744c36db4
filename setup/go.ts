// Programs that are published as Go modules, built from there.
import { mkdir, writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import { onPath, run } from "./command.ts";
import type { Package } from "./debian.ts";

/** A published Go program. */
export interface GoProgram {
  /** The package that is the program. */
  main: string;
  /** Modules and their versions. */
  require: Readonly<Record<string, string>>;
  /** Modules that its makers take from elsewhere: `module version` to `module version`. */
  replace?: Readonly<Record<string, string>>;
  /** The Go that its sources ask for; an older one, such as Debian's, fetches it for this build. */
  goVersion: string;
  /** Build tags; default: none. */
  tags?: string;
  /** Variables of the program and the texts to put into them; default: none. */
  texts?: Readonly<Record<string, string>>;
}

/** What a build needs from Debian where there is no Go. */
export function goPackages(why: string): Package[] {
  return onPath("go") ? [] : [{ name: "golang-go", why, fromBackports: true }];
}

/**
 * Builds a program from a module that only requires it, at low priority, leaving the user's Go caches alone.
 *
 * @param workshop a folder for what the build fetches and makes; it may be removed afterwards
 */
export async function goBuild(workshop: string, target: string, program: GoProgram): Promise<void> {
  const { main, require, replace = {}, goVersion, tags, texts = {} } = program;
  await mkdir(workshop, { recursive: true });
  const requires = Object.entries(require).map(([path, version]) => `require ${path} v${version}\n`);
  const replaces = Object.entries(replace).map(([from, to]) => `replace ${from} => ${to}\n`);
  const lines = ["module workshop\n\n", `go ${goVersion}\n\n`, ...requires, ...replaces];
  await writeFile(`${workshop}/go.mod`, lines.join(""));
  const stamps = Object.entries(texts).map(([variable, text]) => `-X ${variable}=${text}`);
  const flags = ["-mod=mod", "-p", String(cpus().length), "-ldflags", ["-w", "-s", ...stamps].join(" ")];
  await run("nice", ["go", "build", ...flags, ...(tags ? ["-tags", tags] : []), "-o", target, main], {
    cwd: workshop,
    env: {
      CGO_ENABLED: "0",
      GOTOOLCHAIN: "auto",
      GOPATH: `${workshop}/go`,
      GOCACHE: `${workshop}/cache`,
      GOFLAGS: "-buildvcs=false -modcacherw",
    },
  });
}
