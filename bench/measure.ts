/** Two sides measured in the same run, turn by turn, so that whatever else the machine does hits both. */

/** One line of the result: medians of both sides, and how ours compares. */
export interface Line {
  name: string;
  ours: number;
  /** What a user would have without us; null where there is nothing to compare with. */
  theirs: number | null;
  /** Ours by theirs; null where there is no theirs. */
  ratio: number | null;
  /** What the ratio must not exceed; where there is no ratio, what ours must not exceed. */
  target: number | null;
  unit: string;
}

/** One thing done in two ways. Each side gives the seconds of what counts of its work. */
export interface Comparison {
  name: string;
  target: number | null;
  rounds: number;
  ours: Side;
  theirs: Side;
}

type Side = () => Promise<number>;

/** Runs both sides by turns, after a first round that does not count, and prints the line. */
export async function compare({ name, target, rounds, ours, theirs }: Comparison): Promise<void> {
  const seconds = { ours: [] as number[], theirs: [] as number[] };
  for (let round = 0; round <= rounds; round++) {
    // Whoever is first in one round is second in the next.
    const order = round % 2 === 0 ? (["ours", "theirs"] as const) : (["theirs", "ours"] as const);
    for (const side of order) {
      const took = await (side === "ours" ? ours() : theirs());
      tell(`${name}: ${side} ${took.toFixed(2)} s${round === 0 ? " (warm-up)" : ` (${round} of ${rounds})`}`);
      if (round > 0) seconds[side].push(took);
    }
  }
  report({ name, ours: median(seconds.ours), theirs: median(seconds.theirs), target, unit: "s" });
}

/** Seconds that the work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Prints one line of the result on standard output. */
export function report({ ours, theirs, ...rest }: Omit<Line, "ratio">): void {
  const ratio = theirs === null ? null : rounded(ours / theirs);
  const line = { ...rest, ours: rounded(ours), theirs: theirs === null ? null : rounded(theirs), ratio };
  const { name, target, unit } = line;
  console.log(JSON.stringify({ name, ours: line.ours, theirs: line.theirs, ratio, target, unit } satisfies Line));
}

/** A line for whoever waits. */
export function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.slice(Math.floor((sorted.length - 1) / 2), Math.floor(sorted.length / 2) + 1);
  return middle.reduce((sum, each) => sum + each, 0) / middle.length;
}

const rounded = (value: number): number => Number(value.toPrecision(4));
