/** Nodes return to what ran before: failing ones first and at once, the others a few at a time, each verified before the next. */
import { failed, isVerified, type Journal, type Ref } from "../../beam/journal.ts";
import { planPutBack } from "../../beam/put-back.ts";
import { aimedAt } from "../../beam/rollback.ts";
import { stop } from "../../beam/switch.ts";
import type { ReportReturn, ReportStep } from "../../report/report.ts";
import { awaitCapacity } from "./capacity.ts";
import { putBack } from "./return.ts";
import { evenOut, leaveAtOnce, type Why } from "./rotation.ts";
import { describeFailure, type Found, record, run, type Site } from "./site.ts";

/** A node that may have to return. */
export interface Returning {
  readonly site: Site;
  readonly found: Found;
  /** Whether it answers its check right now. */
  readonly healthy: boolean;
  /** Where it is to return to. Default: what ran before its open rollout; without one it stays as it is. */
  readonly target?: Ref;
  /** Why, for its journal. */
  readonly why: Why;
}

/** How they return. */
export interface Manner {
  readonly maxUnavailable: number;
  /** Milliseconds that each waits for the others to serve. Default: nobody is asked, the gate has looked at all of them. */
  readonly patience?: number;
}

/** What became of them, as parts of a report. */
export interface Returned {
  readonly steps: readonly ReportStep[];
  readonly putBack: readonly ReportReturn[];
  /** Whether all came back well; otherwise those that were to follow were not touched. */
  readonly whole: boolean;
}

/** Has them return. Stops at the first batch with a node that does not come back well. */
export async function returnNodes(all: readonly Returning[], manner: Manner): Promise<Returned> {
  const judged = all.map((each) => ({ ...each, instance: each.site.instance, journal: journalOf(each) }));
  const { batches, stopped, silenced } = planPutBack(judged, manner.maxUnavailable);
  if (batches.length === 0 && stopped.length === 0) return { steps: [], putBack: [], whole: true };
  const named = (names: readonly string[]) => all.filter(({ site }) => names.includes(site.instance));
  // Traffic first: who answers wrongly gets no more requests while the others wait for their turn. One that is not part
  // of the rollout keeps its place: nobody would give it back when it is well again.
  await Promise.all(named(silenced).map(silence));
  const first = all.find(({ found }) => found.journal !== undefined);
  if (first) await evenOut(first.site, first.found.journal);
  const done: Outcome[] = [];
  for (const batch of batches) {
    const after = await Promise.all(named(batch).map((each) => timed(each, () => returnOne(each, manner))));
    done.push(...after);
    // What does not come back must not be followed by a node that still serves.
    if (after.some(({ putBack }) => !putBack.ok)) return { ...parts(done), whole: false };
  }
  done.push(...(await Promise.all(named(stopped).map((each) => timed(each, () => stopOne(each))))));
  return { ...parts(done), whole: done.every(({ putBack }) => putBack.ok) };
}

/** Its journal says why before: a client that dies here must leave no node that counts as well and gets no requests. */
async function silence({ site, found, why }: Returning): Promise<void> {
  await record(site, ({ journal }) =>
    journal && isVerified(journal) ? { journal: failed(journal, why.check, why.detail, Date.now()) } : {},
  );
  await leaveAtOnce(site, found.journal);
}

/** The journal of a node that is to return. */
const journalOf = ({ found: { journal }, target }: Returning): Journal | undefined =>
  journal && target ? aimedAt(journal, target) : journal;

/** What became of one node. */
interface Outcome {
  readonly step: ReportStep;
  readonly putBack: ReportReturn;
}

type Came = Why & { readonly ok: boolean };

const parts = (done: readonly Outcome[]) => ({
  steps: done.map(({ step }) => step),
  putBack: done.map(({ putBack }) => putBack),
});

/** What goes wrong with one node is part of the report: the others must not be left half way. */
async function timed(each: Returning, work: () => Promise<Came>): Promise<Outcome> {
  const { instance, context } = each.site;
  const version = journalOf(each)?.base?.version ?? "";
  const began = Date.now();
  const { ok, check, detail } = await work().catch((error: unknown): Came => {
    context.signal.throwIfAborted();
    return { ok: false, ...(error instanceof Error ? whyOf(error) : { check: "error", detail: String(error) }) };
  });
  const what = version ? `${instance} returns to ${version}` : `${instance} is stopped`;
  const milliseconds = Date.now() - began;
  const checks = version || !ok ? [{ instance, check: check || "health", ok, detail }] : [];
  return {
    step: { what, result: ok ? "passed" : "failed", began, milliseconds, checks },
    putBack: {
      instance,
      version,
      why: describeFailure(each.why),
      ok,
      detail: ok ? "" : describeFailure({ check, detail }),
    },
  };
}

const whyOf = ({ name, message }: Error): Why => ({ check: name, detail: message });

async function returnOne({ site, found, target, why }: Returning, { maxUnavailable, patience }: Manner): Promise<Came> {
  if (patience !== undefined) {
    const cluster = found.journal?.cluster ?? [site.instance];
    await awaitCapacity(site, found, { cluster, maxUnavailable, patience });
  }
  if (target) await record(site, ({ journal }) => (journal ? { journal: aimedAt(journal, target) } : {}));
  return (await putBack(site, why)) ?? { ok: false, check: "journal", detail: "it was removed meanwhile" };
}

async function stopOne({ site }: Returning): Promise<Came> {
  await run(site, stop(site.app), "stopping the node");
  return { ok: true, check: "", detail: "" };
}
