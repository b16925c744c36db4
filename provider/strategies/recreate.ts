/** Recreate: all nodes at once, with an outage, for what cannot roll: a new cookie, node name or distribution port. */
import { nodesFrom } from "./batches.ts";
import type { Stage } from "./stage.ts";

/** All nodes at once. */
export interface Recreate {
  readonly type: "recreate";
}

/** Changes all nodes at once. The service is down until they are up again. */
export const recreate = (): Recreate => ({ type: "recreate" });

/** The stages of it. */
export function recreateStages(size: number): Stage[] {
  const all = nodesFrom(0, size);
  return [
    { do: "change", nodes: all, first: false },
    { do: "check", name: "all", nodes: all, final: true, watch: "end" },
  ];
}
