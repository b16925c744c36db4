// What a provider registry wants of a release: a zip for each platform, their digests, and a manifest.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, type ZipOptions, type Zippable, zipSync } from "fflate";
import { run } from "./command.ts";
import { bundlePlugin, type Plugin, pluginName, pluginVersion } from "./plugin.ts";
import { root } from "./root.ts";

/** Where a script with `#!/bin/sh` runs, and Incus has clients. The script is the same for all. */
const platforms = ["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64"];

/**
 * Writes a release; the same sources give the same bytes. A registry takes it when its digests are signed, too.
 *
 * @param folder is emptied first; default: `dist/terraform`
 * @param plugin what to release; default: ours
 * @returns the names of the files
 */
export async function packagePlugin(folder = join(root, "dist/terraform"), plugin?: Plugin): Promise<string[]> {
  const version = await pluginVersion();
  const name = `${pluginName}_${version}`;
  const zip = zipOf(
    `${pluginName}_v${version}`,
    plugin ?? (await bundlePlugin()),
    await readFile(join(root, "LICENSE")),
  );
  const manifest = `${JSON.stringify({ version: 1, metadata: { protocol_versions: ["6.0"] } }, null, 2)}\n`;
  const files = new Map<string, Uint8Array>([
    ...platforms.map((platform) => [`${name}_${platform}.zip`, zip] as const),
    [`${name}_manifest.json`, strToU8(manifest)],
  ]);
  const digests = [...files].map(([path, content]) => `${sha256(content)}  ${path}\n`);
  files.set(`${name}_SHA256SUMS`, strToU8(digests.join("")));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  for (const [path, content] of files) await writeFile(join(folder, path), content);
  return [...files.keys()];
}

/**
 * Signs the digests of a release with a key of the user's own GnuPG, which may ask for its passphrase.
 *
 * @param key what GnuPG finds it by: an id, a fingerprint, a mail address. The registry must know the public part.
 * @returns the name of the signature's file
 */
export async function signRelease(key: string, folder = join(root, "dist/terraform")): Promise<string> {
  const digests = (await readdir(folder)).find((path) => path.endsWith("_SHA256SUMS"));
  if (digests === undefined) throw new Error(`${folder} has no digests to sign`);
  const signature = `${digests}.sig`;
  // Registries take binary signatures only, which is what GnuPG writes unless it is told otherwise.
  await run("gpg", ["--yes", "--local-user", key, "--output", signature, "--detach-sign", digests], { cwd: folder });
  return signature;
}

function zipOf(executable: string, { script, licenses }: Plugin, license: Uint8Array): Uint8Array {
  const files: Zippable = {
    [executable]: [strToU8(script), mode(0o755)],
    LICENSE: [license, mode(0o644)],
    "THIRD-PARTY-LICENSES.txt": [strToU8(licenses), mode(0o644)],
  };
  return zipSync(files, {
    level: 9,
    // The first day that a zip knows, on a clock as here: zips know no time zones.
    mtime: new Date(1980, 0, 1),
  });
}

/** Modes stand in the upper half of attributes that were made on Unix, which is system 3. */
function mode(bits: number): ZipOptions {
  return { os: 3, attrs: bits << 16 };
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
