/** The slot without requests: kept warm for a while, then stopped until it is needed again. */

import { z } from "zod";
import { rested } from "../../beam/journal.ts";
import { stop } from "../../beam/switch.ts";
import { duration, milliseconds } from "../../units.ts";
import { type Before, lookAt, record, run, runs } from "../node/site.ts";

/** Schema of how long a slot stays up without requests. */
export const keepWarm = () =>
  z
    .string()
    .refine((text) => text === "always" || milliseconds(text) !== undefined, {
      error: ({ input }) => `${JSON.stringify(input)} is neither a duration, like "1h", nor "always"`,
    })
    .describe(
      "How long the slot without requests stays up, for a way back without a start. It is stopped by the first run after that time; `0s`: by the run that moves the requests. Default: always.",
    );

/** Whether a slot has been without requests for long enough. */
export const isDue = (patience: string, since: string | undefined, now: number): boolean =>
  patience !== "always" && since !== undefined && now - Date.parse(since) >= duration(patience);

/** Stops nodes, and writes down that they are to be started again before they get requests. May be repeated. */
export async function layToRest(nodes: readonly Before[]): Promise<void> {
  await Promise.all(
    nodes.map(async ({ site }) => {
      const { journal } = await record(site, ({ journal }) => (journal ? { journal: rested(journal, false) } : {}));
      if (!journal) return;
      if (runs((await lookAt(site)).now)) await run(site, stop(site.app), "stopping the node");
      await record(site, ({ journal }) => (journal ? { journal: rested(journal, true) } : {}));
    }),
  );
}
