/** What users of a cluster may ask for besides its strategy, under load: removed nodes, refused releases, snapshots. */
import { expect } from "chai";
import { z } from "zod";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { raw } from "../out-of-band.ts";
import { changedNodes, type Deployed } from "./deployed.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

describe("a cluster under load", function () {
  this.bail(true);

  let machine: Machine;
  let site: Site;
  let cluster: Deployed;
  let load: Load;
  /** An address for documentation, which leads nowhere else. */
  const address = `198.51.100.${(process.pid % 250) + 1}`;
  const rollback = { retry: "on-change", snapshot: true, keepVersions: 2 };

  before(async function () {
    machine = await machineOrSkip(this);
    site = await Site.open(machine, {
      expose: { as: 80, address, network: machine.incus.network, check: { path: "/health" } },
    });
    ({ cluster, load } = site);
  });

  after(() => site?.[Symbol.asyncDispose]());

  it("is reached at an address that its network forwards", async () => {
    const { status } = await fetch(`http://${address}/health`);
    expect(status).to.equal(200);
    const { devices } = devicesOf.parse(await at(`/1.0/instances/${cluster.name}-router`));
    expect(devices).not.to.have.property("entrance");
  });

  it("removes a node, whose WebSockets are sent elsewhere first", async () => {
    const { sockets } = await unnoticed(load, () => cluster.become({ version: "1.0.0", size: 2 }));
    expect(sockets.closed).to.be.above(0);
    expect(await cluster.stack.preview()).to.deep.equal([]);
    const states = "echo 'show servers state' | socat -t 30 - UNIX-CONNECT:/run/cul8er-router/admin.sock";
    expect(await cluster.inside(`${cluster.name}-router`, "sh", "-c", states)).not.to.include(`${cluster.name}-3`);
  });

  it("does not try a refused release again until another one is wanted", async () => {
    const bad = { version: "2.0.0", fault: "health_500", size: 2, arguments: { rollback } };
    await unnoticed(load, async () => {
      const { ok, text } = await cluster.change(bad);
      expect(ok, text).to.equal(false);
      expect(text).to.match(/node(s were| was) put back/);
    });
    const before = await cluster.processes(2);
    expect(changedNodes(await cluster.stack.preview())).to.deep.equal([]);
    const { text } = await cluster.stack.show();
    expect(text, text).to.match(
      /runs 1\.0\.0: 2\.0\.0 failed at .*answered 500.*\) and is not tried again until another revision/,
    );
    const again = await cluster.stack.up();
    expect(again.ok, again.text).to.equal(true);
    expect(await cluster.processes(2)).to.deep.equal(before);
    expect(await cluster.stack.preview()).to.deep.equal([]);
    await cluster.wish({ ...bad, arguments: { rollback: { ...rollback, retry: "always" } } });
    expect(changedNodes(await cluster.stack.preview())).to.deep.equal(cluster.names(2));
  });

  it("takes a snapshot of instance and volume before each switch", async () => {
    await unnoticed(load, () => deploy("2.0.0"));
    const { instance, volume } = await snapshotsOf(first());
    expect(instance).to.deep.equal(volume);
    expect(instance.at(-1)).to.match(/^cul8er-chat-before-2\.0\.0-[0-9a-f]{12}$/);
    expect(instance.length).to.be.at.most(2);
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  if (everything)
    it("is set back to one by a person, node by node", async () => {
      const name = (await snapshotsOf(first())).instance.at(-1);
      await cluster.inside(first(), "touch", "/opt/chat/data/later");
      const incus = raw(machine.incus.socket);
      const here = `?project=${cluster.name}`;
      const instance = `/1.0/instances/${first()}`;
      const volume = `/1.0/storage-pools/${machine.incus.pool}/volumes/custom/${first()}`;
      await incus.send("PUT", `${instance}/state${here}`, { action: "stop", timeout: 30 });
      await incus.send("PUT", `${volume}${here}`, { restore: name });
      await incus.send("PUT", `${instance}${here}`, { restore: name });
      await incus.send("PUT", `${instance}/state${here}`, { action: "start" });
      await unnoticed(load, () => deploy("1.0.0"), "broken");
      expect(await cluster.inside(first(), "ls", "/opt/chat/data")).not.to.include("later");
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

  const first = () => cluster.names(2)[0] ?? "";
  const deploy = (version: string) => cluster.become({ version, size: 2, arguments: { rollback } });
  const at = (path: string) => raw(machine.incus.socket).get(`${path}?project=${cluster.name}`);

  /** Names of the snapshots of an instance and its volume. */
  async function snapshotsOf(instance: string) {
    const incus = raw(machine.incus.socket);
    const names = async (path: string) =>
      z
        .array(z.object({ name: z.string() }))
        .parse(await incus.get(`${path}/snapshots?recursion=1&project=${cluster.name}`))
        .map(({ name }) => name.split("/").at(-1));
    return {
      instance: await names(`/1.0/instances/${instance}`),
      volume: await names(`/1.0/storage-pools/${machine.incus.pool}/volumes/custom/${instance}`),
    };
  }
});

const devicesOf = z.object({ devices: z.record(z.string(), z.unknown()) });
