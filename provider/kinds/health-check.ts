/** A gate: nodes that were changed must be well before anything behind it goes on. */

import { z } from "zod";
import { checkDigest, type HealthCheckSpec, healthCheck } from "../beam/health.ts";
import type { Context } from "../context.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { close, judge, WATCH } from "./node/gate.ts";
import { forgetPasses, passesOf, planStep, readStep, stepInputs, stepOutputs, writePasses } from "./node/pass.ts";
import type { Before } from "./node/site.ts";
import { nodesOf, passedOn } from "./node/step.ts";
import { makeStep } from "./rollout/step.ts";

const inputs = z.strictObject({
  ...stepInputs,
  check: healthCheck().optional().describe("When a node is healthy. Default: the check of its release."),
  cluster: z.boolean().default(false).describe("Whether every node must also see every other. Default: false."),
  minUptime: steers(durationText().optional()).describe(
    "How long nodes that changed are watched. Default: 10s at the end of a rollout, otherwise not at all; a first deploy is not watched.",
  ),
  final: steers(z.boolean().default(false)).describe(
    "Whether it ends a rollout: then there is nothing to return to, and old revisions go. Default: false.",
  ),
  maxUnavailable: steers(z.int().min(1).default(1)).describe(
    "Nodes that may be out of service at the same time while nodes are put back. Default: 1.",
  ),
  onFailure: steers(z.enum(["automatic", "manual"]).default("automatic")).describe(
    "Whether nodes whose rollout is open are put back to what ran before. Default: automatic.",
  ),
  keepVersions: steers(z.int().min(1).default(3)).describe("Revisions that are kept on each instance. Default: 3."),
});

const outputs = z.strictObject(stepOutputs);

type Inputs = z.output<typeof inputs>;

const type = "health_check";

/** A check of nodes, and a gate of a rollout: it fails when they are not well, and puts them back before it does. */
export const HealthCheck = defineResource({
  type,
  summary: "A gate: the nodes must be healthy before what depends on it goes on; when they are not, they are put back.",
  example: `new HealthCheck("web", {
  app: "chat",
  instances: [web.name],
  check: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "60s" },
})`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ passes: await passesOf(context, { type, ...wanted }) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    const digest = unknown.has("check") ? undefined : questionDigest(wanted.check, wanted.cluster ?? false);
    const open = unknown.has("instances") || unknown.has("generations");
    return planStep({
      implied,
      passes: facts?.passes,
      digest,
      open,
      objection: ({ instance, journal }) =>
        wanted.final && journal?.base ? `the rollout on ${instance} is still open` : undefined,
    });
  },

  async read(context, known) {
    const found = await readStep(context, { type, ...known });
    if (!found) return undefined;
    return {
      ...found,
      check: known.check,
      cluster: known.cluster ?? false,
      minUptime: known.minUptime,
      final: known.final ?? false,
      maxUnavailable: known.maxUnavailable ?? 1,
      onFailure: known.onFailure ?? "automatic",
      keepVersions: known.keepVersions ?? 3,
    };
  },

  create: check,
  update: check,

  delete: (context, known) => forgetPasses(context, { type, ...known }),
});

/** Digest of what is asked. */
const questionDigest = (check: HealthCheckSpec | undefined, cluster: boolean): string =>
  `${checkDigest(check)}${cluster ? "-cluster" : ""}`;

async function check(context: Context, wanted: Inputs): Promise<void> {
  const { cluster, final, maxUnavailable, onFailure, keepVersions } = wanted;
  const step = { type, ...wanted };
  let nodes: Before[] = [];
  await makeStep(
    { context, ...wanted },
    `gate ${wanted.name}`,
    async () => {
      nodes = await nodesOf(context, wanted);
      const minUptime = duration(wanted.minUptime ?? (final ? WATCH : "0s"));
      const returns = onFailure === "automatic";
      const outcome = await judge(nodes, { check: wanted.check, cluster, minUptime, maxUnavailable, returns });
      if (final && outcome.result === "passed") await close(nodes, keepVersions);
      return outcome;
    },
    (made) => writePasses(context, step, passedOn(nodes), questionDigest(wanted.check, cluster), made),
  );
}
