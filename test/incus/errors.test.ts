import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { z } from "zod";
import {
  AlreadyExists,
  Busy,
  Conflict,
  IncusError,
  InUse,
  InvalidRequest,
  NoSpace,
  NotFound,
  OperationFailed,
  operationFailed,
  PermissionDenied,
  refused,
  UnexpectedAnswer,
  Unreachable,
  Unsupported,
} from "../../provider/incus/errors.ts";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { failure } from "./failure.ts";
import { anything, type Workplace, workplace } from "./workplace.ts";

const at = { tried: "deleting /1.0/networks/web (project shop)", on: "prod" };

describe("incus errors", () => {
  it("say what was tried, on what, what the server said, and what to do", () => {
    const error = new Busy({ ...at, said: "instance is busy", advice: "Wait." });
    expect(error.message).to.equal("deleting /1.0/networks/web (project shop) on prod failed: instance is busy. Wait.");
    expect(error.name).to.equal("Busy");
    expect(error.failure.on).to.equal("prod");
  });

  it("are short where the server is not", () => {
    const error = new NoSpace({ ...at, said: "tar: cannot write. ".repeat(1_000) });
    expect(error.message.length).to.be.lessThan(1_000);
    expect(error.failure.said).to.have.length(19_000);
  });

  it("keep the error underneath", () => {
    const cause = new Error("below");
    expect(new Unreachable({ ...at, cause }).cause).to.equal(cause);
    expect(new Unsupported(at, "instance_oci").message).to.include("instance_oci");
  });

  const reasons: [number, string, typeof IncusError][] = [
    [400, "Invalid devices: no such parent", InvalidRequest],
    [400, 'The network "web" already exists', AlreadyExists],
    [403, "Forbidden", PermissionDenied],
    [404, "Network not found", NotFound],
    [409, "Conflict", AlreadyExists],
    [412, "ETag doesn't match", Conflict],
    [500, "exit status 1", OperationFailed],
    [500, "write /x: no space left on device", NoSpace],
    [500, "Failed to run: zfs create: cannot create: out of space", NoSpace],
    [400, "Instance is busy running a start operation", Busy],
    [400, "The network is currently in use", InUse],
    [503, "Daemon is starting up", Unreachable],
  ];
  for (const [status, said, reason] of reasons)
    it(`take ${status} "${said}" as ${reason.name}`, () => {
      const error = refused(status, said, at);
      expect(error).to.be.instanceOf(reason);
      expect(error.name).to.equal(reason.name);
      expect(error.message).to.include(said);
    });

  it("take what ended an operation", () => {
    expect(operationFailed("Disk quota exceeded", at)).to.be.instanceOf(NoSpace);
    expect(operationFailed("Missing source path", at)).to.be.instanceOf(OperationFailed);
  });

  describe("of a real server", () => {
    let place: Workplace;
    let scope: Scope;

    before(async function () {
      place = await workplace(this);
      scope = place.scope;
      await scope.post("/1.0/instances", { name: "one", type: "container", source: { type: "none" } });
    });
    after(() => place?.remove());

    it("are Conflict when somebody else was faster", async () => {
      const profile = z.looseObject({ config: z.record(z.string(), z.string()), description: z.string() });
      const before = await scope.get("/1.0/profiles/default", profile);
      await scope.patch("/1.0/profiles/default", { description: "theirs" });
      const write = scope.put(
        "/1.0/profiles/default",
        { ...before?.body, description: "ours" },
        { etag: before?.etag },
      );
      await failure(write, Conflict);
      const now = await scope.get("/1.0/profiles/default", profile);
      expect(now?.body.description).to.equal("theirs");
      await scope.put("/1.0/profiles/default", { ...now?.body, description: "ours" }, { etag: now?.etag });
    });

    it("are NotFound, and undefined for reads", async () => {
      expect(await scope.get("/1.0/profiles/none", anything)).to.equal(undefined);
      await failure(scope.delete("/1.0/profiles/none"), NotFound);
      await failure(scope.patch("/1.0/instances/none", {}), NotFound);
      await failure(connect(place.host).project("cul8er-test-none").post("/1.0/profiles", { name: "x" }), NotFound);
    });

    it("are AlreadyExists", async () => {
      await scope.post("/1.0/profiles", { name: "twice" });
      await failure(scope.post("/1.0/profiles", { name: "twice" }), AlreadyExists);
      await failure(scope.post("/1.0/projects", { name: place.name }), AlreadyExists);
      await failure(scope.post("/1.0/instances", { name: "one", source: { type: "none" } }), AlreadyExists);
    });

    it("are InUse", async () => {
      await scope.post("/1.0/profiles", { name: "used" });
      await scope.post("/1.0/instances", { name: "user", source: { type: "none" }, profiles: ["default", "used"] });
      await failure(scope.delete("/1.0/profiles/used"), InUse);
      await failure(scope.delete(`/1.0/projects/${place.name}`), InUse);
    });

    /** A small image that becomes 200 MB. */
    async function bigImage(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), "cul8er-big-"));
      try {
        await mkdir(join(folder, "rootfs"));
        await writeFile(join(folder, "metadata.yaml"), "architecture: x86_64\ncreation_date: 1700000000\n");
        await writeFile(join(folder, "rootfs/zeros"), "");
        await truncate(join(folder, "rootfs/zeros"), 200_000_000);
        const file = join(folder, "image.tar.gz");
        await promisify(execFile)("tar", [
          "--use-compress-program=gzip -1",
          "-cf",
          file,
          "-C",
          folder,
          "metadata.yaml",
          "rootfs",
        ]);
        return await scope.uploadImage(file);
      } finally {
        await rm(folder, { recursive: true });
      }
    }

    it("are NoSpace where a pool is full", async () => {
      const pool = `${place.name}-full`;
      await scope.post("/1.0/storage-pools", { name: pool, driver: "btrfs", config: { size: "130MiB" } });
      try {
        const source = { type: "image", fingerprint: await bigImage() };
        const devices = { root: { type: "disk", path: "/", pool } };
        const error = await failure(scope.post("/1.0/instances", { name: "big", source, devices }), NoSpace);
        expect(error.message).to.include("full");
      } finally {
        await scope.delete(`/1.0/storage-pools/${pool}`);
      }
    });

    it("are InvalidRequest, in the server's words", async () => {
      const error = await failure(scope.put("/1.0/instances/one/state", { action: "dance" }), InvalidRequest);
      expect(error.failure.said).to.include("dance");
      await failure(scope.post("/1.0/instances", { name: "-bad-", source: { type: "none" } }), IncusError);
    });

    it("are UnexpectedAnswer where the server says what we do not understand", async () => {
      const error = await failure(scope.get("/1.0/instances/one", z.object({ name: z.number() })), UnexpectedAnswer);
      expect(error.message).to.include("name");
    });

    it("are Unsupported where the server lacks an extension", async () => {
      const info = await connect(place.host).info();
      info.require("projects", "using projects");
      expect(() => info.require("time_travel", "going back")).to.throw(Unsupported, "time_travel");
    });
  });
});
