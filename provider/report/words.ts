/** The words that a report has on every page: its headline, times, and what became of a node. */
import type { Report, ReportCheck, ReportReturn } from "./report.ts";

/** What happened, in a sentence: `chat went from 1.0.0 to 2.0.0 in 14 s.` */
export function headline({ app, from, to, outcome, milliseconds, steps, putBack }: Report): string {
  const way = from.length > 0 ? `from ${from.join(" and ")} to ${to}` : `to ${to} for the first time`;
  const time = ` in ${seconds(milliseconds)}`;
  if (outcome === "done") return `${app} went ${way}${time}.`;
  if (outcome === "pending") return `${app} is on its way ${way}, and waits: ${waitsFor(steps)}.`;
  const back = putBack.length > 0 ? `; ${nodes(putBack.length)} ${putBack.length === 1 ? "was" : "were"} put back` : "";
  return `${app} did not go ${way}${back}${time}.`;
}

/** A time in the unit that suits it: `85 ms`, `1.4 s`, `2 min 5 s`. */
export function seconds(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${Number((milliseconds / 1_000).toFixed(1))} s`;
  const whole = Math.round(milliseconds / 1_000);
  return whole % 60 === 0 ? `${whole / 60} min` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** What a check found, in a line: `chat-1: http GET :4000/health: answered 500`. */
export const checkLine = ({ instance, check, ok, detail }: ReportCheck): string =>
  [instance, check, detail || (ok ? "passed" : "failed")].filter(Boolean).join(": ");

/** What became of a node that was put back: `chat-1 runs 1.0.0 again (http GET :4000/health: answered 500)`. */
export function returnLine({ instance, version, why, ok, detail }: ReportReturn): string {
  const now = version ? `${instance} runs ${version} again` : `${instance} was stopped: no version ever passed there`;
  return `${now} (${why})${ok ? "" : `; it fails, too: ${detail}`}`;
}

const nodes = (count: number): string => (count === 1 ? "1 node" : `${count} nodes`);

const waitsFor = (steps: Report["steps"]): string =>
  steps.findLast(({ result }) => result === "pending")?.what ?? "run again to go on";
