/** Images of a few bytes, for tests that start nothing from them. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** An image file, and what Incus calls its content. */
export interface TinyImage extends AsyncDisposable {
  readonly path: string;
  readonly fingerprint: string;
}

/** An image whose content is told by a text. */
export async function tinyImage(text: string): Promise<TinyImage> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-image-"));
  const path = join(folder, "image.tar");
  await mkdir(join(folder, "rootfs"));
  await writeFile(join(folder, "rootfs/text"), text);
  await writeFile(join(folder, "metadata.yaml"), "architecture: x86_64\ncreation_date: 1700000000\n");
  await execa("tar", ["-C", folder, "-cf", path, "metadata.yaml", "rootfs"]);
  const fingerprint = createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
  return { path, fingerprint, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
