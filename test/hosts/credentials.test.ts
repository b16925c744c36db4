/** The client certificate that is made for a project, by whoever needs it first. */
import { createPrivateKey, X509Certificate } from "node:crypto";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { ensureClient } from "../../provider/kinds/host/credentials.ts";

describe("a client certificate that is made for a project", () => {
  const before = { folder: process.cwd(), conf: process.env.INCUS_CONF };
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-client-"));
    process.chdir(folder);
    // A user without one of their own.
    process.env.INCUS_CONF = join(folder, "nothing");
  });
  afterEach(async () => {
    process.chdir(before.folder);
    if (before.conf === undefined) delete process.env.INCUS_CONF;
    else process.env.INCUS_CONF = before.conf;
    await rm(folder, { recursive: true });
  });

  const files = async () => (await readdir(join(folder, ".cul8er"))).sort();
  const pair = async () => {
    const certificate = new X509Certificate(await readFile(join(folder, ".cul8er/client.crt")));
    return certificate.checkPrivateKey(createPrivateKey(await readFile(join(folder, ".cul8er/client.key"))));
  };

  it("is one for all hosts that are made side by side, and fits its key", async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => ensureClient({})));
    expect(new Set(made.map(({ fingerprint }) => fingerprint)).size).to.equal(1);
    expect(await pair()).to.equal(true);
    expect(await files()).to.deep.equal([".gitignore", "client.crt", "client.key"]);
  });

  it("is made for the key that a run left which died in between", async () => {
    await ensureClient({});
    await rm(join(folder, ".cul8er/client.crt"));
    const key = await readFile(join(folder, ".cul8er/client.key"), "utf8");
    await ensureClient({});
    expect(await pair()).to.equal(true);
    expect(await readFile(join(folder, ".cul8er/client.key"), "utf8")).to.equal(key);
  });
});
