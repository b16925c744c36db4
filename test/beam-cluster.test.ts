/** The example cluster's life, end to end: the real engine, a real Incus, real nodes. Each step ends in an empty preview. */
import { rm } from "node:fs/promises";
import { expect } from "chai";
import { z } from "zod";
import { connect } from "../provider/incus/server.ts";
import { type Machine, machineOrSkip } from "../setup/environment.ts";
import { type Raw, raw } from "./out-of-band.ts";
import { type Run, Stack, type Step } from "./stack.ts";
import { variantOf } from "./variant-image.ts";

/** Of the Incus project and of the cluster: instance names are unique on their network, whatever project they are in. */
const name = `c8t-${process.pid}`;

describe("a cluster of three nodes", function () {
  this.bail(true);

  let machine: Machine;
  let incus: Raw;
  let stack: Stack;
  let variant = "";

  before(async function () {
    machine = await machineOrSkip(this);
    incus = raw(machine.incus.socket);
    stack = await Stack.of(machine, "test/programs/cluster");
    variant = await variantOf(machine.image);
    const settings = { name, image: machine.image, release: await machine.release({ version: "1.0.0" }) };
    await stack.configure({ ...settings, secretKeyBase: "k".repeat(64), cookie: "monster" }, [
      "secretKeyBase",
      "cookie",
    ]);
  });

  after(async () => {
    await stack?.[Symbol.asyncDispose]();
    if (variant) await rm(variant);
  });

  it("goes up from nothing, its nodes started in parallel, each seeing the others", async () => {
    succeeded(await stack.up());
    const nodes = await answers(3);
    expect(versions(nodes)).to.deep.equal(["1.0.0", "1.0.0", "1.0.0"]);
    const starts = await Promise.all(names(3).map((instance) => startedAt(instance)));
    expect(Math.max(...starts) - Math.min(...starts), "seconds between the first and the last start").to.be.below(5);
    await settled();
  });

  it("rolls a new version out, one node after the other, and replaces no instance", async () => {
    await release({ version: "2.0.0" });
    const steps = await stack.preview();
    expect(changed(steps, "BeamNode")).to.deep.equal([`update ${name}-1`, `update ${name}-2`, `update ${name}-3`]);
    expect(changed(steps, "Instance")).to.deep.equal([]);
    expect(changed(steps, "StorageVolume")).to.deep.equal([]);
    succeeded(await stack.up());
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await inOrder();
    await settled();
  });

  it("rolls a change of the environment like a release", async () => {
    await cluster({ environment: { PORT: "4000", DATA_DIR: "/opt/chat/data", GREETING: "hello" } });
    const before = await processes(3);
    expect(changed(await stack.preview(), "BeamNode")).to.have.length(3);
    succeeded(await stack.up());
    for (const [index, process] of (await processes(3)).entries()) expect(process).not.to.equal(before[index]);
    await inOrder();
    await settled();
  });

  it("changes memory and image one node at a time; releases, data and addresses survive", async () => {
    const before = await answers(3);
    await inInstance(`${name}-1`, "touch", "/opt/chat/data/kept");
    await cluster({ ...(await current()), limits: { memory: "300MiB" } });
    await stack.configure({ image: variant });
    const steps = await stack.preview();
    expect(changed(steps, "Instance")).to.have.members([`update ${name}-1`, `update ${name}-2`, `update ${name}-3`]);
    expect(changed(steps, "BeamNode")).to.deep.equal([`update ${name}-1`, `update ${name}-2`, `update ${name}-3`]);
    succeeded(await stack.up());
    const after = await answers(3);
    expect(after.map(({ node }) => node)).to.deep.equal(before.map(({ node }) => node));
    expect(await inInstance(`${name}-1`, "ls", "/etc/variant", "/opt/chat/data/kept")).to.contain("variant");
    await inOrder();
    await settled();
  });

  it("puts back a release that fails on the first node, and says which node, which check and what it logged", async () => {
    const before = await generations(3);
    await release({ version: "3.0.0", fault: "health_500" });
    const failed = await stack.up();
    expect(failed.ok).to.equal(false);
    expect(failed.text)
      .to.match(new RegExp(`${name}-1`))
      .and.match(/500/)
      .and.match(/put back/i);
    expect(failed.text).to.match(/chat@\S+ .*3\.0\.0|3\.0\.0.*chat@/, "the node's own log lines");
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    const steps = await stack.preview();
    expect(changed(steps, "BeamNode")).to.include(`update ${name}-1`);
    expect((await stack.show()).text).to.match(/runs 2\.0\.0/);
    await release({ version: "2.0.0" });
    expect(changed(await stack.preview(), "BeamNode")).to.deep.equal([]);
    const running = await processes(3);
    succeeded(await stack.up());
    expect(await processes(3)).to.deep.equal(running);
    expect((await generations(3)).slice(1)).to.deep.equal(before.slice(1));
    await settled();
  });

  it("puts back every node when a release fails on the second", async () => {
    await release({ version: "3.1.0", fault: "health_500@-2" });
    const failed = await stack.up();
    expect(failed.ok).to.equal(false);
    expect(failed.text).to.match(new RegExp(`${name}-2`));
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await release({ version: "2.0.0" });
    const running = await processes(3);
    succeeded(await stack.up());
    expect(await processes(3)).to.deep.equal(running);
    await settled();
  });

  it("lets no release behind the first node that dies after it was well", async () => {
    await release({ version: "3.2.0", fault: "crash_after_ms=6000" });
    const before = await current();
    await cluster({ ...before, minUptime: "10s" });
    const running = await processes(3);
    const failed = await stack.up();
    expect(failed.ok).to.equal(false);
    expect(failed.text).to.match(new RegExp(`3\\.2\\.0 failed on ${name}-1: process: it ended by itself`));
    expect((await processes(3)).slice(1)).to.deep.equal(running.slice(1));
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await cluster(before);
    await release({ version: "2.0.0" });
    succeeded(await stack.up());
    await settled();
  });

  it("fails for a typo in the health check, and restarts nothing", async () => {
    const running = await processes(3);
    const before = await current();
    await cluster({ ...before, healthCheck: { http: { port: 4000, path: "/helth" }, successes: 1, deadline: "3s" } });
    const failed = await stack.up();
    expect(failed.ok).to.equal(false);
    expect(failed.text).to.match(/helth/).and.match(/404/);
    expect(await processes(3)).to.deep.equal(running);
    await cluster(before);
    succeeded(await stack.up());
    expect(await processes(3)).to.deep.equal(running);
    await settled();
  });

  it("makes an instance again that was deleted by hand", async () => {
    await incus.send("PUT", `/1.0/instances/${name}-2/state?project=${name}`, { action: "stop", force: true });
    await incus.send("DELETE", `/1.0/instances/${name}-2?project=${name}`);
    const steps = await stack.preview();
    expect(changed(steps, "Instance")).to.deep.equal([`update ${name}-2`]);
    expect(changed(steps, "BeamNode")).to.deep.equal([`update ${name}-2`]);
    succeeded(await stack.up());
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await settled();
  });

  it("does not let a bad release in together with more nodes", async () => {
    await release({ version: "3.3.0", fault: "crash_on_boot" });
    await cluster({ ...(await current()), size: 5 });
    const failed = await stack.up();
    expect(failed.ok).to.equal(false);
    expect(versions(await answers(3))).to.deep.equal(["2.0.0", "2.0.0", "2.0.0"]);
    await release({ version: "2.0.0" });
  });

  it("scales from three to five to two", async () => {
    succeeded(await stack.up());
    expect(versions(await answers(5))).to.deep.equal(Array(5).fill("2.0.0"));
    await settled();
    await cluster({ ...(await current()), size: 2 });
    expect(changed(await stack.preview(), "BeamNode")).to.have.members([
      `delete ${name}-3`,
      `delete ${name}-4`,
      `delete ${name}-5`,
    ]);
    succeeded(await stack.up());
    expect(versions(await answers(2))).to.deep.equal(["2.0.0", "2.0.0"]);
    await settled();
  });

  it("leaves nothing behind", async () => {
    succeeded(await stack.destroy());
    const projects = await incus.list("/1.0/projects");
    expect(projects.map((project) => project.name)).not.to.include(name);
    const images = await incus.list("/1.0/images/aliases");
    expect(images.map((image) => image.name)).not.to.include(name);
  });

  /** Sets what the program gives the cluster besides its base. */
  let given: object = {};
  const current = async () => given;
  async function cluster(args: object) {
    given = args;
    await stack.configure({ cluster: args });
  }

  const release = async (build: { version: string; fault?: string }) =>
    stack.configure({ release: await machine.release(build) });

  async function settled() {
    expect(await stack.preview()).to.deep.equal([]);
  }

  /** Each node's answer; fails unless every one sees all others. */
  async function answers(size: number) {
    const { nodes } = outputs.parse(await stack.outputs());
    expect(nodes).to.have.length(size);
    const told = await Promise.all(
      nodes.map(async ({ address }) => health.parse(await (await fetch(`http://${address}:4000/health`)).json())),
    );
    for (const { node, peers } of told)
      expect([node, ...peers].sort()).to.deep.equal(told.map((other) => other.node).sort());
    return told;
  }

  /** By our own client: the command of Incus loses the output of short commands now and then. */
  const inInstance = async (instance: string, ...command: string[]): Promise<string> =>
    (await connect({ socket: machine.incus.socket }).project(name).exec(instance, command)).stdout.trim();

  /** What an instance's unit says of its main process. */
  async function unit(instance: string, property: string): Promise<string> {
    return inInstance(instance, "systemctl", "show", "chat", "--value", "-p", property);
  }
  const startedAt = async (instance: string) => Number(await unit(instance, "ExecMainStartTimestampMonotonic")) / 1e6;
  const processes = (size: number) =>
    Promise.all(names(size).map((instance) => unit(instance, "ExecMainStartTimestampMonotonic")));

  /** The nodes were started one after the other. */
  async function inOrder() {
    const starts = await Promise.all(names(3).map(startedAt));
    expect(starts).to.deep.equal([...starts].sort((a, b) => a - b));
  }

  async function generations(size: number): Promise<string[]> {
    const found = await Promise.all(
      names(size).map((instance) => incus.get(`/1.0/instances/${instance}?project=${name}`)),
    );
    return found.map(
      (instance) => JSON.parse(withConfig.parse(instance).config["user.cul8er.node.chat"] ?? "{}").generation,
    );
  }
});

const outputs = z.object({ nodes: z.array(z.object({ name: z.string(), address: z.string(), version: z.string() })) });
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
const withConfig = z.object({ config: z.record(z.string(), z.string()) });

const names = (size: number) => Array.from({ length: size }, (_, index) => `${name}-${index + 1}`);
const versions = (nodes: { version: string }[]) => nodes.map(({ version }) => version);

const changed = (steps: readonly Step[], kind: string) =>
  steps
    .filter(({ resource }) => resource.startsWith(`${kind} `))
    .map(({ op, resource }) => `${op} ${resource.slice(kind.length + 1)}`);

const succeeded = ({ ok, text }: Run) => expect(ok, text).to.equal(true);
