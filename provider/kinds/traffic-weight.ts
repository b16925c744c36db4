/** A step of a canary: which share of the requests goes to the nodes that run what is new. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { defineResource, type Plan } from "../resource.ts";
import { weightsFor } from "../router/weights.ts";
import { forgetPasses, passesOf, planStep, readStep, stepInputs, stepOutputs, writePasses } from "./node/pass.ts";
import { isOpen, nodesOf, passedOn } from "./node/step.ts";
import { makeStep } from "./rollout/step.ts";
import { entranceAt, weigh } from "./traffic/member.ts";
import { unlessGone, whenBack } from "./traffic/router-site.ts";

const inputs = z.strictObject({
  ...stepInputs,
  router: z.string().min(1).describe("Instance of the router."),
  others: z.array(z.string()).default([]).describe("Instances whose nodes share the rest of the requests."),
  share: z
    .int()
    .min(0)
    .max(100)
    .optional()
    .describe("Percent of the requests that `instances` get together. Default: every node has its own weight again."),
});

const outputs = z.strictObject(stepOutputs);

type Inputs = z.output<typeof inputs>;

const type = "traffic_weight";

/** Moves a share of the requests to nodes whose rollout is open. On a first deploy there is nothing to be moved. */
export const TrafficWeight = defineResource({
  type,
  summary: "A step of a canary: the share of the requests that goes to the nodes with the new revision.",
  example: `new TrafficWeight("tenth", {
  router: router.instance,
  app: "chat",
  instances: [canary.instance],
  generations: [canary.generation],
  others: [web1.instance, web2.instance],
  share: 10,
})`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ passes: await passesOf(context, { type, ...wanted }) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    const digest = unknown.has("share") ? undefined : questionDigest(wanted.share);
    const open = unknown.has("instances") || unknown.has("generations");
    return planStep({ implied, passes: facts?.passes, digest, open });
  },

  async read(context, known) {
    const found = await readStep(context, { type, ...known });
    if (!found) return undefined;
    return {
      ...found,
      router: known.router ?? "",
      others: known.others ?? [],
      share: known.share,
    };
  },

  create: shift,
  update: shift,

  async delete(context, known) {
    await unlessGone(weigh(entranceAt({ context, ...known }, known.router), undefined));
    await forgetPasses(context, { type, ...known });
  },
});

const questionDigest = (share: number | undefined): string => (share === undefined ? "own" : `${share}%`);

async function shift(context: Context, wanted: Inputs): Promise<void> {
  const { instances, others, share } = wanted;
  const nodes = await nodesOf(context, wanted);
  await makeStep(
    { context, ...wanted },
    share === undefined
      ? "every node has its own weight again"
      : `${share} % of the requests to ${instances.join(", ")}`,
    async () => {
      if (!isOpen(nodes)) return { result: "skipped" };
      const entrance = entranceAt({ context, ...wanted }, wanted.router);
      const weights = share === undefined ? undefined : weightsFor(share, instances, others);
      await whenBack(entrance, () => weigh(entrance, weights));
      return { result: "passed" };
    },
    (made) => writePasses(context, { type, ...wanted }, passedOn(nodes), questionDigest(share), made),
  );
}
