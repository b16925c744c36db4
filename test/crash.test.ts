/** Wherever a client is killed: the next run converges, nothing is left over, nothing that was done is done again. */
import { machineOrSkip, testEnvironment } from "../setup/environment.ts";
import { cluster } from "./crash/cluster.ts";
import { infrastructure } from "./crash/infrastructure.ts";
import { Journey } from "./crash/journey.ts";
import { Lots } from "./crash/point.ts";
import { rollouts } from "./crash/rollouts.ts";
import { slots } from "./crash/slots.ts";

const { everything, seed } = await testEnvironment();
const lots = new Lots(seed);

const suites = [
  { what: "infrastructure", depart: infrastructure, stages: ["first", "second", "refreshed", "last"] },
  {
    what: "a cluster",
    depart: cluster,
    stages: [
      ...["first", "second", "refused", "refused image", "grown", "shrunk"],
      ...["restarted", "rebuilt", "recreated", "refreshed", "last"],
    ],
  },
];

/** Under load, behind a router: by each strategy. */
const underLoad = [
  {
    what: "a cluster that users are served by",
    depart: rollouts,
    stages: [
      ...["first", "rolled", "refused", "refused or rather not", "canaried"],
      ...["refused canary", "refused canary or rather not", "recreated", "refused recreation", "last"],
    ],
  },
  {
    what: "a cluster of two slots that users are served by",
    depart: slots,
    stages: ["first", "over", "back", "over or rather not", "over or rather to another", "refused", "last"],
  },
];

for (const { what, depart, stages } of [...suites, ...(everything ? underLoad : [])])
  describe(`a client that is killed while ${what} changes`, function () {
    this.timeout(everything ? "24h" : "3m");

    let journey: Journey;
    before(async function () {
      journey = new Journey(await depart(await machineOrSkip(this)));
    });
    after(() => journey?.end());

    if (everything) {
      it("comes to every stage where nothing disturbs it", () => journey.undisturbed());
      for (const stage of stages)
        it(`comes to the ${stage} stage from every point`, () => journey.killedEverywhere(stage));
    } else it("comes to where it was to come, from a point drawn by lot", () => journey.killedSomewhere(lots));
  });
