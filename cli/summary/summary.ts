/** What a plan means for those who run the nodes. Pure: from what an engine has planned to what a page says. */
import { kinds } from "../../provider/kinds/index.ts";
import { fields as fieldsOf, marks } from "../../provider/schema.ts";
import { headlineOf } from "./headline.ts";
import type { Change, Planned, Remark } from "./planned.ts";
import { type Rollout, rolloutsOf } from "./rollout.ts";

/** A resource that changes, and how. */
export interface Touched {
  readonly resource: string;
  readonly action: Change["action"];
  /** Names of the inputs that change. */
  readonly changed: readonly string[];
}

/** What a page says. */
export interface Summary {
  readonly headline: string;
  readonly engine: Planned["engine"];
  /** Whether it was done already. */
  readonly applied: boolean;
  readonly rollouts: readonly Rollout[];
  /** What is destroyed and made anew, and the inputs that force it. */
  readonly replaced: readonly { readonly resource: string; readonly because: readonly string[] }[];
  /** What no later run brings back. */
  readonly irreversible: readonly { readonly resource: string; readonly what: string }[];
  /** What changes in the state, and nowhere else. */
  readonly onPaper: readonly Touched[];
  readonly others: readonly Touched[];
  readonly problems: readonly Remark[];
  readonly warnings: readonly Remark[];
  readonly notes: readonly Remark[];
}

/** The summary of a plan. */
export function summarize(planned: Planned): Summary {
  const { engine, applied, changes, remarks, inWords } = planned;
  const moving = changes.filter(({ action }) => action !== "none");
  const rollouts = rolloutsOf(planned);
  const shown = new Set(rollouts.flatMap(({ ids }) => ids));
  const touched = (each: Change): Touched => ({
    resource: each.label,
    action: each.action,
    changed: inputsIn(each).map(inWords),
  });
  const told = rollouts.flatMap(({ rounds }) => rounds.flatMap(({ nodes }) => nodes.flatMap(({ why }) => why ?? [])));
  const untold = ({ text }: Remark) => !told.some((why) => text.endsWith(why));
  const paper = moving.filter(isOnPaper);
  const others = moving.filter((each) => !paper.includes(each) && !shown.has(each.id));
  const of = (severity: Remark["severity"]) => unique(remarks.filter((each) => each.severity === severity));
  const summary = {
    engine,
    applied,
    rollouts: rollouts.map(({ ids: _, ...rest }) => rest),
    replaced: moving
      .filter(({ action }) => action === "replace")
      .map(({ label, because }) => ({ resource: label, because: because.map(inWords) })),
    irreversible: moving.flatMap(losses),
    onPaper: paper.map(touched),
    others: others.map(touched),
    problems: of("error"),
    warnings: of("warning").filter(untold),
    notes: of("info").filter(untold),
  };
  return { headline: headlineOf(summary), ...summary };
}

/** What is lost with a resource of a kind. */
const LOST: Readonly<Record<string, string>> = {
  storage_volume: "the volume and all data in it",
  storage_pool: "the storage pool",
  snapshot: "the snapshot",
  instance: "the instance and what is on its root disk",
  project: "the project",
};

function losses({ kind, label, action, after }: Change): Summary["irreversible"] {
  const lost = LOST[kind];
  if (lost && (action === "delete" || action === "replace")) return [{ resource: label, what: `removes ${lost}` }];
  if (kind !== "task" || (action !== "create" && action !== "update")) return [];
  const name = typeof after.name === "string" ? ` ${after.name}` : "";
  return [{ resource: label, what: `runs the task${name} once; putting nodes back does not undo what it did` }];
}

/** Nothing on the server changes: only what steers later changes, or what the engine keeps account of. */
function isOnPaper({ kind, action, changed, unknown }: Change): boolean {
  if (action === "import" || action === "forget") return true;
  const inputs = INPUTS.get(kind);
  return (
    action === "update" &&
    inputs !== undefined &&
    unknown.size === 0 &&
    changed.length > 0 &&
    changed.every((name) => inputs.get(name) === true)
  );
}

/** The inputs among the fields that change; of what is not ours all of them. */
function inputsIn({ kind, changed }: Change): readonly string[] {
  const inputs = INPUTS.get(kind);
  return inputs ? changed.filter((name) => inputs.has(name)) : changed;
}

/** The inputs of each kind, and whether they only steer how changes are made. */
const INPUTS = new Map(
  kinds.map(({ type, accepts }): [string, ReadonlyMap<string, boolean>] => [
    type,
    new Map(fieldsOf(accepts).map(([name, schema]) => [name, marks(schema).steers === true])),
  ]),
);

const unique = (remarks: readonly Remark[]): Remark[] => [
  ...new Map(remarks.map((each) => [`${each.about} ${each.text}`, each])).values(),
];
