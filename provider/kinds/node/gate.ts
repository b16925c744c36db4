/** A gate: judges nodes, and puts back those whose rollout it ends. */
import { checkDigest, describeCheck, type HealthCheckSpec } from "../../beam/health.ts";
import { closed, isVerified } from "../../beam/journal.ts";
import { keptFolders, prune } from "../../beam/prune.ts";
import { folderOf, stagedIn, withOnly, withVerified } from "../../beam/staged.ts";
import type { Verdict } from "../../beam/verify.ts";
import type { ReportCheck } from "../../report/report.ts";
import { seconds } from "../../report/words.ts";
import { dropLeftover } from "../image/leftover.ts";
import type { Failure, Passed } from "../rollout/step.ts";
import { isHealthy } from "./capacity.ts";
import { type Returned, type Returning, returnNodes } from "./returning.ts";
import { evenOut } from "./rotation.ts";
import {
  type Before,
  beside,
  describeFailure,
  type Found,
  imageOf,
  lookAt,
  neighbours,
  record,
  run,
  type Site,
} from "./site.ts";
import { pruneSnapshots } from "./snapshots.ts";
import { mustStill } from "./switching.ts";
import { meshWithin, sawEachOther, seeEachOther } from "./together.ts";
import { checkInstance, logOfFailed, verifyNode } from "./verification.ts";

/** How long nodes are watched that changed, where they are watched and nobody said otherwise. */
export const WATCH = "10s";

/** What a gate asks. */
export interface Gate {
  readonly check?: HealthCheckSpec | undefined;
  /** Also: every node sees every other. */
  readonly cluster: boolean;
  /** Milliseconds that nodes with an open base must stay up while they are watched. */
  readonly minUptime: number;
  readonly maxUnavailable: number;
  readonly returns: boolean;
}

/** Judges the nodes. @throws Overtaken where one fails that another run has begun to change meanwhile */
export async function judge(nodes: readonly Before[], gate: Gate): Promise<Passed | Failure> {
  const open = nodes.some(({ found }) => found.journal?.base !== undefined);
  const mesh = gate.cluster ? meshWithin(gate.check?.deadline) : undefined;
  const verdicts = await askAll(nodes, gate, mesh, open);
  await mustBeOurs(nodes.filter(({ site }) => !verdicts.get(site.instance)?.ok));
  const failure = failureOf(nodes, verdicts, gate);
  if (failure) return failure;
  const seen = mesh ? [{ instance: namesOf(nodes), check: "every node sees every other", ok: true }] : [];
  return { result: "passed", checks: [...passedChecks(nodes, gate, open), ...seen].map(withDetail) };
}

/** A node that does not answer because another run stops it has not failed. */
async function mustBeOurs(failing: readonly Before[]): Promise<void> {
  await Promise.all(
    failing.map(async ({ site, found: { journal } }) => {
      if (journal) mustStill(site, await lookAt(site), journal.generation);
    }),
  );
}

/** What comes of the verdicts: a failure where one is bad, and how nodes are put back then. */
export function failureOf(
  nodes: readonly Before[],
  verdicts: ReadonlyMap<string, Verdict>,
  { returns, maxUnavailable }: Pick<Gate, "returns" | "maxUnavailable">,
): Failure | undefined {
  const failing = nodes.filter(({ site }) => !verdicts.get(site.instance)?.ok);
  if (failing.length === 0) return undefined;
  const said = failing.map(({ site, found }) => inWords(site, found, verdicts.get(site.instance)));
  const checks = failing.map(({ site: { instance } }): ReportCheck => {
    const { check = "health", detail = "not judged" } = verdicts.get(instance) ?? {};
    return { instance, check, ok: false, detail };
  });
  const interrupted = failing.some(({ found: { journal } }) => journal && !isVerified(journal) && !journal.failure);
  const putBack = () => putAllBack(nodes, verdicts, maxUnavailable);
  return { result: "failed", said, checks, ...(returns ? !interrupted && { putBack } : { manual: true }) };
}

/** The nodes in few words: their names, or their number. */
const namesOf = (nodes: readonly Before[]): string =>
  nodes.length <= 5 ? nodes.map(({ site }) => site.instance).join(", ") : `${nodes.length} nodes`;

const withDetail = (check: Omit<ReportCheck, "detail"> & { readonly detail?: string }): ReportCheck => ({
  detail: "",
  ...check,
});

/** What nodes passed, told once for all that passed the same. */
function passedChecks(nodes: readonly Before[], { check, minUptime }: Gate, open: boolean) {
  const byCheck = Map.groupBy(nodes, ({ found: { journal, staged } }) =>
    describeCheck(check ?? (journal && stagedIn(staged, journal.current.folder)?.healthCheck) ?? {}),
  );
  const detail = open && minUptime > 0 ? `passed, and stayed up for ${seconds(minUptime)}` : "";
  return [...byCheck].map(([asked, passed]) => ({
    instance: namesOf(passed),
    check: asked === "none" ? "runs" : asked,
    ok: true,
    detail,
  }));
}

/** Each node by itself, and all together: at the same time where they are watched, else only when each of them is well. */
async function askAll(
  nodes: readonly Before[],
  gate: Gate,
  mesh: HealthCheckSpec | undefined,
  open: boolean,
): Promise<Map<string, Verdict>> {
  const verdicts = new Map<string, Verdict>();
  const [first] = nodes;
  const together = gate.check?.cluster ? gate.check : mesh;
  const failed = new AbortController();
  const ask = (minUptime: number) =>
    together && seeEachOther(nodes, { check: together, open, minUptime, signal: failed.signal });
  const watching = open && gate.minUptime > 0 ? ask(gate.minUptime) : undefined;
  // Waited for below, if every node is well.
  watching?.catch(() => {});
  try {
    await Promise.all(nodes.map(async (node) => verdicts.set(node.site.instance, await askOne(node, gate, open))));
    if (![...verdicts.values()].every(({ ok }) => ok)) return verdicts;
    if (!watching && together === mesh && (await sawEachOther(nodes))) return verdicts;
    const verdict = await (watching ?? ask(0));
    if (first && verdict) verdicts.set(first.site.instance, verdict);
    return verdicts;
  } finally {
    failed.abort();
  }
}

/** One node: what its journal says counts first, then the check. */
async function askOne({ site, found }: Before, { check, minUptime }: Gate, open: boolean): Promise<Verdict> {
  const { journal } = found;
  if (!journal) return checkInstance(site, found, { check, minUptime });
  if (journal.failure) {
    const log = await logOfFailed(site, found, journal, { check });
    return { ok: false, check: journal.failure.check, detail: journal.failure.detail, log };
  }
  if (!isVerified(journal))
    return { ok: false, check: "process", detail: "its last change was interrupted: run again", log: "" };
  const watched = open ? minUptime : 0;
  const asked = check ?? stagedIn(found.staged, journal.current.folder)?.healthCheck;
  // It passed this very check when it was switched, and nothing is to be watched.
  if (watched === 0 && journal.verifiedWith === checkDigest(asked)) return { ok: true, check: "", detail: "", log: "" };
  return verifyNode(site, found, journal, { check, minUptime: watched });
}

function inWords({ app, instance }: Site, { journal }: Found, verdict: Verdict | undefined): string {
  const what = journal ? `${app} ${journal.current.version}` : app;
  const log = verdict?.log ? `\nLast lines of its log:\n${verdict.log.replace(/^/gm, "  ")}` : "";
  return `${what} failed on ${instance}: ${verdict ? describeFailure(verdict) : "not judged"}${log}`;
}

/** All nodes of the cluster whose rollout is open return to what ran before, the failing ones first. */
async function putAllBack(
  nodes: readonly Before[],
  verdicts: ReadonlyMap<string, Verdict>,
  maxUnavailable: number,
): Promise<Returned> {
  const [first] = nodes;
  if (!first) return NOTHING;
  const cluster = nodes.flatMap(({ found }) => found.journal?.cluster ?? []);
  const names = [...new Set([...nodes.map(({ site }) => site.instance), ...cluster])];
  const all = [...(await neighbours(first.site, names))];
  const failing = names.filter((name) => verdicts.get(name)?.ok === false);
  const judged = all.map(async ([instance, found]): Promise<Returning> => {
    const site = beside(first.site, instance);
    const verdict = verdicts.get(instance);
    const why = verdict && !verdict.ok ? verdict : { check: "rollout", detail: `${failing.join(" and ")} failed` };
    // One that did not change is neither returned nor stopped, whatever it answers.
    const stays = found.journal?.stable !== undefined && found.journal.base === undefined;
    return { site, found, healthy: verdict?.ok ?? (stays || (await isHealthy(site, found))), why };
  });
  return returnNodes(await Promise.all(judged), { maxUnavailable });
}

const NOTHING: Returned = { steps: [], putBack: [], whole: true };

/**
 * The end of a rollout: nothing to return to any more, no more kept than was asked for, and to each node its own share of
 * the requests, also where a canary was given up before.
 */
export async function close(nodes: readonly Before[], keepVersions: number): Promise<void> {
  const [first] = nodes;
  await Promise.all([
    ...nodes.map((node) => closeOne(node, keepVersions)),
    first && evenOut(first.site, first.found.journal),
  ]);
  await dropImages(nodes);
}

/** The images of then, which no node returns to any more. */
async function dropImages(nodes: readonly Before[]): Promise<void> {
  const left = new Map<string, Site>();
  for (const { site, found } of nodes) {
    const image = found.journal?.base?.image;
    if (image !== undefined && image !== imageOf(found.now)) left.set(image, site);
  }
  for (const [image, { context, project }] of left)
    await dropLeftover(context, project, image).catch((error: Error) =>
      context.warn(`the image of before stays on the server: ${error.message}`),
    );
}

async function closeOne({ site }: Before, keepVersions: number): Promise<void> {
  const { journal, staged, now } = await record(site, ({ journal, staged }) =>
    journal
      ? { journal: closed(journal), ...(staged && { staged: withVerified(staged, journal.current.folder) }) }
      : {},
  );
  await pruneSnapshots(site, now, keepVersions);
  if (!journal || !staged) return;
  const bound = [journal.current.folder, journal.stable?.folder, staged.wanted].filter(
    (folder) => folder !== undefined,
  );
  const revisions = staged.revisions.map((each) => ({
    ...each,
    folder: folderOf(each),
    version: each.release.version,
  }));
  const kept = keptFolders(revisions, keepVersions, new Set(bound));
  if (kept.size === revisions.length) return;
  await run(site, prune(site.app, kept), "removing old revisions");
  await record(site, ({ staged }) => (staged ? { staged: withOnly(staged, kept) } : {}));
}
