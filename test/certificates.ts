/** Client certificates for tests, in files of their own. */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A new certificate in PEM; its key is forgotten. */
export async function certificate(name: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "cul8er-certificate-"));
  const [out, key] = [join(folder, "crt"), join(folder, "key")];
  try {
    const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp384r1", "-nodes"];
    await run("openssl", ["req", "-x509", ...curve, "-days", "1", "-subj", `/CN=${name}`, "-out", out, "-keyout", key]);
    return await readFile(out, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}
