/** A rollout by any strategy, over instances that are there or are declared with it, and what is told of it. */
import { z } from "zod";
import type { Declare, In } from "../../component.ts";
import { defined } from "../../defined.ts";
import type { BlueGreen } from "../../strategies/blue-green.ts";
import type { InPlace, Strategy } from "../../strategies/strategy.ts";
import type { RolloutArguments } from "./arguments.ts";
import { declareGroup, type Shape } from "./group.ts";
import type { Group, Homes } from "./homes.ts";
import { declareSlots, type Groups } from "./slots.ts";

/** A strategy, and what it changes: one group of nodes where it is, or two that change places. */
export type Plan =
  | { readonly strategy: InPlace; readonly group: Group }
  | { readonly strategy: BlueGreen; readonly groups: Groups };

/** What a strategy changes; `groupOf` gives the nodes of a slot, or all of them. */
export const planOf = (strategy: Strategy, groupOf: (slot?: "blue" | "green") => Group): Plan =>
  strategy.type === "blueGreen"
    ? { strategy, groups: { blue: groupOf("blue"), green: groupOf("green") } }
    : { strategy, group: groupOf() };

/** Names of all nodes below the component. */
export const membersOf = (plan: Plan): readonly string[] =>
  "groups" in plan ? [...plan.groups.blue.members, ...plan.groups.green.members] : plan.group.members;

/** Outputs of a component that is a rollout. */
export const told = {
  nodes: z
    .array(
      z.strictObject({
        name: z.string().describe("Full name of the node."),
        address: z.string().describe("Its address."),
        version: z.string().describe("Version of the release that it runs."),
        instance: z.string().describe("Instance that it runs in."),
      }),
    )
    .describe("The nodes, in the order in which they change."),
  url: z.string().optional().describe("Where the router answers, where the cluster is exposed: `http://10.0.0.5:80`."),
  report: z.string().describe("The report of the last rollout as Markdown, for a pull request or the page of a job."),
};

/** Declares all of it, and gives its outputs. */
export function declareRollout(
  declare: Declare,
  args: RolloutArguments & { readonly image?: In<string> },
  homes: Homes,
  { plan, ...shape }: Shape & { readonly plan: Plan },
) {
  const { nodes, url, report, running } =
    "groups" in plan
      ? declareSlots(declare, args, homes, { ...shape, ...plan })
      : declareGroup(declare, args, homes, { ...shape, ...plan });
  return {
    nodes: nodes.map(({ node: { nodeName, address, instance }, name }) => ({
      name: nodeName,
      address,
      // A node that was put back is not changed by the run that says so: its own outputs stay as they were.
      version: declare.entry(running, name),
      instance,
    })),
    report,
    ...defined({ url }),
  };
}
