/** What is not tried again: a revision that was refused, for as long as nothing else is asked for. */
import { expect } from "chai";
import { begin, closed, failed, type Journal, passed, type Ref, returning } from "../../provider/beam/journal.ts";
import { heldBack, type Written } from "../../provider/beam/refusal.ts";

const refOf = (version: number, secretRevision: string): Ref => ({
  folder: `r${version}-${secretRevision}`,
  revision: `r${version}`,
  secretRevision,
  version: `${version}.0.0`,
  nodeName: "chat@10.0.0.1",
});

/** A node with secrets of its own digest, on which a version was asked for last. */
const node = (secrets: string, journal: (of: (version: number) => Ref) => Journal, wanted: number): Written => ({
  journal: journal((version) => refOf(version, secrets)),
  staged: { format: 1, wanted: refOf(wanted, secrets).folder, revisions: [] },
});
const begun = (target: Ref, before?: Journal) => begin(before, { target, generation: target.revision, now: 1 });
const runs = (target: Ref) => closed(passed(begun(target)));
const fails = (target: Ref, before: Journal) => failed(begun(target, before), "http", "answered 500", 7);
const isPutBack = (journal: Journal) => passed(returning(journal, "back", { check: "rollout", detail: "", at: 9 }));

const refused = (secrets: string, wanted = 2) => node(secrets, (of) => isPutBack(fails(of(2), runs(of(1)))), wanted);
const untouched = (secrets: string, wanted = 2) => node(secrets, (of) => runs(of(1)), wanted);
const asked = (version: number, secretRevision: string) => ({ revision: `r${version}`, secretRevision });

describe("a refused revision", () => {
  it("is not tried again by the node that put it back, nor by those that wait behind it", () => {
    const why = { version: "2.0.0", check: "http", at: 7 };
    expect(heldBack(asked(2, "a"), refused("a"), [untouched("b")])).to.include(why);
    expect(heldBack(asked(2, "b"), untouched("b"), [refused("a")])).to.include(why);
  });

  it("is not tried again where it failed and was left as it is", () => {
    const left = node("a", (of) => fails(of(2), runs(of(1))), 2);
    expect(heldBack(asked(2, "a"), left, [])).to.include({ version: "2.0.0" });
  });

  it("does not keep back another revision, the one of before, or other secrets", () => {
    for (const [version, secrets] of [
      [3, "a"],
      [1, "a"],
      [2, "c"],
    ] as const) {
      expect(heldBack(asked(version, secrets), refused("a"), [refused("b")]), `${version} ${secrets}`).to.equal(
        undefined,
      );
      expect(heldBack(asked(version, secrets), untouched("a"), [refused("b")])).to.equal(undefined);
    }
  });

  it("does not keep others back when something else was asked for since, on either side", () => {
    expect(heldBack(asked(2, "b"), untouched("b"), [refused("a", 3)])).to.equal(undefined);
    expect(heldBack(asked(2, "b"), untouched("b", 3), [refused("a")])).to.equal(undefined);
  });

  it("is tried again by a node whose return was interrupted: it must change anyhow", () => {
    const half = node("a", (of) => returning(fails(of(2), runs(of(1))), "back", { check: "x", detail: "", at: 9 }), 2);
    expect(heldBack(asked(2, "a"), half, [])).to.equal(undefined);
  });

  it("is forgotten when another one was tried", () => {
    const moved = node("a", (of) => passed(begun(of(3), isPutBack(fails(of(2), runs(of(1)))))), 2);
    expect(heldBack(asked(2, "a"), moved, [])).to.equal(undefined);
  });
});
