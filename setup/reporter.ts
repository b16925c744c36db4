// Mocha's own report, where the time went, and the totals for the process that asked for it.
import { relative } from "node:path";
import Mocha from "mocha";

/** Counts of one run of mocha. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Prints as mocha's `spec` does, then the files that took longest, hooks included, and sends the totals to the parent process. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const seconds = new Map<string, number>();
    let last = performance.now();
    const spent = ({ file }: { file?: string | undefined }) => {
      const now = performance.now();
      const name = relative("", file ?? "");
      seconds.set(name, (seconds.get(name) ?? 0) + (now - last) / 1000);
      last = now;
    };
    runner.on("test end", spent);
    runner.on("hook end", spent);
    runner.once("end", () => {
      printSlowest(seconds);
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      process.send?.({ passed, failed, skipped } satisfies Totals);
    });
  }
}

function printSlowest(seconds: ReadonlyMap<string, number>): void {
  const slowest = [...seconds].filter(([, spent]) => spent >= 10).sort(([, a], [, b]) => b - a);
  for (const [file, spent] of slowest) console.log(`${spent.toFixed(0).padStart(6)} s  ${file}`);
}
