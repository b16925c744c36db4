import { expect } from "chai";
import fc from "fast-check";
import { weightsFor } from "../../provider/router/weights.ts";

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}-${index}`);
const sum = (weights: Record<string, number>, of: readonly string[]) =>
  of.reduce((total, name) => total + (weights[name] ?? Number.NaN), 0);

describe("weights", () => {
  const group = fc.integer({ min: 1, max: 10 }).map((count) => names("canary", count));
  const others = fc.integer({ min: 1, max: 10 }).map((count) => names("stable", count));

  it("are whole numbers that a router takes, one for each node", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), group, others, (share, ours, theirs) => {
        const weights = weightsFor(share, ours, theirs);
        expect(Object.keys(weights)).to.have.members([...ours, ...theirs]);
        for (const weight of Object.values(weights)) {
          expect(Number.isInteger(weight)).to.equal(true);
          expect(weight).to.be.within(0, 256);
        }
      }),
    );
  });

  it("give nobody nothing, unless the share is none or all", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), group, others, (share, ours, theirs) => {
        for (const weight of Object.values(weightsFor(share, ours, theirs))) expect(weight).to.be.at.least(1);
      }),
    );
    expect(weightsFor(0, ["a"], ["b"])).to.deep.equal({ a: 0, b: 256 });
    expect(weightsFor(100, ["a"], ["b"])).to.deep.equal({ a: 256, b: 0 });
    expect(weightsFor(10, ["a"], [])).to.deep.equal({ a: 256 });
  });

  it("come to the share, as near as whole numbers can", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 95 }), group, others, (share, ours, theirs) => {
        const weights = weightsFor(share, ours, theirs);
        const got = (100 * sum(weights, ours)) / (sum(weights, ours) + sum(weights, theirs));
        expect(got).to.be.closeTo(share, 2);
      }),
    );
  });
});
