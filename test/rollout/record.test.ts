/** The record of a rollout: which one goes on, what is told twice, and what the report makes of all of it. */
import { expect } from "chai";
import fc from "fast-check";
import type { Journal } from "../../provider/beam/journal.ts";
import { firstRollout } from "../../provider/kinds/rollout/first.ts";
import { openingOf, type Seen } from "../../provider/kinds/rollout/opening.ts";
import {
  type Ending,
  lastRollout,
  type RolloutRecord,
  readRollout,
  reportOf,
  withEnd,
  withSteps,
  writeRollout,
} from "../../provider/report/record.ts";
import type { ReportStep } from "../../provider/report/report.ts";

const record = (over: Partial<RolloutRecord> = {}): RolloutRecord => ({
  format: 1,
  id: "0123456789ab",
  began: 1_000,
  from: ["1.0.0"],
  to: "2.0.0",
  wanted: "r2",
  instances: ["a", "b"],
  steps: [],
  ...over,
});

const step = (what: string, began: number, milliseconds = 10): ReportStep => ({
  what,
  result: "passed",
  began,
  milliseconds,
  checks: [],
});

const DONE: Ending = { outcome: "done", at: 5_000, putBack: [], advice: "" };

/** A node that runs `runs` and shall run `wanted`. */
const node = (instance: string, runs: string, wanted: string, rollout?: RolloutRecord, keep = false): Seen => {
  const current = {
    folder: `${runs}-s`,
    revision: runs,
    secretRevision: "s",
    version: runs,
    nodeName: `chat@${instance}`,
  };
  const journal: Journal = { format: 1, current, stable: current, generation: "g", verified: "g", since: 0 };
  const wish = { instance, revision: wanted, secretRevision: "s", nodeName: `chat@${instance}`, keep };
  return { wish, journal, rollout, pending: "" };
};

describe("the record of a rollout", () => {
  it("is read as it was written, and is none where it cannot be read", () => {
    const whole = withEnd(withSteps(record(), [step("a", 1)]), DONE);
    expect(readRollout(writeRollout(whole))).to.deep.equal(whole);
    for (const text of [undefined, "", "{", "{}", JSON.stringify({ ...record(), id: "x; rm -rf /" })])
      expect(readRollout(text)).to.equal(undefined);
  });

  it("tells each step once, in the order in which they began, whatever instance has them", () => {
    const steps = fc.array(fc.record({ what: fc.constantFrom("p", "q", "r", "s"), began: fc.nat({ max: 50 }) }));
    fc.assert(
      fc.property(fc.array(steps, { minLength: 1, maxLength: 4 }), (parts) => {
        const records = parts.map((part) =>
          part.reduce((known, { what, began }) => withSteps(known, [step(what, began)]), record()),
        );
        const told = lastRollout(records)?.steps ?? [];
        expect(told.map(({ began }) => began)).to.deep.equal(told.map(({ began }) => began).toSorted((a, b) => a - b));
        const names = new Set(parts.flat().map(({ what }) => what));
        expect(told.map(({ what }) => what)).to.have.members([...names]);
      }),
    );
  });

  it("is that of the newest rollout, ended where any instance says so", () => {
    const old = record({ id: "aaaaaaaaaaaa", began: 1, to: "1.0.0" });
    const last = lastRollout([old, undefined, record(), withEnd(record({ began: 900 }), DONE)]);
    expect(last).to.deep.include({ id: "0123456789ab", began: 900, ended: DONE });
    expect(reportOf("chat", last ?? expect.fail())).to.deep.include({ outcome: "done", milliseconds: 4_100 });
    expect(lastRollout([undefined])).to.equal(undefined);
  });

  it("takes no step any more when it has ended", () => {
    expect(withSteps(withEnd(record(), DONE), [step("late", 9)]).steps).to.deep.equal([]);
  });

  it("waits where it has not ended, and took as long as its last step", () => {
    const waits = reportOf("chat", withSteps(record(), [step("gate all", 3_000, 500)]));
    expect(waits).to.deep.include({ outcome: "pending", milliseconds: 2_500 });
  });
});

describe("opening a rollout", () => {
  it("happens when a node will change, and never otherwise", () => {
    const runs = fc.constantFrom("r1", "r2");
    fc.assert(
      fc.property(fc.array(runs, { minLength: 1, maxLength: 5 }), fc.boolean(), (all, ended) => {
        const known = ended ? withEnd(record(), DONE) : undefined;
        const opening = openingOf(
          all.map((each, index) => node(`n${index}`, each, "r2", known)),
          false,
        );
        expect(opening.do).to.equal(all.includes("r1") ? "open" : "nothing");
      }),
    );
  });

  it("does not happen again while one goes on to the same, and does where another one is wanted", () => {
    const open = record();
    expect(openingOf([node("a", "r1", "r2", open)], false).do).to.equal("nothing");
    expect(openingOf([node("a", "r1", "r3", open)], false).do).to.equal("open");
    expect(openingOf([node("a", "r1", "r2", withEnd(open, DONE))], false).do).to.equal("open");
  });

  it("goes on with one that a new node knows nothing of", () => {
    const opening = openingOf([node("a", "r1", "r2", record()), node("b", "r1", "r2")], false);
    expect(opening).to.deep.include({ do: "resume" });
    expect(opening.last?.id).to.equal(record().id);
  });

  it("counts from the slot that serves, and also when only requests will move", () => {
    const slots = [node("blue", "r1", "r1", undefined, true), node("green", "r2", "r2")];
    expect(openingOf(slots, false).do).to.equal("nothing");
    expect(openingOf(slots, true)).to.deep.include({ do: "open", from: ["r1"], wanted: "r2" });
  });

  it("leaves alone what waits for nothing, and what is not tried again", () => {
    const waiting = { ...node("a", "r2", "r2"), pending: '{"restart":true}' };
    expect(openingOf([waiting], false).do).to.equal("open");
    expect(openingOf([{ ...node("a", "r1", "r2"), held: true }], false).do).to.equal("nothing");
  });
});

describe("the first rollout of a cluster", () => {
  const now = { name: "a", created_at: "2026", config: { "volatile.uuid": "u" } };
  const first = { app: "chat", cluster: ["a", "b"], version: "1.0.0", revision: "r1", now: 7 };
  const found = (rollout?: RolloutRecord) =>
    new Map(["a", "b"].map((name) => [name, { now: { ...now, name }, rollout }] as const));

  it("has the same id wherever it is begun, and another one for another cluster", () => {
    const { id } = firstRollout(found(), first);
    expect(firstRollout(new Map([...found()].reverse()), first).id)
      .to.equal(id)
      .and.match(/^[0-9a-f]{12}$/);
    expect(firstRollout(found(), { ...first, app: "talk" }).id).not.to.equal(id);
  });

  it("goes on under its id where it was interrupted, and begins anew where it failed", () => {
    const begun = firstRollout(found(), first);
    expect(firstRollout(found(begun), first).id).to.equal(begun.id);
    const again = firstRollout(found(withEnd(begun, { ...DONE, outcome: "failed" })), first);
    expect(again.id).not.to.equal(begun.id);
    expect(firstRollout(found(again), first).id).to.equal(again.id);
  });
});
