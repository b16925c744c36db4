/** Rolling back by hand: which nodes return to what, from every state that a cluster can be in. */
import { expect } from "chai";
import fc from "fast-check";
import { distribution } from "../../provider/beam/distribution.ts";
import { begin, closed, failed, type Journal, passed, type Ref, returning } from "../../provider/beam/journal.ts";
import { aimedAt, NoWayBack, planRollback, type Running } from "../../provider/beam/rollback.ts";
import type { StagedRevision } from "../../provider/beam/staged.ts";

/** The revision of a version, on a node. */
const refOf = (version: number): Ref => ({
  folder: `r${version}-s`,
  revision: `r${version}`,
  secretRevision: "s",
  version: `${version}.0.0`,
  nodeName: "chat@10.0.0.1",
});

const stagedOf = (version: number, verified: boolean): StagedRevision => ({
  revision: `r${version}`,
  secretRevision: "s",
  release: { layout: "mix", name: "chat", version: `${version}.0.0`, digest: `${version}`, size: 1 },
  environment: {},
  startFlags: [],
  nodeBase: "chat",
  address: "10.0.0.1",
  peers: [],
  distribution: distribution().parse(undefined),
  discovery: undefined,
  user: "chat",
  drainTimeout: "30s",
  stagedAt: version,
  verified,
});

const begun = (before: Journal | undefined, version: number): Journal =>
  begin(before, { target: refOf(version), generation: `g${version}`, now: version });

/** A node that runs `version`, verified, all rollouts closed. */
const settled = (version: number, before?: Journal): Journal => closed(passed(begun(before, version)));

/** A node on which versions were staged, of which some never passed. */
const node = (instance: string, journal: Journal, kept: readonly number[], bad: readonly number[] = []): Running => ({
  instance,
  journal,
  staged: {
    format: 1,
    wanted: journal.current.folder,
    revisions: kept.map((version) => stagedOf(version, !bad.includes(version))),
  },
});

const versionsOf = (nodes: readonly Running[], to?: string) =>
  Object.fromEntries(planRollback(nodes, to).map(({ instance, target }) => [instance, target.version]));

/** The journal of a node once it has returned. */
const after = (journal: Journal, target: Ref): Journal =>
  passed(returning(aimedAt(journal, target), "back", { check: "rollback", detail: "", at: 9 }));

describe("rolling back by hand", () => {
  it("goes to the last verified revision before the one that runs", () => {
    const nodes = ["a", "b"].map((name) => node(name, settled(4), [1, 2, 3, 4, 5], [3]));
    expect(versionsOf(nodes)).to.deep.equal({ a: "2.0.0", b: "2.0.0" });
  });

  it("goes to the one that is named, newer or older", () => {
    const nodes = [node("a", settled(2), [1, 2, 3])];
    expect(versionsOf(nodes, "3.0.0")).to.deep.equal({ a: "3.0.0" });
    expect(versionsOf(nodes, "r1")).to.deep.equal({ a: "1.0.0" });
    expect(versionsOf(nodes, "2.0.0")).to.deep.equal({});
  });

  it("goes back to what ran before a rollout that is open, and leaves nodes alone that it has not touched", () => {
    const open = passed(begun(settled(1), 2));
    const nodes = [node("a", open, [1, 2]), node("b", settled(1), [1, 2])];
    expect(versionsOf(nodes)).to.deep.equal({ a: "1.0.0" });
  });

  it("goes back from a revision that failed", () => {
    const sick = failed(begun(settled(1), 2), "http", "answered 500", 3);
    expect(versionsOf([node("a", sick, [1, 2], [2])])).to.deep.equal({ a: "1.0.0" });
  });

  it("goes on where it was interrupted, whatever the nodes had come to", () => {
    const cluster = ["a", "b", "c"];
    const stage = fc.constantFrom("untouched", "aimed", "begun", "done");
    fc.assert(
      fc.property(fc.tuple(stage, stage, stage), (stages) => {
        const nodes = cluster.map((name, index) => {
          const journal = settled(2);
          const aimed = aimedAt(journal, refOf(1));
          const states = {
            untouched: journal,
            aimed,
            begun: returning(aimed, "back", { check: "rollback", detail: "", at: 9 }),
            done: after(journal, refOf(1)),
          };
          return node(name, states[stages[index] ?? "untouched"], [1, 2]);
        });
        if (stages.every((each) => each === "done")) return;
        const left = cluster.filter((_, index) => stages[index] !== "done");
        expect(versionsOf(nodes)).to.deep.equal(Object.fromEntries(left.map((name) => [name, "1.0.0"])));
      }),
    );
  });

  it("says in the journal what was put back, and begins nothing twice", () => {
    const journal = settled(2);
    const aimed = aimedAt(
      { ...journal, refused: { version: "7", folder: "x", check: "", detail: "", at: 0 } },
      refOf(1),
    );
    const back = returning(aimed, "back", { check: "rollback", detail: "by hand", at: 9 });
    expect(back.refused).to.include({ version: "2.0.0", check: "rollback", detail: "by hand" });
    expect(returning(aimedAt(back, refOf(1)), "again", { check: "rollback", detail: "", at: 10 })).to.deep.equal(back);
    expect(passed(back)).not.to.have.property("base");
  });

  it("refuses what it cannot do, and names what is there", () => {
    expect(() => planRollback([node("a", settled(1), [1])])).to.throw(NoWayBack, /nothing else is kept/);
    expect(() => planRollback([node("a", settled(1), [1, 2])])).to.throw(NoWayBack, /kept are 2\.0\.0.*--to/);
    expect(() => planRollback([node("a", settled(2), [1, 2])], "9.9.9")).to.throw(
      NoWayBack,
      /there are 1\.0\.0, 2\.0\.0/,
    );
    const mixed = [node("a", settled(3), [1, 3]), node("b", settled(3), [1, 2, 3])];
    expect(() => planRollback(mixed)).to.throw(NoWayBack, /different revisions.*--to/);
  });
});
