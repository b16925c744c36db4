/** A BEAM node: which of the staged revisions runs in an instance. */
import { newGeneration } from "../beam/generation.ts";
import { checkDigest, describeCheck, type HealthCheckSpec } from "../beam/health.ts";
import { begin, closed, failed, isSettled, isVerified, journalKey, passed, type Ref } from "../beam/journal.ts";
import { nodeName } from "../beam/node-name.ts";
import { revisionFolder } from "../beam/revision.ts";
import { stagedIn, withVerified } from "../beam/staged.ts";
import { stop } from "../beam/switch.ts";
import type { Verdict } from "../beam/verify.ts";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { defined } from "../defined.ts";
import { OWNER_KEY } from "../ownership.ts";
import { withSteps } from "../report/record.ts";
import { defineResource } from "../resource.ts";
import { duration } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { INCARNATION_KEY } from "./instance/incarnation.ts";
import { pendingOf, pendingText } from "./instance/pending.ts";
import { awaitCapacity, type Capacity } from "./node/capacity.ts";
import { factsOf, planNode } from "./node/node-plan.ts";
import { inputs, type NodeInputs, outputs } from "./node/node-schema.ts";
import { putBack } from "./node/return.ts";
import {
  enter,
  enterIfWell,
  giveShare,
  isSucceeded,
  leave,
  leaveForGood,
  leaveWhatever,
  type Why,
} from "./node/rotation.ts";
import { describeFailure, type Found, imageOf, lookAt, record, recordsOf, run, runs, type Site } from "./node/site.ts";
import { takeSnapshots } from "./node/snapshots.ts";
import { type Ask, mustStill, prepareAhead, type Switched, switchAndAsk, type Written } from "./node/switching.ts";
import { askAhead } from "./node/together.ts";
import { verifyNode } from "./node/verification.ts";
import { switchStep, tellStep } from "./rollout/step.ts";
import { unlessGone } from "./traffic/router-site.ts";

/** A node whose revision did not pass. */
export class RolloutFailed extends Error {
  override readonly name = "RolloutFailed";
}

/** Which revision runs in an instance. A change stops the node, turns to the revision, starts it and verifies it. */
export const BeamNode = defineResource({
  type: "beam_node",
  summary: "A node of an Elixir, Erlang or Gleam application: which of the staged revisions runs in an instance.",
  example: `new BeamNode("chat", {
  instance: web.name,
  app: "chat",
  revision: release.revision,
  secretRevision: release.secretRevision,
  nodeName: release.nodeName,
  pending: web.pending,
})`,
  identity: ["project", "instance", "app"],
  inputs,
  outputs,

  facts: factsOf,
  plan: planNode,

  async read(context, known) {
    const { project, instance, app } = known;
    const found = await context.incus(project).member("/1.0/instances", instance, answered);
    const owner = found?.body.config[markKey(app)];
    const { journal } = found ? recordsOf(found.body.config, app) : {};
    // Without our mark it is a journal that the release began: the node itself was not declared yet.
    if (!found || !journal || owner === undefined) return undefined;
    const { current } = journal;
    return {
      project,
      instance,
      app,
      incarnation: journal.incarnation,
      revision: current.revision,
      secretRevision: current.secretRevision,
      version: known.version,
      nodeName: current.nodeName,
      pending: known.pending === undefined ? undefined : pendingText(pendingOf(found.body.config)),
      healthCheck: known.healthCheck,
      minUptime: known.minUptime ?? "0s",
      router: journal.router,
      canary: known.canary,
      keep: known.keep ?? false,
      where: known.where,
      cluster: known.cluster,
      maxUnavailable: known.maxUnavailable ?? 1,
      onFailure: known.onFailure ?? "putBack",
      retry: known.retry ?? "always",
      snapshot: known.snapshot ?? false,
      hooks: known.hooks ?? [],
      generation: journal.generation,
      verified: isVerified(journal),
      address: addressIn(current.nodeName),
      runningVersion: current.version,
      runningRevision: current.revision,
      owner,
    };
  },

  create: bring,
  update: bring,

  async delete(context, { project, instance, app, where }) {
    const site = { context, project, instance, app, where };
    const found = await lookAt(site);
    if (!(await isSucceeded(site, found))) await leaveWhatever(site, found);
    if (runs(found.now)) await run(site, stop(app), "stopping the node");
    await leaveForGood(site, found.journal);
    await edit(context.incus(project), instance, () => ({ config: { [journalKey(app)]: "", [markKey(app)]: "" } }));
  },
});

const markKey = (app: string) => `user.cul8er.beam_node.${app}`;

const addressIn = (nodeName: string): string => nodeName.slice(nodeName.indexOf("@") + 1);

async function bring(context: Context, wanted: NodeInputs): Promise<void> {
  const mark = { [markKey(wanted.app)]: context.mark()[OWNER_KEY] };
  // Before a canary was judged no other node may run what it runs.
  if (wanted.canary) return change(context, wanted, { mark });
  await change(context, wanted, { mark, mend: (other, found, dead) => mend(other, wanted, found, dead) });
}

/** Another node of the cluster, which serves nobody, changes before its turn. Tells why it fails with what is wanted. */
async function mend(
  other: Site,
  wanted: NodeInputs,
  { staged, now }: Found,
  dead: boolean,
): Promise<string | undefined> {
  const entry = stagedIn(staged, staged?.wanted ?? "");
  if (!entry) return "what is wanted is not staged there";
  const { context, instance } = other;
  const { revision, secretRevision, release, nodeBase, address } = entry;
  const { version } = release;
  if (dead) context.progress(`${instance} is dead: it goes first`);
  else context.warn(`${instance} was drained by hand: it goes first, and gets requests again when it has passed`);
  const own = { instance, revision, secretRevision, version, nodeName: nodeName(nodeBase, address) };
  await change(context, { ...wanted, ...own, incarnation: now.config[INCARNATION_KEY], onFailure: "gate" });
  const { failure } = (await lookAt(other)).journal ?? {};
  if (!failure) return undefined;
  return dead ? describeFailure(failure) : `${describeFailure(failure)}. ${await returned(other, failure)}`;
}

async function change(
  context: Context,
  wanted: NodeInputs,
  { mark, mend }: { readonly mark?: Config; readonly mend?: Capacity["mend"] } = {},
): Promise<void> {
  const { project, instance, app, where, incarnation, cluster = [instance], router, maxUnavailable } = wanted;
  const site: Site = { context, project, instance, app, where };
  const began = Date.now();
  const target = targetOf(wanted);
  const before = await lookAt(site);
  const waits = pendingText(pendingOf(before.now.config)) !== "" || before.journal?.rest !== undefined;
  const patience = 60_000;
  const again = waits || before.journal?.incarnation !== incarnation;
  const stays = before.journal && isSettled(before.journal, target, again);
  // While the others are asked, and before this one stands still.
  const preparing = stays || waits ? undefined : prepareAhead(site, before, target);
  if (!stays)
    await Promise.all([
      awaitCapacity(site, before, { cluster, maxUnavailable, patience, ...defined({ mend }) }),
      preparing,
    ]);

  const begun = await record(site, ({ journal, now }) => {
    const image = imageOf(now);
    const again = waits || journal?.incarnation !== incarnation;
    const generation = newGeneration();
    const beginning = { target, generation, incarnation, cluster, router, image, now: Date.now(), again };
    return { journal: begin(journal, beginning), ...defined({ config: mark }) };
  });
  const { journal } = begun;
  if (!journal) return;
  if (isVerified(journal)) {
    const why = await enter(site, journal);
    if (why) throw new RolloutFailed(`${app} on ${instance} is well, but gets no requests: ${describeFailure(why)}`);
    return;
  }
  // A router that it had before is left, too; that one may be gone.
  if (before.journal && before.journal.router !== router) await unlessGone(leave(site, before));
  // What is under way is with the revision before.
  const { current } = before.journal ?? journal;
  await leave(site, { staged: begun.staged, journal: { ...journal, current } });
  if (wanted.snapshot) await takeSnapshots(site, begun);
  const prepared = (await preparing) ?? false;
  const switched = await switchAndAsk(site, journal, prepared, (found, how) => ask(site, found, wanted, how));
  if (wanted.canary && journal.base) await giveShare(site, journal, wanted.canary);
  await judge(site, wanted, switched, began);
}

/** Asks a node whether it is well, and all whether they see it, where a gate is going to ask for that. */
function ask(
  site: Site,
  found: Written,
  { healthCheck, minUptime, onFailure }: NodeInputs,
  how: Parameters<Ask>[1],
): Promise<Verdict> {
  // On a first deploy there is nobody to be protected.
  const watched = onFailure !== "gate" || found.journal.base !== undefined;
  const asked = { ...how, minUptime: watched ? duration(minUptime) : 0 };
  if (onFailure === "gate") askAhead({ site, found }, asked);
  return verifyNode(site, found, found.journal, { ...asked, check: healthCheck });
}

/** Waits for what a node answers, and writes down what comes of it. */
async function judge(
  site: Site,
  { healthCheck, onFailure, hooks }: NodeInputs,
  { found, answer }: Switched,
  began: number,
): Promise<void> {
  const { context, instance } = site;
  const verdict = await enterIfWell(site, found.journal, answer);
  const { current, generation } = found.journal;
  const check = healthCheck ?? stagedIn(found.staged, current.folder)?.healthCheck;
  const step = switchStep(instance, found.journal, began, verdict.ok ? { ...verdict, check: asks(check) } : verdict);
  const { journal, rollout } = await record(site, ({ journal, staged, rollout, now }) => {
    if (journal?.generation !== generation) return {};
    const told = rollout && { rollout: withSteps(rollout, [step]) };
    if (!verdict.ok) return { journal: failed(journal, verdict.check, verdict.detail, Date.now()), ...told };
    const alone = onFailure !== "gate";
    const after = passed(journal, imageOf(now), checkDigest(check));
    return {
      ...told,
      journal: alone ? closed(after) : after,
      ...(staged && { staged: withVerified(staged, current.folder) }),
    };
  });
  mustStill(site, { journal }, generation);
  await tellStep({ ...site, hooks }, step, rollout);
  if (verdict.ok || !journal) return;
  const said = describeFailure(verdict);
  if (onFailure === "gate") context.warn(`${instance}: ${current.version} failed: ${said}`);
  else throw new RolloutFailed(await outcome(site, current, verdict, onFailure === "putBack"));
}

/** What is asked of a node, in words. */
const asks = (check: HealthCheckSpec | undefined): string => (check ? describeCheck(check) : "runs");

/** Puts back, where it is asked for, and tells all of it. */
async function outcome(site: Site, { version }: Ref, verdict: Verdict, returns: boolean): Promise<string> {
  const then = returns ? await returned(site, verdict) : LEFT;
  const log = verdict.log ? `\nLast lines of its log:\n${verdict.log}` : "";
  return `${site.app} ${version} failed on ${site.instance}: ${describeFailure(verdict)}. ${then}.${log}`;
}

/** Puts back, and tells what came of it. */
async function returned(site: Site, why: Why): Promise<string> {
  const after = await putBack(site, why);
  if (!after) return LEFT;
  return `It was put back to what ran before${after.ok ? "" : `, which fails too: ${describeFailure(after)}`}`;
}

const LEFT = "It was left as it is";

const targetOf = ({ revision, secretRevision, version, nodeName }: NodeInputs): Ref => ({
  folder: revisionFolder(revision, secretRevision),
  revision,
  secretRevision,
  version: version ?? revision,
  nodeName,
});
