import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { NoRelease, NotATarball } from "../../provider/beam/errors.ts";
import { inspectRelease } from "../../provider/beam/layout.ts";
import { stop } from "../../provider/beam/switch.ts";
import { machineOrSkip } from "../../setup/environment.ts";
import { temporaryName } from "../temporary-name.ts";
import { deployed, scriptOn } from "./deployment.ts";
import { type EchoReleases, echoReleases } from "./echo-releases.ts";
import { type Instances, instancesOf } from "./instances.ts";

describe("a release's tarball", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "cul8er-layout-"));
  });
  after(() => rm(folder, { recursive: true }));

  const failure = (file: string) =>
    inspectRelease(file).then(
      () => undefined,
      (error: unknown) => error,
    );

  it("is told by what is in it: layout, name, version, runtime and what it runs on", async function () {
    const machine = await machineOrSkip(this);
    const facts = await inspectRelease(await machine.release({ version: "1.0.0" }));
    expect(facts).to.deep.include({ layout: "mix", name: "chat", version: "1.0.0" });
    expect(facts.erts).to.match(/^\d+\./);
    expect(facts.executable).to.deep.equal({
      architecture: process.arch === "arm64" ? "aarch64" : "x86_64",
      libc: "glibc",
    });
    expect(facts.size).to.be.greaterThan(5_000_000);
  });

  it("is none where it is no tarball, cut off, or holds something else", async function () {
    const machine = await machineOrSkip(this);
    const release = await machine.release({ version: "1.0.0" });
    const text = join(folder, "text.tar.gz");
    await writeFile(text, "hello");
    expect(await failure(text)).to.be.instanceOf(NotATarball);
    const cut = join(folder, "cut.tar.gz");
    await execa("head", ["-c", "100000", release], { stdout: { file: cut } });
    expect(await failure(cut)).to.be.instanceOf(NotATarball);
    const other = join(folder, "other.tar.gz");
    await execa("tar", ["-czf", other, "-C", folder, "text.tar.gz"]);
    expect(await failure(other))
      .to.be.instanceOf(NoRelease)
      .with.property("message")
      .that.matches(/there is no release in it/);
    expect(await failure(join(folder, "missing"))).to.have.property("code", "ENOENT");
    const out = join(folder, "out.tar.gz");
    await execa("tar", ["-czPf", out, "--transform", "s,^,../,", "-C", folder, "text.tar.gz"]);
    expect(await failure(out))
      .to.be.instanceOf(NotATarball)
      .with.property("message")
      .that.matches(/leads out/);
  });
});

const on = temporaryName();

describe("releases of every layout", () => {
  let place: Instances;
  let echo: EchoReleases;
  before(async function () {
    place = await instancesOf(this, [on], { app: "unused" });
    echo = await echoReleases();
  });
  after(async () => {
    await echo?.remove();
    await place?.remove();
  });

  const arguments_ = (pid: string) => place.shell(on, `tr '\\0' ' ' < /proc/${pid}/cmdline`);
  const check = { http: { port: 4000, body: 'it\'s "me"' }, successes: 2, interval: "200ms", deadline: "30s" };
  const environment = { PORT: "4000", GREETING: 'it\'s "me"' };
  const secrets = { TOKEN: "top-secret" };

  it("relx: runs under its name and cookie, which stays out of its arguments", async () => {
    const { facts, node, verdict } = await deployed(place, on, {
      app: "echo",
      file: echo.relx,
      environment,
      secrets,
      check,
    });
    expect(facts).to.include({ layout: "relx", name: "echo", version: "0.1.0" });
    expect(verdict).to.include({ ok: true });
    expect(await place.shell(on, "/opt/echo/bin/echo rpc 'node()'")).to.equal(`'${node}'`);
    expect(await place.shell(on, `/opt/echo/bin/echo eval 'os:getenv("TOKEN")'`)).to.equal('"top-secret"');
    const pid = await place.shell(on, "/opt/echo/bin/echo pid");
    expect(await arguments_(pid))
      .to.include(node)
      .and.not.include("monster")
      .and.not.include("a_cookie_of_the_developer");
    expect(await place.shell(on, "find /opt/echo -type f -perm /o+r -exec grep -l monster {} + || true")).to.equal("");
    await scriptOn(place, on, stop("echo"));
  });

  it("shipment: runs on the instance's own Erlang", async () => {
    const { release } = place.machine;
    await place.scope.writeFile(on, "/root/erlang.tar.gz", { path: await release({ version: "1.0.0" }) });
    // The runtime out of another release stands in for an installed one.
    const erl = `#!/bin/sh\nexport ROOTDIR=/opt/erlang BINDIR=$(echo /opt/erlang/erts-*/bin) EMU=beam PROGNAME=erl\nexec "$BINDIR/erlexec" -boot /opt/erlang/releases/1.0.0/start_clean -boot_var RELEASE_LIB /opt/erlang/lib "$@"\n`;
    await place.scope.writeFile(on, "/usr/local/bin/erl", erl, { mode: 0o755 });
    await place.shell(on, "mkdir /opt/erlang && tar -xzf /root/erlang.tar.gz -C /opt/erlang");
    const { facts, node, verdict } = await deployed(place, on, {
      app: "greeter",
      file: echo.shipment,
      environment,
      secrets,
      check,
    });
    expect(facts).to.include({ layout: "shipment", name: "echo", version: "0.1.0" });
    expect(verdict).to.include({ ok: true });
    expect(await place.shell(on, "greeter rpc 'node()'")).to.equal(`'${node}'`);
    expect(await place.shell(on, `greeter eval 'os:getenv("TOKEN")'`)).to.equal('"top-secret"');
    expect(await arguments_(await place.shell(on, "greeter pid"))).to.not.include("monster");
  });
});
