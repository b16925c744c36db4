/** One group of nodes that changes in place, stage by stage. */
import type { Declare, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import type { Where } from "../../kinds/node/where.ts";
import { type InPlace, mostUnavailable, stagesOf } from "../../strategies/strategy.ts";
import type { ClusterArguments, TaskList } from "./arguments.ts";
import { declareRouter, declareTraffic } from "./entrance.ts";
import { declareGround, partsOf } from "./ground.ts";
import { at, declareMembers } from "./members.ts";
import { declareOpening, type Told } from "./report.ts";
import { declareRollout, type Node } from "./rollout.ts";
import { declareTasks } from "./tasks.ts";

/** What a cluster is, beside its other arguments. */
export interface Shape {
  readonly size: number;
  readonly app: string;
  readonly tasks: TaskList;
}

/** What a cluster tells of itself. */
export interface Cluster extends Told {
  readonly nodes: readonly Named[];
  readonly url?: Ref<string>;
  readonly where?: Ref<Where>;
}

/** A node, and the name of its instance. */
interface Named {
  readonly node: Node;
  readonly name: string;
}

/** The nodes of a rollout with the names of their instances. */
export const named = (nodes: readonly Node[], names: readonly string[]): Named[] =>
  nodes.map((node, index) => ({ node, name: at(names, index) }));

/** Declares the members, the entrance, and the rollout. */
export function declareGroup(
  declare: Declare,
  name: string,
  args: ClusterArguments,
  { size, app, tasks, strategy }: Shape & { readonly strategy: InPlace },
): Cluster {
  const numbers = numbersTo(size);
  const names = numbers.map((number) => `${name}-${number}`);
  const changes = strategy.type === "recreate" ? "recreate" : "rolling";
  const { expose } = args;
  const ground = declareGround(declare, name, args, partsOf(numbers, args, tasks));
  const members = declareMembers(declare, args, { app, members: numbers, names, changes, ground });

  const canaries = strategy.type === "canary" ? names.slice(0, strategy.nodes ?? 1) : [];
  const entrance =
    expose &&
    declareTraffic(declare, args, declareRouter(declare, args, { expose, ground }), {
      app,
      members,
      canaries,
      expose,
      ground,
    });

  const work = declareTasks(declare, args, tasks, { app, tasks, ground });
  const parts = { app, members: members.map((member) => ({ member })), tasks: work.place, entrance, ground };
  const opened = declareOpening(declare, args, parts);
  const behind = [opened.rollout, ...work.before([opened.rollout])];
  const [stages, maxUnavailable] = [stagesOf(strategy, size), mostUnavailable(strategy, size)];
  const rollout = { app, members, names, stages, maxUnavailable, entrance, behind, ground };
  const { nodes, passed } = declareRollout(declare, args, rollout);
  const { report, running } = opened.told(work.after(passed, names));
  const rest = defined({ url: entrance?.url, where: ground.where });
  return { nodes: named(nodes, names), report, running, ...rest };
}

/** Names of nodes, counted from 1. */
export const numbersTo = (size: number): string[] => Array.from({ length: size }, (_, index) => `${index + 1}`);
