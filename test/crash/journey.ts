/** The way of a stack through its stages, again and again, killed at one point after the other. */
import { expect } from "chai";
import { describePoint, type Lots, type Point, pointsAround, type Service } from "./point.ts";
import { recorded } from "./record.ts";
import { arrived, type Contents, contents, type Patient, type Stage, survive } from "./survival.ts";

/** A patient with its stages. Before the first one nothing is there, as after the last. */
export interface Traveller extends Patient {
  readonly stages: readonly Stage[];
  /** Those who serve the users, where they are killed, too. */
  readonly services?: readonly Service[];
  /** Removes what it needed besides its stack. */
  end?(): Promise<void>;
}

/** A way to a stage as an undisturbed run takes it. */
interface Way {
  /** The provider's requests, in the order of their answers. */
  readonly requests: readonly string[];
  /** What is there at its end. */
  readonly contents: Contents;
}

/** A traveller on its way. */
export class Journey {
  readonly #traveller: Traveller;
  readonly #ways = new Map<Stage, Way>();
  /** Where it is, as far as that is known. */
  #at: Stage | undefined;

  constructor(traveller: Traveller) {
    this.#traveller = traveller;
    this.#at = traveller.stages.at(-1);
  }

  /** Once through all stages, to know what each way consists of and where it ends. */
  async undisturbed(): Promise<void> {
    for (const stage of this.#traveller.stages) await this.explore(stage.name);
    expect([...(await this.#traveller.look()).keys()], "what the last stage leaves").to.deep.equal([]);
  }

  /** To one stage, undisturbed, from the one before it. */
  async explore(name: string): Promise<Way> {
    const stage = this.#named(name);
    await this.#goTo(this.#named(stage.from));
    this.#at = undefined;
    const unnoticed = await this.#traveller.watch?.(stage);
    const { run, requests } = await recorded(stage.interrupted ?? stage.run);
    expect(run.ok, `undisturbed, ${name}:\n${run.text}`).to.equal(true);
    if (stage.interrupted) await this.#goTo(stage);
    expect(requests, `requests on the way to ${name}`).to.include.members([...(stage.deeds ?? [])]);
    const there = contents(await arrived(this.#traveller, stage));
    await unnoticed?.();
    if (stage.expected) expect(there, `what is there, ${name}`).to.deep.equal(stage.expected);
    this.#at = stage;
    const way = { requests, contents: there };
    this.#ways.set(stage, way);
    return way;
  }

  /** To one stage, killed at every point, each time from the one before it. */
  async killedEverywhere(name: string): Promise<void> {
    const stage = this.#named(name);
    const { requests } = this.#ways.get(stage) ?? (await this.explore(name));
    // The way of another run is killed everywhere where it is meant.
    const points = stage.interrupted ? (stage.deeds ?? []) : changes(requests);
    const services = stage.serves && this.#traveller.services;
    for (const point of points.flatMap((request) => pointsAround(request, services))) await this.killed(name, point);
  }

  /** To a stage by lot, killed at a point by lot. */
  async killedSomewhere(lots: Lots): Promise<void> {
    const stage = lots.draw(this.#traveller.stages.filter(({ onlyInMatrix }) => !onlyInMatrix));
    const requests = stage.deeds ?? changes((await this.explore(stage.name)).requests);
    await this.killed(stage.name, lots.draw(pointsAround(lots.draw(requests))));
  }

  /** To a stage from the one before it, killed at the point. */
  async killed(name: string, point: Point): Promise<void> {
    console.log(`        on the way to ${name} killed at ${describePoint(point)}`);
    const stage = this.#named(name);
    const { stages } = this.#traveller;
    // What was uploaded on an earlier way is kept, and would not be uploaded again.
    if (/\/files#\d+$/.test(point.request)) await this.#goTo(stages.at(-1) ?? stage);
    await this.#goTo(this.#named(stage.from));
    const expected = stage.expected ?? this.#ways.get(stage)?.contents;
    if (!expected) throw new Error(`the undisturbed way to ${name} failed, so there is nothing to compare with`);
    this.#at = undefined;
    await survive(this.#traveller, stage, point, expected);
    this.#at = stage;
  }

  /** Removes whatever is left. */
  async end(): Promise<void> {
    await this.#unlock();
    await this.#traveller.stack[Symbol.asyncDispose]();
    await this.#traveller.end?.();
  }

  async #goTo(stage: Stage): Promise<void> {
    if (this.#at === stage) return;
    await this.#unlock();
    const run = await stage.run({});
    expect(run.ok, `to ${stage.name}:\n${run.text}`).to.equal(true);
    this.#at = stage;
  }

  /** Where a way failed, its killed command line may have left its lock. */
  async #unlock(): Promise<void> {
    if (this.#at === undefined) await this.#traveller.stack.cancel();
  }

  #named(name: string): Stage {
    const stage = this.#traveller.stages.find((each) => each.name === name);
    if (!stage) throw new RangeError(`there is no stage ${name}`);
    return stage;
  }
}

/** The requests that change something; all of them where none does. */
function changes(requests: readonly string[]): readonly string[] {
  const writes = requests.filter((request) => !request.startsWith("GET "));
  return writes.length > 0 ? writes : requests;
}
