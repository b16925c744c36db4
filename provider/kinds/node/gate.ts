/** A gate: judges nodes, and puts back those whose rollout it ends. */
import { checkDigest, type HealthCheckSpec } from "../../beam/health.ts";
import { closed, isVerified } from "../../beam/journal.ts";
import { keptFolders, prune } from "../../beam/prune.ts";
import { planPutBack } from "../../beam/put-back.ts";
import { folderOf, stagedIn, withOnly, withVerified } from "../../beam/staged.ts";
import { stop } from "../../beam/switch.ts";
import type { Verdict } from "../../beam/verify.ts";
import { isHealthy } from "./capacity.ts";
import { putBack } from "./return.ts";
import { describeFailure, type Found, lookAt, neighbours, record, run, type Site } from "./site.ts";
import { checkInstance, verifyNode } from "./verification.ts";

/** A gate that was not passed. */
export class GateFailed extends Error {
  override readonly name = "GateFailed";
}

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

/** A node before its gate. */
export interface Before {
  readonly site: Site;
  readonly found: Found;
}

/** Judges the nodes. @throws GateFailed, after what had to be put back was put back */
export async function judge(nodes: readonly Before[], gate: Gate): Promise<void> {
  const verdicts = new Map<string, Verdict>();
  const open = nodes.some(({ found }) => found.journal?.base !== undefined);
  await Promise.all(nodes.map(async (node) => verdicts.set(node.site.instance, await askOne(node, gate, open))));
  const together = gate.check?.cluster ? gate.check : gate.cluster ? MESH : undefined;
  if (together && [...verdicts.values()].every(({ ok }) => ok)) await askTogether(nodes, together, verdicts);
  const failing = nodes.filter(({ site }) => !verdicts.get(site.instance)?.ok);
  if (failing.length === 0) return;
  const said = failing.map(({ site, found }) => inWords(site, found, verdicts.get(site.instance)));
  const interrupted = failing.some(({ found: { journal } }) => journal && !isVerified(journal) && !journal.failure);
  const done = gate.returns && !interrupted ? await putAllBack(nodes, verdicts, gate.maxUnavailable) : [];
  throw new GateFailed([...said, ...done].join("\n"));
}

/** One node: what its journal says counts first, then the check. */
async function askOne({ site, found }: Before, { check, minUptime }: Gate, open: boolean): Promise<Verdict> {
  const { journal } = found;
  if (!journal) return checkInstance(site, found, { check, minUptime });
  if (journal.failure) {
    const { log } = await verifyNode(site, found, journal.current, { check, once: true });
    return { ok: false, check: journal.failure.check, detail: journal.failure.detail, log };
  }
  if (!isVerified(journal))
    return { ok: false, check: "process", detail: "its last change was interrupted: run again", log: "" };
  const watched = open ? minUptime : 0;
  const asked = check ?? stagedIn(found.staged, journal.current.folder)?.healthCheck;
  // It passed this very check when it was switched, and nothing is to be watched.
  if (watched === 0 && journal.verifiedWith === checkDigest(asked)) return { ok: true, check: "", detail: "", log: "" };
  return verifyNode(site, found, journal.current, { check, minUptime: watched });
}

/** All nodes see each other, and three times in a row: one that is seen once may flap. */
const MESH: HealthCheckSpec = { cluster: {}, interval: "200ms", timeout: "5s", successes: 3, deadline: "60s" };

/** All nodes: each must see every other. */
async function askTogether(
  nodes: readonly Before[],
  check: HealthCheckSpec,
  verdicts: Map<string, Verdict>,
): Promise<void> {
  const members = nodes.flatMap(({ found }) => found.journal?.current.nodeName ?? []);
  const [first] = nodes;
  if (!first?.found.journal || members.length < 2) return;
  verdicts.set(
    first.site.instance,
    await verifyNode(first.site, first.found, first.found.journal.current, { check, members }),
  );
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
): Promise<string[]> {
  const [first] = nodes;
  if (!first) return [];
  const cluster = nodes.flatMap(({ found }) => found.journal?.cluster ?? []);
  const names = [...new Set([...nodes.map(({ site }) => site.instance), ...cluster])];
  const all = await neighbours(first.site, names);
  const judged = await Promise.all(
    [...all].map(async ([instance, found]) => {
      const healthy = verdicts.get(instance)?.ok ?? (await isHealthy({ ...first.site, instance }, found));
      return { instance, journal: found.journal, healthy };
    }),
  );
  const { batches, stopped } = planPutBack(judged, maxUnavailable);
  const lines: string[] = [];
  for (const batch of batches) {
    const after = await Promise.all(batch.map((instance) => putBackOne({ ...first.site, instance }, verdicts)));
    lines.push(...after.map(({ line }) => line));
    // What does not come back must not be followed by a node that still serves.
    if (after.some(({ ok }) => !ok)) return [...lines, "No other node was touched."];
  }
  await Promise.all(
    stopped.map((instance) => run({ ...first.site, instance }, stop(first.site.app), "stopping the node")),
  );
  if (stopped.length > 0) lines.push(`Stopped: ${stopped.join(", ")}, where no revision ever passed.`);
  return lines;
}

async function putBackOne(site: Site, verdicts: ReadonlyMap<string, Verdict>): Promise<{ ok: boolean; line: string }> {
  const why = verdicts.get(site.instance);
  const reason = why && !why.ok ? why : { check: "rollout", detail: "another node of the cluster failed" };
  const verdict = await putBack(site, reason);
  const { journal } = await lookAt(site);
  const what = `${site.instance} runs ${journal?.current.version} again`;
  if (!verdict || verdict.ok) return { ok: true, line: `Put back: ${what}.` };
  return { ok: false, line: `Put back, but it fails too: ${what} (${describeFailure(verdict)}).` };
}

/** The end of a rollout: nothing to return to any more, and no more kept than was asked for. */
export async function close({ site }: Before, keepVersions: number): Promise<void> {
  const { journal, staged } = await record(site, ({ journal, staged }) =>
    journal
      ? { journal: closed(journal), ...(staged && { staged: withVerified(staged, journal.current.folder) }) }
      : {},
  );
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
