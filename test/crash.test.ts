/** Wherever a client is killed: the next run converges, nothing is left over, nothing that was done is done again. */
import { machineOrSkip, testEnvironment } from "../setup/environment.ts";
import { infrastructure } from "./crash/infrastructure.ts";
import { Journey } from "./crash/journey.ts";
import { Lots } from "./crash/point.ts";

const { crashes, seed } = await testEnvironment();
const lots = new Lots(seed);

describe("a client that is killed", function () {
  this.timeout(crashes === "all" ? "5h" : "5m");

  describe("while infrastructure changes", () => {
    let journey: Journey;
    before(async function () {
      journey = new Journey(await infrastructure(await machineOrSkip(this)));
    });
    after(() => journey?.end());

    it("comes to every stage where nothing disturbs it", () => journey.undisturbed());
    for (const stage of ["first", "second", "last"])
      it(`comes to the ${stage} stage all the same`, () => journey.killedOnTheWayTo(stage, crashes, lots));
  });
});
