/** Bad input: an error that says which field and why, before anything is touched. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { type Machine, machineOrSkip } from "../setup/environment.ts";
import { freePort, type PrivateServer, privateServer } from "./incus/private-server.ts";
import { inventory, removeAll } from "./inventory.ts";
import { type Raw, raw } from "./out-of-band.ts";
import { aarch64, musl, patchedRelease } from "./patched-release.ts";
import { Stack } from "./stack.ts";
import { temporaryName } from "./temporary-name.ts";

describe("bad input", () => {
  const name = temporaryName();
  let machine: Machine;
  let server: Raw;
  let stack: Stack;
  let folder = "";

  before(async function () {
    machine = await machineOrSkip(this);
    server = raw(machine.incus.socket);
    folder = await mkdtemp(join(tmpdir(), "cul8er-bad-"));
    stack = await Stack.of(machine, "test/programs/declared");
    await server.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
  });

  after(async () => {
    try {
      await stack?.[Symbol.asyncDispose]();
    } finally {
      if (server) await removeAll(server, name);
      if (folder) await rm(folder, { recursive: true });
    }
  });

  describe("of an instance", () => {
    const instance = (args: object) => ({ kind: "Instance", name, args: { project: name, image: "some", ...args } });

    it("a misspelt option, with the one that was meant", () =>
      refused(instance({ config: { "limits.cpuu": "1" } }), 'config["limits.cpuu"]', "limits.cpu"));

    it("an amount of memory that is none", () =>
      refused(instance({ limits: { memory: "256 apples" } }), "limits.memory", '"256 apples"'));

    it("a name that Incus refuses", () => refused({ ...instance({}), name: "under_score" }, "name", "under_score"));

    it("an image that does not exist", () => refused(instance({ image: "nosuch" }), "image", '"nosuch"'));
  });

  describe("of a release", () => {
    let instance: object;
    let good = "";
    const release = (args: object) => ({
      kind: "Release",
      name: "chat",
      args: { project: name, instance: name, app: "chat", cookie: "monster", address: "10.0.0.1", ...args },
    });

    before(async () => {
      good = await machine.release({ version: "1.0.0" });
      const image = { kind: "Image", name: "image", args: { project: name, file: machine.image } };
      const args = { project: name, image: "@image.fingerprint" };
      instance = [image, { kind: "Instance", name, args }];
      await stack.configure({ resources: instance });
      const run = await stack.up();
      expect(run.ok, run.text).to.equal(true);
    });

    const onInstance = (args: object, ...says: string[]) => refused([instance, release(args)].flat(), ...says);

    it("a release that is no tarball", async () => {
      const file = join(folder, "chat-1.0.0.tar.gz");
      await writeFile(file, "a text");
      await onInstance({ release: file }, "release", "tar");
    });

    it("a release that is not there", () =>
      onInstance({ release: join(folder, "none.tar.gz") }, "release", "none.tar.gz"));

    it("a release with another digest", () =>
      onInstance({ release: good, digest: "0".repeat(64) }, "digest", "0".repeat(64)));

    it("a release for another architecture", async () => {
      const file = await patchedRelease(good, aarch64);
      await onInstance({ release: file }, "release", "aarch64", "x86_64").finally(() =>
        rm(dirname(file), { recursive: true }),
      );
    });

    it("a release for another libc: it is staged nowhere, and no node is switched", async () => {
      const file = await patchedRelease(good, musl);
      const text = await failed([instance, release({ release: file })].flat()).finally(() =>
        rm(dirname(file), { recursive: true }),
      );
      expect(text, text).to.match(/musl|libc/);
      const found = (await inventory(server, name)).get(`/1.0/instances/${name}`);
      expect(found?.config).not.to.have.property("user.cul8er.node.chat");
    });

    it("a node name that OTP refuses", () => onInstance({ release: good, nodeBase: "chät" }, "nodeBase", '"chät"'));

    it("a cookie that no launcher can pass on", () => onInstance({ release: good, cookie: "a b" }, "cookie"));
  });

  describe("of a host", () => {
    const onHost = (host: object) => ({ kind: "Project", name: `${name}-x`, args: { host } });

    it("a socket that is not there", () =>
      refused(onHost({ socket: join(folder, "none.socket") }), join(folder, "none.socket"), "started"));

    it("a server that is not there", async () => {
      const address = `https://127.0.0.1:${await freePort()}`;
      await refused(onHost({ address, fingerprint: "0".repeat(64) }), address, "ECONNREFUSED");
    });

    describe("that is there", () => {
      let other: PrivateServer;
      before(async () => {
        other = await privateServer();
      });
      after(() => other?.stop());

      it("a certificate other than the pinned one", () =>
        refused(
          onHost({ address: other.address, fingerprint: "0".repeat(64) }),
          "certificate",
          "0".repeat(64),
          other.fingerprint,
        ));
    });

    it("a socket without permission for it", async () => {
      const socket = join(folder, "closed.socket");
      const server = await listen(socket);
      try {
        await chmod(socket, 0);
        await refused(onHost({ socket }), "no permission", socket, "incus-admin", { env: await withoutPrivilege() });
      } finally {
        server.close();
      }
    });

    /** Root opens every file, unless it gives up just that. */
    async function withoutPrivilege(): Promise<Record<string, string>> {
      if (process.getuid?.() !== 0) return {};
      const { PATH = "" } = machine.pulumi({ state: "", passphraseFile: "" });
      const pulumi = PATH.split(":").map((path) => join(path, "pulumi"));
      await writeFile(
        join(folder, "pulumi"),
        `#!/bin/sh\nPATH=${PATH}\nexec setpriv --bounding-set=-dac_override,-dac_read_search ${pulumi[1]} "$@"\n`,
        { mode: 0o755 },
      );
      return { PATH: `${folder}:${PATH}` };
    }
  });

  it("a pool without room: it says so, and leaves nothing in it", async () => {
    await server.send("POST", "/1.0/storage-pools", { name, driver: "btrfs", config: { size: "128MiB" } });
    const text = await failed([
      { kind: "Image", name: "image", args: { project: name, file: machine.image } },
      {
        kind: "Instance",
        name: `${name}-full`,
        args: {
          project: name,
          image: "@image.fingerprint",
          devices: { root: { type: "disk", path: "/", pool: name } },
        },
      },
    ]);
    expect(text).to.match(/full|no space left/i);
    const there = [...(await inventory(server, name)).keys()];
    expect(there).not.to.include(`/1.0/instances/${name}-full`);
    expect(await server.list(`/1.0/storage-pools/${name}/volumes?project=${name}`)).to.deep.equal([]);
  });

  /** The program is refused with a text that holds all of these, and nothing has changed on the server. */
  async function refused(resources: object, ...says: (string | { env: Record<string, string> })[]): Promise<void> {
    const before = await seen();
    const { env } = says.find((each) => typeof each === "object") ?? {};
    const text = await failed(resources, env);
    for (const part of says) if (typeof part === "string") expect(text).to.include(part);
    expect(await seen(), "what is on the server").to.deep.equal(before);
  }

  async function failed(resources: object, env?: Record<string, string>): Promise<string> {
    await stack.configure({ resources: [resources].flat() });
    const { ok, text } = await stack.up(env);
    expect(ok, text).to.equal(false);
    expect(text, "no trace of our own code").not.to.match(/\n\s+at .*\.(js|ts):\d+/);
    return text;
  }

  async function seen() {
    const found = await inventory(server, name);
    // Who else uses the default profile at the moment is no matter of ours.
    return [...found].map(([path, { last_used_at: _, used_by: __, ...thing }]) => [path, thing]);
  }
});

async function listen(socket: string): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  return server;
}
