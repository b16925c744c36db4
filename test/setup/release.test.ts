import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { root } from "../../setup/build.ts";
import { run } from "../../setup/command.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";

describe("the example release", () => {
  let machine: Machine;
  before(async function () {
    machine = await machineOrSkip(this);
  });

  it("is the same tarball whenever it is built from the same source", async () => {
    const digests = await Promise.all([freshBuild(), freshBuild()]);
    expect(digests[0]).to.equal(digests[1]);
  });

  it("is another tarball with another version or a fault baked in", async () => {
    const builds = [{ version: "1.0.0" }, { version: "2.0.0" }, { version: "1.0.0", fault: "health_500" }];
    const digests = await Promise.all(builds.map(async (build) => digest(await machine.release(build))));
    expect(new Set(digests).size).to.equal(3);
  });
});

/** Digest of a build in a cache of its own, since the cache would hand out the same file again. */
async function freshBuild(): Promise<string> {
  const cache = await mkdtemp(join(tmpdir(), "cul8er-release-"));
  const program = `import { buildRelease } from "./setup/release.ts"; console.log(await buildRelease({ version: "1.0.0" }))`;
  try {
    const options = { cwd: root, env: { CUL8ER_CACHE: cache } };
    return await digest(await run(process.execPath, ["--input-type=module", "-e", program], options));
  } finally {
    await rm(cache, { recursive: true });
  }
}

async function digest(path: string): Promise<string> {
  return createHash("sha256")
    .update(await readFile(path))
    .digest("hex");
}
