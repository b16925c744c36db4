/** Two people who change one cluster at the same time, each with a state of their own. */
import { expect } from "chai";
import { machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords } from "../load/summary.ts";
import type { Deployed } from "./deployed.ts";
import type { RouterView } from "./router-view.ts";
import { Site } from "./site.ts";

const { everything } = await testEnvironment();

if (everything)
  describe("two people who change one cluster at the same time", () => {
    let site: Site;
    let one: Deployed;
    let other: Deployed;
    let router: RouterView;
    let load: Load;
    before(async function () {
      site = await Site.open(await machineOrSkip(this), {
        arguments: { healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "20s" } },
        load: { patience: 60_000 },
      });
      ({ cluster: one, router, load } = site);
      other = await one.another("test/programs/cluster");
    });
    after(async () => {
      await other?.[Symbol.asyncDispose]();
      await site?.[Symbol.asyncDispose]();
    });

    it("take over what is there, and touch no node", async () => {
      const processes = await one.processes();
      await other.become({ version: "1.0.0" });
      expect(await one.processes()).to.deep.equal(processes);
    });

    const moments = {
      "at the same moment": async () => {},
      "when the first node changes": (version: string) => one.meant(one.names()[0] ?? "", version),
      "when the second node changes": (version: string) => one.meant(one.names()[1] ?? "", version),
    };
    let major = 1;
    for (const [when, begins] of Object.entries(moments))
      for (const what of ["the same version", "another version"])
        it(`take no more nodes out than may be when the second begins ${when}, with ${what}`, async () => {
          major++;
          const wanted = `${major}.0.0`;
          const told = await router.watch();
          const began = now();
          const first = one.change({ version: wanted });
          await begins(wanted);
          const second = other.change({ version: what === "the same version" ? wanted : `${major}.1.0` });
          const runs = await Promise.all([first, second]);
          const served = await told();
          const { failed, ...rest } = await load.since(began);
          const words = `${inWords({ failed, ...rest }, began)}\n${JSON.stringify(served)}\n${runs.map(({ text }) => text).join("\n")}`;
          expect(failed, words).to.deep.equal([]);
          expect(Math.min(...served.map((each) => each.length)), words).to.be.at.least(2);
          for (const { ok, text } of runs)
            if (!ok) expect(text, words).to.match(/is changed by another run, too|out of service already|another run/);
          await one.become({ version: `${major}.2.0` });
          expect(await router.ready()).to.deep.equal(one.names());
          expect(await one.stack.preview()).to.deep.equal([]);
        });
  });
