/** Rolling: batches of nodes, one after the other, each judged before the next begins. */

/** What a rolling change is made of. */
export interface Rolling {
  readonly type: "rolling";
  /** Nodes that may be out of service at the same time. */
  readonly maxUnavailable: number;
}

/** Changes `maxUnavailable` nodes (default 1) at a time, and goes on only when they are verified. */
export const rolling = (options: { readonly maxUnavailable?: number } = {}): Rolling => ({
  type: "rolling",
  maxUnavailable: options.maxUnavailable ?? 1,
});

/** The nodes of each batch, by their index. */
export function batches(size: number, maxUnavailable: number): number[][] {
  const nodes = Array.from({ length: size }, (_, index) => index);
  const count = Math.ceil(size / maxUnavailable);
  return Array.from({ length: count }, (_, batch) => nodes.slice(batch * maxUnavailable, (batch + 1) * maxUnavailable));
}
