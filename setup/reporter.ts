// Mocha's own report, and the totals for the process that asked for it.
import Mocha from "mocha";

/** Counts of one run of mocha. */
export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Prints as mocha's `spec` does and sends the totals to the parent process. */
export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.once("end", () => {
      const { passes: passed, failures: failed, pending: skipped } = this.stats;
      process.send?.({ passed, failed, skipped } satisfies Totals);
    });
  }
}
