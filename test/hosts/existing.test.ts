/** A server that somebody else set up: it becomes a host, and nothing that they made changes. */
import { execFile } from "node:child_process";
import { mkdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { z } from "zod";
import { WrongCertificate } from "../../provider/incus/errors.ts";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { TokenRefused } from "../../provider/incus/trust.ts";
import { NotOwned, Refused } from "../../provider/lifecycle.ts";
import { machineOrSkip } from "../../setup/environment.ts";
import { failure } from "../incus/failure.ts";
import { type PrivateServer, privateServer } from "../incus/private-server.ts";
import { raw } from "../out-of-band.ts";
import { sshServer, type TestSshServer } from "../ssh/server.ts";
import { workOf } from "./work.ts";

const run = promisify(execFile);

describe("a server of other people", () => {
  let server: PrivateServer;
  let machine: TestSshServer;
  let port: string;
  const before_ = { conf: process.env.INCUS_CONF, folder: process.cwd() };

  before(async function () {
    await machineOrSkip(this);
    server = await privateServer();
    port = new URL(server.address).port;
    machine = await sshServer(["ed25519"], { incus: server.socket });
    const theirs = raw(server.socket);
    await theirs.send("POST", "/1.0/storage-pools", { name: "theirs", driver: "dir", config: {} });
    await theirs.send("POST", "/1.0/projects", { name: "theirs", config: { "user.note": "hands off" } });
    await theirs.send("PATCH", "/1.0/profiles/default", { config: { "limits.memory": "1GiB" } });
    await theirs.send("POST", "/1.0/instances", {
      name: "theirs",
      source: { type: "none" },
      devices: { root: { type: "disk", path: "/", pool: "theirs" } },
    });
    // As a user without an Incus client of their own: a certificate is made for the program.
    process.env.INCUS_CONF = join(machine.folder, "conf");
    await mkdir(join(machine.folder, "program"));
    process.chdir(join(machine.folder, "program"));
  });
  after(async () => {
    process.chdir(before_.folder);
    if (before_.conf === undefined) delete process.env.INCUS_CONF;
    else process.env.INCUS_CONF = before_.conf;
    await disconnectAll();
    const theirs = raw(server.socket);
    await theirs.send("DELETE", "/1.0/instances/theirs");
    await machine[Symbol.asyncDispose]();
    await server.stop();
  });

  /** All that anybody configured on it, and who is trusted. Bridges of other tests' servers on this machine are none of it. */
  const everything = async () => {
    const paths = [
      "/1.0/instances",
      "/1.0/profiles",
      "/1.0/storage-pools",
      "/1.0/projects",
      "/1.0/certificates",
      "/1.0/images",
    ];
    const { config } = z.looseObject({ config: z.unknown() }).parse(await raw(server.socket).get("/1.0"));
    const parts = paths.map(async (path) => [path, await raw(server.socket).list(path)] as const);
    const networks = (await raw(server.socket).list("/1.0/networks")).filter(({ managed }) => managed === true);
    return JSON.stringify([config, networks, ...(await Promise.all(parts))]);
  };
  const ssh = () => {
    const { address: _, ...rest } = machine.place;
    return rest;
  };
  const wanted = (more: object = {}) => ({ name: "far", address: "127.0.0.1", ssh: ssh(), ...more });
  const made = () => join(process.cwd(), ".cul8er");

  it("is used over SSH alone without a byte of it changing, and left so", async () => {
    const work = workOf("us");
    const found = await everything();
    const values = wanted({ access: "ssh" });
    expect(await work.plan(values)).to.deep.equal({ action: "create", known: { made: [] } });
    const state = await work.create(values);
    expect(await everything()).to.equal(found);
    expect(state.endpoint).to.deep.equal({ name: "far", ssh: { address: "127.0.0.1", ...ssh() } });
    expect(await work.plan(values, state)).to.deep.equal({ action: "none" });
    const there = connect(state.endpoint as never).project("default");
    expect((await there.get("/1.0/instances", z.array(z.string())))?.body).to.deep.equal(["/1.0/instances/theirs"]);
    await failure(workOf("others").create(values), NotOwned);
    await work.remove(state);
    expect(await everything()).to.equal(found);
    expect(await work.read(state)).to.equal(undefined);
  }).timeout("2m");

  it("trusts our certificate, which is made for the program, and nobody's else changes", async () => {
    const work = workOf("us");
    const found = await everything();
    const state = await work.create(wanted());
    expect(state.made).to.deep.equal(["trust of a client certificate"]);
    expect(state.endpoint).to.include({
      address: server.address,
      fingerprint: server.fingerprint,
      clientKey: ".cul8er/client.key",
    });
    expect((await stat(join(made(), "client.key"))).mode & 0o777).to.equal(0o600);
    expect(JSON.stringify(state)).not.to.match(/PRIVATE|BEGIN/);
    const receipt = await readFile(join(machine.folder, "lib/cul8er/host.json"), "utf8");
    expect(JSON.parse(receipt)).to.include({ incus: false }).and.not.have.property("pool");
    expect(receipt).not.to.match(/secret|PRIVATE/);
    expect(await work.plan(wanted(), state)).to.deep.equal({ action: "none" });
    await work.remove(state);
    expect(await everything()).to.equal(found);
  }).timeout("2m");

  it("is not opened anew where it is open elsewhere", async () => {
    const error = await failure(workOf("us").create(wanted({ listen: "127.0.0.1:1" })), Refused);
    expect(error.message).to.include("listen").and.include("somebody else opened the API");
  });

  it("goes on from a run that died", async () => {
    const controller = new AbortController();
    const dying = workOf("us", (line) => line.includes("trusted") && controller.abort());
    await dying.create(wanted(), controller.signal).then(
      () => expect.fail("was not interrupted"),
      () => {},
    );
    const work = workOf("us");
    const state = await work.create(wanted());
    expect(await work.plan(wanted(), state)).to.deep.equal({ action: "none" });
    await work.remove(state);
  }).timeout("2m");

  describe("without SSH", () => {
    const token = async (name: string) => {
      const { stdout } = await run("incus", ["--force-local", "config", "trust", "add", name, "--quiet"], {
        env: { ...process.env, INCUS_SOCKET: server.socket },
      });
      return stdout.trim().split(/\s+/).at(-1) ?? "";
    };
    const place = (more: object = {}) => ({ name: "api", address: "127.0.0.1", listen: `:${port}`, ...more });

    it("is joined by a token, once", async () => {
      const work = workOf("us");
      const secret = await token("once");
      const state = await work.create(place({ token: secret }));
      expect(state.endpoint).to.include({ address: server.address, fingerprint: server.fingerprint });
      const { token: kept, ...rest } = state;
      expect(kept).to.equal(secret); // an engine encrypts it, or does not keep it
      expect(JSON.stringify(rest)).not.to.include(secret);
      expect(await work.plan(place(), state)).to.deep.equal({ action: "none" });
      await work.remove(state);
      for (const { fingerprint } of z
        .array(z.object({ fingerprint: z.string() }))
        .parse(await raw(server.socket).list("/1.0/certificates")))
        await raw(server.socket).send("DELETE", `/1.0/certificates/${fingerprint}`);
      const error = await failure(work.create(place({ token: secret })), TokenRefused);
      expect(error.message).to.include("good for one use").and.not.include(secret);
    }).timeout("2m");

    it("says that a token has expired", async () => {
      await raw(server.socket).send("PATCH", "/1.0", { config: { "core.remote_token_expiry": "1S" } });
      const late = await token("late");
      await new Promise((resolve) => setTimeout(resolve, 1_500)); // its lifetime is in seconds
      await failure(workOf("us").create(place({ token: late })), TokenRefused);
      await raw(server.socket).send("PATCH", "/1.0", { config: { "core.remote_token_expiry": "" } });
    }).timeout("2m");

    it("says what is no token", async () => {
      expect(await workOf("us").plan(place({ token: "none" }))).to.have.property("action", "refuse");
    });

    it("says that it does not trust us", async () => {
      const error = await workOf("us")
        .create(place({ expectedFingerprint: server.fingerprint }))
        .catch(String);
      expect(error).to.include("does not trust our client certificate").and.include("incus config trust add");
    });

    it("is refused when it shows another certificate than before", async () => {
      const work = workOf("us");
      const state = await work.create(place({ token: await token("pinned") }));
      const other = "0".repeat(64);
      const before = { ...state, fingerprint: other, endpoint: { ...(state.endpoint as object), fingerprint: other } };
      const error = await failure(work.plan(place(), before), WrongCertificate);
      expect(error.message)
        .to.include(`expected SHA-256 ${other}, got ${server.fingerprint}`)
        .and.include(`expectedFingerprint: "${server.fingerprint}"`);
      const mended = place({ expectedFingerprint: server.fingerprint });
      expect(await work.plan(mended, before)).to.have.property("action", "update");
      expect(await work.update(before, mended)).to.have.property("fingerprint", server.fingerprint);
    }).timeout("2m");
  });
});
