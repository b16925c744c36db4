/**
 * A rollout as a plan: stages, one behind the other. Pure: a component lays them out as resources.
 *
 * Nodes are told by their index. On a first deploy the stages are there too, and have nothing to do.
 */

/** Nodes that change side by side, out of service while they do. */
export interface Change {
  readonly do: "change";
  readonly nodes: readonly number[];
  /** They are the first with what is new: they are watched before they get requests. */
  readonly first: boolean;
  /** Percent of the requests that they get together when they return. Default: as many as each other node. */
  readonly share?: number;
}

/** Nodes that must be well. */
export interface Check {
  readonly do: "check";
  readonly name: string;
  readonly nodes: readonly number[];
  /** How long they are watched: as long as the cluster says, or a duration of its own. Default: not at all. */
  readonly watch?: "first" | "end" | { readonly for: string };
  /** The rollout ends with it. */
  readonly final: boolean;
}

/** Requests move to nodes. */
export interface Weigh {
  readonly do: "weigh";
  readonly name: string;
  readonly nodes: readonly number[];
  /** Percent that they get together. Default: as many as each other node. */
  readonly share?: number;
}

/** The requests of users are watched. */
export interface Analyse {
  readonly do: "analyse";
  readonly name: string;
  readonly nodes: readonly number[];
  readonly window?: string;
}

/** A person must agree. */
export interface Approve {
  readonly do: "approve";
  readonly name: string;
  readonly nodes: readonly number[];
}

/** One stage. */
export type Stage = Change | Check | Weigh | Analyse | Approve;
