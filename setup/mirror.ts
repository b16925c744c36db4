// A folder from which Terraform and OpenTofu install the plugin that was built here, as they would from a registry.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SOURCE } from "../provider/terraform/names.ts";
import { pluginName, pluginVersion } from "./plugin.ts";
import { root } from "./root.ts";

const final = join(root, "dist/mirror");

/** The command line configuration that names this folder, and no other source. */
export const cliConfig = join(final, "cli.tfrc");

/** This machine, in the engines' words: `linux_amd64`. */
export const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** What stands before the provider's name where a configuration names no registry: Terraform's, and OpenTofu's. */
export const registries = ["registry.terraform.io", "registry.opentofu.org"];

/**
 * Lays the plugin out.
 *
 * @param plugin path of the built plugin
 * @param draft where to write it; it takes its place later
 */
export async function buildMirror(plugin: string, draft: string): Promise<void> {
  const version = await pluginVersion();
  for (const registry of registries) {
    const folder = join(draft, registry, SOURCE, version, platform);
    await mkdir(folder, { recursive: true });
    await copyFile(plugin, join(folder, `${pluginName}_v${version}`));
  }
  await writeFile(join(draft, "cli.tfrc"), cliConfigFor(final));
}

/** A command line configuration that takes all providers from a folder, and asks nobody for news. */
export function cliConfigFor(mirror: string): string {
  return `disable_checkpoint = true
provider_installation {
  filesystem_mirror {
    path = ${JSON.stringify(mirror)}
  }
}
`;
}
