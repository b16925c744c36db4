/** The rollouts in a plan: which nodes change in which order, from which version to which, behind which gates. */
import { describeCheck, healthCheck } from "../../provider/beam/health.ts";
import { kinds } from "../../provider/kinds/index.ts";
import type { Change, Fields, Planned } from "./planned.ts";

/** A node that changes. */
export interface NodeChange {
  readonly instance: string;
  /** `switch`: to another version; `restart`: same version, other settings, secrets or instance. */
  readonly action: "start" | "switch" | "restart" | "remove";
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** What becomes of its instance meanwhile. */
  readonly machine?: "new" | "replaced" | "rebuilt" | "restarted" | undefined;
  /** Where no changed input tells it: why. */
  readonly why?: string | undefined;
}

/** What happens between nodes: a gate that must be passed, traffic that moves, a task that runs. */
export interface GateChange {
  readonly sort: "gate" | "traffic" | "task";
  readonly name: string;
  /** What it asks, in words. */
  readonly asks: string;
}

/** One round: nodes that change at the same time, or gates that follow them. */
export interface Round {
  readonly nodes: readonly NodeChange[];
  readonly gates: readonly GateChange[];
}

/** What happens to the nodes of one application. */
export interface Rollout {
  readonly app: string;
  /** Versions that run now. */
  readonly from: readonly string[];
  /** Versions that are wanted. */
  readonly to: readonly string[];
  readonly rounds: readonly Round[];
  readonly removed: readonly NodeChange[];
}

/** Kinds that are a part of a rollout, and no step of it: what changes they decide, open or tell. */
const AROUND = new Set(["slots", "rollout", "rollout_report"]);

/** Kinds that are steps of a rollout, nodes aside. */
const STEPS = new Set([
  "traffic_switch",
  ...kinds.flatMap((kind) => (kind.class === "step" && !AROUND.has(kind.type) ? kind.type : [])),
]);
const SORTS: Readonly<Record<string, GateChange["sort"]>> = {
  traffic_switch: "traffic",
  traffic_weight: "traffic",
  task: "task",
};

/** The rollouts, and the ids of the resources that they tell of. */
export function rolloutsOf(planned: Planned): (Rollout & { readonly ids: readonly string[] })[] {
  const { changes } = planned;
  const nodes = changes.filter((each) => each.kind === "beam_node" && isSwitched(each));
  const ranks = ranksOf(changes);
  const steps = changes.filter(({ kind, action }) => STEPS.has(kind) && (action === "create" || action === "update"));
  const around = changes.filter(({ kind }) => kind !== "slots" && AROUND.has(kind));
  const moving = steps.filter(({ kind }) => SORTS[kind] === "traffic");
  const apps = new Set([...nodes, ...moving].map(appOf));
  return [...apps].map((app) => {
    const changing = nodes.filter((each) => appOf(each) === app);
    const gates = steps.filter((each) => appOf(each) === app);
    const going = changing.filter(({ action }) => action === "delete");
    const staying = changing.filter(({ action }) => action !== "delete");
    const ordered = Map.groupBy([...staying, ...gates], ({ id }) => ranks.get(id) ?? 0);
    const rounds = [...ordered]
      .sort(([a], [b]) => a - b)
      .map(([, members]) => ({
        nodes: members.filter(({ kind }) => kind === "beam_node").map((each) => nodeChange(each, planned)),
        gates: members.filter(({ kind }) => kind !== "beam_node").map((each) => gateChange(each, staying.length > 0)),
      }));
    const told = rounds.flatMap((round) => round.nodes);
    return {
      app,
      from: versions(told.map(({ from }) => from)),
      to: versions(told.map(({ to }) => to)),
      rounds,
      removed: going.map((each) => nodeChange(each, planned)),
      ids: [...changing, ...gates, ...around.filter((each) => appOf(each) === app)].map(({ id }) => id),
    };
  });
}

/** Whether the node's process is touched: it gets a new generation. */
const isSwitched = ({ action, after, unknown }: Change): boolean =>
  action === "update"
    ? unknown.has("generation") || after.generation === undefined
    : action === "create" || action === "replace" || action === "delete";

function nodeChange(change: Change, planned: Planned): NodeChange {
  const { action, before, after, label } = change;
  const instance = textOf(change, "instance") ?? label;
  const why = whyOf(change, planned);
  // What was put back is newer than the state.
  const running = /^runs (\S+) since /.exec(why ?? "")?.[1];
  const [from, to] = [running ?? text(before.runningVersion) ?? text(before.version), text(after.version)];
  if (action === "delete") return { instance, action: "remove", from };
  const machine = machineOf(change, planned);
  const shared = { instance, to, ...(machine && { machine }), ...(why && { why }) };
  if (action === "create" || action === "replace") return { ...shared, action: "start" };
  const same = to === undefined || from === to;
  return { ...shared, action: same ? "restart" : "switch", from, to: to ?? from };
}

/** The reason that the plan gives for a change that no input shows. */
const whyOf = ({ label }: Change, { applied, remarks }: Planned): string | undefined =>
  applied
    ? undefined
    : remarks
        .filter(({ about, severity }) => about === label && severity !== "error")
        .map(({ text }) => text.replace(/^restarts the instance(; |\.?$)/, ""))
        .find((text) => text !== "");

const RESTARTS = "restarts the instance";

/** What becomes of the instance that a node is in. */
function machineOf(node: Change, { changes, remarks }: Planned): NodeChange["machine"] {
  const name = textOf(node, "instance");
  const instance = changes.find(
    (each) =>
      each.kind === "instance" &&
      textOf(each, "name") === name &&
      (textOf(each, "project") ?? "default") === (textOf(node, "project") ?? "default"),
  );
  if (instance?.action === "create") return "new";
  if (instance?.action === "replace") return "replaced";
  const waits = instance?.unknown.has("pending") || node.unknown.has("pending") || pendingIn(node.after) !== undefined;
  const restarts = remarks.some(
    ({ about, text }) => (about === node.label || about === instance?.label) && text.startsWith(RESTARTS),
  );
  if (!waits && !restarts) return undefined;
  const rebuilt = instance?.changed.some((field) => field === "image" || field === "fingerprint");
  return rebuilt || pendingIn(node.after)?.includes('"image"') ? "rebuilt" : "restarted";
}

const pendingIn = ({ pending }: Fields): string | undefined => text(pending) || undefined;

function gateChange({ kind, label, after }: Change, withNodes: boolean): GateChange {
  const slot = typeof after.slot === "string" ? `the ${after.slot} slot` : "the slot that is ready by then";
  const asked = healthCheck().safeParse(after.check);
  const check = asked.success ? describeCheck(asked.data) : "the nodes run as they should";
  const watched = typeof after.minUptime === "string" ? [`for ${after.minUptime}`] : [];
  const words: Readonly<Record<string, readonly string[]>> = {
    health_check: [
      [check, ...watched].join(" "),
      ...(after.cluster === true ? ["every node sees every other"] : []),
      ...(after.final === true && withNodes ? ["ends the rollout"] : []),
      ...(after.onFailure === "manual" ? ["nothing is put back when it fails"] : []),
    ],
    approval: [after.approved === undefined ? "waits for a person" : `approved: ${String(after.approved)}`],
    traffic_weight: [
      after.share === undefined ? "every node has its own weight again" : `${String(after.share)} % of the requests`,
    ],
    traffic_switch: [`the requests go to ${slot}`],
    analysis: [`how the requests go${typeof after.window === "string" ? ` for ${after.window}` : ""}`],
    task: ["runs once for the revision; it is not undone"],
  };
  return {
    sort: SORTS[kind] ?? "gate",
    name: text(after.name) ?? label,
    asks: (words[kind] ?? [kind.replaceAll("_", " ")]).join("; "),
  };
}

/** How many nodes and gates come one after the other before each resource. */
function ranksOf(changes: readonly Change[]): Map<string, number> {
  const byId = new Map(changes.map((each) => [each.id, each]));
  const ranks = new Map<string, number>();
  const rank = (id: string): number => {
    const known = ranks.get(id);
    if (known !== undefined) return known;
    ranks.set(id, 0); // a circle, which no engine allows, would not end
    const own = Math.max(
      0,
      ...(byId.get(id)?.follows ?? []).map((before) => rank(before) + weightOf(byId.get(before))),
    );
    ranks.set(id, own);
    return own;
  };
  for (const { id } of changes) rank(id);
  return ranks;
}

const weightOf = (change: Change | undefined): number =>
  change && (change.kind === "beam_node" || STEPS.has(change.kind)) ? 1 : 0;

const versions = (found: readonly (string | undefined)[]): string[] => [
  ...new Set(found.filter((version) => version !== undefined)),
];

const appOf = (change: Change): string => textOf(change, "app") ?? "";

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

const textOf = ({ before, after }: Change, field: string): string | undefined =>
  text(after[field]) ?? text(before[field]);
