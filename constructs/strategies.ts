/** Strategies: when, and in which order, the nodes of a cluster change. */
export type { Recreate } from "../provider/strategies/recreate.ts";
export { recreate } from "../provider/strategies/recreate.ts";
export type { Rolling } from "../provider/strategies/rolling.ts";
export { rolling } from "../provider/strategies/rolling.ts";
