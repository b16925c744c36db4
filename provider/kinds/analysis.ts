/** A gate: what the requests of the users say about the nodes that run what is new. */

import { z } from "zod";
import { digestOf } from "../beam/canonical.ts";
import type { Verdict } from "../beam/verify.ts";
import type { Context } from "../context.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { errorRate, exceeded, latency } from "./analysis/limits.ts";
import { beyond, prometheus, valuesOf } from "./analysis/prometheus.ts";
import { failureOf } from "./node/gate.ts";
import { forgetPasses, passesOf, planStep, readStep, stepInputs, stepOutputs, writePasses } from "./node/pass.ts";
import type { Before } from "./node/site.ts";
import { isOpen, nodesOf, passedOn, versionOf } from "./node/step.ts";
import { verifyNode } from "./node/verification.ts";
import { makeStep, type Outcome } from "./rollout/step.ts";
import { entranceAt, type Sample, sample } from "./traffic/member.ts";
import { whenBack } from "./traffic/router-site.ts";

const inputs = z.strictObject({
  ...stepInputs,
  router: z.string().min(1).describe("Instance of the router whose requests are counted."),
  stable: z.array(z.string()).default([]).describe("Instances with the old revision, to be compared with."),
  window: durationText().default("30s").describe("How long requests are watched. Default: 30s."),
  minRequests: z
    .int()
    .min(1)
    .default(20)
    .describe("Requests that a window must have, or it says nothing. Default: 20."),
  errorRate: errorRate().optional(),
  latency: latency().optional(),
  prometheus: prometheus().optional(),
  noData: z
    .enum(["pass", "fail", "wait"])
    .default("wait")
    .describe(
      "What too few requests, or an empty answer of Prometheus, mean: it has passed, it has failed, or it ends pending and the next run asks again. Default: wait.",
    ),
  maxUnavailable: steers(z.int().min(1).default(1)).describe(
    "Nodes that may be out of service at the same time while nodes are put back. Default: 1.",
  ),
  onFailure: steers(z.enum(["automatic", "manual"]).default("automatic")).describe(
    "Whether nodes whose rollout is open are put back to what ran before. Default: automatic.",
  ),
});

const outputs = z.strictObject(stepOutputs);

type Inputs = z.output<typeof inputs>;

const type = "analysis";

/** Watches requests while a rollout is open. A first deploy is not watched. */
export const Analysis = defineResource({
  type,
  summary:
    "A gate: the requests of users to the nodes with the new revision must not fail, nor take longer, than is allowed; when they do, nodes are put back.",
  example: `new Analysis("tenth", {
  router: router.instance,
  app: "chat",
  instances: [canary.instance],
  generations: [canary.generation],
  stable: [web1.instance, web2.instance],
  window: "60s",
  errorRate: { max: 0.01 },
  latency: { percentile: "p95", timesStable: 1.5 },
})`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ passes: await passesOf(context, { type, ...wanted }) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    const digest = ASKED.some((name) => unknown.has(name)) ? undefined : questionDigest(wanted);
    const open = unknown.has("instances") || unknown.has("generations");
    return planStep({ implied, passes: facts?.passes, digest, open });
  },

  async read(context, known) {
    const found = await readStep(context, { type, ...known });
    if (!found) return undefined;
    return {
      ...found,
      router: known.router ?? "",
      stable: known.stable ?? [],
      window: known.window ?? "30s",
      minRequests: known.minRequests ?? 20,
      errorRate: known.errorRate,
      latency: known.latency,
      prometheus: known.prometheus,
      noData: known.noData ?? "wait",
      maxUnavailable: known.maxUnavailable ?? 1,
      onFailure: known.onFailure ?? "automatic",
    };
  },

  create: analyse,
  update: analyse,

  delete: (context, known) => forgetPasses(context, { type, ...known }),
});

/** What makes it another question. */
const ASKED = ["window", "minRequests", "errorRate", "latency", "prometheus", "noData"] as const;

const questionDigest = (wanted: Partial<Inputs>): string =>
  digestOf(Object.fromEntries(ASKED.map((name) => [name, wanted[name]])));

async function analyse(context: Context, wanted: Inputs): Promise<void> {
  const nodes = await nodesOf(context, wanted);
  await makeStep(
    { context, ...wanted },
    `analysis ${wanted.name}`,
    async () => (isOpen(nodes) ? watch(context, wanted, nodes) : { result: "skipped" }),
    (made) => writePasses(context, { type, ...wanted }, passedOn(nodes), questionDigest(wanted), made),
  );
}

async function watch(context: Context, wanted: Inputs, nodes: readonly Before[]): Promise<Outcome> {
  context.progress(`watching the requests for ${wanted.window}`);
  const seen = await evidence(context, wanted);
  const verdicts = new Map<string, Verdict>();
  for (const { site, found } of nodes) {
    const { journal } = found;
    const verdict: Verdict = journal ? await verifyNode(site, found, journal, { once: true }) : UNKNOWN;
    verdicts.set(site.instance, seen.wrong && verdict.ok ? { ...verdict, ...seen.wrong, ok: false } : verdict);
  }
  const returns = wanted.onFailure === "automatic";
  const failure = failureOf(nodes, verdicts, { returns, maxUnavailable: wanted.maxUnavailable });
  if (failure) return failure;
  if (seen.missing)
    return {
      result: "pending",
      waits: `${versionOf(nodes)} could not be judged: ${seen.missing}. Nothing was put back; run again when there are more, or say what it means with \`noData\`.`,
    };
  const instance = nodes.map(({ site }) => site.instance).join(", ");
  return { result: "passed", checks: [{ instance, check: "requests", ok: true, detail: seen.found }] };
}

const UNKNOWN: Verdict = { ok: false, check: "process", detail: "no node was ever switched on here", log: "" };

/** What speaks against the nodes, and what is missing to judge them. */
interface Evidence {
  readonly wrong?: Pick<Verdict, "check" | "detail">;
  readonly missing?: string;
}

/** What was seen, in words. */
const inWords = ({ requests, failed, p50, p95 }: Sample, window: string): string =>
  `${requests} in ${window}, ${failed} failed${requests > 0 ? `, half of them within ${p50} ms, 95 % within ${p95} ms` : ""}`;

async function evidence(context: Context, wanted: Inputs): Promise<Evidence & { readonly found: string }> {
  const { instances, stable, window, minRequests, noData } = wanted;
  const share = wanted.errorRate?.max;
  const groups = { canary: instances, stable };
  const entrance = entranceAt({ context, ...wanted }, wanted.router);
  const asked = {
    milliseconds: duration(window),
    groups,
    ...(share !== undefined && { stopAt: { group: "canary", failedShare: share, minRequests } }),
  };
  const samples = await whenBack(entrance, () => sample(entrance, asked));
  const found = inWords(samples.canary ?? NOTHING, window);
  const wrong = exceeded(wanted, samples.canary ?? NOTHING, stable.length > 0 ? samples.stable : undefined);
  const requests = samples.canary?.requests ?? 0;
  const few = requests < minRequests ? `${requests} requests came in ${window}, ${minRequests} are needed` : undefined;
  if (wrong && !few) return { found, wrong: { check: "analysis", detail: wrong } };
  const told = await askPrometheus(context, wanted);
  const missing = (wanted.errorRate || wanted.latency ? few : undefined) ?? told.missing;
  if (told.wrong || !missing || noData === "pass") return { found, ...(told.wrong && { wrong: told.wrong }) };
  return { found, ...(noData === "fail" ? { wrong: { check: "analysis", detail: missing } } : { missing }) };
}

const NOTHING: Sample = { requests: 0, failed: 0, p50: 0, p95: 0, p99: 0 };

async function askPrometheus(context: Context, { prometheus }: Inputs): Promise<Evidence> {
  if (!prometheus) return {};
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(duration(prometheus.timeout))]);
  const values = await valuesOf(prometheus, signal);
  const wrong = beyond(prometheus, values);
  if (wrong) return { wrong: { check: "analysis", detail: wrong } };
  return values.length === 0 ? { missing: `${prometheus.query} gave no value` } : {};
}
