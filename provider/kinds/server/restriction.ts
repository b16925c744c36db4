/** What of a server a client may use. */
import { z } from "zod";
import type { Problem } from "../../resource.ts";

/** Inputs that say so. */
export const restriction = {
  restricted: z
    .boolean()
    .default(false)
    .describe("Whether the client may use nothing but `projects`. Default: false, it may do everything."),
  projects: z.array(z.string().min(1)).default([]).describe("Projects that a restricted client may use."),
};

/** Projects that would mean nothing: a client that is not restricted may use them all. */
export const wrongRestriction = ({ restricted, projects }: { restricted?: boolean; projects?: string[] }): Problem[] =>
  restricted === false && projects && projects.length > 0
    ? [{ path: ["projects"], message: "mean nothing while the client may do everything: set restricted, too" }]
    : [];

/** Projects have no order on the server: the one of the program, where they are the same. */
export function inOrderOf(known: readonly string[] | undefined, live: readonly string[]): string[] {
  const same = known && known.length === live.length && known.every((name) => live.includes(name));
  return same ? [...known] : [...live].sort();
}
