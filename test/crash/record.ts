/** A run of Pulumi whose provider's requests are noted, and which may be killed at one of them. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import type { Environment, Run } from "../stack.ts";
import type { Point } from "./point.ts";

/** What happened in a run. */
export interface Recorded {
  readonly run: Run;
  /** The provider's requests, in the order of their answers. */
  readonly requests: readonly string[];
  /** When it came to the point at which something was to be killed, and that was, by `now()`; undefined where it did not. */
  readonly died: number | undefined;
}

const preload = fileURLToPath(new URL("die-at.cjs", import.meta.url));

/** Runs `work` in an environment that notes the provider's requests and kills at the point. */
export async function recorded(work: (environment: Environment) => Promise<Run>, point?: Point): Promise<Recorded> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-crash-"));
  const record = join(folder, "requests");
  const environment = {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ""} --require=${preload}`,
    CUL8ER_CRASH_RECORD: record,
    ...(point && { CUL8ER_CRASH_AT: JSON.stringify(point) }),
  };
  try {
    const run = await work(environment);
    await endOrphans(record);
    const lines = (await readFile(record, "utf8").catch(() => "")).split("\n").filter(Boolean);
    const noted = lines.map((text) => line.parse(JSON.parse(text)));
    const requests = noted.flatMap((entry) => ("request" in entry ? [entry.request] : []));
    return { run, requests, died: noted.find((entry) => "died" in entry)?.died };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A killed command line leaves the processes below it behind: ends those of this run, known by their environment. */
async function endOrphans(record: string): Promise<void> {
  for (const pid of await readdir("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (!environment.split("\0").includes(`CUL8ER_CRASH_RECORD=${record}`)) continue;
    try {
      process.kill(Number(pid), "SIGKILL");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
    }
  }
}

const line = z.union([z.object({ request: z.string() }), z.object({ died: z.number() })]);
