import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { once } from "../../setup/cache.ts";

describe("the cache", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-cache-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const write = (text: string) => (draft: string) => writeFile(draft, text);

  it("makes a thing once", async () => {
    const path = join(folder, "deep", "thing");
    expect(await once(path, write("first"))).to.equal(path);
    await once(path, write("second"));
    expect(await readFile(path, "utf8")).to.equal("first");
    expect(await readdir(join(folder, "deep"))).to.deep.equal(["thing"]);
  });

  it("keeps nothing of a thing that could not be made", async () => {
    const broken = async (draft: string) => {
      await writeFile(draft, "half");
      throw new Error("no more");
    };
    const error = await once(join(folder, "thing"), broken).catch((error: Error) => error);
    expect(error).to.be.an.instanceOf(Error).with.property("message", "no more");
    expect(await readdir(folder)).to.deep.equal([]);
  });

  it("keeps the first of two that were made at the same time", async () => {
    const path = join(folder, "thing");
    await once(path, async (draft) => {
      await writeFile(draft, "mine");
      await writeFile(path, "theirs");
    });
    expect(await readFile(path, "utf8")).to.equal("theirs");
  });

  it("removes the drafts of those who died, and nobody else's", async () => {
    const { pid: dead } = spawnSync(process.execPath, ["--version"]);
    await writeFile(join(folder, `thing.draft-${dead}`), "");
    await writeFile(join(folder, `thing.draft-${dead}.folder`), "");
    await writeFile(join(folder, `thing.draft-${process.ppid}`), "");
    await once(join(folder, "thing"), write("made"));
    expect((await readdir(folder)).sort()).to.deep.equal(["thing", `thing.draft-${process.ppid}`]);
    expect(existsSync(join(folder, `thing.draft-${process.pid}`))).to.equal(false);
  });
});
