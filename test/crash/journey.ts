/** The way of a stack through its stages, again and again, killed at one point after the other. */
import { expect } from "chai";
import { describePoint, everyPoint, isWrite, type Lots, type Point } from "./point.ts";
import { type Patient, type Reached, reach, type Stage, survive } from "./survival.ts";

/** A patient with its stages, in order; the last one is that nothing is left. */
export interface Traveller extends Patient {
  readonly stages: readonly Stage[];
}

/** A traveller on its way. */
export class Journey {
  readonly #traveller: Traveller;
  readonly #reached = new Map<Stage, Reached>();
  #at: Stage;

  constructor(traveller: Traveller) {
    this.#traveller = traveller;
    this.#at = this.#before(this.#stage(0));
  }

  /** Once through all stages, to know what each way consists of and where it ends. */
  async undisturbed(): Promise<void> {
    for (const stage of this.#traveller.stages) {
      this.#reached.set(stage, await reach(this.#traveller, stage));
      this.#at = stage;
    }
    expect([...(await this.#traveller.inventory()).keys()], "what the last stage leaves").to.deep.equal([]);
  }

  /** To one stage from the one before it: killed at one point by lot, or at every one, each time from the start. */
  async killedOnTheWayTo(name: string, much: "sample" | "all", lots: Lots): Promise<void> {
    const stage = this.#traveller.stages.find((candidate) => candidate.name === name) ?? this.#stage(-1);
    const way = this.#reached.get(stage);
    if (!way) throw new Error(`the undisturbed way to ${name} failed, so there is nothing to compare with`);
    const points = everyPoint(way.requests.filter(isWrite));
    for (const point of much === "all" ? points : [lots.draw(points)]) await this.#killed(stage, point, way);
  }

  async #killed(stage: Stage, point: Point, { inventory }: Reached): Promise<void> {
    console.log(`        killed at ${describePoint(point)}`);
    const before = this.#before(stage);
    if (this.#at !== before) {
      const run = await before.run({});
      expect(run.ok, `back to ${before.name}:\n${run.text}`).to.equal(true);
      this.#at = before;
    }
    await survive(this.#traveller, stage, point, inventory);
    this.#at = stage;
  }

  /** Removes whatever is left. */
  async end(): Promise<void> {
    await this.#traveller.stack[Symbol.asyncDispose]();
  }

  /** The way is a circle: before the first stage nothing is there, as after the last. */
  #before(stage: Stage): Stage {
    return this.#stage(this.#traveller.stages.indexOf(stage) - 1);
  }

  #stage(index: number): Stage {
    const stage = this.#traveller.stages.at(index);
    if (!stage) throw new RangeError(`there is no stage ${index}`);
    return stage;
  }
}
