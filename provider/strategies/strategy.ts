/** All strategies: the stages of each, and what it asks of a cluster. */
import type { BlueGreen } from "./blue-green.ts";
import { type Canary, canaryStages } from "./canary.ts";
import { type Recreate, recreateStages } from "./recreate.ts";
import { type Rolling, rollingStages } from "./rolling.ts";
import type { Stage } from "./stage.ts";

/** When, and in which order, the nodes of a cluster change. */
export type Strategy = Rolling | Canary | BlueGreen | Recreate;

/** Those that change the nodes that serve. */
export type InPlace = Exclude<Strategy, BlueGreen>;

/** The stages of a rollout, in their order. */
export function stagesOf(strategy: InPlace, size: number): Stage[] {
  if (strategy.type === "recreate") return recreateStages(size);
  return strategy.type === "canary" ? canaryStages(size, strategy) : rollingStages(size, strategy);
}

/** Nodes that may be out of service at the same time. */
export const mostUnavailable = (strategy: InPlace, size: number): number =>
  strategy.type === "recreate" ? size : (strategy.maxUnavailable ?? 1);

/** What is wrong with a strategy for this cluster, as ends of a sentence. */
export function wrongStrategy(strategy: Strategy, size: number, exposed: boolean): string[] {
  if (strategy.type === "recreate") return [];
  if (strategy.type === "blueGreen")
    return exposed ? [] : ["strategy blueGreen needs `expose`: a router moves the requests from one slot to the other"];
  const { maxUnavailable = 1, batch = maxUnavailable } = strategy;
  const wrong: string[] = [];
  if (batch > maxUnavailable)
    wrong.push(`strategy.batch is ${batch}, but only ${maxUnavailable} may be out of service: raise maxUnavailable`);
  if (strategy.type === "rolling") return wrong;
  const { nodes = 1, steps } = strategy;
  if (nodes >= size)
    wrong.push(`strategy.nodes is ${nodes} of ${size}: a canary needs others beside it that stay as they are`);
  if (nodes > maxUnavailable)
    wrong.push(
      `strategy.nodes is ${nodes}, but only ${maxUnavailable} may be out of service: the canaries change side by side; raise maxUnavailable`,
    );
  if (!exposed) wrong.push("strategy canary needs `expose`: a router gives the canaries their share of the requests");
  if (steps.some(({ share }, index) => share <= (steps[index - 1]?.share ?? 0)))
    wrong.push("strategy.steps must grow from step to step");
  return wrong;
}
