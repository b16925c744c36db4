import { expect } from "chai";
import fc from "fast-check";
import { canary } from "../../provider/strategies/canary.ts";
import { recreate } from "../../provider/strategies/recreate.ts";
import { rolling } from "../../provider/strategies/rolling.ts";
import type { Stage } from "../../provider/strategies/stage.ts";
import { type InPlace, mostUnavailable, stagesOf, wrongStrategy } from "../../provider/strategies/strategy.ts";

const size = fc.integer({ min: 1, max: 12 });
const batches = fc
  .record({ maxUnavailable: fc.integer({ min: 1, max: 4 }), batch: fc.option(fc.integer({ min: 1, max: 4 })) })
  .map(({ maxUnavailable, batch }) => ({
    maxUnavailable,
    ...(batch !== null && { batch: Math.min(batch, maxUnavailable) }),
  }));
const shares = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 });
const step = (approval: boolean) => (share: number) => ({ share, approval });
const strategies: fc.Arbitrary<InPlace> = fc.oneof(
  batches.map(rolling),
  fc.constant(recreate()),
  fc
    .record({ batches, nodes: fc.integer({ min: 1, max: 3 }), shares, approval: fc.boolean() })
    .map(({ batches, nodes, shares, approval }) =>
      canary({ ...batches, nodes, steps: shares.toSorted((a, b) => a - b).map(step(approval)) }),
    ),
);
/** A strategy that fits the size. */
const fitting = fc
  .record({ size, strategy: strategies })
  .filter(({ size, strategy }) => wrongStrategy(strategy, size, true).length === 0);

const changed = (stages: readonly Stage[]) =>
  stages.flatMap((stage) => (stage.do === "change" ? [...stage.nodes] : []));
const everyone = (size: number) => Array.from({ length: size }, (_, index) => index);

describe("the stages of a strategy", () => {
  const all = (holds: (stages: readonly Stage[], size: number, strategy: InPlace) => void) =>
    fc.assert(fc.property(fitting, ({ size, strategy }) => holds(stagesOf(strategy, size), size, strategy)));

  it("change every node once", () => {
    all((stages, size) => {
      expect(changed(stages)).to.have.lengthOf(size).and.have.members(everyone(size));
    });
  });

  it("take no more nodes out of service at a time than may be", () => {
    all((stages, size, strategy) => {
      for (const stage of stages)
        if (stage.do === "change") expect(stage.nodes.length).to.be.at.most(mostUnavailable(strategy, size));
    });
  });

  it("have a gate behind every change, and end with one over all", () => {
    all((stages, size) => {
      for (const [index, stage] of stages.entries())
        if (stage.do === "change") expect(stages[index + 1]?.do).to.equal("check");
      const last = stages.at(-1);
      expect(last).to.deep.include({ do: "check", final: true, nodes: everyone(size) });
      expect(stages.filter((stage) => stage.do === "check" && stage.final)).to.have.lengthOf(1);
    });
  });

  it("move requests only to nodes that passed a gate, and in the end to all alike", () => {
    all((stages) => {
      const judged = new Set<number>();
      for (const stage of stages) {
        if (stage.do === "check") for (const node of stage.nodes) judged.add(node);
        if (stage.do === "weigh") expect(stage.nodes.every((node) => judged.has(node))).to.equal(true);
      }
      const weighs = stages.flatMap((stage) => (stage.do === "weigh" ? [stage.share] : []));
      if (weighs.length > 0) expect(weighs.at(-1)).to.equal(undefined);
    });
  });

  it("have names that are used once for each kind of gate", () => {
    all((stages) => {
      const names = stages.flatMap((stage) => ("name" in stage ? [`${stage.do} ${stage.name}`] : []));
      expect(new Set(names).size).to.equal(names.length);
    });
  });
});

describe("a strategy", () => {
  const grows = [{ share: 10 }, { share: 50 }];
  for (const [about, strategy, exposed, says] of [
    [
      "a batch that is larger than what may be out",
      rolling({ maxUnavailable: 1, batch: 2 }),
      true,
      /strategy\.batch is 2/,
    ],
    ["canaries without others beside them", canary({ nodes: 3, steps: grows }), true, /3 of 3/],
    ["canaries that would all be out at once", canary({ nodes: 2, steps: grows }), true, /strategy\.nodes is 2/],
    ["canaries without a router", canary({ steps: grows }), false, /needs `expose`/],
    ["shares that do not grow", canary({ steps: [{ share: 50 }, { share: 50 }] }), true, /must grow/],
  ] as const)
    it(`is refused with ${about}`, () => {
      expect(wrongStrategy(strategy, 3, exposed).join()).to.match(says);
    });

  it("is taken otherwise", () => {
    expect(wrongStrategy(rolling({ maxUnavailable: 2, batch: 1 }), 3, false)).to.deep.equal([]);
    expect(wrongStrategy(canary({ steps: grows }), 3, true)).to.deep.equal([]);
    expect(wrongStrategy(recreate(), 1, false)).to.deep.equal([]);
  });
});
