/** An image that is the same but for one file, so that its fingerprint is another. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";

/** Path of a copy of the image's tarball with a file `/etc/variant` more. The caller removes it. */
export async function variantOf(image: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-variant-"));
  const tar = join(folder, "image.tar");
  await execa("gzip", ["-dc", image], { stdout: { file: tar }, buffer: false });
  await writeFile(join(folder, "variant"), "yes\n");
  await execa("tar", [
    "--append",
    "--file",
    tar,
    "--owner=0",
    "--group=0",
    "--transform=s,^,rootfs/etc/,",
    "-C",
    folder,
    "variant",
  ]);
  const path = join(tmpdir(), `cul8er-variant-${process.pid}.tar.gz`);
  await execa("gzip", ["-1c", tar], { stdout: { file: path }, buffer: false });
  await rm(folder, { recursive: true });
  return path;
}
