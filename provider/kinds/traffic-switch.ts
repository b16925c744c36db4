/** The one switch of a blue-green change: requests go to the other slot. */
import { z } from "zod";
import { appName } from "../beam/folders.ts";
import type { Context } from "../context.ts";
import { defined } from "../defined.ts";
import { OWNER_KEY } from "../ownership.ts";
import type { ReportCheck } from "../report/report.ts";
import { defineResource, type Plan } from "../resource.ts";
import { steers } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { incarnationInput } from "./instance/restart-policy.ts";
import { instanceName, projectName } from "./instance/schema.ts";
import { type Before, describeFailure, recordsIn } from "./node/site.ts";
import { nodesOf } from "./node/step.ts";
import { verifyNode } from "./node/verification.ts";
import { whereInput } from "./node/where.ts";
import { hooksInput } from "./rollout/hooks.ts";
import { GateFailed, makeStep, writeSteps } from "./rollout/step.ts";
import { arrived } from "./traffic/half-way.ts";
import { type Calls, callOn, handBack, handOver } from "./traffic/handover.ts";
import { drain, type Entrance, turnRequests, UP } from "./traffic/member.ts";
import { isDue, keepWarm, layToRest } from "./traffic/rest.ts";
import { whenBack } from "./traffic/router-site.ts";
import { otherThan, readSlots, SLOTS, type Slot, type Slots, writeSlots } from "./traffic/slots.ts";

const inputs = z.strictObject({
  project: projectName(),
  router: instanceName().describe("Instance of the router."),
  incarnation: incarnationInput(),
  app: appName().describe("Name of the application."),
  where: whereInput(),
  slot: z.enum(SLOTS).describe("Slot that gets the requests, from the slots' output `target`: blue or green."),
  drainTimeout: steers(durationText().default("30s")).describe(
    "Longest time that requests to the other slot may take to finish. Default: 30s.",
  ),
  keepWarm: steers(keepWarm().default("always")),
  onActivate: steers(callOn().optional()).describe(
    "Call into the release on each node of the slot, before it gets the requests: for schedulers and singletons. Where it fails the requests stay where they are.",
  ),
  onDeactivate: steers(callOn().optional()).describe(
    "Call into the release on each node of the slot that loses the requests, before the other one gets its call. It is the one of the program that gave that slot its requests.",
  ),
  hooks: hooksInput(),
});

const outputs = z.strictObject({
  since: z.string().describe("When the slot got the requests, as an ISO 8601 time."),
  resting: z.boolean().describe("Whether the nodes of the other slot stand still."),
});

type Inputs = z.output<typeof inputs>;

/** Which of two slots gets the requests. Before it changes each node of the slot is looked at once more. */
export const TrafficSwitch = defineResource({
  type: "traffic_switch",
  summary:
    "Which of two slots gets the requests. It turns when every node of the other slot is well, and turns back in the same way.",
  example: `new TrafficSwitch("chat", { router: router.instance, app: "chat", slot: slots.target })`,
  identity: ["project", "router", "app"],
  inputs,
  outputs,

  facts: restOf,

  plan({ wanted: { keepWarm = "always" }, facts }, implied): Plan {
    const stops = (what: string) => (keepWarm === "0s" ? { reason: `${what} is stopped then` } : {});
    if (implied.action === "update")
      return { ...implied, unknown: ["since", "resting"], ...stops("the slot that loses the requests") };
    if (implied.action !== "none" || !facts || facts.resting || !isDue(keepWarm, facts.since, facts.now))
      return implied;
    const reason = `stops the ${facts.slot} slot, which gets no requests since ${facts.since}`;
    return { action: "update", changed: [], unknown: [], known: { resting: true }, reason };
  },

  async read(context, known) {
    const found = await slotsIn(context, known);
    if (!found?.switched || found.active === undefined) return undefined;
    return {
      project: known.project ?? "default",
      router: known.router,
      app: known.app,
      incarnation: known.incarnation,
      where: known.where,
      slot: found.active,
      drainTimeout: known.drainTimeout ?? "30s",
      keepWarm: known.keepWarm ?? "always",
      onActivate: known.onActivate,
      onDeactivate: known.onDeactivate,
      hooks: known.hooks ?? [],
      since: found.switched.since,
      resting: await isResting(context, known, found, found.active),
      owner: found.switched.owner,
    };
  },

  create: turn,
  update: turn,

  async delete(context, { project, router, app }) {
    await edit(context.incus(project), router, ({ config }) => {
      const { switched: _, ...rest } = readSlots(config, app) ?? {};
      return "format" in rest ? { config: writeSlots(app, rest) } : {};
    });
  },
});

async function slotsIn(
  context: Context,
  { project, router, app }: Pick<Partial<Inputs>, "project" | "router" | "app">,
) {
  const found = router && (await context.incus(project).member("/1.0/instances", router, answered));
  return found && app !== undefined ? readSlots(found.body.config, app) : undefined;
}

/** The slot without requests: since when, and whether it rests. Only reads. */
async function restOf(context: Context, wanted: Partial<Inputs>) {
  const { slot } = wanted;
  const found = await slotsIn(context, wanted);
  if (!found || slot === undefined || found.active !== slot) return undefined;
  const resting = await isResting(context, wanted, found, slot);
  return { slot: otherThan(slot), since: found.switched?.since, resting, now: Date.now() };
}

/** Whether all nodes of the slot without requests stand still. */
async function isResting(
  context: Context,
  { project, app = "", where }: Partial<Inputs>,
  { members }: Slots,
  active: Slot,
): Promise<boolean> {
  const nodes = await recordsIn(context, { project, app, where }, members[otherThan(active)] ?? []);
  return nodes.every(({ journal }) => !journal || journal.rest?.stopped === true);
}

/** @throws GateFailed where a node is not well, or a call fails: then the requests stay where they are */
async function turn(context: Context, wanted: Inputs): Promise<void> {
  const { project, router, app, slot, where, onActivate, onDeactivate, hooks } = wanted;
  const found = await slotsIn(context, wanted);
  if (!found) throw new GateFailed(`${app} has no slots behind the router ${router}: declare them with \`Slots\``);
  const nodesIn = (slot: Slot) => nodesOf(context, { project, app, where, instances: found.members[slot] ?? [] });
  const calls = defined({ onActivate, onDeactivate });
  const place = { context, project, app, where, hooks, instances: found.members[slot] ?? [] };
  let since = now();
  await makeStep(
    place,
    `the requests go to the ${slot} slot`,
    async () => {
      const ours = await nodesIn(slot);
      const checks = await mustBeWell(wanted, ours);
      const moves = found.active !== slot;
      const told = moves && found.active !== undefined ? found.switched?.calls : undefined;
      const from = { nodes: told ? await nodesIn(otherThan(slot)) : [], calls: told ?? {} };
      const to = { nodes: ours, calls };
      const entrance = { context, project, router, app };
      if (moves) await begin(entrance, wanted, calls);
      try {
        if (moves) await handOver(from, to);
        await giveRequests(entrance, wanted, found).catch(async (error: unknown) => {
          if (moves) await handBack(from, to);
          throw error;
        });
      } catch (error) {
        if (error instanceof GateFailed) await arrived(entrance);
        throw error;
      }
      return { result: "passed", checks };
    },
    async (made) => {
      await edit(context.incus(project), router, ({ config }) => {
        const { turning: _, ...slots } = readSlots(config, app) ?? {};
        if (!("format" in slots)) return {};
        since = slots.active === slot ? (slots.switched?.since ?? since) : since;
        const switched = { since, owner: context.mark()[OWNER_KEY], calls };
        return { config: writeSlots(app, { ...slots, active: slot, switched }) };
      });
      return writeSteps(place, [made]);
    },
  );
  if (!isDue(wanted.keepWarm, since, Date.now())) return;
  context.progress(`${app}: stopping the ${otherThan(slot)} slot`);
  await layToRest(await nodesIn(otherThan(slot)));
}

const now = (): string => new Date().toISOString();

/** Writes down that the requests are on their way, so that whoever comes after a client that died there knows it. */
async function begin(
  { context, project, router, app }: Entrance,
  { slot, drainTimeout }: Inputs,
  calls: Calls,
): Promise<void> {
  await edit(context.incus(project), router, ({ config }) => {
    const slots = readSlots(config, app);
    return slots ? { config: writeSlots(app, { ...slots, turning: { slot, calls, drainTimeout } }) } : {};
  });
}

/** All requests go to the slot at one moment, or none; then those under way in the other are waited for. @throws GateFailed */
async function giveRequests(entrance: Entrance, { slot, drainTimeout }: Inputs, { members }: Slots): Promise<void> {
  const [to, from] = [members[slot] ?? [], members[otherThan(slot)] ?? []];
  if (to.length + from.length === 0) return;
  const refused = await whenBack(entrance, () => turnRequests(entrance, { to, from }, UP));
  if (refused.length > 0) {
    const detail = `${entrance.router} never saw it up`;
    throw new GateFailed(
      `the router ${entrance.router} never saw ${refused.join(", ")} up, so the requests stay where they are`,
      refused.map((instance) => ({ instance, check: "router", ok: false, detail })),
    );
  }
  await Promise.all(from.map((server) => whenBack(entrance, () => drain(entrance, server, duration(drainTimeout)))));
}

/** Each node of the slot is looked at once more. Gives what was seen. @throws GateFailed */
async function mustBeWell({ app, slot }: Inputs, nodes: readonly Before[]): Promise<ReportCheck[]> {
  const checks = await Promise.all(
    nodes.map(async ({ site, found }): Promise<ReportCheck> => {
      const { instance } = site;
      if (!found.journal)
        return { instance, check: "process", ok: false, detail: "no node was ever switched on there" };
      const { ok, check, detail } = await verifyNode(site, found, found.journal, {
        once: true,
        forgives: true,
      });
      return { instance, check: check || "runs", ok, detail };
    }),
  );
  const wrong = checks.filter(({ ok }) => !ok);
  if (wrong.length === 0) return checks;
  const said = wrong.map((each) => `${each.instance}: ${describeFailure(each)}`).join("; ");
  throw new GateFailed(`the ${slot} slot of ${app} is not well, so the requests stay where they are: ${said}`, wrong);
}
