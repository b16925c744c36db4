/** A BEAM node: which of the staged revisions runs in an instance. */
import { newGeneration } from "../beam/generation.ts";
import { checkDigest } from "../beam/health.ts";
import { begin, closed, failed, isVerified, journalKey, passed, type Ref } from "../beam/journal.ts";
import { revisionFolder } from "../beam/revision.ts";
import { stagedIn, withVerified } from "../beam/staged.ts";
import { stop } from "../beam/switch.ts";
import type { Verdict } from "../beam/verify.ts";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource } from "../resource.ts";
import { duration } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { pendingOf, pendingText } from "./instance/pending.ts";
import { awaitCapacity } from "./node/capacity.ts";
import { factsOf, planNode } from "./node/node-plan.ts";
import { inputs, type NodeInputs, outputs } from "./node/node-schema.ts";
import { putBack } from "./node/return.ts";
import { describeFailure, imageOf, lookAt, record, recordsOf, run, runs, type Site } from "./node/site.ts";
import { switchNode } from "./node/switching.ts";
import { verifyNode } from "./node/verification.ts";

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
      cluster: known.cluster,
      maxUnavailable: known.maxUnavailable ?? 1,
      onFailure: known.onFailure ?? "putBack",
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

  async delete(context, { project, instance, app }) {
    const site = { context, project, instance, app };
    const { now } = await lookAt(site);
    if (runs(now)) await run(site, stop(app), "stopping the node");
    await edit(context.incus(project), instance, () => ({ config: { [journalKey(app)]: "", [markKey(app)]: "" } }));
  },
});

const markKey = (app: string) => `user.cul8er.beam_node.${app}`;

const addressIn = (nodeName: string): string => nodeName.slice(nodeName.indexOf("@") + 1);

async function bring(context: Context, wanted: NodeInputs): Promise<void> {
  const { project, instance, app, incarnation, cluster = [instance], maxUnavailable } = wanted;
  const site: Site = { context, project, instance, app };
  const target = targetOf(wanted);
  const before = await lookAt(site);
  const waits = pendingText(pendingOf(before.now.config)) !== "";
  const patience = 60_000;
  await awaitCapacity(site, before, { cluster, maxUnavailable, patience });

  const mark = { [markKey(app)]: context.mark()[OWNER_KEY] };
  const { journal } = await record(site, ({ journal, now }) => {
    const image = imageOf(now);
    const again = waits || journal?.incarnation !== incarnation;
    const beginning = { target, generation: newGeneration(), incarnation, cluster, image, now: Date.now(), again };
    return { journal: begin(journal, beginning), config: mark };
  });
  if (!journal || isVerified(journal)) return;
  await switchNode(site, journal.current, journal.generation);
  await judge(site, wanted);
}

/** Verifies what runs, and writes down what came of it. */
async function judge(site: Site, { healthCheck, minUptime, onFailure }: NodeInputs): Promise<void> {
  const { context, instance } = site;
  const found = await lookAt(site);
  if (!found.journal)
    throw new RolloutFailed(`the journal of the node on ${instance} was removed while it was switched: run again`);
  const asked = { check: healthCheck, minUptime: duration(minUptime) };
  const verdict = await verifyNode(site, found, found.journal.current, asked);
  const { generation, current } = found.journal;
  const { journal } = await record(site, ({ journal, staged, now }) => {
    if (journal?.generation !== generation) return {};
    if (!verdict.ok) return { journal: failed(journal, verdict.check, verdict.detail, Date.now()) };
    const alone = onFailure !== "gate";
    const after = passed(
      journal,
      imageOf(now),
      checkDigest(healthCheck ?? stagedIn(staged, current.folder)?.healthCheck),
    );
    return {
      journal: alone ? closed(after) : after,
      ...(staged && { staged: withVerified(staged, current.folder) }),
    };
  });
  if (verdict.ok || !journal) return;
  const said = describeFailure(verdict);
  if (onFailure === "gate") context.warn(`${instance}: ${current.version} failed: ${said}`);
  else throw new RolloutFailed(await outcome(site, current, verdict, onFailure === "putBack"));
}

/** Puts back, where it is asked for, and tells all of it. */
async function outcome(site: Site, { version }: Ref, verdict: Verdict, returns: boolean): Promise<string> {
  const after = returns ? await putBack(site, verdict) : undefined;
  const then = after
    ? `It was put back to what ran before${after.ok ? "" : `, which fails too: ${describeFailure(after)}`}.`
    : "It was left as it is.";
  const log = verdict.log ? `\nLast lines of its log:\n${verdict.log}` : "";
  return `${site.app} ${version} failed on ${site.instance}: ${describeFailure(verdict)}. ${then}${log}`;
}

const targetOf = ({ revision, secretRevision, version, nodeName }: NodeInputs): Ref => ({
  folder: revisionFolder(revision, secretRevision),
  revision,
  secretRevision,
  version: version ?? revision,
  nodeName,
});
