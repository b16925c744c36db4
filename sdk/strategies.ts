/** Strategies: when, and in which order, the nodes of a cluster change. */
export type { BlueGreen } from "../provider/strategies/blue-green.ts";
export { blueGreen } from "../provider/strategies/blue-green.ts";
export type { Canary, CanaryStep } from "../provider/strategies/canary.ts";
export { canary } from "../provider/strategies/canary.ts";
export type { Recreate } from "../provider/strategies/recreate.ts";
export { recreate } from "../provider/strategies/recreate.ts";
export type { Batches, Rolling } from "../provider/strategies/rolling.ts";
export { rolling } from "../provider/strategies/rolling.ts";
