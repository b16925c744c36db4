/** A release that says of itself that it was built for another machine. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { execa } from "execa";

/** Machine numbers and loaders of ELF files that this machine can not run. */
export const aarch64 = (file: Buffer): Buffer => {
  const patched = Buffer.from(file);
  patched.writeUInt16LE(183, 18);
  return patched;
};

/** The path of musl's loader in the place of glibc's: shorter, so that it fits. */
export const musl = (file: Buffer): Buffer =>
  Buffer.from(
    file.toString("latin1").replaceAll(/\/lib64\/ld-linux-x86-64\.so\.2\0/g, "/lib/ld-musl-x86_64.so.1\0\0\0\0"),
    "latin1",
  );

/** A copy of the tarball, whose executables of the runtime system have been patched. The caller removes its folder. */
export async function patchedRelease(tarball: string, patch: (file: Buffer) => Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-patched-"));
  const content = join(folder, "content");
  await execa("mkdir", [content]);
  await execa("tar", ["-xzf", tarball, "-C", content]);
  const { stdout } = await execa("find", [content, "-path", "*/erts-*/bin/*", "-type", "f"]);
  for (const path of stdout.split("\n")) {
    const file = await readFile(path);
    if (file.readUInt32BE(0) === 0x7f454c46) await writeFile(path, patch(file));
  }
  const path = join(folder, basename(tarball));
  await execa("tar", ["-I", "gzip -1", "-cf", path, "-C", content, "."]);
  await rm(content, { recursive: true });
  return path;
}
