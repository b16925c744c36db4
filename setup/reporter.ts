// Mocha's own report, where the time went, and the totals for the process that asked for it.
import { relative } from "node:path";
import Mocha from "mocha";

/** Counts of one run of mocha. */
export interface Totals {
  passed: number;
  skipped: number;
  /** What failed, each with its name and its reason. */
  failures: string[];
}

/** Prints as mocha's `spec` does, with each failure's reason at once, then the files that took longest, hooks included, and sends the totals to the parent process. */
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
    // Mocha tells why only at the end, which a run that is cut off does not see.
    runner.on("fail", (_, { message }: Error) => console.log(indented(message)));
    runner.once("end", () => {
      printSlowest(seconds);
      const { passes: passed, pending: skipped } = this.stats;
      const failures = this.failures.map((test) => `${test.fullTitle()}\n${indented(test.err?.message ?? "")}`);
      process.send?.({ passed, skipped, failures } satisfies Totals);
    });
  }
}

const indented = (message: string) => message.replaceAll(/^/gm, "      ");

function printSlowest(seconds: ReadonlyMap<string, number>): void {
  const slowest = [...seconds].filter(([, spent]) => spent >= 10).sort(([, a], [, b]) => b - a);
  for (const [file, spent] of slowest) console.log(`${spent.toFixed(0).padStart(6)} s  ${file}`);
}
