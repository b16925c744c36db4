/** A node that was taken out of the rotation by hand: what is seen of it, and how it comes back. */
import { expect } from "chai";
import { connect, type Scope } from "../../provider/incus/server.ts";
import { build } from "../../setup/build.ts";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { removeAll } from "../inventory.ts";
import { raw } from "../out-of-band.ts";
import { Stack } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { CommandLine } from "./command-line.ts";

describe("a node behind a router", function () {
  this.bail(true);

  const name = temporaryName();
  const door = `${name}-door`;
  let machine: Machine;
  let stack: Stack;
  let cli: CommandLine;
  let scope: Scope;

  before(async function () {
    machine = await machineOrSkip(this);
    await build();
    cli = new CommandLine({ INCUS_SOCKET: machine.incus.socket, INCUS_PROJECT: name });
    scope = connect({ socket: machine.incus.socket }).project(name, { fresh: true });
    const incus = raw(machine.incus.socket);
    await incus.send("POST", "/1.0/projects", { name, config: { "features.profiles": "false" } });
    stack = await Stack.of(machine, "test/programs/declared");
    await stack.configure({ resources: declared(name, machine.image, await machine.release({ version: "1.0.0" })) });
    const { ok, text } = await stack.up();
    expect(ok, text).to.equal(true);
  });

  after(async () => {
    try {
      await stack?.[Symbol.asyncDispose]();
    } finally {
      if (machine) await removeAll(raw(machine.incus.socket), name);
    }
  });

  /** A word to HAProxy, as an operator gives it. */
  const tell = async (words: string) => {
    const command = `echo "$1" | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock`;
    const { code, stdout, stderr } = await scope.exec(door, ["sh", "-c", command, "sh", words]);
    expect(code, stderr).to.equal(0);
    return stdout;
  };

  it("gets requests, which its status tells", async () => {
    expect((await cli.run(["status"])).stdout).to.match(/well +verified +gets requests/);
    const { stdout } = await cli.run(["status", name, "--json"]);
    expect(JSON.parse(stdout)).to.have.nested.property("nodes[0].router.name", door);
    expect(JSON.parse(stdout)).to.have.nested.property("nodes[0].router.state", "ready");
  });

  it("gets none when it was drained by hand, until it is verified and admitted again", async () => {
    await tell(`set server chat/${name} state drain`);
    await tell(`set weight chat/${name} 40`);
    const drained = (await cli.run(["status"])).stdout;
    expect(drained)
      .to.match(/verified +no requests \(drain\)/)
      .and.match(/weight 40 of 100 in the router/);
    const { code, stdout, stderr } = await cli.run(["undrain", name, "--yes"]);
    expect(code, stderr).to.equal(0);
    expect(stdout).to.equal(`chat 1.0.0 on ${name} is well and gets requests from ${door}.\n`);
    expect((await cli.run(["status"])).stdout).to.match(/gets requests/);
  });

  it("says so when the router is not there", async () => {
    await scope.put(`/1.0/instances/${door}/state`, { action: "stop", force: true });
    expect((await cli.run(["status"])).stdout).to.match(/the router .* is gone, or does not know it/);
    const { code, stderr } = await cli.run(["undrain", name, "--yes"]);
    expect(code).to.equal(1);
    expect(stderr).to.match(/does not run/);
    await scope.put(`/1.0/instances/${door}/state`, { action: "start" });
  });
});

/** An instance with a node, and one with a router before it. */
function declared(name: string, file: string, release: string) {
  const door = `${name}-door`;
  const on = { project: name, instance: name, app: "chat" };
  const outputs = ["revision", "secretRevision", "version", "nodeName"];
  return [
    { kind: "Image", name: "image", args: { project: name, file } },
    { kind: "Instance", name, args: { project: name, image: "@image.fingerprint" } },
    { kind: "Instance", name: door, args: { project: name, image: "@image.fingerprint" } },
    { kind: "Router", name: "router", args: { project: name, instance: `@${door}.name` } },
    {
      kind: "Traffic",
      name: "traffic",
      args: {
        project: name,
        router: "@router.instance",
        app: "chat",
        listen: 8080,
        servers: [{ name, address: `@${name}.ipv4Address`, port: 4000 }],
        check: { path: "/health" },
      },
    },
    {
      kind: "Release",
      name: "chat",
      args: {
        ...on,
        instance: `@${name}.name`,
        address: `@${name}.ipv4Address`,
        release,
        cookie: "monster",
        environment: { PORT: "4000" },
        secrets: { SECRET_KEY_BASE: "k".repeat(64) },
        healthCheck: { http: { port: 4000, path: "/health" } },
      },
    },
    {
      kind: "BeamNode",
      name: "node",
      args: { ...on, router: door, ...Object.fromEntries(outputs.map((output) => [output, `@chat.${output}`])) },
      after: ["traffic"],
    },
  ];
}
