/** The plugin as a process: handshake, who may speak to it, how large, and how it ends. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { copyFile, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { execa } from "execa";
import { demoPlugin, type Engine, identity, invitation, PluginProcess, type Refused } from "./plugin-process.ts";

describe("the plugin's process", () => {
  const client = identity();
  const invited = { PLUGIN_CLIENT_CERT: client.pem };
  let plugin: Awaited<ReturnType<typeof demoPlugin>>;

  before(async () => {
    plugin = await demoPlugin();
  });
  after(() => plugin[Symbol.asyncDispose]());

  const failed = (work: Promise<unknown>): Promise<Refused> =>
    work.then(
      () => expect.fail("it was answered"),
      (error) => error,
    );

  it("shakes hands in one line, over a socket that others cannot reach", async () => {
    await using running = await PluginProcess.start(plugin.path, { ...invited, PLUGIN_UNIX_SOCKET_DIR: plugin.folder });
    expect(running.fields.slice(0, 3)).to.deep.equal(["1", "6", "unix"]);
    expect(running.fields[4]).to.equal("grpc");
    expect(running.fields[5]).to.match(/^[A-Za-z0-9+/]+$/);
    expect(dirname(dirname(running.socket))).to.equal(plugin.folder);
    expect((await stat(dirname(running.socket))).mode & 0o777).to.equal(0o700);
  });

  it("answers, and is gone with its socket when it is told to", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    const { resources = {} } = await engine.call("getProviderSchema", {});
    expect(Object.keys(resources)).to.deep.equal(["demo_thing"]);
    await engine.shutDown();
    expect(await running.ended()).to.deep.equal({ code: 0, signal: null });
    expect(existsSync(dirname(running.socket))).to.equal(false);
    expect(running.stderr).to.equal("");
  });

  it("refuses another client's certificate, none, and plain text", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    for (const stranger of [running.connect(identity()), running.connect()])
      expect(await failed(stranger.call("getProviderSchema", {}))).to.be.an("error");
    const schema = await running.connect(client).call("getProviderSchema", {});
    expect(schema.provider.version).to.equal(0);
  });

  it("speaks plain text where the engine was told to", async () => {
    await using running = await PluginProcess.start(plugin.path);
    expect(running.fields[5]).to.equal("");
    expect(await running.connect().call("validateProviderConfig", { config: {} })).to.deep.equal({ diagnostics: [] });
  });

  it("takes and gives eight megabytes", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    const text = "äöü€".repeat(1_000_000);
    const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed: true };
    const { newState } = await engine.call("readResource", {
      typeName: "demo_thing",
      currentState: { text },
      private: Buffer.alloc(0),
      clientCapabilities,
      currentIdentity: null,
    });
    expect(newState?.text === text).to.equal(true);
  });

  it("answers many at the same time", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    const texts = Array.from({ length: 300 }, (_, index) => `text ${index}`);
    const answers = await Promise.all(
      texts.map((text) => engine.call("callFunction", { name: "twice", arguments: [text] })),
    );
    expect(answers.map(({ result }) => result)).to.deep.equal(texts.map((text) => text + text));
  });

  it("says of what it does not know that it is not implemented", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    for (const path of [
      "/tfplugin6.Provider/GetResourceIdentitySchemas",
      "/tfplugin6.Provider/Close",
      "/tfplugin6.Provider/InvokeAction",
      "/grpc.health.v1.Health/Check",
      "/plugin.GRPCStdio/StreamStdio",
    ])
      expect(await failed(engine.raw(path))).to.have.property("status", 12);
  });

  it("refuses what is no message, and goes on", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    const refused = await failed(engine.raw("/tfplugin6.Provider/ReadResource", Buffer.from([0x0a, 0x7f])));
    expect(refused).to.have.property("message", "the message ends too early");
    expect(await engine.call("validateProviderConfig", { config: null })).to.deep.equal({ diagnostics: [] });
  });

  /** A creation that lasts until it is stopped. */
  const creating = (engine: Engine) =>
    engine.call("applyResourceChange", {
      typeName: "demo_thing",
      priorState: null,
      plannedState: { text: "slow", wait: true },
      config: { text: "slow" },
      plannedPrivate: Buffer.alloc(0),
      plannedIdentity: null,
    });

  it("brings what runs to a safe point when the run is stopped, Ctrl-C or not", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    const engine = running.connect(client);
    const creation = creating(engine);
    await engine.call("validateProviderConfig", { config: null });
    running.child.kill("SIGINT");
    await engine.call("validateProviderConfig", { config: null });
    await engine.stop();
    expect(await creation).to.have.nested.property("newState.id", "thing-slow");
    // What comes afterwards is stopped, too.
    expect(await creating(engine)).to.have.nested.property("newState.id", "thing-slow");
    await engine.shutDown();
    expect(await running.ended()).to.deep.equal({ code: 0, signal: null });
  });

  it("ends when its parent is killed", async () => {
    const program = `
      require("node:child_process").spawn(process.argv[1], { stdio: ["ignore", "inherit", "ignore"] });
      setInterval(() => {}, 1000);`;
    const env = { ...process.env, ...invitation, PLUGIN_UNIX_SOCKET_DIR: plugin.folder };
    const parent = spawn(process.execPath, ["-e", program, plugin.path], { env, stdio: ["ignore", "pipe", "inherit"] });
    const [line] = (await once(parent.stdout, "data")) as [Buffer];
    const [, , , socket = ""] = line.toString().split("|");
    parent.kill("SIGKILL");
    // The plugin holds the other end of it, too.
    await once(parent.stdout, "close");
    expect(existsSync(dirname(socket))).to.equal(false);
  });

  it("ends on SIGTERM", async () => {
    await using running = await PluginProcess.start(plugin.path, invited);
    running.child.kill("SIGTERM");
    expect(await running.ended()).to.deep.equal({ code: 0, signal: null });
    expect(existsSync(running.socket)).to.equal(false);
  });

  it("says what it is when a person starts it", async () => {
    const { exitCode, stdout, stderr } = await execa(plugin.path, [], { reject: false });
    expect({ exitCode, stdout }).to.deep.equal({ exitCode: 1, stdout: "" });
    expect(stderr).to.match(/^This is the provider cul8er\/demo for Terraform and OpenTofu: .*\.$/);
  });

  it("says in one line that Node is missing, or too old", async () => {
    const nowhere = await execa("/bin/sh", [plugin.path], { env: { PATH: "/nowhere" }, reject: false });
    expect(nowhere.stdout).to.match(/^cul8er needs Node.js [\d.]+ or newer on the PATH, and there is none\.$/);
    const old = join(plugin.folder, "old");
    await mkdir(old);
    const pretend = 'Object.defineProperty(process.versions, "node", { value: "20.9.1" });';
    await writeFile(join(old, "pretend.cjs"), pretend);
    await writeFile(join(old, "node"), `#!/bin/sh\nexec ${process.execPath} -r ${old}/pretend.cjs "$@"\n`, {
      mode: 0o755,
    });
    const env = { ...invitation, PATH: `${old}:/bin:/usr/bin` };
    const tooOld = await execa(plugin.path, [], { env, reject: false });
    expect(tooOld.exitCode).to.equal(1);
    expect(tooOld.stdout).to.match(/^cul8er needs Node.js [\d.]+ or newer on the PATH, and found 20\.9\.1\.$/);
  });

  it("runs inside a project of ES modules, and of CommonJS, under the name that engines give it", async () => {
    const named = join(plugin.folder, "terraform-provider-demo_v0.1.0");
    await copyFile(plugin.path, named);
    for (const type of ["module", "commonjs"]) {
      await writeFile(join(plugin.folder, "package.json"), JSON.stringify({ type }));
      for (const path of [plugin.path, named]) {
        await using running = await PluginProcess.start(path, invited);
        expect(running.fields.slice(0, 3), `${path} ${type}`).to.deep.equal(["1", "6", "unix"]);
      }
    }
  });
});
