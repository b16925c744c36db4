/** The homes of a rollout: the instances that its nodes, its tasks and its router are in, whoever made them. */
import type { In, Ref } from "../../component.ts";
import type { Where } from "../../kinds/node/where.ts";
import type { Everywhere } from "./arguments.ts";

/** What a rollout must know of an instance. */
export interface Home {
  readonly name: In<string>;
  readonly ipv4Address: In<string>;
  readonly incarnation?: In<string> | undefined;
  /** What waits for the node's next switch, where that is when it restarts. */
  readonly pending?: In<string> | undefined;
}

/** Instances of nodes that change together. */
export interface Group {
  /** What they are called below the component. */
  readonly members: readonly string[];
  /** Their names on the server. */
  readonly names: readonly string[];
}

/** Where requests come in. */
export interface Edge {
  /** Instance of the router. */
  readonly router: In<string>;
  readonly incarnation?: Ref<string>;
}

/** Where all parts of a rollout are. */
export interface Homes {
  readonly ground: Ground;
  /** Those of a group's nodes, in its order. */
  nodes(group: Group): readonly Home[];
  /** The one that tasks run in. */
  tasks(): Home;
  /** The router's. */
  router(): Edge;
}

/** What the resources of a rollout are given, by where they are. */
export interface Ground {
  /** A resource of one instance, named as its member is. */
  on(member: string): Everywhere;
  /** A resource that is about several instances, wherever they are. */
  readonly across: Everywhere & Reach;
  /** Where the instances are, for a resource that meets others than its own. */
  readonly reach: Reach;
  /** Server of each instance, where there are several. */
  readonly where?: Ref<Where>;
}

/** Where other instances are. */
export interface Reach {
  readonly where?: Ref<Where>;
}

/** Member whose instance the tasks run in. */
export const TASKS = "tasks";
