/** The plan of a node: it changes when another revision is wanted, when what runs did not pass, and when its instance waits for a restart. */
import type { Failure, Journal } from "../../beam/journal.ts";
import { isVerified } from "../../beam/journal.ts";
import { heldBack } from "../../beam/refusal.ts";
import type { Context } from "../../context.ts";
import type { Plan, Question } from "../../resource.ts";
import { answered } from "../instance/answer.ts";
import { pendingOf } from "../instance/pending.ts";
import type { inputs, NodeInputs, outputs } from "./node-schema.ts";
import { describeFailure, type Records, recordsIn, recordsOf } from "./site.ts";

/** What is looked up for the plan. */
export interface NodeLookup {
  readonly journal: Journal | undefined;
  /** What the instance really waits for. */
  readonly pending: { readonly image?: string | undefined; readonly restart?: true | undefined };
  /** Why what is wanted is not tried again. */
  readonly held?: Failure | undefined;
}

/** Looks at the node's journal and at what its instance waits for. Only reads. */
export async function factsOf(context: Context, wanted: Partial<NodeInputs>): Promise<NodeLookup> {
  const { project, instance, app } = wanted;
  const found = instance && app ? await context.incus(project).member("/1.0/instances", instance, answered) : undefined;
  if (!found || !app) return { journal: undefined, pending: {} };
  const { config } = found.body;
  const records = recordsOf(config, app);
  return { journal: records.journal, pending: pendingOf(config), held: await heldOf(context, wanted, records) };
}

/** Why what is wanted is not tried again: only where it is asked not to be. */
async function heldOf(
  context: Context,
  { project, where, instance, app, retry, revision, secretRevision, cluster = [] }: Partial<NodeInputs>,
  own: Records,
): Promise<Failure | undefined> {
  if (retry !== "on-change" || app === undefined || revision === undefined || secretRevision === undefined)
    return undefined;
  const others = cluster.filter((name) => name !== instance);
  return heldBack({ revision, secretRevision }, own, await recordsIn(context, { project, app, where }, others));
}

const MOVES = ["generation", "verified", "runningVersion", "runningRevision"];

/** What the plan answers beyond the implied. */
export function planNode(
  { wanted, live, prior, unknown, facts }: Question<typeof inputs, typeof outputs, NodeLookup>,
  implied: Plan,
): Plan {
  if ((implied.action !== "none" && implied.action !== "update") || !live || !facts?.journal) return implied;
  const { journal, pending } = facts;
  if (wanted.keep) return { action: "none" };
  // The node that refused it says so; the others stay as they are beside it.
  if (facts.held)
    return { action: "none", ...(isRefusedBy(journal, facts.held) && { reason: stays(journal, facts.held) }) };
  const changed = implied.action === "update" ? implied.changed : [];
  const waits = unknown.has("pending") || pending.image !== undefined || pending.restart === true;
  const well = isVerified(journal) && !waits && journal.rest === undefined;
  if (changed.length === 0 && well) return { action: "none" };
  if (well && changed.every((name) => name === "router")) return implied;
  const moves = changed.includes("nodeName") || unknown.has("nodeName") ? [...MOVES, "address"] : MOVES;
  const same = (name: keyof NodeInputs) => prior?.[name] === wanted[name] && !unknown.has(name);
  const shown = !(["revision", "secretRevision", "nodeName", "incarnation"] as const).every(same);
  const said = [
    shown ? undefined : reasonOf(journal, wanted, pending),
    wanted.snapshot && (pending.image === undefined ? SNAPSHOT : SNAPSHOT_OF_VOLUME),
  ];
  const reason = said.filter(Boolean).join("; ");
  const { reason: _, ...rest } =
    implied.action === "update" ? implied : { action: "update" as const, changed: [], unknown: [] };
  return { ...rest, unknown: moves, ...(waits && { restarts: true }), ...(reason && { reason }) };
}

const isRefusedBy = ({ refused, failure }: Journal, { folder }: Failure): boolean =>
  [refused?.folder, failure?.folder].includes(folder);

/** What runs instead of what was refused. */
const stays = (journal: Journal, held: Failure): string =>
  journal.failure ? heldText(held) : `runs ${journal.current.version}: ${heldText(held)}`;

/** What was refused, when and why, and what makes it be tried again. */
export const heldText = ({ version, at, check, detail }: Failure): string =>
  `${version} failed at ${timeText(at)} (${describeFailure({ check, detail })}) and is not tried again until another revision is wanted, or \`retry\` is "always"`;

const timeText = (at: number): string => new Date(at).toISOString().slice(0, 16).replace("T", " ");

const SNAPSHOT = "a snapshot of the instance and its volume is taken before";
const SNAPSHOT_OF_VOLUME =
  "a snapshot of its volume is taken before, and none of the instance, which is rebuilt: Incus rebuilds no instance that has one";

/** What runs, since when, why, and what is wanted, where no changed input tells it. */
function reasonOf(
  journal: Journal,
  { version, revision }: Partial<NodeInputs>,
  pending: NodeLookup["pending"],
): string | undefined {
  const { current, since, refused, failure } = journal;
  const runs = `runs ${current.version} since ${timeText(since)}`;
  const wants = current.revision === revision ? "" : `; wanted is ${version ?? revision}`;
  if (refused && current.revision !== revision)
    return `${runs}, because ${refused.version} was put back (${describeFailure(refused)})${wants}`;
  if (failure) return `${runs}, which failed (${describeFailure(failure)})${wants}`;
  if (!isVerified(journal)) return `${runs}, but was never verified: its last change was interrupted${wants}`;
  if (journal.rest) return "stands still since its slot gets no requests: it is started again";
  if (pending.image !== undefined) return "the instance waits to be rebuilt from another image";
  if (pending.restart) return "the instance waits for a restart";
  return wants ? `${runs}${wants}` : undefined;
}
