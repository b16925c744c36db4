/** A configuration of the benchmarks, run by the machine's Terraform, or by OpenTofu where it has none. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../setup/build.ts";
import type { Machine } from "../setup/environment.ts";
import { Configuration, type Run } from "../test/terraform/configuration.ts";
import { demoPlugin } from "../test/terraform/plugin-process.ts";
import { timed } from "./measure.ts";

/** A configuration with our plugin, and with one that keeps what it is told and does nothing else: `demo_thing`. */
export async function withConfiguration<T>(
  { terraform, tofu }: Machine,
  resources: string,
  work: (configuration: Configuration) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-bench-"));
  await using nothing = await demoPlugin();
  const plugins = `    "cul8er/cul8er" = "${join(root, "dist/plugin")}"\n    "cul8er/demo" = "${nothing.folder}"\n`;
  const settings = join(folder, "cli.tfrc");
  await writeFile(
    settings,
    `disable_checkpoint = true\nprovider_installation {\n  dev_overrides {\n${plugins}  }\n}\n`,
  );
  await using configuration = await Configuration.of(terraform ?? tofu, { TF_CLI_CONFIG_FILE: settings });
  await configuration.write(`terraform {
  required_providers {
    cul8er = { source = "cul8er/cul8er" }
    demo   = { source = "cul8er/demo" }
  }
}
variable "count_of_them" {
  type = number
}
${resources}`);
  try {
    return await work(configuration);
  } finally {
    await configuration.destroy(...numbered(0));
    await rm(folder, { recursive: true });
  }
}

/** The option that says how many there are. */
export const numbered = (count: number): string[] => [`-var=count_of_them=${count}`];

/** Seconds of a run. @throws with all that it said, where it failed */
export async function succeeded(run: () => Promise<Run>): Promise<number> {
  let ended: Run | undefined;
  const seconds = await timed(async () => {
    ended = await run();
  });
  if (!ended?.ok) throw new Error(`the engine failed:\n${ended?.text}`);
  return seconds;
}
