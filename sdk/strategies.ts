/** Strategies: when, and in which order, the nodes of a cluster change. */
export { type Recreate, recreate } from "../provider/strategies/recreate.ts";
export { type Rolling, rolling } from "../provider/strategies/rolling.ts";
