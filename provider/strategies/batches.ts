/** Batches: nodes that change side by side, each batch behind the gate of the one before. */
import type { Batches } from "./rolling.ts";
import type { Change, Stage } from "./stage.ts";

/** Nodes from one index up to, but not with, another. */
export const nodesFrom = (begin: number, end: number): number[] =>
  Array.from({ length: Math.max(0, end - begin) }, (_, index) => begin + index);

/**
 * The stages in which some nodes change batch by batch, and after which all of them are judged.
 *
 * @param first whether nobody runs what is new yet
 */
export function batchStages(
  changing: readonly number[],
  all: readonly number[],
  { maxUnavailable = 1, batch = maxUnavailable, pause }: Batches,
  first: boolean,
): Stage[] {
  const rounds = batches(changing, batch);
  const stages = rounds.flatMap((nodes, round): Stage[] => {
    const leads = first && round === 0;
    const change: Change = { do: "change", nodes, first: leads };
    if (round === rounds.length - 1) return [change];
    const watch = pause === undefined ? (leads ? ("first" as const) : undefined) : { for: pause };
    return [change, { do: "check", name: `batch-${round + 1}`, nodes, final: false, ...(watch && { watch }) }];
  });
  return [...stages, { do: "check", name: "all", nodes: all, final: true, watch: "end" }];
}

/** Nodes in batches of one size; the last one may be smaller. */
export function batches(nodes: readonly number[], size: number): number[][] {
  const count = Math.ceil(nodes.length / size);
  return Array.from({ length: count }, (_, batch) => nodes.slice(batch * size, (batch + 1) * size));
}
