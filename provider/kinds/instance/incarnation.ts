/** The id of a root disk: whatever lives on it takes this as an input, and so learns that it has to be made again. */
import { randomBytes } from "node:crypto";

/** Config key of the id. */
export const INCARNATION_KEY = "user.cul8er.incarnation";

/** Config entry of a new root disk. */
export const newIncarnation = (): Record<typeof INCARNATION_KEY, string> => ({
  [INCARNATION_KEY]: randomBytes(8).toString("hex"),
});
