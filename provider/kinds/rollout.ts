/** A rollout: what all steps between the first change of a node and the last gate have in common. */
import { z } from "zod";
import { appName } from "../beam/folders.ts";
import { newGeneration } from "../beam/generation.ts";
import { heldBack } from "../beam/refusal.ts";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { lastRollout, type RolloutRecord } from "../report/record.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { pendingOf, pendingText } from "./instance/pending.ts";
import { retry } from "./node/node-schema.ts";
import { stepInputs } from "./node/pass.ts";
import { beside, record, recordsOf, type Site } from "./node/site.ts";
import { onServerOf, whereInput } from "./node/where.ts";
import { callOut, hooksInput } from "./rollout/hooks.ts";
import { type Opening, openingOf, type Seen } from "./rollout/opening.ts";
import { about } from "./rollout/step.ts";
import { entranceAt, label } from "./traffic/member.ts";
import { unlessGone } from "./traffic/router-site.ts";
import { readSlots } from "./traffic/slots.ts";

const node = z.strictObject({
  instance: z.string().min(1).describe("Instance that the node runs in."),
  revision: z.string().describe("Revision that shall run, from the release."),
  secretRevision: z.string().describe("Digest of its secrets, from the release."),
  nodeName: z.string().describe("Full name of the node, from the release."),
  incarnation: z.string().optional().describe("Incarnation of the instance."),
  pending: z.string().optional().describe("What the instance waits for, from its output `pending`."),
  version: z.string().optional().describe("Version of the release, for the report."),
  keep: z.boolean().default(false).describe("Whether the node stays as it is. Default: false."),
});

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the instances."),
  app: appName().describe("Name of the application."),
  name: stepInputs.name,
  nodes: steers(z.array(node).min(1)).describe("The nodes, and what shall run on each."),
  besides: steers(z.array(z.string()).default([])).describe(
    "Other instances that have steps of the rollout: that of the tasks.",
  ),
  router: steers(z.string().min(1).optional()).describe(
    "Instance of the router whose log shall name the rollout with every request.",
  ),
  retry: steers(retry().default("always")),
  where: whereInput(),
  hooks: hooksInput(),
});

const outputs = z.strictObject({
  rollout: z.string().describe("Id of the last rollout; empty before the first."),
});

type Inputs = z.output<typeof inputs>;

/** Opens a rollout when a node will change, and never otherwise: one id for nodes, router and report. */
export const Rollout = defineResource({
  type: "rollout",
  summary:
    "What the steps of a change of nodes have in common: an id that is in the environment of each node that is started (`CUL8ER_ROLLOUT`), in the router's log and in the report. It changes only when a node will.",
  example: `new Rollout("chat", {
  app: "chat",
  nodes: [
    {
      instance: web.name,
      version: release.version,
      revision: release.revision,
      secretRevision: release.secretRevision,
      nodeName: release.nodeName,
      pending: web.pending,
    },
  ],
})`,
  class: "step",
  identity: ["project", "app", "name"],
  inputs,
  outputs,

  facts: async (context, wanted) => ({ opening: await lookFor(context, wanted) }),

  plan({ wanted, unknown, facts }, implied): Plan {
    if (implied.action !== "none" && implied.action !== "update") return implied;
    const open = unknown.has("nodes");
    if (!open && facts?.opening?.do === "nothing") return { action: "none" };
    const reason = !open && facts?.opening ? reasonOf(facts.opening, versionsIn(wanted.nodes ?? [])) : undefined;
    return { action: "update", changed: [], unknown: ["rollout"], ...(reason && { reason }) };
  },

  async read(context, known) {
    const { project = "default", app, name, nodes = [], besides = [] } = known;
    const found = await Promise.all(nodes.map(async (wish) => ({ wish, ...(await seenOn(context, known, wish)) })));
    const owner = found.find(({ wish }) => wish.instance === nodes[0]?.instance)?.config?.[markKey(app, name)];
    if (!owner) return undefined;
    return {
      project,
      app,
      name,
      // What a refresh tells is what runs, so that only what will change is a difference.
      nodes: context.verb === "read" ? found.map(asItRuns) : nodes,
      besides,
      router: known.router,
      retry: known.retry ?? "always",
      where: known.where,
      hooks: known.hooks ?? [],
      rollout: lastRollout(found.map(({ rollout }) => rollout))?.id ?? "",
      owner,
    };
  },

  create: open,
  update: open,

  // The record goes with the release: it also tells what happened.
  async delete(context, { project, app, name, nodes: [first], where }) {
    if (!first) return;
    const incus = onServerOf({ context, where }, first.instance).incus(project);
    if (!(await incus.member("/1.0/instances", first.instance, answered))) return;
    await edit(incus, first.instance, () => ({ config: { [markKey(app, name)]: "" } }));
  },
});

const markKey = (app: string, name: string) => `user.cul8er.rollout.${app}.${name}`;

type Node = Inputs["nodes"][number];

/** A node as a plan sees it. */
async function seenOn(
  context: Context,
  { project, app, where }: Pick<Partial<Inputs>, "project" | "app" | "where">,
  { instance }: Node,
) {
  const found = await onServerOf({ context, where }, instance)
    .incus(project)
    .member("/1.0/instances", instance, answered);
  const config = found?.body.config;
  const records = app === undefined ? undefined : recordsOf(config ?? {}, app);
  const nothing = { journal: undefined, staged: undefined, rollout: undefined };
  return { config, ...(records ?? nothing), pending: pendingText(pendingOf(config ?? {})) };
}

function asItRuns({ wish, journal, pending }: Seen & { readonly wish: Node }): Node {
  if (!journal || wish.keep) return wish;
  const { revision, secretRevision, nodeName, version } = journal.current;
  return {
    ...wish,
    revision,
    secretRevision,
    nodeName,
    incarnation: journal.incarnation,
    ...(wish.version !== undefined && { version }),
    ...(wish.pending !== undefined && { pending }),
  };
}

/** What a plan knows; undefined where the nodes are not known yet. */
async function lookFor(context: Context, wanted: Partial<Inputs>): Promise<Opening | undefined> {
  const { nodes, project, app, router, where, retry } = wanted;
  if (!nodes || app === undefined) return undefined;
  const [seen, edge] = await Promise.all([
    Promise.all(nodes.map(async (wish) => ({ wish, ...(await seenOn(context, wanted, wish)) }))),
    router === undefined
      ? undefined
      : onServerOf({ context, where }, router).incus(project).member("/1.0/instances", router, answered),
  ]);
  const own = seen.filter(({ wish }) => !wish.keep);
  const isHeld = (node: (typeof seen)[number]) =>
    heldBack(
      node.wish,
      node,
      own.filter((other) => other !== node),
    ) !== undefined;
  const judged = retry === "on-change" ? seen.map((node) => ({ ...node, held: isHeld(node) })) : seen;
  return openingOf(judged, turns(edge?.body.config ?? {}, app, nodes));
}

/** Whether the requests will go to another slot than now. */
function turns(config: Readonly<Record<string, string>>, app: string, nodes: readonly Node[]): boolean {
  const { active, members = {} } = readSlots({ ...config }, app) ?? {};
  const serving = active && members[active];
  return serving !== undefined && nodes.some(({ keep, instance }) => !keep && !serving.includes(instance));
}

/** The wanted versions, in words. */
const versionsIn = (nodes: readonly Node[]): string =>
  [...new Set(nodes.filter(({ keep }) => !keep).flatMap(({ version }) => version ?? []))].join(" and ");

function reasonOf({ do: what, ...opening }: Opening, version: string): string | undefined {
  if (what === "nothing" || !("from" in opening)) return undefined;
  const way = opening.from.length > 0 ? ` from ${opening.from.join(" and ")}` : "";
  return `${what === "open" ? "opens" : "goes on with"} the rollout${way}${version ? ` to ${version}` : ""}`;
}

async function open(context: Context, wanted: Inputs): Promise<void> {
  const { project, app, name, nodes, besides, router, where, hooks } = wanted;
  const [first] = nodes;
  if (!first) return;
  const site: Site = { context, project, app, where, instance: first.instance };
  const opening = await lookFor(context, wanted);
  const rollout = opening && recordFor(opening, wanted);
  const goes = rollout && !rollout.ended;
  const own = nodes.filter(({ keep }) => !keep).map(({ instance }) => instance);
  const mark = { [markKey(app, name)]: context.mark()[OWNER_KEY] };
  await Promise.all([
    ...[...new Set([first.instance, ...own, ...besides])].map((instance) =>
      record(beside(site, instance), ({ rollout: known }) => ({
        ...(instance === first.instance && { config: mark }),
        ...(goes && !(nodes[0]?.keep && instance === first.instance) && { rollout: written(rollout, known) }),
      })),
    ),
    goes && router !== undefined ? unlessGone(label(entranceAt(site, router), rollout.id)) : undefined,
  ]);
  if (!rollout || !goes) return;
  context.progress(`rollout ${rollout.id} of ${app}${rollout.to ? ` to ${rollout.to}` : ""}`);
  if (opening.do !== "resume") await callOut(context, hooks, { ...about(rollout, app, project), event: "start" });
}

/** The rollout that goes on from here. */
function recordFor(opening: Opening, { nodes, besides }: Inputs): RolloutRecord | undefined {
  const { last } = opening;
  if (opening.do === "nothing") return last;
  const instances = [...nodes.filter(({ keep }) => !keep).map(({ instance }) => instance), ...besides];
  const { from, wanted } = opening;
  if (opening.do === "resume" && last) return { ...last, from: [...from], instances };
  const id = newGeneration();
  return { format: 1, id, began: Date.now(), from: [...from], to: versionsIn(nodes), wanted, instances, steps: [] };
}

/** Of a rollout that goes on each instance keeps its own steps. */
const written = (rollout: RolloutRecord, known: RolloutRecord | undefined): RolloutRecord =>
  known?.id === rollout.id ? { ...known, from: rollout.from, instances: rollout.instances } : { ...rollout, steps: [] };
