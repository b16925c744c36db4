/** A release of an application, staged on an instance: unpacked and tried, with its environment, ready to be switched to. */
import { newGeneration } from "../beam/generation.ts";
import { checkDigest, describeCheck } from "../beam/health.ts";
import { begin, isVerified, journalKey, passed } from "../beam/journal.ts";
import { nodeName } from "../beam/node-name.ts";
import { findKept, folderOf, type StagedRevision, stagedIn, stagedKey, withVerified } from "../beam/staged.ts";
import { remove } from "../beam/switch.ts";
import type { Context } from "../context.ts";
import { OWNER_KEY } from "../ownership.ts";
import { rolloutKey, withSteps } from "../report/record.ts";
import { defineResource } from "../resource.ts";
import { duration } from "../units.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { factsOf, planRelease } from "./node/release-plan.ts";
import { inputs, outputs, type ReleaseInputs } from "./node/release-schema.ts";
import { type Found, imageOf, lookAt, neighbours, record, recordsOf, run, runs, type Site } from "./node/site.ts";
import { type Recipe, stageRevision } from "./node/staging.ts";
import { switchNode } from "./node/switching.ts";
import { verifyNode } from "./node/verification.ts";
import { firstRollout } from "./rollout/first.ts";
import { switchStep } from "./rollout/step.ts";

/** A release on an instance, beside what runs. */
export const Release = defineResource({
  type: "release",
  summary: "A release of an Elixir, Erlang or Gleam application, staged on an instance and ready to be switched to.",
  example: `new Release("chat", {
  instance: web.name,
  app: "chat",
  release: "chat-1.0.0.tar.gz",
  address: web.ipv4Address,
  cookie: config.requireSecret("cookie"),
})`,
  identity: ["project", "instance", "app"],
  inputs,
  outputs,

  facts: factsOf,
  plan: planRelease,

  async read(context, known) {
    const found = await context.incus(known.project).member("/1.0/instances", known.instance, answered);
    const { staged } = found ? recordsOf(found.body.config, known.app) : {};
    const entry = stagedIn(staged, staged?.wanted ?? "");
    if (!found || !staged || !entry) return undefined;
    const { revision, secretRevision, release, stagedAt: _, verified: __, ...recipe } = entry;
    const { nodeBase, user, ...rest } = recipe;
    return {
      project: known.project,
      instance: known.instance,
      app: known.app,
      ...rest,
      discovery: rest.discovery,
      healthCheck: rest.healthCheck,
      incarnation: staged.incarnation,
      release: known.release,
      digest: release.digest,
      kept:
        known.kept !== undefined && findKept(staged, known.kept) === entry ? known.kept : known.kept && release.version,
      secrets: known.secrets ?? {},
      cookie: known.cookie ?? "",
      scope: known.scope,
      nodeBase,
      user,
      keep: known.keep ?? false,
      keepVersions: known.keepVersions ?? 3,
      changes: known.changes,
      where: known.where,
      cluster: known.cluster,
      revision,
      secretRevision,
      version: release.version,
      nodeName: nodeName(nodeBase, entry.address),
      versions: staged.revisions.map((each) => each.release.version),
      owner: found.body.config[markKey(known.app)],
    };
  },

  create: stageAndStart,
  update: stageAndStart,

  async delete(context, { project, instance, app }) {
    const site = { context, project, instance, app };
    const { now } = await lookAt(site);
    if (runs(now)) await run(site, remove(app), "removing the release");
    await edit(context.incus(project), instance, () => ({
      config: { [stagedKey(app)]: "", [markKey(app)]: "", [journalKey(app)]: "", [rolloutKey(app)]: "" },
    }));
  },
});

const markKey = (app: string) => `user.cul8er.release.${app}`;

/** The recipe of a revision as the inputs ask for it. */
const recipeOf = (wanted: ReleaseInputs): Recipe => ({
  environment: wanted.environment,
  startFlags: wanted.startFlags,
  nodeBase: wanted.nodeBase ?? wanted.app,
  address: wanted.address,
  peers: wanted.peers,
  distribution: wanted.distribution,
  discovery: wanted.discovery,
  healthCheck: wanted.healthCheck,
  user: wanted.user ?? wanted.app,
  drainTimeout: wanted.drainTimeout,
});

async function stageAndStart(context: Context, wanted: ReleaseInputs): Promise<void> {
  const { project, instance, app, incarnation, secrets, scope, where } = wanted;
  const cookie = scope === undefined ? wanted.cookie : `${wanted.cookie}_${scope}`;
  const site: Site = { context, project, instance, app, where };
  const before = await lookAt(site);
  const known = keptRelease(before, wanted);
  const wish = {
    recipe: recipeOf(wanted),
    secrets,
    cookie,
    source: wanted.release,
    digest: wanted.digest,
    known: known?.release,
    incarnation,
  };
  const mark = { [markKey(app)]: context.mark()[OWNER_KEY] };
  const found = await stageRevision(site, wish, mark);
  const { cluster } = wanted;
  if (!cluster || found.journal?.stable) return;
  const others = await neighbours(
    site,
    cluster.filter((name) => name !== site.instance),
  );
  // While no node of the cluster ever passed there is nothing to be careful with.
  if ([...others.values()].some(({ journal }) => journal?.stable)) return;
  await startFirst(site, { ...wanted, cluster }, others);
}

/** The release that is staged already, by its digest or by the name of a kept one. */
function keptRelease({ staged }: Found, { kept, digest }: ReleaseInputs): StagedRevision | undefined {
  if (kept !== undefined) return findKept(staged, kept);
  return staged?.revisions.find(({ release }) => release.digest === digest);
}

/** A node of a first deploy, which waits for no other. */
async function startFirst(
  site: Site,
  { app, instance, cluster, incarnation }: ReleaseInputs & { readonly cluster: readonly string[] },
  others: ReadonlyMap<string, Found>,
): Promise<void> {
  const began = Date.now();
  const { journal, staged } = await record(site, (found) => {
    const { journal, staged, rollout, now } = found;
    const entry = stagedIn(staged, staged?.wanted ?? "");
    if (!entry || (journal && isVerified(journal))) return {};
    const { revision, secretRevision, nodeBase, address, release } = entry;
    const image = imageOf(now);
    const target = {
      folder: folderOf(entry),
      revision,
      secretRevision,
      version: release.version,
      nodeName: nodeName(nodeBase, address),
      ...(image && { image }),
    };
    const all = new Map([...others, [instance, found]]);
    const first = firstRollout(all, { app, cluster, version: release.version, revision, now: began });
    return {
      journal: begin(journal, { target, generation: newGeneration(), incarnation, cluster, image, now: began }),
      rollout: rollout?.id === first.id ? { ...rollout, to: first.to, wanted: first.wanted } : first,
    };
  });
  if (!journal || isVerified(journal)) return;
  await switchNode(site, journal.current, journal.generation, true);
  await verifyFirst(site, stagedIn(staged, journal.current.folder)?.healthCheck, began);
}

/**
 * All nodes of a first deploy are verified at the same time, instead of one after the other. One that takes longer, or
 * fails, is left to its node's own verification, which waits as long as the check says.
 */
async function verifyFirst(site: Site, healthCheck: ReleaseInputs["healthCheck"], began: number): Promise<void> {
  const found = await lookAt(site);
  if (!found.journal) return;
  const check = healthCheck && {
    ...healthCheck,
    deadline: duration(healthCheck.deadline) > 10_000 ? "10s" : healthCheck.deadline,
  };
  const { ok } = await verifyNode(site, found, found.journal, { check });
  if (!ok) return;
  const verdict = { ok, check: healthCheck ? describeCheck(healthCheck) : "runs", detail: "" };
  const step = switchStep(site.instance, found.journal, began, verdict);
  await record(site, ({ journal, staged, rollout, now }) => {
    if (!journal || journal.generation !== found.journal?.generation || journal.failure) return {};
    const after = passed(journal, imageOf(now), checkDigest(healthCheck));
    return {
      journal: after,
      ...(staged && { staged: withVerified(staged, journal.current.folder) }),
      ...(rollout && { rollout: withSteps(rollout, [step]) }),
    };
  });
}
