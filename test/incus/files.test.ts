import { createHash } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { expect } from "chai";
import { Aborted, IncusError, InvalidRequest, NotFound } from "../../provider/incus/errors.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { type Workplace, workplace } from "./workplace.ts";

describe("incus files", () => {
  let place: Workplace;
  let scope: Scope;
  let folder: string;

  before(async function () {
    place = await workplace(this);
    await place.container("c");
    scope = place.scope;
    folder = await mkdtemp(join(tmpdir(), "cul8er-files-"));
  });
  after(async () => {
    await place?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  const stat = async (path: string) => (await scope.exec("c", ["stat", "-c", "%a %u %g %F", path])).stdout.trim();

  it("writes, overwrites and reads back, byte for byte", async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    await scope.writeFile("c", "/root/bytes", Buffer.concat([bytes, bytes]));
    await scope.writeFile("c", "/root/bytes", bytes);
    expect((await scope.readFile("c", "/root/bytes"))?.equals(bytes)).to.equal(true);
    await scope.writeFile("c", "/root/empty", "");
    expect(await scope.readFile("c", "/root/empty")).to.have.length(0);
  });

  it("sets owner and permissions", async () => {
    await scope.writeFile("c", "/root/secret", "x", { mode: 0o600, uid: 65534, gid: 65534 });
    expect(await stat("/root/secret")).to.equal("600 65534 65534 regular file");
    await scope.writeFile("c", "/root/plain", "x");
    expect(await stat("/root/plain")).to.equal("644 0 0 regular file");
  });

  it("makes directories and symlinks", async () => {
    await scope.writeFile("c", "/root/folder", "", { type: "directory", mode: 0o700 });
    expect(await stat("/root/folder")).to.equal("700 0 0 directory");
    await scope.writeFile("c", "/root/link", "/root/folder", { type: "symlink" });
    expect((await scope.exec("c", ["readlink", "/root/link"])).stdout.trim()).to.equal("/root/folder");
  });

  it("takes names with any character", async () => {
    const path = "/root/a b&c?d%20#é'\"";
    await scope.writeFile("c", path, "odd");
    expect(String(await scope.readFile("c", path))).to.equal("odd");
    await scope.removeFile("c", path);
    expect(await scope.readFile("c", path)).to.equal(undefined);
  });

  it("streams from a file of this machine and from a stream", async () => {
    const path = join(folder, "big");
    await writeFile(path, "");
    await truncate(path, 32 * 1024 * 1024);
    await scope.writeFile("c", "/root/big", { path });
    await scope.writeFile("c", "/root/stream", Readable.from(["a", "b", "c"]));
    const sums = (await scope.exec("c", ["sha256sum", "/root/big", "/root/stream"])).stdout;
    expect(sums).to.include(
      createHash("sha256")
        .update(Buffer.alloc(32 * 1024 * 1024))
        .digest("hex"),
    );
    expect(sums).to.include(createHash("sha256").update("abc").digest("hex"));
  });

  it("writes into a container that is stopped", async () => {
    const source = { type: "image", fingerprint: await place.image() };
    await scope.post("/1.0/instances", { name: "stopped", type: "container", source });
    await scope.writeFile("stopped", "/root/early", "bird");
    expect(String(await scope.readFile("stopped", "/root/early"))).to.equal("bird");
  });

  it("says undefined for what is not there, and does not mind removing it", async () => {
    expect(await scope.readFile("c", "/root/none")).to.equal(undefined);
    expect(await scope.readFile("nobody", "/root/none")).to.equal(undefined);
    await scope.removeFile("c", "/root/none");
  });

  it("says what cannot be", async () => {
    await failure(scope.readFile("c", "/root"), InvalidRequest);
    await failure(scope.writeFile("nobody", "/root/x", "x"), NotFound);
    await failure(scope.writeFile("c", "/no/such/folder/x", "x"), IncusError);
    const missing = await failure(scope.writeFile("c", "/root/x", { path: join(folder, "none") }), Error);
    expect(missing.message).to.include("none");
  });

  it("stops in the middle of a stream when aborted", async () => {
    const abort = new AbortController();
    const mine = connect(place.host).project(place.name, { signal: abort.signal });
    const slow = Readable.from(
      (async function* () {
        yield "a";
        abort.abort();
        await new Promise(() => {});
      })(),
    );
    await failure(mine.writeFile("c", "/root/half", slow), Aborted);
  });
});
