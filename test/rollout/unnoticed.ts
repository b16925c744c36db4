/** What users see of a change: nothing. */
import { expect } from "chai";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords, type Summary } from "../load/summary.ts";

/** What may happen to WebSockets meanwhile: they live or are sent elsewhere, or some may break. */
export type Sockets = "kept" | "broken";

/** Makes a change under load, during which no request fails. Returns what users saw from its beginning to its end. */
export async function unnoticed(
  load: Load,
  change: () => Promise<unknown>,
  sockets: Sockets = "kept",
): Promise<Summary> {
  const began = now();
  await change();
  const summary = await load.since(began);
  const words = inWords(summary, began);
  expect(summary.failed, words).to.deep.equal([]);
  if (sockets === "kept") expect(summary.sockets.dropped, words).to.deep.equal([]);
  expect(summary.requests, "a load worth its name").to.be.above(500);
  return summary;
}
