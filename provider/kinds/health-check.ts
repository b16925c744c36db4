/** A gate: nodes that were changed must be well before anything behind it goes on. */
import { z } from "zod";
import { appName } from "../beam/folders.ts";
import { checkDigest, type HealthCheckSpec, healthCheck } from "../beam/health.ts";
import { isVerified } from "../beam/journal.ts";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { close, judge, WATCH } from "./node/gate.ts";
import { type Found, lookAt, recordsOf } from "./node/site.ts";

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the instances."),
  app: appName().describe("Name of the application."),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'holds other characters than letters, digits, "_" and "-"')
    .describe("Name of the check, unique for the application."),
  instances: z.array(z.string()).min(1).describe("Instances that are checked."),
  generations: z
    .array(z.string())
    .default([])
    .describe("What is checked: the output `generation` of each node. A change is a reason to check again."),
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

const outputs = z.strictObject({
  passed: z.array(z.string()).describe("Generations that passed."),
  checkedWith: z.string().describe("Digest of the check that they passed."),
});

type Inputs = z.output<typeof inputs>;

/** A check of nodes, and a gate of a rollout: it fails when they are not well, and puts them back before it does. */
export const HealthCheck = defineResource({
  type: "health_check",
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

  async facts(context, wanted) {
    const { instances = [] } = wanted;
    return { passes: await Promise.all(instances.map((instance) => lookup(context, wanted, instance))) };
  },

  plan({ wanted, unknown, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update") return implied;
    const digest = unknown.has("check") ? undefined : questionDigest(wanted.check, wanted.cluster ?? false);
    const open = ["instances", "generations", "check"].some((name) => unknown.has(name));
    const reasons = (facts?.passes ?? []).map((pass) => reasonToCheck(pass, digest, wanted));
    if (!open && facts && reasons.every((reason) => reason === undefined)) return { action: "none" };
    const changed = implied.action === "update" ? implied.changed : [];
    const reason = changed.length > 0 ? undefined : reasons.find((each) => each !== undefined);
    return {
      action: "update",
      changed,
      unknown: digest === undefined ? ["passed", "checkedWith"] : ["passed"],
      ...(digest && { known: { checkedWith: digest } }),
      ...(reason && { reason }),
    };
  },

  async read(context, known) {
    const { instances = [] } = known;
    const passes = await Promise.all(instances.map((instance) => lookup(context, known, instance)));
    const records = passes.flatMap(({ record }) => record ?? []);
    const [first] = records;
    if (!first) return undefined;
    return {
      project: known.project,
      app: known.app,
      name: known.name,
      instances,
      generations: known.generations ?? [],
      check: known.check,
      cluster: known.cluster ?? false,
      minUptime: known.minUptime,
      final: known.final ?? false,
      maxUnavailable: known.maxUnavailable ?? 1,
      onFailure: known.onFailure ?? "automatic",
      keepVersions: known.keepVersions ?? 3,
      passed: records.map(({ passed }) => passed),
      checkedWith: first.checkedWith,
      owner: first.owner,
    };
  },

  create: check,
  update: check,

  async delete(context, { project, app, name, instances }) {
    for (const instance of instances) {
      const there = await context.incus(project).member("/1.0/instances", instance, answered);
      if (there) await edit(context.incus(project), instance, () => ({ config: { [recordKey(app, name)]: "" } }));
    }
  },
});

const recordKey = (app: string, name: string) => `user.cul8er.health_check.${app}.${name}`;

const record = z.object({ format: z.literal(1), owner: z.string(), passed: z.string(), checkedWith: z.string() });

/** Digest of what is asked. */
const questionDigest = (check: HealthCheckSpec | undefined, cluster: boolean): string =>
  `${checkDigest(check)}${cluster ? "-cluster" : ""}`;

/** What one instance tells of its node and of this check's last pass. */
interface Pass extends Pick<Found, "journal"> {
  readonly instance: string;
  readonly record: z.output<typeof record> | undefined;
}

async function lookup(context: Context, { project, app, name }: Partial<Inputs>, instance: string): Promise<Pass> {
  const found = await context.incus(project).member("/1.0/instances", instance, answered);
  if (!found || app === undefined || name === undefined) return { instance, journal: undefined, record: undefined };
  const { config } = found.body;
  return { instance, journal: recordsOf(config, app).journal, record: readRecord(config[recordKey(app, name)]) };
}

function readRecord(text: string | undefined): Pass["record"] {
  try {
    return text ? record.parse(JSON.parse(text)) : undefined;
  } catch {
    // One that cannot be read has not passed.
    return undefined;
  }
}

/** Why an instance must be checked again; undefined when it passed as it is. */
function reasonToCheck(
  { instance, journal, record }: Pass,
  digest: string | undefined,
  { final }: Partial<Inputs>,
): string | undefined {
  if (!record) return `${instance} was never checked`;
  if (record.checkedWith !== digest) return "the check is another one";
  if (journal && !isVerified(journal)) return `what runs on ${instance} did not pass`;
  if (journal && record.passed !== journal.generation) return `${instance} was switched since`;
  if (journal && final && journal.base) return `the rollout on ${instance} is still open`;
  return undefined;
}

async function check(context: Context, wanted: Inputs): Promise<void> {
  const { project, app, name, instances, cluster, final, maxUnavailable, onFailure, keepVersions } = wanted;
  const nodes = await Promise.all(
    instances.map(async (instance) => {
      const site = { context, project, instance, app };
      return { site, found: await lookAt(site) };
    }),
  );
  const minUptime = duration(wanted.minUptime ?? (final ? WATCH : "0s"));
  await judge(nodes, { check: wanted.check, cluster, minUptime, maxUnavailable, returns: onFailure === "automatic" });
  const checkedWith = questionDigest(wanted.check, cluster);
  await Promise.all(
    nodes.map(async (node) => {
      if (final) await close(node, keepVersions);
      const passed = node.found.journal?.generation ?? "";
      const text = JSON.stringify({ format: 1, owner: context.mark()[OWNER_KEY], passed, checkedWith });
      await edit(context.incus(project), node.site.instance, () => ({ config: { [recordKey(app, name)]: text } }));
    }),
  );
}
