/** A canary under constant load from outside: users see no more of a bad release than the canary's share. */
import { rm } from "node:fs/promises";
import { expect } from "chai";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import { Lots } from "../crash/point.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords } from "../load/summary.ts";
import { variantOf } from "../variant-image.ts";
import { badForUsers } from "./bad-releases.ts";
import type { Deployed } from "./deployed.ts";
import { refuse, revert } from "./refusal.ts";
import { Site } from "./site.ts";
import { unnoticed } from "./unnoticed.ts";

/** The part of the requests that the canary gets at first. */
const SHARE = 0.2;

const { everything, seed } = await testEnvironment();

describe("a canary of three nodes under load", () => {
  let machine: Machine;
  let site: Site;
  let cluster: Deployed;
  let load: Load;

  before(async function () {
    machine = await machineOrSkip(this);
    site = await Site.open(machine, {
      arguments: {
        healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "20s" },
        strategy: { type: "canary", steps: [{ share: SHARE * 100 }, { share: 50 }] },
        analysis: { window: "4s", minRequests: 50, errorRate: { max: 0.02 }, latency: { max: "700ms" } },
      },
      load: { slow: 200 },
    });
    ({ cluster, load } = site);
  });

  after(() => site?.[Symbol.asyncDispose]());

  it("fails no request and drops no socket when a release is good", async () => {
    await unnoticed(load, () => cluster.become({ version: "2.0.0" }));
    expect(await cluster.stack.preview()).to.deep.equal([]);
  });

  for (const bad of everything ? badForUsers : [new Lots(seed).draw(badForUsers)])
    it(`shows a release that ${bad.what} to few users, and says why it is not for all`, async () => {
      const began = now();
      await refuse(cluster, { version: "2.0.0" }, bad);
      const { requests, failed, versions, ...rest } = await load.since(began);
      const words = inWords({ requests, failed, versions, ...rest }, began);
      expect((versions["3.0.0"] ?? 0) / requests, words).to.be.within(0.001, SHARE);
      expect(
        failed.filter(({ version }) => version !== "3.0.0"),
        words,
      ).to.deep.equal([]);
      expect(failed.length / requests, words).to.be.below(SHARE * 0.15);
      await unnoticed(load, () => revert(cluster, { version: "2.0.0" }));
    });

  it("takes the next good release", async () => {
    await unnoticed(load, () => cluster.become({ version: "4.0.0" }));
  });

  if (everything)
    it("takes another image and memory, too", async () => {
      const variant = await variantOf(machine.image);
      try {
        const more = { image: variant, arguments: { limits: { memory: "400MiB" } } };
        await unnoticed(load, () => cluster.become({ version: "5.0.0", ...more }));
        expect(await cluster.stack.preview()).to.deep.equal([]);
      } finally {
        await rm(variant);
      }
    });
});
