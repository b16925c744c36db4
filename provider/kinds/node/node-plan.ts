/** The plan of a node: it changes when another revision is wanted, when what runs did not pass, and when its instance waits for a restart. */
import type { Journal } from "../../beam/journal.ts";
import { isVerified } from "../../beam/journal.ts";
import type { Context } from "../../context.ts";
import type { Plan, Question } from "../../resource.ts";
import { answered } from "../instance/answer.ts";
import { pendingOf } from "../instance/pending.ts";
import type { inputs, NodeInputs, outputs } from "./node-schema.ts";
import { describeFailure, recordsOf } from "./site.ts";

/** What is looked up for the plan. */
export interface NodeLookup {
  readonly journal: Journal | undefined;
  /** What the instance really waits for. */
  readonly pending: { readonly image?: string | undefined; readonly restart?: true | undefined };
}

/** Looks at the node's journal and at what its instance waits for. Only reads. */
export async function factsOf(context: Context, { project, instance, app }: Partial<NodeInputs>): Promise<NodeLookup> {
  const found = instance && app ? await context.incus(project).member("/1.0/instances", instance, answered) : undefined;
  if (!found || !app) return { journal: undefined, pending: {} };
  return { journal: recordsOf(found.body.config, app).journal, pending: pendingOf(found.body.config) };
}

const MOVES = ["generation", "verified", "runningVersion", "runningRevision"];

/** What the plan answers beyond the implied. */
export function planNode(
  { wanted, live, prior, unknown, facts }: Question<typeof inputs, typeof outputs, NodeLookup>,
  implied: Plan,
): Plan {
  if ((implied.action !== "none" && implied.action !== "update") || !live || !facts?.journal) return implied;
  const { journal, pending } = facts;
  const changed = implied.action === "update" ? implied.changed : [];
  const waits = unknown.has("pending") || pending.image !== undefined || pending.restart === true;
  if (changed.length === 0 && isVerified(journal) && !waits) return { action: "none" };
  const moves = changed.includes("nodeName") || unknown.has("nodeName") ? [...MOVES, "address"] : MOVES;
  const same = (name: keyof NodeInputs) => prior?.[name] === wanted[name] && !unknown.has(name);
  const shown = !(["revision", "secretRevision", "nodeName", "incarnation"] as const).every(same);
  const reason = shown ? undefined : reasonOf(journal, wanted, pending);
  const { reason: _, ...rest } =
    implied.action === "update" ? implied : { action: "update" as const, changed: [], unknown: [] };
  return { ...rest, unknown: moves, ...(waits && { restarts: true }), ...(reason && { reason }) };
}

/** What runs, since when, why, and what is wanted, where no changed input tells it. */
function reasonOf(
  journal: Journal,
  { version, revision }: Partial<NodeInputs>,
  pending: NodeLookup["pending"],
): string | undefined {
  const { current, since, refused, failure } = journal;
  const runs = `runs ${current.version} since ${new Date(since).toISOString().slice(0, 16).replace("T", " ")}`;
  const wants = current.revision === revision ? "" : `; wanted is ${version ?? revision}`;
  if (refused && current.revision !== revision)
    return `${runs}, because ${refused.version} was put back (${describeFailure(refused)})${wants}`;
  if (failure) return `${runs}, which failed (${describeFailure(failure)})${wants}`;
  if (!isVerified(journal)) return `${runs}, but was never verified: its last change was interrupted${wants}`;
  if (pending.image !== undefined) return "the instance waits to be rebuilt from another image";
  if (pending.restart) return "the instance waits for a restart";
  return wants ? `${runs}${wants}` : undefined;
}
