/** A cluster on several servers: spread, rolled, grown; a server that joins moves nothing, one that leaves only its own. */
import { expect } from "chai";
import { z } from "zod";
import { type Machine, machineOrSkip } from "../../setup/environment.ts";
import { freePort } from "../free-port.ts";
import { raw } from "../out-of-band.ts";
import { Stack, type Step } from "../stack.ts";
import { temporaryName } from "../temporary-name.ts";
import { type FleetServer, fleetServer } from "./servers.ts";

describe("a cluster on several servers", function () {
  this.bail(true);

  const name = temporaryName();
  let machine: Machine;
  let stack: Stack | undefined;
  const others: FleetServer[] = [];
  let port: number;
  const one = () => ({ name: "one", socket: machine.incus.socket });

  before(async function () {
    machine = await machineOrSkip(this);
    for (const server of ["two", "three"]) others.push(await fleetServer(server, machine.incus));
    port = await freePort();
    stack = await Stack.of(machine, "test/programs/fleet");
    const secrets = { secretKeyBase: "k".repeat(64), cookie: "monster" };
    await stack.configure(
      { name, ...secrets, image: machine.image, servers: [one(), ...others.map(({ host }) => host)] },
      ["secretKeyBase", "cookie"],
    );
    await stack.configure({ release: await machine.release({ version: "1.0.0" }) });
  });

  after(async () => {
    await stack?.[Symbol.asyncDispose]();
    for (const server of others) await server[Symbol.asyncDispose]();
  });

  it("spreads over them, as the preview says, and every node sees every other", async () => {
    await wish(["one", "two"]);
    const { text } = await open().show();
    for (const [instance, host] of Object.entries({ 1: "one", 2: "two", 3: "one", 4: "two", router: "one" }))
      expect(text).to.match(new RegExp(`${name}-${instance}"?\\s*: "?${host}: `));
    succeeded(await open().up());
    expect(await where()).to.deep.equal({ 1: "one", 2: "two", 3: "one", 4: "two", router: "one" });
    expect(await instances()).to.deep.equal({ one: ["1", "3", "router"], two: ["2", "4"], three: [] });
    await runs("1.0.0");
    await calm();
  });

  it("rolls a new version over all of them, one node after the other", async () => {
    await open().configure({ release: await machine.release({ version: "2.0.0" }) });
    succeeded(await open().up());
    await runs("2.0.0");
    await calm();
  });

  it("puts back a version that fails on another server than the first", async () => {
    await open().configure({ release: await machine.release({ version: "3.0.0", fault: "health_500@-2" }) });
    const failed = await open().up();
    expect(failed.ok).to.equal(false);
    expect(failed.text).to.match(new RegExp(`3\\.0\\.0 failed on ${name}-2`));
    await runs("2.0.0");
    await open().configure({ release: await machine.release({ version: "2.0.0" }) });
    succeeded(await open().up());
    await calm();
  });

  it("moves nothing when a server joins", async () => {
    await wish(["three", "one", "two"]);
    const steps = await open().preview();
    expect(steps.map(({ op, resource }) => `${op} ${resource.split(" ")[0]}`)).to.deep.equal(["update Placement"]);
    expect((await open().show()).text).to.match(/nothing moves/);
    succeeded(await open().up());
    await runs("2.0.0");
    await calm();
  });

  it("makes the nodes of a server that leaves anew on the others, one after the other", async () => {
    await wish(["three", "one"]);
    const steps = await open().preview();
    const moves = [`${name}-2`, `${name}-4`];
    for (const kind of ["Instance", "StorageVolume", "Release", "BeamNode"])
      expect(replaced(steps, kind), kind).to.have.members(moves);
    succeeded(await open().up());
    expect(await where()).to.deep.equal({ 1: "one", 2: "three", 3: "one", 4: "three", router: "one" });
    expect(await instances()).to.deep.equal({ one: ["1", "3", "router"], two: [], three: ["2", "4"] });
    await runs("2.0.0");
    await calm();
  });

  it("leaves nothing behind", async () => {
    succeeded(await open().destroy());
    expect(await instances()).to.deep.equal({ one: [], two: [], three: [] });
  });

  const open = () => stack ?? expect.fail("there is no stack");

  async function wish(hosts: readonly string[]) {
    const all = [one(), ...others.map(({ host }) => host)];
    const cluster = { size: 4, expose: { port: 4000, as: port } };
    await open().configure({ hosts: hosts.map((host) => all.find((each) => each.name === host)), cluster });
  }

  const succeeded = ({ ok, text }: { ok: boolean; text: string }) => expect(ok, text).to.equal(true);
  const calm = async () => expect(await open().preview()).to.deep.equal([]);
  const short = (instance: string) => instance.slice(name.length + 1);

  /** Where the cluster says that its instances are. */
  async function where() {
    const { where } = outputs.parse(await open().outputs());
    return Object.fromEntries(Object.entries(where).map(([instance, host]) => [short(instance), host.name]));
  }

  /** Which instances the servers have. */
  async function instances() {
    const servers = [{ host: one(), raw: raw(machine.incus.socket) }, ...others];
    const found = await Promise.all(
      servers.map(async ({ host, raw }) => {
        const there = await raw.list(`/1.0/instances?project=${name}`).catch(() => []);
        return [host.name, there.map(({ name = "" }) => short(name)).sort()] as const;
      }),
    );
    return Object.fromEntries(found);
  }

  /** Every node runs the version, sees all others, and gets requests. */
  async function runs(version: string) {
    const { nodes, url } = outputs.parse(await open().outputs());
    const ask = async (at: string) => health.parse(await (await fetch(`${at}/health`)).json());
    const told = await Promise.all(nodes.map(({ address }) => ask(`http://${address}:4000`)));
    const names = told.map(({ node }) => node).sort();
    for (const each of told) {
      expect(each.version).to.equal(version);
      expect([each.node, ...each.peers].sort()).to.deep.equal(names);
    }
    const routed = await Promise.all(Array.from({ length: 16 }, () => ask(url)));
    expect(new Set(routed.map(({ node }) => node)).size, "nodes that get requests").to.equal(4);
  }
});

const outputs = z.object({
  nodes: z.array(z.object({ address: z.string() })),
  url: z.string(),
  where: z.record(z.string(), z.object({ name: z.string() })),
});
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });

const replaced = (steps: readonly Step[], kind: string) => [
  ...new Set(
    steps
      .filter(({ op, resource }) => op.includes("replace") && resource.startsWith(`${kind} `))
      .map(({ resource }) => resource.slice(kind.length + 1)),
  ),
];
