/** Putting back: which nodes return to their base, in which order. Pure. */
import type { Journal } from "./journal.ts";

/** A node as the gate found it. */
export interface Judged {
  readonly instance: string;
  readonly journal: Journal | undefined;
  /** Whether it answers its check right now. */
  readonly healthy: boolean;
}

/** What is to be done. */
export interface PutBack {
  /** Instances that return to their base, batch after batch. */
  readonly batches: readonly (readonly string[])[];
  /** Instances that are stopped and left out: nothing ever ran well on them. */
  readonly stopped: readonly string[];
  /** Those among both that answer wrongly: they get no more requests before anything else is done. */
  readonly silenced: readonly string[];
}

/**
 * Nodes that already fail take nothing from the service, so they return first and all at once; the others no more than
 * `maxUnavailable` at a time. Where no node has a base nothing is done: there is nothing to return to.
 */
export function planPutBack(nodes: readonly Judged[], maxUnavailable: number): PutBack {
  const open = nodes.filter(({ journal }) => journal?.base !== undefined);
  if (open.length === 0) return { batches: [], stopped: [], silenced: [] };
  const failing = open.filter(({ healthy }) => !healthy).map(({ instance }) => instance);
  const others = open.filter(({ healthy }) => healthy).map(({ instance }) => instance);
  const size = Math.max(1, maxUnavailable);
  const batches = Array.from({ length: Math.ceil(others.length / size) }, (_, index) =>
    others.slice(index * size, (index + 1) * size),
  );
  const stopped = nodes
    .filter(({ journal, healthy }) => journal !== undefined && !journal.base && !journal.stable && !healthy)
    .map(({ instance }) => instance);
  return {
    batches: failing.length > 0 ? [failing, ...batches] : batches,
    stopped,
    silenced: [...failing, ...stopped],
  };
}
