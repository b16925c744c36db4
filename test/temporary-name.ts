/** Names for what a test makes on a server that others use as well. */
import { randomBytes } from "node:crypto";

/** A name that nothing else has: short enough for a bridge, known as a test's by its beginning. */
export const temporaryName = (): string => `c8t-${randomBytes(4).toString("hex")}`;
