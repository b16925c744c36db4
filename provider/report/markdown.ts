/** A report as Markdown, for a pull request or the page of a job. */
import { table, text } from "./markdown-text.ts";
import type { Report } from "./report.ts";
import { checkLine, headline, returnLine, seconds } from "./words.ts";

const TITLES: Readonly<Record<Report["outcome"], string>> = { done: "✅", failed: "❌", pending: "⏳" };

/** The whole report. */
export function reportMarkdown(report: Report): string {
  const { outcome, steps, putBack, advice, id, began } = report;
  return [
    `## ${TITLES[outcome]} ${text(headline(report))}`,
    advice && text(advice),
    steps.length > 0 &&
      table(
        ["Step", "Result", "Time", "Checks"],
        steps.map(({ what, result, milliseconds, checks }) => [
          text(what),
          result,
          seconds(milliseconds),
          checks.map((each) => `${each.ok ? "✓" : "✗"} ${text(checkLine(each))}`).join("<br>"),
        ]),
      ),
    putBack.length > 0 && `### Put back\n\n${putBack.map((each) => `- ${text(returnLine(each))}`).join("\n")}`,
    `Rollout \`${id}\`, begun at ${new Date(began).toISOString().slice(0, 19).replace("T", " ")} UTC.`,
  ]
    .filter((part) => typeof part === "string" && part !== "")
    .join("\n\n")
    .concat("\n");
}
