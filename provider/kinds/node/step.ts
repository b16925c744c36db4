/** What a step does with its nodes: looks at them, and says under which generations they passed. */
import type { Context } from "../../context.ts";
import type { Step } from "./pass.ts";
import { type Before, lookAt } from "./site.ts";
import { onServerOf } from "./where.ts";

/** The nodes that a step is about, as they are now. @throws NotFound where an instance is not there */
export const nodesOf = (
  context: Context,
  { project, app, instances, where }: Omit<Step, "type" | "name">,
): Promise<Before[]> =>
  Promise.all(
    instances.map(async (instance) => {
      const site = { context: onServerOf({ context, where }, instance), project, instance, app, where };
      return { site, found: await lookAt(site) };
    }),
  );

/** Whether a rollout is under way on any of them: there is something to return to. Not so on a first deploy. */
export const isOpen = (nodes: readonly Before[]): boolean =>
  nodes.some(({ found }) => found.journal?.base !== undefined);

/** Version that is judged, for messages. */
export const versionOf = (nodes: readonly Before[]): string =>
  nodes.find(({ found }) => found.journal)?.found.journal?.current.version ?? "unknown";

/** What passes: each instance under its generation. */
export const passedOn = (nodes: readonly Before[]): { instance: string; generation: string }[] =>
  nodes.map(({ site: { instance }, found }) => ({ instance, generation: found.journal?.generation ?? "" }));
