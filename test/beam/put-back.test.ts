import { expect } from "chai";
import fc from "fast-check";
import type { Journal, Ref } from "../../provider/beam/journal.ts";
import { keptFolders } from "../../provider/beam/prune.ts";
import { type Judged, planPutBack } from "../../provider/beam/put-back.ts";

const ref: Ref = { folder: "a-s", revision: "a", secretRevision: "s", version: "1", nodeName: "chat@10.0.0.1" };
const journal = (base: boolean, stable: boolean): Journal => ({
  format: 1,
  current: ref,
  generation: "g",
  since: 0,
  ...(base && { base: ref, stable: ref }),
  ...(stable && { stable: ref }),
});
const node = fc.record({ known: fc.boolean(), base: fc.boolean(), stable: fc.boolean(), healthy: fc.boolean() });
const nodes = fc.array(node, { maxLength: 12 }).map((list) =>
  list.map(
    ({ known, base, stable, healthy }, index): Judged => ({
      instance: `i${index}`,
      journal: known ? journal(base, stable) : undefined,
      healthy,
    }),
  ),
);

describe("putting back", () => {
  it("returns every node with an open rollout exactly once, and no other", () => {
    fc.assert(
      fc.property(nodes, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const { batches } = planPutBack(all, most);
        const open = all.filter(({ journal }) => journal?.base).map(({ instance }) => instance);
        expect(batches.flat().sort()).to.deep.equal(open.sort());
      }),
    );
  });

  it("never takes more than maxUnavailable serving nodes out at a time, and begins with those that fail", () => {
    fc.assert(
      fc.property(nodes, fc.integer({ min: 1, max: 4 }), (all, most) => {
        const healthy = new Set(all.filter((each) => each.healthy).map(({ instance }) => instance));
        const { batches } = planPutBack(all, most);
        for (const [index, batch] of batches.entries()) {
          const serving = batch.filter((instance) => healthy.has(instance));
          expect(serving.length).to.be.at.most(most);
          if (index > 0) expect(serving.length).to.equal(batch.length);
        }
      }),
    );
  });

  it("keeps no node from its requests but those that answer wrongly and return or are stopped", () => {
    fc.assert(
      fc.property(nodes, (all) => {
        const { batches, stopped, silenced } = planPutBack(all, 1);
        const wrong = all.filter(({ healthy }) => !healthy).map(({ instance }) => instance);
        const touched = [...batches.flat(), ...stopped];
        expect([...silenced].sort()).to.deep.equal(touched.filter((instance) => wrong.includes(instance)).sort());
      }),
    );
  });

  it("does nothing at all where nothing can be returned to, and stops only what never ran well", () => {
    fc.assert(
      fc.property(nodes, (all) => {
        const { batches, stopped } = planPutBack(all, 1);
        if (batches.length === 0) expect(stopped).to.deep.equal([]);
        for (const instance of stopped) {
          const found = all.find((each) => each.instance === instance);
          expect(found?.healthy).to.equal(false);
          expect(found?.journal?.stable).to.equal(undefined);
        }
      }),
    );
  });
});

describe("pruning", () => {
  const revision = fc.record({ verified: fc.boolean(), stagedAt: fc.nat(), version: fc.constant("1") });
  const list = fc
    .array(revision, { maxLength: 10 })
    .map((all) => all.map((each, index) => ({ ...each, folder: `f${index}` })));

  it("keeps what is bound, and no more than asked for beside it", () => {
    fc.assert(
      fc.property(
        list,
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 9 })),
        (all, keep, picked) => {
          const bound = new Set(picked.map((index) => `f${index}`));
          const kept = keptFolders(all, keep, bound);
          const there = all.filter(({ folder }) => bound.has(folder));
          for (const { folder } of there) expect(kept.has(folder)).to.equal(true);
          expect(kept.size).to.equal(Math.min(all.length, Math.max(keep, there.length)));
        },
      ),
    );
  });

  it("lets failed ones go first, then old ones", () => {
    const revisions = [
      { folder: "old", version: "1", verified: true, stagedAt: 1 },
      { folder: "failed", version: "3", verified: false, stagedAt: 3 },
      { folder: "last", version: "2", verified: true, stagedAt: 2 },
    ];
    expect([...keptFolders(revisions, 2, new Set())].sort()).to.deep.equal(["last", "old"]);
    expect([...keptFolders(revisions, 1, new Set(["failed"]))]).to.deep.equal(["failed"]);
  });
});
