/** Rolling: batches of nodes, one after the other, each judged before the next begins. */
import { batchStages, nodesFrom } from "./batches.ts";
import type { Stage } from "./stage.ts";

/** How batches are made. */
export interface Batches {
  /** Nodes that may be out of service at the same time, those that are out anyhow included. Default: 1. */
  readonly maxUnavailable?: number | undefined;
  /** Nodes that change before they are judged together; at most `maxUnavailable`, which is the default. */
  readonly batch?: number | undefined;
  /** How long each batch is watched before the next one begins, as "30s". Default: not at all. */
  readonly pause?: string | undefined;
}

/** What a rolling change is made of. */
export interface Rolling extends Batches {
  readonly type: "rolling";
}

/** Changes a batch of nodes at a time, and goes on only when they are verified. */
export const rolling = (options: Batches = {}): Rolling => ({ type: "rolling", ...options });

/** The stages of a rolling change. */
export function rollingStages(size: number, options: Batches): Stage[] {
  return batchStages(nodesFrom(0, size), nodesFrom(0, size), options, true);
}
