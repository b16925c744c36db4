/** Clusters of which a part is dead, or goes, when a rollout begins: nobody takes more nodes out than may be. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords, type Summary } from "../load/summary.ts";
import type { Deployed } from "./deployed.ts";
import type { Moments, RouterView } from "./router-view.ts";
import { Site } from "./site.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("a rollout of a cluster that is not whole", () => {
    let site: Site;
    let cluster: Deployed;
    let router: RouterView;
    let load: Load;
    before(async function () {
      site = await Site.open(await machineOrSkip(this), { load: { patience: 60_000 } });
      ({ cluster, router, load } = site);
    });
    after(() => site?.[Symbol.asyncDispose]());

    for (const dead of [1, 2, 3])
      it(`mends a dead node first, were it the ${dead}. of three, and takes no other out meanwhile`, async () => {
        const version = `2.${dead}.0`;
        const name = cluster.names()[dead - 1] ?? expect.fail();
        await dies(name);
        const { moments, failed, words } = await watched(() => cluster.become({ version }));
        expect(failed, words).to.deep.equal([]);
        for (const serving of moments.slice(
          0,
          moments.findIndex((each) => !each.includes(name)),
        ))
          expect(serving.filter((each) => each !== name)).to.have.length(2);
        expect(least(moments), "nodes that get requests").to.be.at.least(2);
        await whole();
      });

    it("mends a release that is broken everywhere", async () => {
      await Promise.all(cluster.names().map(dies));
      await cluster.become({ version: "3.0.0" });
      await whole();
    });

    it("says why it stops where what is wanted does not mend the dead node, and takes no other out", async () => {
      const name = cluster.names()[2] ?? expect.fail();
      await dies(name);
      const { moments, failed, versions, words } = await watched(async () => {
        const { ok, text } = await cluster.change({ version: "3.1.0", fault: "health_500" });
        expect(ok, text).to.equal(false);
        expect(text).to.match(/was dead, so it was changed first.*answered 500/);
      });
      expect(failed, words).to.deep.equal([]);
      expect(Object.keys(versions), words).to.deep.equal(["3.0.0"]);
      expect(least(moments.map((each) => each.filter((one) => one !== name))), words).to.equal(2);
      await cluster.become({ version: "3.2.0" });
      await whole();
    });

    it("changes a node first that somebody has drained, and gives it requests again", async () => {
      const name = cluster.names()[2] ?? expect.fail();
      await router.drain(name);
      const { moments, failed, words } = await watched(async () => {
        const { text } = await cluster.become({ version: "3.3.0" });
        expect(text).to.include(`${name} was drained by hand: it goes first`);
      });
      expect(failed, words).to.deep.equal([]);
      expect(least(moments), "nodes that get requests").to.equal(2);
      await whole();
    });

    it("puts that node back where what is wanted fails there, and takes no other out", async () => {
      const name = cluster.names()[2] ?? expect.fail();
      await router.drain(name);
      const { moments, failed, versions, words } = await watched(async () => {
        const { ok, text } = await cluster.change({ version: "3.4.0", fault: "health_500" });
        expect(ok, text).to.equal(false);
        expect(text).to.match(
          /got no requests, so it was changed first.*answered 500.*was put back to what ran before/,
        );
      });
      expect(failed, words).to.deep.equal([]);
      expect(Object.keys(versions), words).to.deep.equal(["3.3.0"]);
      expect(least(moments), "nodes that get requests").to.equal(2);
      expect(await router.ready()).to.deep.equal(cluster.names());
      await cluster.runs("3.3.0");
    });

    it("says at once how to let in a node that somebody has drained, where it may not change first", async () => {
      const name = cluster.names()[2] ?? expect.fail();
      await router.drain(name);
      const canary = { version: "3.5.0", arguments: { strategy: { type: "canary", steps: [{ share: 20 }] } } };
      const { ok, text } = await cluster.change(canary);
      expect(ok, text).to.equal(false);
      expect(text).to.include(`\`npx cul8er undrain ${name} chat\``).and.not.include("waiting for");
      await cluster.become({ version: "3.6.0" });
      await whole();
    });

    it("keeps enough nodes when it shrinks and changes at the same time", async () => {
      const { moments, failed, words } = await watched(() => cluster.become({ version: "4.0.0", size: 2 }));
      expect(failed, words).to.deep.equal([]);
      expect(least(moments), "nodes that get requests").to.be.at.least(1);
      await whole(2);
      const grown = await watched(() => cluster.become({ version: "4.1.0" }));
      expect(grown.failed, grown.words).to.deep.equal([]);
      expect(least(grown.moments), "nodes that get requests").to.be.at.least(1);
      await whole();
    });

    /** A node ends and does not come back, as one that its init system has given up. */
    async function dies(instance: string): Promise<void> {
      await cluster.inside(instance, "systemctl", "stop", "chat");
    }

    async function watched(change: () => Promise<unknown>): Promise<Summary & { moments: Moments; words: string }> {
      const told = await router.watch();
      const began = now();
      await change();
      const moments = await told();
      const summary = await load.since(began);
      return { ...summary, moments, words: `${inWords(summary, began)}\n${JSON.stringify(moments)}` };
    }

    async function whole(size = 3): Promise<void> {
      expect(await router.ready()).to.deep.equal(cluster.names(size));
      expect(await cluster.stack.preview()).to.deep.equal([]);
    }
  });

const least = (moments: Moments): number => Math.min(...moments.map((each) => each.length));
