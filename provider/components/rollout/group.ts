/** One group of nodes that changes in place, stage by stage. */
import type { Declare, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import { type InPlace, mostUnavailable, stagesOf } from "../../strategies/strategy.ts";
import type { RolloutArguments, TaskList } from "./arguments.ts";
import { declareTraffic } from "./entrance.ts";
import type { Group, Homes } from "./homes.ts";
import { at, declareMembers } from "./members.ts";
import { declareOpening, type Told } from "./report.ts";
import { declareStages, type Node } from "./stages.ts";
import { declareTasks } from "./tasks.ts";

/** What a rollout is, beside its other arguments. */
export interface Shape {
  readonly app: string;
  readonly tasks: TaskList;
}

/** What a rollout tells of its nodes. */
export interface Rolled extends Told {
  readonly nodes: readonly Named[];
  readonly url?: Ref<string>;
}

/** A node, and the name of its instance. */
interface Named {
  readonly node: Node;
  readonly name: string;
}

/** The nodes of a rollout with the names of their instances. */
export const named = (nodes: readonly Node[], names: readonly string[]): Named[] =>
  nodes.map((node, index) => ({ node, name: at(names, index) }));

/** Declares the members, the entrance, and the stages. */
export function declareGroup(
  declare: Declare,
  args: RolloutArguments,
  homes: Homes,
  { group, app, tasks, strategy }: Shape & { readonly group: Group; readonly strategy: InPlace },
): Rolled {
  const { names } = group;
  const changes = strategy.type === "recreate" ? "recreate" : "rolling";
  const { expose } = args;
  const { ground } = homes;
  const membership = { app, ...group, instances: homes.nodes(group), changes, ground } as const;
  const members = declareMembers(declare, args, membership);

  const canaries = strategy.type === "canary" ? names.slice(0, strategy.nodes ?? 1) : [];
  const behindIt = { app, members, canaries, ground };
  const entrance = expose && declareTraffic(declare, args, homes.router(), { ...behindIt, expose });

  const work = declareTasks(declare, args, homes, { app, tasks });
  const parts = { app, members: members.map((member) => ({ member })), tasks: work.place, entrance, ground };
  const opened = declareOpening(declare, args, parts);
  const behind = [opened.rollout, ...work.before([opened.rollout])];
  const [stages, maxUnavailable] = [stagesOf(strategy, names.length), mostUnavailable(strategy, names.length)];
  const rollout = { app, members, names, stages, maxUnavailable, entrance, behind, ground };
  const { nodes, passed } = declareStages(declare, args, rollout);
  const { report, running } = opened.told(work.after(passed, names));
  return { nodes: named(nodes, names), report, running, ...defined({ url: entrance?.url }) };
}
