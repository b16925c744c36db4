/** Where the parts of a cluster are: all on one server, or each where the placement says. */
import type { Declare } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Placement } from "../../kinds/placement.ts";
import { hasTasks, type TaskList } from "../rollout/arguments.ts";
import { type Ground, TASKS } from "../rollout/homes.ts";
import type { ClusterArguments } from "./arguments.ts";

/** What there is to be placed: members besides the nodes come last, for they need little. */
export interface Parts {
  /** Nodes, and an instance for tasks, as members. */
  readonly members: readonly string[];
  /** Members that only need a place. */
  readonly light: readonly string[];
}

/** What a cluster with these nodes has to be placed. */
export const partsOf = (
  nodes: readonly string[],
  { expose }: Pick<ClusterArguments, "expose">,
  tasks: TaskList,
): Parts => ({
  members: [...nodes, ...(hasTasks(tasks) ? [TASKS] : [])],
  light: expose && expose.router === undefined ? ["router"] : [],
});

/** The ground of a cluster: with `hosts` each of its instances is placed on one of them. */
export function declareGround(
  declare: Declare,
  name: string,
  args: ClusterArguments,
  { members, light }: Parts,
): Ground {
  const { host, project, timeout, adopt, hosts } = args;
  const shared = defined({ project, timeout, adopt });
  if (hosts === undefined) {
    const everywhere = { ...shared, ...defined({ host }) };
    return { on: () => everywhere, across: everywhere, reach: {} };
  }
  const needs = defined({ memory: args.limits?.memory, disk: args.storage?.size });
  const { where } = declare.resource(Placement, "placement", {
    ...defined({ project, host }),
    hosts,
    instances: [
      ...members.map((member) => ({ name: `${name}-${member}`, ...needs })),
      ...light.map((member) => ({ name: `${name}-${member}` })),
    ],
    ...defined({ spread: args.spread, domains: args.domains, pool: args.storage?.pool }),
  });
  const on = (member: string) => ({ ...shared, host: declare.entry(where, `${name}-${member}`) });
  return { on, across: { ...shared, where }, reach: { where }, where };
}
