/** A task: a command of a staged release that runs once for a revision, before or after its nodes change. */
import { z } from "zod";
import { digestOf } from "../beam/canonical.ts";
import { appName } from "../beam/folders.ts";
import type { Failure } from "../beam/journal.ts";
import { heldBack } from "../beam/refusal.ts";
import { revisionFolder } from "../beam/revision.ts";
import { stagedIn } from "../beam/staged.ts";
import { ended, runTask } from "../beam/task.ts";
import type { Context } from "../context.ts";
import { withSteps } from "../report/record.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { records } from "./instance/record.ts";
import { heldText } from "./node/node-plan.ts";
import { retry } from "./node/node-schema.ts";
import { lookAt, record, recordsIn, run, type Site } from "./node/site.ts";
import { whereInput } from "./node/where.ts";
import { hooksInput } from "./rollout/hooks.ts";
import { GatePending, makeStep } from "./rollout/step.ts";

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the instance."),
  instance: z
    .string()
    .min(1)
    .describe("Instance that the release is staged on. Best one of its own: nodes need theirs."),
  app: appName().describe("Name of the application."),
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]+$/, 'holds other characters than letters, digits, "_" and "-"')
    .describe("Name of the task, unique on the instance."),
  revision: z.string().describe("Revision whose command it is, from the release. With another one it is run again."),
  secretRevision: z.string().describe("Digest of its secrets, from the release."),
  version: steers(z.string().optional()).describe("Version of the release, for messages."),
  command: z
    .array(z.string())
    .min(1)
    .describe('Arguments of the release\'s own command: `["eval", "Chat.Release.migrate()"]`.'),
  nodes: steers(z.array(z.string()).default([])).describe(
    "Instances whose nodes run the revision by then, for a task behind a rollout: where they put it back, and `retry` is on-change, it is not run. Default: none.",
  ),
  where: whereInput(),
  retry: steers(retry().default("always")),
  limit: steers(durationText().default("4m")).describe("Longest time that it may take; then it is ended. Default: 4m."),
  hooks: hooksInput(),
});

const outputs = z.strictObject({
  said: z.string().describe("The last lines of what it said, without secrets of the release."),
});

type Inputs = z.output<typeof inputs>;

/** A task that failed. */
export class TaskFailed extends Error {
  override readonly name = "TaskFailed";
}

/** Runs a command once for a revision. What it does is not undone when nodes are put back. */
export const Task = defineResource({
  type: "task",
  summary:
    "A command of a staged release that runs once for each revision, such as a migration of a database. What it does is not undone.",
  example: `new Task("migrate", {
  instance: tasks.name,
  app: "chat",
  revision: release.revision,
  secretRevision: release.secretRevision,
  command: ["eval", "Chat.Release.migrate()"],
})`,
  class: "step",
  identity: ["project", "instance", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ done: await doneOn(context, wanted), held: await heldOn(context, wanted) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update") return implied;
    const changed = implied.action === "update" ? implied.changed : [];
    const { command, revision = "", secretRevision = "" } = wanted;
    const open = ["command", "revision", "secretRevision"].some((name) => unknown.has(name));
    const key = keyOf(revisionFolder(revision, secretRevision), command ?? []);
    if (!open && (facts?.held || facts?.done?.keys.includes(key))) return { action: "none" };
    return { action: "update", changed, unknown: ["said"], reason: "runs once for the new revision; it is not undone" };
  },

  async read(context, known) {
    const done = await doneOn(context, known);
    if (!done) return undefined;
    return {
      project: known.project ?? "default",
      instance: known.instance,
      app: known.app,
      name: known.name,
      revision: known.revision ?? "",
      secretRevision: known.secretRevision ?? "",
      version: known.version,
      command: known.command ?? [],
      nodes: known.nodes ?? [],
      where: known.where,
      retry: known.retry ?? "always",
      limit: known.limit ?? "4m",
      hooks: known.hooks ?? [],
      said: done.said,
      owner: done.owner,
    };
  },

  create: perform,
  update: perform,

  async delete(context, { project, instance, app, name }) {
    const there = await context.incus(project).member("/1.0/instances", instance, answered);
    if (there) await edit(context.incus(project), instance, () => ({ config: { [recordKey(app, name)]: "" } }));
  },
});

const recordKey = (app: string, name: string) => `user.cul8er.task.${app}.${name}`;

const done = records(z.object({ keys: z.array(z.string()), said: z.string() }));

/** Revisions that are remembered: going back to one of them runs nothing again. */
const REMEMBERED = 20;

const keyOf = (folder: string, command: readonly string[]): string => `${folder}-${digestOf([...command])}`;

async function doneOn(context: Context, { project, instance, app, name }: Partial<Inputs>) {
  const found = instance ? await context.incus(project).member("/1.0/instances", instance, answered) : undefined;
  return found && app !== undefined && name !== undefined
    ? done.read(found.body.config, recordKey(app, name))
    : undefined;
}

/** Why the revision is not tried again by the nodes that it is about. */
async function heldOn(context: Context, wanted: Partial<Inputs>): Promise<Failure | undefined> {
  const { project, instance, app, nodes = [], where, retry, revision, secretRevision } = wanted;
  if (retry !== "on-change" || nodes.length === 0 || instance === undefined || app === undefined) return undefined;
  if (revision === undefined || secretRevision === undefined) return undefined;
  const site = { project, app, where };
  const [own] = await recordsIn(context, site, [instance]);
  return own && heldBack({ revision, secretRevision }, own, await recordsIn(context, site, nodes));
}

async function perform(context: Context, wanted: Inputs): Promise<void> {
  const { project, instance, app, name, revision, secretRevision, command, limit, where, hooks } = wanted;
  const site: Site = { context, project, instance, app };
  const folder = revisionFolder(revision, secretRevision);
  const { staged, now } = await lookAt(site);
  const entry = stagedIn(staged, folder);
  const what = `${command.join(" ")} of ${app} ${wanted.version ?? revision}`;
  if (!entry) throw new TaskFailed(`${what} cannot run: that revision is not staged on the instance ${instance}`);
  const key = keyOf(folder, command);
  const before = done.read(now.config, recordKey(app, name));
  if (before?.keys.includes(key)) return;
  const held = await heldOn(context, wanted);
  if (held) throw new GatePending(`${what} was not run: ${heldText(held)}`);
  context.progress(`running ${what}`);
  const seconds = Math.ceil(duration(limit) / 1000);
  const task = { app, user: entry.user, name, folder, digest: digestOf([...command]), command, seconds };
  let words = "";
  await makeStep(
    { context, project, app, where, hooks, instances: [instance] },
    `task ${name}`,
    async () => {
      const { code, said } = ended(
        await run(site, runTask(task), "running a task", { timeout: duration(limit) + 30_000 }),
      );
      words = said;
      const check = { instance, check: command.join(" "), ok: code === 0, detail: code === 0 ? "" : how(code, limit) };
      if (code === 0) return { result: "passed", checks: [check] };
      return { result: "failed", said: [failed(what, instance, code, limit, said)], checks: [check] };
    },
    async (made) => {
      const keys = [...(before?.keys ?? []), key].slice(-REMEMBERED);
      const config = done.write(context, recordKey(app, name), { keys, said: words });
      const { rollout } = await record(site, ({ rollout }) => ({
        config,
        ...(rollout && { rollout: withSteps(rollout, [made]) }),
      }));
      return rollout;
    },
  );
}

/** What `timeout` ends with when it had to end the command. */
const OVERDUE = 124;

const how = (code: number, limit: string): string =>
  code === OVERDUE ? `was not done after ${limit}` : `ended with ${code}`;

function failed(what: string, instance: string, code: number, limit: string, said: string): string {
  const lines = said ? `\nLast lines of what it said:\n${said.replace(/^/gm, "  ")}` : "";
  return `${what} ${how(code, limit)} on ${instance}. No node was changed after it; what it has done until then stays.${lines}`;
}
