/** Wherever a client is killed: the next run converges, nothing is left over, nothing that was done is done again. */
import { type Machine, machineOrSkip, testEnvironment } from "../setup/environment.ts";
import { cluster } from "./crash/cluster.ts";
import { infrastructure } from "./crash/infrastructure.ts";
import { Journey, type Traveller } from "./crash/journey.ts";
import { Lots } from "./crash/point.ts";

const { crashes, seed } = await testEnvironment();
const lots = new Lots(seed);

describe("a client that is killed", function () {
  this.timeout(crashes === "all" ? "5h" : "5m");

  describe("while infrastructure changes", () => travels(infrastructure, ["first", "second", "last"]));

  // Not in the sample: its stages take minutes.
  if (crashes === "all")
    describe("while a cluster changes", () => travels(cluster, ["first", "second", "refused", "last"]));
});

function travels(
  depart: (machine: Machine, stages: readonly string[]) => Promise<Traveller>,
  stages: readonly string[],
) {
  let journey: Journey;
  before(async function () {
    journey = new Journey(await depart(await machineOrSkip(this), stages));
  });
  after(() => journey?.end());

  it("comes to every stage where nothing disturbs it", () => journey.undisturbed());
  for (const stage of stages)
    it(`comes to the ${stage} stage all the same`, () => journey.killedOnTheWayTo(stage, crashes, lots));
}
