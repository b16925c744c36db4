/** Canaries that a real Prometheus judges. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import type { Deployed } from "./deployed.ts";
import { Prometheus } from "./prometheus.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("a canary that Prometheus judges", () => {
    let prometheus: Prometheus;
    let site: Site;
    let cluster: Deployed;
    let load: Load;
    before(async function () {
      const machine = await machineOrSkip(this);
      prometheus = await Prometheus.for(this);
      const query = { url: prometheus.url, query: "test_share", max: 0.1 };
      site = await Site.open(machine, {
        size: 2,
        arguments: {
          strategy: { type: "canary", steps: [{ share: 20 }] },
          analysis: { window: "1s", noData: "wait", prometheus: query },
        },
      });
      ({ cluster, load } = site);
    });
    after(async () => {
      await site?.[Symbol.asyncDispose]();
      await prometheus?.[Symbol.asyncDispose]();
    });

    it("goes on where the number is right", async () => {
      await prometheus.set(0.05);
      await unnoticed(load, () => cluster.become({ version: "2.0.0", size: 2 }));
      expect(await cluster.stack.preview()).to.deep.equal([]);
    });

    it("is put back where it is not, and says what was asked and answered", async () => {
      await prometheus.set(0.5);
      await unnoticed(load, async () => {
        const text = await fails("3.0.0");
        expect(text).to.include("test_share is 0.5, at most 0.1 is right").and.include("runs 2.0.0 again");
      });
      await cluster.runs("2.0.0", 2);
    });

    it("waits where there is no data, and goes on in the next run", async () => {
      await prometheus.set(undefined);
      const text = await fails("4.0.0");
      expect(text).not.to.include("runs 2.0.0 again");
      await prometheus.set(0.05);
      await unnoticed(load, () => cluster.become({ version: "4.0.0", size: 2 }));
    });

    it("puts nothing back where Prometheus cannot be reached, and goes on when it can", async () => {
      await prometheus.service("stop");
      const text = await fails("5.0.0");
      expect(text).to.include("the metrics could not be fetched").and.not.to.include("runs 4.0.0 again");
      await prometheus.service("start");
      await prometheus.set(0.05);
      await unnoticed(load, () => cluster.become({ version: "5.0.0", size: 2 }));
    });

    it("says what Prometheus says of a query that is wrong", async () => {
      const query = { url: prometheus.url, query: "sum(", max: 1 };
      const { ok, text } = await cluster.change({
        version: "6.0.0",
        size: 2,
        arguments: { analysis: { window: "1s", prometheus: query } },
      });
      expect(ok, text).to.equal(false);
      expect(text).to.include("gave no answer to the query").and.include("parse error");
      await unnoticed(load, () => cluster.become({ version: "6.0.0", size: 2 }));
    });

    async function fails(version: string): Promise<string> {
      const { ok, text } = await cluster.change({ version, size: 2 });
      expect(ok, text).to.equal(false);
      return text;
    }
  });
