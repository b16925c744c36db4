/** All of a summary, for whoever writes one. */
export { pageOf } from "./page.ts";
export { readPlanned } from "./read.ts";
export type { Summary } from "./summary.ts";
export { summarize } from "./summary.ts";
