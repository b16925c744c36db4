/** Ids of switches. */
import { randomBytes } from "node:crypto";

/** An id for a switch that no other will ever have. */
export const newGeneration = (): string => randomBytes(6).toString("hex");
