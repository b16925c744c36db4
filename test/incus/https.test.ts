import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { digestOf } from "../../provider/file-pieces.ts";
import { IncusError, PermissionDenied, Untrusted, WrongCertificate, WrongHost } from "../../provider/incus/errors.ts";
import { connect, disconnectAll } from "../../provider/incus/server.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { failure } from "./failure.ts";
import { clientConfiguration, type Identity, type PrivateServer, privateServer } from "./private-server.ts";
import { anything } from "./workplace.ts";

describe("incus over https", () => {
  let machine: Machine;
  let server: PrivateServer;
  let trusted: Identity;
  let restricted: Identity;
  let stranger: Identity;

  before(async function () {
    machine = await machineOrSkip(this);
    server = await privateServer();
    trusted = await server.identity("trusted");
    restricted = await server.identity("restricted");
    stranger = await server.identity("stranger");
    const local = connect({ socket: server.socket }).project("mine");
    await local.post("/1.0/projects", { name: "mine" });
    await local.post("/1.0/storage-pools", { name: "pool", driver: "dir" });
    await local.patch("/1.0/profiles/default", { devices: { root: { type: "disk", path: "/", pool: "pool" } } });
    await server.trust(trusted);
    await server.trust(restricted, ["mine"]);
  });
  after(async () => {
    await disconnectAll();
    await server?.stop();
  });
  afterEach(disconnectAll);

  const at = (who: Identity, fingerprint = server.fingerprint) => ({
    address: server.address,
    fingerprint,
    clientCertificate: who.certificate,
    clientKey: who.key,
  });
  const empty = (name: string) => ({ name, type: "container", source: { type: "none" } });

  it("reads, writes and waits for operations", async () => {
    const scope = connect(at(trusted)).project("mine", { fresh: true });
    expect((await connect(at(trusted)).info()).supports("projects")).to.equal(true);
    await scope.post("/1.0/instances", empty("one"));
    expect(await scope.member("/1.0/instances", "one", anything)).to.not.equal(undefined);
    await scope.delete("/1.0/instances/one");
  });

  it("works within the rights of a restricted certificate", async () => {
    const scope = connect(at(restricted)).project("mine", { fresh: true });
    await scope.post("/1.0/instances", empty("two"));
    await scope.delete("/1.0/instances/two");
    await failure(connect(at(restricted)).project("default").get("/1.0/instances/x", anything), PermissionDenied);
  });

  it("sends an image whole", async () => {
    const fingerprint = await digestOf(machine.image);
    const scope = connect(at(trusted)).project("mine");
    expect(await scope.uploadImage(machine.image, { fingerprint })).to.equal(fingerprint);
    await scope.delete(`/1.0/images/${fingerprint}`);
  });

  it("takes the fingerprint as people write it", async () => {
    const written = server.fingerprint.toUpperCase().replace(/..(?!$)/g, "$&:");
    expect((await connect(at(trusted, written)).info()).version).to.match(/^\d/);
  });

  it("refuses another certificate than the pinned one, shows both, and sends nothing", async () => {
    const other = "ab".repeat(32);
    const error = await failure(connect(at(trusted, other)).info(), WrongCertificate);
    expect(error.message).to.include(other).and.include(server.fingerprint);
    const writing = connect(at(trusted, other)).project("mine").post("/1.0/instances", empty("never"));
    await failure(writing, WrongCertificate);
    const scope = connect({ socket: server.socket }).project("mine", { fresh: true });
    expect(await scope.member("/1.0/instances", "never", anything)).to.equal(undefined);
  });

  it("refuses a certificate that is neither pinned nor publicly valid, and says which it is", async () => {
    const { fingerprint: _, ...unpinned } = at(trusted);
    const error = await failure(connect(unpinned).info(), WrongCertificate);
    expect(error.message).to.include(server.fingerprint);
  });

  it("tells a client that is not trusted how to become so", async () => {
    for (const ask of [
      () => connect(at(stranger)).info(),
      () => connect(at(stranger)).project("mine").post("/1.0/instances", empty("never")),
      () => connect(at(stranger)).project("mine").member("/1.0/instances", "never", anything),
    ]) {
      const error = await failure(ask(), Untrusted);
      expect(error.message).to.include("incus config trust add").and.include(server.address);
    }
  });

  it("takes remotes of the user's own client, with certificate, key and pin", async () => {
    const remotes = `default-remote: there\nremotes:\n  there:\n    addr: ${server.address}\n    protocol: incus\n`;
    const files = {
      "client.crt": trusted.pem,
      "client.key": await readFile(trusted.key, "utf8"),
      "servercerts/there.crt": server.pem,
    };
    await using _configuration = await clientConfiguration(remotes, files);
    for (const host of ["there", undefined]) {
      expect((await connect(host).info()).version).to.match(/^\d/);
      expect(connect(host).name).to.include("there").and.include(server.address);
    }
    await disconnectAll();
    process.env.INCUS_REMOTE = "elsewhere";
    try {
      expect((await failure(connect(undefined).info(), WrongHost)).message).to.include("elsewhere");
    } finally {
      delete process.env.INCUS_REMOTE;
    }
  });

  it("says which remote has another certificate, and how to take it", async () => {
    const remotes = `remotes:\n  there:\n    addr: ${server.address}\n    protocol: incus\n`;
    await using _configuration = await clientConfiguration(remotes, { "servercerts/there.crt": stranger.pem });
    const error = await failure(connect("there").info(), WrongCertificate);
    expect(error.message).to.include("incus remote add there");
  });

  it("says what is wrong with a client certificate that does not fit its key", async () => {
    const mixed = { ...at(trusted), clientKey: stranger.key };
    expect(await failure(connect(mixed).info(), IncusError)).to.not.equal(undefined);
  });
});
