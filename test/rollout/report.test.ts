/** What a report says, on a terminal and on a page. */
import { expect } from "chai";
import fc from "fast-check";
import { reportLines } from "../../provider/report/lines.ts";
import { reportMarkdown } from "../../provider/report/markdown.ts";
import { text } from "../../provider/report/markdown-text.ts";
import { type Report, report } from "../../provider/report/report.ts";
import { headline, seconds } from "../../provider/report/words.ts";

const refused = { instance: "chat-2", check: "http GET :4000/health", ok: false, detail: "answered 500" };

const failed: Report = report.parse({
  id: "8c2f",
  app: "chat",
  from: ["1.0.0"],
  to: "2.0.0",
  outcome: "failed",
  began: Date.UTC(2026, 0, 2, 3, 4, 5),
  milliseconds: 14_220,
  steps: [
    { what: "switch chat-1", result: "passed", milliseconds: 1_400 },
    { what: "gate batch-1", result: "failed", milliseconds: 900, checks: [refused] },
  ],
  putBack: [{ instance: "chat-1", version: "1.0.0", why: "chat-2 failed", ok: true }],
  advice: "Mend the release and run again.",
});

describe("the report of a rollout", () => {
  it("tells a person at a terminal what happened, what was checked and what was put back", () => {
    expect(reportLines(failed)).to.deep.equal([
      "chat did not go from 1.0.0 to 2.0.0; 1 node was put back in 14.2 s.",
      "  ✓ switch chat-1 (1.4 s)",
      "  ✗ gate batch-1 (900 ms)",
      "      chat-2: http GET :4000/health: answered 500",
      "  ↩ chat-1 runs 1.0.0 again (chat-2 failed)",
      "Mend the release and run again.",
      "rollout 8c2f",
    ]);
  });

  it("is a page with a table of its steps", () => {
    const page = reportMarkdown(failed);
    expect(page).to.match(/^## ❌ chat did not go from 1\.0\.0 to 2\.0\.0/);
    expect(page).to.include("| gate batch-1 | failed | 900 ms | ✗ chat-2: http GET :4000/health: answered 500 |");
    expect(page).to.include("- chat-1 runs 1.0.0 again (chat-2 failed)").and.to.include("2026-01-02 03:04:05 UTC");
  });

  it("says of one that ended well only that, and of a first deploy that it is one", () => {
    const { advice: _, ...good } = { ...failed, outcome: "done" as const, putBack: [], steps: [] };
    expect(headline(report.parse(good))).to.equal("chat went from 1.0.0 to 2.0.0 in 14.2 s.");
    expect(headline(report.parse({ ...good, from: [] }))).to.equal("chat went to 2.0.0 for the first time in 14.2 s.");
    expect(reportMarkdown(report.parse(good))).not.to.include("| Step |");
  });

  it("says of one that waits what it waits for", () => {
    const waits = { what: "approval of the canary", result: "pending", milliseconds: 3 } as const;
    const words = headline(report.parse({ ...failed, outcome: "pending", steps: [waits] }));
    expect(words).to.equal("chat is on its way from 1.0.0 to 2.0.0, and waits: approval of the canary.");
  });

  it("shows times in the unit that suits them", () => {
    expect([85, 1_449, 59_900, 60_000, 125_000].map(seconds)).to.deep.equal([
      "85 ms",
      "1.4 s",
      "59.9 s",
      "1 min",
      "2 min 5 s",
    ]);
  });

  it("lets no text become markup", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const shown = text(value);
        expect(shown).not.to.match(/[<>\n]/);
        expect(shown).not.to.match(/(?<!\\)(\\\\)*[|`*[\]]/);
      }),
    );
  });
});
