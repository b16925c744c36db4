/** The strategies over instances that a program makes itself, under constant load from outside. */
import { expect } from "chai";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import { changedNodes } from "./deployed.ts";
import { refuse, revert } from "./refusal.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

const program = "test/programs/own-instances";
const canary = {
  strategy: { type: "canary", steps: [{ share: 25 }] },
  analysis: { window: "2s", minRequests: 20, errorRate: { max: 0.02 } },
};
const migration = { command: ["eval", "Chat.Release.migrate()"] };
const bad = { what: "answers 500", fault: "health_500", says: /\/health: answered 500/ };

describe("a rollout over instances of one's own under load", () => {
  let machine: Machine;
  let site: Site;

  describe("in place", () => {
    before(async function () {
      machine = await machineOrSkip(this);
      site = await Site.open(machine, { size: 2, program, arguments: { tasks: { before: [migration] } } });
    });
    after(() => site?.[Symbol.asyncDispose]());

    it("goes from node to node, and has nothing left to do then", async () => {
      await unnoticed(site.load, async () => {
        const { text } = await site.cluster.become({ version: "2.0.0", size: 2 });
        expect(text).to.match(/Task .*before-1/);
      });
      expect(await site.cluster.stack.preview()).to.deep.equal([]);
    });

    it("puts a bad release back", async () => {
      const good = { version: "2.0.0", size: 2 };
      await unnoticed(site.load, () => refuse(site.cluster, good, bad));
      const { cluster } = site;
      await unnoticed(site.load, () => revert(cluster, good, `${cluster.name}-${cluster.names()[0]}`));
    });

    it("takes new limits of the instances with it, node by node", async () => {
      const limits = { memory: "400MiB" };
      const wish = { version: "3.1.0", size: 2, arguments: { limits } };
      await unnoticed(site.load, () => site.cluster.become(wish));
      expect(await site.cluster.stack.preview()).to.deep.equal([]);
    });

    if (everything)
      it("goes by a canary", async () => {
        const limits = { memory: "400MiB" };
        const wish = { version: "4.0.0", size: 2, arguments: { limits, ...canary } };
        await unnoticed(site.load, () => site.cluster.become(wish));
        expect(await site.cluster.stack.preview()).to.deep.equal([]);
      });
  });

  if (everything)
    describe("in two slots", () => {
      before(async function () {
        machine = await machineOrSkip(this);
        site = await Site.open(machine, { size: 1, program, arguments: { strategy: { type: "blueGreen" } } });
      });
      after(() => site?.[Symbol.asyncDispose]());

      it("goes over and back, of which the way back touches no node", async () => {
        await unnoticed(site.load, () => changes("2.0.0"));
        await site.cluster.wish({ version: "1.0.0", size: 1 });
        expect(changedNodes(await site.cluster.stack.preview())).to.deep.equal([]);
        await unnoticed(site.load, () => changes("1.0.0"));
        expect(await site.cluster.stack.preview()).to.deep.equal([]);
      });
    });

  async function changes(version: string): Promise<void> {
    const { ok, text } = await site.cluster.change({ version, size: 1 });
    expect(ok, text).to.equal(true);
  }
});
