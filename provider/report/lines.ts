/** A report as lines for a terminal. */
import type { Report, ReportStep } from "./report.ts";
import { checkLine, headline, returnLine, seconds } from "./words.ts";

const SIGNS: Readonly<Record<ReportStep["result"], string>> = { passed: "✓", failed: "✗", pending: "…", skipped: "-" };

/** The whole report. */
export function reportLines(report: Report): string[] {
  return [
    headline(report),
    ...report.steps.flatMap(stepLines),
    ...report.putBack.map((each) => `  ↩ ${returnLine(each)}`),
    ...(report.advice ? [report.advice] : []),
    `rollout ${report.id}`,
  ];
}

/** One step, as it is shown when it ends: what it was, how long it took, and the checks that it did not pass. */
export function stepLines({ what, result, milliseconds, checks }: ReportStep): string[] {
  const failing = checks.filter(({ ok }) => !ok).map((each) => `      ${checkLine(each)}`);
  return [`  ${SIGNS[result]} ${what} (${seconds(milliseconds)})`, ...failing];
}
