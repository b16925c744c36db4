/** Sessions that stick and files of two versions, while a cluster changes. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Deployed } from "./deployed.ts";
import { exposed } from "./site.ts";
import { Visitors } from "./visitors.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("visitors with cookies while a cluster changes", () => {
    let cluster: Deployed;
    before(async function () {
      cluster = await exposed(await machineOrSkip(this), {}, { sticky: true, assets: "/assets" });
      await cluster.become({ version: "1.0.0" });
    });
    after(() => cluster?.[Symbol.asyncDispose]());

    it("never see an older version after a newer one, and find the files of each page", async () => {
      const visitors = new Visitors(await cluster.url(), 30);
      await cluster.become({ version: "2.0.0" });
      const visits = await visitors.stop();
      for (const { pages } of visits) {
        expect(pages.filter((version) => !/^[12]\.0\.0$/.test(version))).to.deep.equal([]);
        expect([...pages].sort(), "the versions that one visitor saw").to.deep.equal(pages);
      }
      const both = visits.filter(({ pages }) => new Set(pages).size === 2);
      expect(both.length, "visitors who saw both").to.be.above(0);
      // The files of the old version go with its last node: only a page from there may have come too late for its own.
      for (const { pages, files } of visits) {
        const missing = files.flatMap((found, index) => (found ? [] : [index]));
        expect(missing.every((index) => index === pages.lastIndexOf("1.0.0"))).to.equal(true);
      }
    });
  });
