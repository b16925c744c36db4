import { expect } from "chai";
import fc from "fast-check";
import { UnreadableJournal } from "../../provider/beam/errors.ts";
import {
  begin,
  closed,
  failed,
  isVerified,
  type Journal,
  passed,
  type Ref,
  readJournal,
  returning,
  writeJournal,
} from "../../provider/beam/journal.ts";

const ref = (name: string): Ref => ({
  folder: `${name}-s`,
  revision: name,
  secretRevision: "s",
  version: name,
  nodeName: "chat@10.0.0.1",
});

type Event =
  | { readonly do: "begin"; readonly name: string; readonly again: boolean }
  | { readonly do: "pass" }
  | { readonly do: "fail" }
  | { readonly do: "return" }
  | { readonly do: "close" };

const event: fc.Arbitrary<Event> = fc.oneof(
  fc.record({ do: fc.constant("begin" as const), name: fc.constantFrom("a", "b", "c"), again: fc.boolean() }),
  fc.constant({ do: "pass" as const }),
  fc.constant({ do: "fail" as const }),
  fc.constant({ do: "return" as const }),
  fc.constant({ do: "close" as const }),
);

function step(journal: Journal | undefined, what: Event, index: number): Journal | undefined {
  const generation = `g${index}`;
  if (what.do === "begin")
    return begin(journal, { target: ref(what.name), generation, now: index, again: what.again, image: "i" });
  if (!journal) return undefined;
  // As the kinds use them: what failed is not judged again, and only what is verified ends a rollout.
  if (what.do === "pass") return journal.failure ? journal : passed(journal, "i");
  if (what.do === "fail") return isVerified(journal) ? journal : failed(journal, "http", "500", index);
  if (what.do === "return") return returning(journal, generation, { check: "http", detail: "500", at: index });
  return isVerified(journal) ? closed(journal) : journal;
}

describe("a node's journal", () => {
  const histories = fc.array(event, { maxLength: 30 });
  const walk = (events: readonly Event[], each: (before: Journal | undefined, what: Event, after: Journal) => void) => {
    let journal: Journal | undefined;
    for (const [index, what] of events.entries()) {
      const after = step(journal, what, index);
      if (after) each(journal, what, after);
      journal = after;
    }
  };

  it("never loses the base while a rollout is open", () => {
    fc.assert(
      fc.property(histories, (events) =>
        walk(events, (before, what, after) => {
          if (!before?.base || what.do === "close") return;
          const returned = what.do === "pass" && before.refused;
          if (!returned) expect(after.base).to.deep.equal(before.base);
        }),
      ),
    );
  });

  it("has a base whenever it leaves something that once passed, and it is the last that did", () => {
    fc.assert(
      fc.property(histories, (events) =>
        walk(events, (before, what, after) => {
          if (what.do !== "begin" || after === before || after.generation === before?.generation) return;
          if (before?.stable) expect((after.base ?? after.stable)?.revision).to.be.a("string");
          if (before?.stable && !before.base) expect(after.base?.revision).to.equal(before.stable.revision);
        }),
      ),
    );
  });

  it("never uses a generation twice, and is never verified by a change of what it is meant to run", () => {
    const seen = new Map<string, string>();
    fc.assert(
      fc.property(histories, (events) => {
        seen.clear();
        walk(events, (before, _what, after) => {
          const known = seen.get(after.generation);
          if (known !== undefined) expect(known).to.equal(after.current.folder);
          seen.set(after.generation, after.current.folder);
          if (before && before.generation !== after.generation) expect(isVerified(after)).to.equal(false);
        });
      }),
    );
  });

  it("goes on with what was interrupted under the same generation, and begins what failed anew", () => {
    const first = begin(undefined, { target: ref("a"), generation: "g1", now: 1 });
    expect(begin(first, { target: ref("a"), generation: "g2", now: 2 }).generation).to.equal("g1");
    const broken = failed(first, "http", "500", 3);
    expect(begin(broken, { target: ref("a"), generation: "g3", now: 4 }))
      .to.include({ generation: "g3" })
      .and.not.to.have.property("failure");
  });

  it("returns to the revision and the image of then, and remembers what it refused until something new begins", () => {
    const good = passed(begin(undefined, { target: ref("a"), generation: "g1", now: 1 }), "debian-1");
    const rolled = begin(good, { target: ref("b"), generation: "g2", now: 2, image: "debian-1" });
    expect(rolled.base).to.deep.include({ revision: "a", image: "debian-1" });
    const back = returning(failed(rolled, "http", "answered 500", 3), "g3", { check: "x", detail: "y", at: 4 });
    expect(back).to.deep.include({ current: rolled.base, generation: "g3" });
    expect(back.refused).to.include({ version: "b", check: "http", detail: "answered 500" });
    expect(returning(back, "g4", { check: "x", detail: "y", at: 5 })).to.equal(back);
    const settled = passed(back, "debian-1");
    expect(settled).to.include.keys("refused").and.not.include.keys("base", "failure");
    expect(begin(settled, { target: ref("c"), generation: "g5", now: 6 })).not.to.have.property("refused");
  });

  it("survives being written, and refuses what it does not understand", () => {
    fc.assert(
      fc.property(histories, (events) =>
        walk(events, (_b, _w, after) => void expect(readJournal(writeJournal(after))).to.deep.equal(after)),
      ),
    );
    expect(readJournal(undefined)).to.equal(undefined);
    expect(readJournal("")).to.equal(undefined);
    for (const text of ["{}", "no json", '{"format":2}']) expect(() => readJournal(text)).to.throw(UnreadableJournal);
  });
});
