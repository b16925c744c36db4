// Building the example, examples/chat, into release tarballs.
import { createHash } from "node:crypto";
import { cp, glob, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { cached, once } from "./cache.ts";
import { run } from "./command.ts";

const source = join(dirname(dirname(fileURLToPath(import.meta.url))), "examples/chat");

/** What distinguishes one build of the example from another. */
export interface Build {
  /** Version of the release. */
  version: string;
  /** Fault baked into it (`examples/chat/lib/chat/fault.ex`); default: a good release. */
  fault?: string;
}

/** The demo's releases: two good ones, and one that is healthy at first and dies three seconds after each start. */
export const demoBuilds = [
  { version: "1.0.0" },
  { version: "2.0.0" },
  { version: "3.0.0", fault: "crash_after_ms=3000" },
] as const satisfies Build[];

/**
 * Builds the example and returns the path of `chat-<version>.tar.gz`. Source and build decide the folder it is kept in,
 * so each combination is built once, and the same one always has the same digest.
 */
export async function buildRelease(build: Build): Promise<string> {
  const file = `chat-${build.version}.tar.gz`;
  const folder = cached("release", await digest(build));
  await once(folder, async (draft) => {
    const workshop = `${draft}.build`;
    try {
      // The workshop's path is in the compiled code: it must not differ between two builds.
      await cp(source, workshop, { recursive: true, filter: (path) => !path.endsWith("_build") });
      await mkdir(draft, { recursive: true });
      await mix(workshop, build);
      await pack(join(workshop, "_build/prod/rel/chat"), join(draft, file));
    } finally {
      await rm(workshop, { recursive: true, force: true });
    }
  });
  return join(folder, file);
}

function mix(cwd: string, { version, fault = "" }: Build): Promise<string> {
  const env = {
    MIX_ENV: "prod",
    MIX_HOME: cached("mix"),
    LC_ALL: "C.UTF-8",
    ERL_COMPILER_OPTIONS: "deterministic",
    CHAT_VERSION: version,
    CHAT_BAKED_FAULT: fault,
  };
  return run("mix", ["release", "--overwrite", "--quiet"], { cwd, env });
}

/** Packs with sorted names, no owner and no time: the same files make the same tarball. */
async function pack(folder: string, target: string): Promise<void> {
  const plain = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner"];
  await run("tar", [...plain, "-I", "gzip -n", "-cf", target, "-C", folder, ...(await readdir(folder)).sort()]);
}

async function digest(build: Build): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify([build.version, build.fault ?? "", process.arch]));
  const paths: string[] = [];
  for await (const path of glob("{mix.exs,{config,lib}/**/*.{ex,exs}}", { cwd: source })) paths.push(path);
  for (const path of paths.sort()) hash.update(`\0${path}\0`).update(await readFile(join(source, path)));
  return hash.digest("hex").slice(0, 16);
}
