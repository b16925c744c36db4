/** Recreate: all nodes at once, with an outage, for what cannot roll: a new cookie, node name or distribution port. */

/** All nodes at once. */
export interface Recreate {
  readonly type: "recreate";
}

/** Changes all nodes at once. The service is down until they are up again. */
export const recreate = (): Recreate => ({ type: "recreate" });
