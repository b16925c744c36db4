/** Where the parts of a cluster are: all on one server, or each where the placement says. */
import type { Declare, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import type { Where } from "../../kinds/node/where.ts";
import { Placement } from "../../kinds/placement.ts";
import type { ClusterArguments, Everywhere, TaskList } from "./arguments.ts";

/** What the resources of a cluster are given, by where they are. */
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

/** What there is to be placed: members besides the nodes come last, for they need little. */
export interface Parts {
  /** Nodes, and an instance for tasks, as members. */
  readonly members: readonly string[];
  /** Members that only need a place. */
  readonly light: readonly string[];
}

/** Member whose instance the tasks run in. */
export const TASKS = "tasks";

/** What a cluster with these nodes has to be placed. */
export const partsOf = (
  nodes: readonly string[],
  { expose }: Pick<ClusterArguments, "expose">,
  { before = [], after = [] }: TaskList,
): Parts => ({
  members: [...nodes, ...(before.length + after.length > 0 ? [TASKS] : [])],
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
