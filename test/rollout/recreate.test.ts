/** Recreating a cluster under load: nobody serves for a while, and users wait for as long as they are held. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import type { Deployed } from "./deployed.ts";
import { refuse, revert } from "./refusal.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("a cluster that is recreated under load", () => {
    let site: Site;
    let cluster: Deployed;
    let load: Load;
    before(async function () {
      site = await Site.open(await machineOrSkip(this), {
        arguments: { strategy: { type: "recreate" }, minUptime: "2s" },
        expose: { hold: "1m" },
        load: { patience: 60_000 },
      });
      ({ cluster, load } = site);
    });
    after(() => site?.[Symbol.asyncDispose]());

    it("has its users wait, and serves them all in the end", async () => {
      const { latency } = await unnoticed(load, () => cluster.become({ version: "2.0.0" }));
      expect(latency.max).to.be.below(60_000);
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

    it("changes its cookie in that way, which it cannot while nodes wait for each other", async () => {
      await cluster.stack.configure({ cookie: "another" }, ["cookie"]);
      await unnoticed(load, () => cluster.become({ version: "2.0.0" }));
    });

    it("returns from a release that is not well, which no user sees", async () => {
      const good = { version: "2.0.0" };
      const bad = { what: "", fault: "health_500", says: /answered 500/ };
      const { versions } = await unnoticed(load, () => refuse(cluster, good, bad));
      expect(Object.keys(versions)).to.deep.equal(["2.0.0"]);
      await unnoticed(load, () => revert(cluster, good));
      expect(await site.router.ready()).to.deep.equal(cluster.names());
    });
  });
