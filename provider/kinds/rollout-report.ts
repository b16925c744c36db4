/** The end of a rollout: it is closed, and told. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { reportMarkdown } from "../report/markdown.ts";
import { type Ending, lastRollout, reportOf, withEnd } from "../report/record.ts";
import { headline } from "../report/words.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { stepInputs } from "./node/pass.ts";
import { beside, neighbours, type Records, record, recordsOf, type Site } from "./node/site.ts";
import { onServerOf, whereInput } from "./node/where.ts";
import { callOut, hooksInput } from "./rollout/hooks.ts";
import { about } from "./rollout/step.ts";

const inputs = z.strictObject({
  project: stepInputs.project,
  app: stepInputs.app,
  name: stepInputs.name,
  instances: steers(z.array(z.string()).min(1)).describe("Instances that have steps of the rollout."),
  rollout: steers(z.string()).describe("What it is about: the output `rollout` of the rollout."),
  where: whereInput(),
  hooks: hooksInput(),
});

const outputs = z.strictObject({
  report: z
    .string()
    .describe(
      "The report of the last rollout as Markdown: steps, times, checks, what was put back and why. Empty before the first.",
    ),
  running: z.record(z.string(), z.string()).describe("Version that the node of each instance runs."),
});

type Inputs = z.output<typeof inputs>;

/** Behind the last step: ends the rollout, and tells what happened. */
export const RolloutReport = defineResource({
  type: "rollout_report",
  summary:
    "The end of a rollout, behind its last step: its report as Markdown, with what was done, how long each step took, what was checked and what was put back.",
  example: `new RolloutReport("chat", {
  app: "chat",
  instances: [web.name],
  rollout: rollout.rollout,
}, { dependsOn: [gate] })`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: toldBy,

  plan({ wanted, unknown, prior, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update") return implied;
    const open = unknown.has("rollout") || unknown.has("instances");
    const { last, running = {} } = facts ?? {};
    if (open || (last && !last.ended && last.id === wanted.rollout))
      return { action: "update", changed: [], unknown: ["report", "running"] };
    // Nodes may have been put back, or rolled back by hand: no change of theirs tells what runs then.
    const news = Object.entries(running).filter(([instance, version]) => prior?.running?.[instance] !== version);
    if (news.length === 0) return { action: "none" };
    const reason = `tells what runs: ${news.map(([instance, version]) => `${version} on ${instance}`).join(", ")}`;
    return { action: "update", changed: [], unknown: ["report", "running"], reason };
  },

  async read(context, known) {
    const { project = "default", app, name, instances = [], where } = known;
    const [first] = instances;
    if (first === undefined) return undefined;
    const { incus } = onServerOf({ context, where }, first);
    const owner = (await incus(project).member("/1.0/instances", first, answered))?.body.config[markKey(app, name)];
    if (!owner) return undefined;
    const { last, running } = await toldBy(context, known);
    return {
      project,
      app,
      name,
      instances,
      rollout: context.verb === "read" ? (last?.id ?? "") : (known.rollout ?? ""),
      where: known.where,
      hooks: known.hooks ?? [],
      report: last ? reportMarkdown(reportOf(app, last)) : "",
      // Of a node that is gone the last that was seen: whoever names it finds something until it is made again.
      running: { ...known.running, ...running },
      owner,
    };
  },

  create: tell,
  update: tell,

  async delete(context, { project, app, name, instances: [first = ""], where }) {
    const incus = onServerOf({ context, where }, first).incus(project);
    if (!(await incus.member("/1.0/instances", first, answered))) return;
    await edit(incus, first, () => ({ config: { [markKey(app, name)]: "" } }));
  },
});

const markKey = (app: string, name: string) => `user.cul8er.rollout_report.${app}.${name}`;

/** What the instances tell: the last rollout, and what runs on each that has a node. */
async function toldBy(context: Context, { project, app, instances = [], where }: Partial<Inputs>) {
  const found = await Promise.all(
    instances.map(async (instance): Promise<[string, Records][]> => {
      const incus = onServerOf({ context, where }, instance).incus(project);
      const there = app === undefined ? undefined : await incus.member("/1.0/instances", instance, answered);
      return there && app !== undefined ? [[instance, recordsOf(there.body.config, app)]] : [];
    }),
  );
  const running = found
    .flat()
    .flatMap(([instance, { journal }]) => (journal ? [[instance, journal.current.version] as const] : []));
  return { last: lastRollout(found.flat().map(([, { rollout }]) => rollout)), running: Object.fromEntries(running) };
}

async function tell(context: Context, { project, app, name, instances, where, hooks }: Inputs): Promise<void> {
  const [first] = instances;
  if (first === undefined) return;
  const site: Site = { context, project, app, where, instance: first };
  const found = await neighbours(site, instances);
  const last = lastRollout([...found.values()].map(({ rollout }) => rollout));
  const ended: Ending = last?.ended ?? { outcome: "done", at: Date.now(), putBack: [], advice: "" };
  const config = { [markKey(app, name)]: context.mark()[OWNER_KEY] };
  const open = [...found].filter(([, { rollout }]) => rollout && !rollout.ended).map(([instance]) => instance);
  await Promise.all(
    [...new Set([first, ...open])].map((instance) =>
      record(beside(site, instance), ({ rollout }) => ({
        ...(instance === first && { config }),
        ...(rollout && { rollout: withEnd(rollout, ended) }),
      })),
    ),
  );
  if (!last || last.ended) return;
  const report = reportOf(app, withEnd(last, ended));
  context.progress(`${headline(report)} Rollout ${report.id}.`);
  await callOut(context, hooks, { ...about(last, app, project), event: "end", report });
}
