/** What changes of the version under load come to. */
import { setTimeout as pause } from "node:timers/promises";
import { Load } from "../test/load/load.ts";
import { type Answer, now } from "../test/load/record.ts";
import { median, tell } from "./measure.ts";

/** Seconds of the median change, failures of all of them. */
export interface Rolled {
  readonly seconds: number;
  readonly failed: number;
  /** Answers of the old version to requests that began when the change had ended. */
  readonly late: number;
  /** Seconds in which both versions answered: between the first request that the new one got and the last of the old one. */
  readonly both: number;
}

/** Makes ready for a release, and gives what brings it: only that is timed. */
export type Roll = (release: string) => Promise<() => Promise<unknown>>;

/** Where and how versions are changed. */
export interface Side {
  /** Who does it, for whoever waits. */
  readonly who: string;
  readonly url: string;
  readonly roll: Roll;
}

/** Changes to one release after the other; the first ones do not count, by default one. */
export async function rolled(side: Side, releases: readonly string[], warmUps = 1): Promise<Rolled> {
  const results: Rolled[] = [];
  for (const [round, release] of releases.entries()) {
    const result = await once(side, release, round < warmUps);
    if (round >= warmUps) results.push(result);
  }
  return summed(results);
}

/** The same on two sides, by turns; the first change of each does not count. */
export async function rolledBeside(
  theirs: Side,
  ours: Side,
  releases: readonly string[],
): Promise<{ theirs: Rolled; ours: Rolled }> {
  const results = { theirs: [] as Rolled[], ours: [] as Rolled[] };
  for (const [round, release] of releases.entries()) {
    // Whoever is first in one round is second in the next.
    const order = round % 2 === 0 ? (["theirs", "ours"] as const) : (["ours", "theirs"] as const);
    for (const who of order) {
      const result = await once(who === "ours" ? ours : theirs, release, round === 0);
      if (round > 0) results[who].push(result);
    }
  }
  return { theirs: summed(results.theirs), ours: summed(results.ours) };
}

async function once({ who, url, roll }: Side, release: string, warmUp: boolean): Promise<Rolled> {
  await using load = await Load.on({ url, sockets: 0, slow: 500 });
  const result = await under(load, release, roll);
  tell(`${who}: ${JSON.stringify(result)}${warmUp ? " (warm-up)" : ""}`);
  return result;
}

function summed(results: readonly Rolled[]): Rolled {
  const all = (key: keyof Rolled) => results.map((result) => result[key]);
  const sum = (key: keyof Rolled) => all(key).reduce((total, each) => total + each, 0);
  return { seconds: median(all("seconds")), failed: sum("failed"), late: sum("late"), both: median(all("both")) };
}

async function under(load: Load, release: string, roll: Roll): Promise<Rolled> {
  const change = await roll(release);
  const began = now();
  await change();
  const ended = now();
  // The requests of a second more tell whether anybody still gets the old version.
  await pause(1000);
  const { failed } = await load.since(began);
  const answers = load.recorded.answers.filter((answer) => answer.began >= began && answer.version !== "");
  const isNew = ({ version }: Answer) => release.endsWith(`chat-${version}.tar.gz`);
  const old = answers.filter((answer) => !isNew(answer)).map((answer) => answer.began);
  const first = Math.min(...answers.filter(isNew).map((answer) => answer.began));
  return {
    seconds: (ended - began) / 1000,
    failed: failed.length,
    late: old.filter((at) => at >= ended).length,
    both: Math.max(0, Math.max(...old) - first) / 1000,
  };
}
