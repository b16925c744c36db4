/** Tasks of a rollout: commands of the release, in an instance of their own, before and after the nodes change. */
import type { Behind, Declare } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Task } from "../../kinds/task.ts";
import { hasTasks, type RolloutArguments, type TaskList } from "./arguments.ts";
import { type Home, type Homes, TASKS } from "./homes.ts";
import { at, declareMembers, type Member } from "./members.ts";

/** Declares tasks one behind the other. */
export interface Tasks {
  /** Those that come before the nodes change. Gives what the nodes are behind. */
  before(after: readonly Behind[]): readonly Behind[];
  /** Those that come when all nodes are well; `names` are the instances of the nodes. Gives what is behind them. */
  after(after: readonly Behind[], names: readonly string[]): readonly Behind[];
  /** Where they run; nowhere without any. */
  readonly place: Member | undefined;
}

/** The tasks of a rollout; without any nothing is declared. */
export function declareTasks(
  declare: Declare,
  args: RolloutArguments,
  homes: Homes,
  { app, tasks }: { readonly app: string; readonly tasks: TaskList },
): Tasks {
  const { ground } = homes;
  const { before = [], after = [] } = tasks;
  const stagedIn = (instance: Home): Member =>
    at(declareMembers(declare, args, { app, members: [TASKS], instances: [instance], changes: "recreate", ground }), 0);
  const place = hasTasks(tasks) ? stagedIn(homes.tasks()) : undefined;

  const chain = (
    list: typeof before,
    prefix: string,
    behind: readonly Behind[],
    nodes: readonly string[] = [],
  ): readonly Behind[] => {
    if (!place) return behind;
    const { instance, release } = place;
    const { revision, secretRevision, version } = release;
    let last = behind;
    for (const [index, { command, limit }] of list.entries()) {
      const of = {
        ...ground.on(TASKS),
        ...ground.reach,
        instance: instance.name,
        app,
        revision,
        secretRevision,
        version,
        command,
      };
      const after = [release, ...last];
      const more = nodes.length > 0 ? { nodes, ...defined({ retry: args.rollback?.retry }) } : {};
      last = [
        declare.resource(
          Task,
          `${prefix}-${index + 1}`,
          { ...of, ...more, ...defined({ limit, hooks: args.hooks }) },
          { after },
        ),
      ];
    }
    return last;
  };
  return {
    before: (behind) => (before.length > 0 ? chain(before, "before", behind) : []),
    after: (behind, names) => chain(after, "after", behind, names),
    place,
  };
}
