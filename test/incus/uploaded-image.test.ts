import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { z } from "zod";
import { Aborted, AlreadyExists, IncusError } from "../../provider/incus/errors.ts";
import { path } from "../../provider/incus/path.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { type Workplace, workplace } from "./workplace.ts";

const run = promisify(execFile);
const image = z.looseObject({
  properties: z.record(z.string(), z.string()),
  aliases: z.array(z.looseObject({ name: z.string() })),
  public: z.boolean(),
});
const measured = z.object({ last: z.string(), megabytes: z.number() });

describe("incus uploaded image", () => {
  let place: Workplace;
  let scope: Scope;
  let folder: string;

  before(async function () {
    place = await workplace(this);
    scope = place.scope;
    folder = await mkdtemp(join(tmpdir(), "cul8er-image-"));
    await mkdir(join(folder, "rootfs"));
  });
  after(async () => {
    await place?.remove();
    if (folder) await rm(folder, { recursive: true });
  });

  const metadata = (more = "") => `architecture: x86_64\ncreation_date: 1700000000\n${more}`;

  /** An image with nothing in it, as one tarball. */
  async function tarball(name: string, more?: string): Promise<string> {
    await writeFile(join(folder, "metadata.yaml"), metadata(more));
    const file = join(folder, `${name}.tar.gz`);
    await run("tar", ["-czf", file, "-C", folder, "metadata.yaml", "rootfs"]);
    return file;
  }

  it("has properties and aliases, its own and ours", async () => {
    const lines: string[] = [];
    const telling = connect(place.host).project(place.name, { progress: (line) => lines.push(line) });
    const file = await tarball("one", "properties:\n  os: Nothing\n  release: old\n");
    const options = { properties: { release: "a b&c", owner: "me" }, aliases: ["first"] };
    const fingerprint = await telling.uploadImage(file, options);
    const found = (await scope.get(path`/1.0/images/${fingerprint}`, image))?.body;
    expect(found?.properties).to.include({ os: "Nothing", release: "a b&c", owner: "me" });
    expect(found?.aliases.map(({ name }) => name)).to.deep.equal(["first"]);
    expect(found?.public).to.equal(false);
    expect(lines.at(-1)).to.include("100%");
  });

  it("gets properties even where it brings none", async () => {
    const fingerprint = await scope.uploadImage(await tarball("bare"), { properties: { owner: "me" } });
    const found = await scope.get(path`/1.0/images/${fingerprint}`, image);
    expect(found?.body.properties).to.deep.equal({ owner: "me" });
  });

  it("may come as metadata and root file system apart", async () => {
    await writeFile(join(folder, "metadata.yaml"), metadata());
    await run("tar", ["-czf", join(folder, "meta.tar.gz"), "-C", folder, "metadata.yaml"]);
    await run("tar", ["-czf", join(folder, "rootfs.tar.gz"), "-C", join(folder, "rootfs"), "."]);
    const split = { metadata: join(folder, "meta.tar.gz"), rootfs: join(folder, "rootfs.tar.gz") };
    expect(await scope.uploadImage(split)).to.match(/^[0-9a-f]{64}$/);
  });

  it("is refused where it, or its alias, is there already", async () => {
    const file = await tarball("again", "properties:\n  os: Again\n");
    await scope.uploadImage(file, { aliases: ["taken"] });
    await failure(scope.uploadImage(file), AlreadyExists);
    const other = await tarball("other", "properties:\n  os: Other\n");
    await failure(scope.uploadImage(other, { aliases: ["taken"] }), AlreadyExists);
  });

  it("is refused where its digest differs", async () => {
    const file = await tarball("forged", "properties:\n  os: Forged\n");
    await failure(scope.uploadImage(file, { fingerprint: "ab".repeat(32) }), IncusError);
  });

  it("is refused where it is no image, or not there", async () => {
    const file = join(folder, "no-image");
    await writeFile(file, "this is not a tarball");
    await failure(scope.uploadImage(file), IncusError);
    expect((await failure(scope.uploadImage(join(folder, "none")), Error)).message).to.include("none");
  });

  it("stops in the middle when aborted", async () => {
    const file = join(folder, "big");
    await writeFile(file, "");
    await truncate(file, 512 * 1024 * 1024);
    const abort = new AbortController();
    const options = { signal: abort.signal, progress: () => abort.abort() };
    await failure(connect(place.host).project(place.name, options).uploadImage(file), Aborted);
  });

  /** Uploads a file of zeros in a process of its own, so that only this counts; gives its peak of memory. */
  async function peak(socket: string, bytes: number): Promise<{ last: string; megabytes: number }> {
    const file = join(folder, "huge");
    await writeFile(file, "");
    await truncate(file, bytes);
    const program = `
      import { readFileSync } from "node:fs";
      import { connect } from ${JSON.stringify(new URL("../../provider/incus/server.ts", import.meta.url).href)};
      let last = "";
      const options = { progress: (line) => { last = line; } };
      const scope = connect({ socket: ${JSON.stringify(socket)} }).project(${JSON.stringify(place.name)}, options);
      await scope.uploadImage(${JSON.stringify(file)}).catch(() => {}); // zeros are no image
      // Not resourceUsage().maxRSS: a process begins with that of the one which started it.
      const [, kibibytes] = /^VmHWM:\\s+(\\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8"));
      console.log(JSON.stringify({ last, megabytes: (kibibytes * 1024) / 1e6 }));
    `;
    const child = spawn(process.execPath, ["--input-type=module", "-e", program], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
    });
    await once(child, "close");
    return measured.parse(JSON.parse(said));
  }

  it("needs little memory, however big", async () => {
    const { last, megabytes } = await peak(place.machine.incus.socket, 400_000_000);
    expect(last).to.include("100%");
    expect(megabytes).to.be.lessThan(150);
  });

  it("needs no more for 2 GB", async () => {
    // A server that only reads: the real one needs most of a minute to hash and store this.
    const socket = join(folder, "drain.socket");
    const drain = createServer((request, response) => {
      request.resume().on("end", () => response.writeHead(400).end("{}"));
    });
    drain.listen(socket);
    try {
      const { last, megabytes } = await peak(socket, 2_000_000_000);
      expect(last).to.include("100%");
      expect(megabytes).to.be.lessThan(150);
    } finally {
      drain.close();
    }
  });
});
