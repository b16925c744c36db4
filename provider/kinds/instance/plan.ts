/** The plan of an instance: what is refused, what restarts it, what is not known until then. Pure. */
import type { Live, Plan, Problem, Question, Update, Values } from "../../resource.ts";
import { configOf, pathOf, reserved } from "./config.ts";
import { needOf } from "./device-change.ts";
import { deviceProblems } from "./device-problems.ts";
import { type Device, toWire } from "./devices.ts";
import type { Facts } from "./facts.ts";
import { isFingerprint } from "./image.ts";
import { PENDING_KEY, pendingOf, pendingText } from "./pending.ts";
import { snapshotsForbidRebuild } from "./rebuild.ts";
import type { inputs, outputs, Wanted } from "./schema.ts";

type Asked = Question<typeof inputs, typeof outputs, Facts>;
type LiveInstance = Live<typeof inputs, typeof outputs>;

/** Refines the implied plan. */
export function planInstance(question: Asked, wholly: Plan): Plan {
  const implied = withImageFound(question, wholly);
  if (implied.action === "none") return unfinished(question) ?? implied;
  const problems = problemsOf(question);
  if (implied.action === "update" && implied.changed.includes("image")) problems.push(...rebuildProblems(question));
  if (problems.length > 0) return { action: "refuse", problems };
  if (implied.action === "create") return { ...implied, known: { ...fingerprintOf(question), pending: "" } };
  if (implied.action !== "update" || !question.live) return implied;
  if (implied.changed.length === 1 && leavesPlaceAlone(question, implied)) return { action: "none" };
  if (implied.changed.includes("image") && question.facts?.canRebuild === false)
    return { action: "replace", because: ["image"], reason: "this server cannot rebuild an instance in place" };
  return refined(question, question.live, implied);
}

/** An image that is named in other words, but is the same, is no change. */
function withImageFound({ live, facts, unknown, wanted }: Asked, implied: Plan): Plan {
  if (implied.action !== "update" || !live || unknown.has("image") || !implied.changed.includes("image"))
    return implied;
  const put = wanted.restart === "defer" ? pendingOf({ [PENDING_KEY]: live.pending }).image : undefined;
  if (facts?.image.fingerprint !== (put ?? live.fingerprint)) return implied;
  const changed = implied.changed.filter((name) => name !== "image");
  return changed.length === 0 ? { action: "none" } : { ...implied, changed };
}

/** What a running instance does not take, of the change from one to the other: the words of a reason. */
export function restartReasons(
  live: LiveInstance,
  wanted: Partial<Wanted>,
  facts: Facts | undefined,
  unknown: ReadonlySet<string> = new Set(),
): string[] {
  const type = live.type;
  const [from, to] = [configOf(live), configOf(withoutUnknown(live, wanted, unknown))];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
    (key) => from[key] !== to[key] && facts?.configuration.needsRestart("instance", key, type),
  );
  const cloudInit = keys.some((key) => key.startsWith("cloud-init.")) ? ["cloudInit"] : [];
  return [
    ...keys.filter((key) => !key.startsWith("cloud-init.")),
    ...cloudInit,
    ...(wanted.devices ? coldDevices(live, wanted.devices) : []),
    ...profileReasons(live, wanted, facts),
  ];
}

/** Devices whose change a running instance does not take. */
const coldDevices = (live: LiveInstance, wanted: Record<string, Device>): string[] =>
  [...new Set([...Object.keys(live.devices), ...Object.keys(wanted)])]
    .filter((name) => needOf(live.type, live.devices[name], wanted[name], live.ipv4Address) !== "nothing")
    .map((name) => `devices.${name}`);

/** Where the program names no place any more, the instance stays where it is. */
const leavesPlaceAlone = ({ wanted, unknown }: Asked, { changed }: Update): boolean =>
  changed.includes("target") && wanted.target === undefined && !unknown.has("target");

function refined(question: Asked, live: LiveInstance, implied: Update): Plan {
  const { wanted, facts, unknown } = question;
  const rebuilds = implied.changed.includes("image");
  const place = implied.changed.includes("target") && !leavesPlaceAlone(question, implied);
  const runs = wanted.running ?? true;
  const reasons = live.running ? restartReasons(live, wanted, facts, unknown) : [];
  const restarts = runs && live.running && (rebuilds || place || reasons.length > 0);
  if (restarts && wanted.ephemeral)
    return { action: "replace", because: implied.changed, reason: "an ephemeral instance is deleted when it stops" };
  if (wanted.restart === "defer") return deferred(question, live, implied, runs && reasons.length > 0);

  const left = pendingOf({ [PENDING_KEY]: live.pending });
  const moves = moved(question, live, implied, rebuilds || place || left.image === live.fingerprint);
  const why = [
    implied.reason,
    place ? `moves from ${live.location} to ${wanted.target ?? "another member"}` : undefined,
    restarts && !rebuilds && reasons.length > 0 ? `restarts for ${reasons.join(", ")}` : undefined,
  ];
  return {
    ...implied,
    unknown: place ? [...moves.filter((name) => rebuilds || name !== "incarnation"), "location"] : moves,
    known: {
      ...(rebuilds ? fingerprintOf(question) : {}),
      pending: "",
      ...(!runs && live.running && { status: "Stopped" }),
    },
    ...((restarts || (live.running && Boolean(left.image || left.restart))) && { restarts: true }),
    ...withReason([rebuilds ? "rebuilds the root disk: what is on it is lost" : undefined, ...why]),
  };
}

/** A change for a BeamNode to carry out: the instance itself neither restarts nor gets a new root disk. */
function deferred(question: Asked, live: LiveInstance, implied: Update, restarts: boolean): Plan {
  const { facts } = question;
  const before = pendingOf({ [PENDING_KEY]: live.pending });
  const rebuilds = implied.changed.includes("image");
  const image = rebuilds ? facts?.image.fingerprint : before.image;
  const pending = pendingText({
    ...(image !== undefined && !(rebuilds && image === live.fingerprint) && { image }),
    ...((restarts || before.restart) && { restart: true }),
  });
  // Its text could be told before; but an output that is known to change does not show the node's change in a preview.
  const moves = (rebuilds && image === undefined) || pending !== live.pending;
  return {
    ...implied,
    unknown: [...moved(question, live, implied, false), ...(moves ? ["pending"] : [])],
    ...withReason([implied.reason, pending && moves ? "the restart waits for the node" : undefined]),
  };
}

/** A restart or rebuild that an interrupted run left behind, and nothing else. */
function unfinished({ wanted, live }: Asked): Plan | undefined {
  if (!live || wanted.restart === "defer" || live.pending === "") return undefined;
  const left = pendingOf({ [PENDING_KEY]: live.pending });
  const rebuilt = left.image === live.fingerprint;
  const update = { action: "update" as const, changed: [], known: { pending: "" } };
  if (left.image && !rebuilt && !left.restart)
    return { ...update, unknown: [], reason: "takes back the rebuild that an earlier run could not do" };
  const reason = `finishes the ${rebuilt ? "rebuild" : "restart"} that an earlier run began`;
  return { ...update, unknown: rebuilt ? [...ADDRESSES, "incarnation"] : [], restarts: true, reason };
}

const ADDRESSES = ["ipv4Address", "ipv6Address", "addresses"];

/** Outputs that are not known before. */
function moved(question: Asked, live: LiveInstance, { changed }: Update, rebuilds: boolean): string[] {
  const { wanted } = question;
  const runs = wanted.running ?? true;
  const starts = runs && !live.running;
  const nics = changed.includes("profiles") || (changed.includes("devices") && nicsMove(live, wanted.devices));
  const keeps = live.pinAddress && wanted.pinAddress === true && !nics;
  const moving = new Set<string>();
  if (starts || (!runs && live.running) || rebuilds || nics)
    // A rebuilt guest may ask for its address under another client id; a restarted one gets the same lease.
    for (const name of keeps ? ADDRESSES.slice(1) : ADDRESSES) moving.add(name);
  if (nics) moving.add("macAddress");
  if (starts || live.status === "Frozen") moving.add("status");
  if (live.incarnation === "" || rebuilds) moving.add("incarnation");
  if (rebuilds && !fingerprintOf(question).fingerprint) moving.add("fingerprint");
  return [...moving];
}

const nicsMove = (live: LiveInstance, wanted: Wanted["devices"] = {}): boolean =>
  [...new Set([...Object.keys(live.devices), ...Object.keys(wanted)])].some((name) => {
    const pair = [live.devices[name], wanted[name]];
    if (!pair.some((device) => device?.type === "nic" || device?.type === "none")) return false;
    const [from, to] = pair.map((device) => device && JSON.stringify(sorted(withoutLimits(toWire(device)))));
    return from !== to;
  });

const withoutLimits = (wire: Record<string, string>) =>
  Object.fromEntries(Object.entries(wire).filter(([key]) => !key.startsWith("limits.")));

const sorted = (map: Record<string, string>) => Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));

/** What is named by its fingerprint has it whatever happens; an alias may stand for something else by then. */
const fingerprintOf = ({ wanted, unknown }: Asked): Values =>
  wanted.image === undefined || unknown.has("image") || !isFingerprint(wanted.image)
    ? {}
    : { fingerprint: wanted.image };

/** Options of other profiles that a running instance does not take. */
function profileReasons(live: LiveInstance, wanted: Partial<Wanted>, facts: Facts | undefined): string[] {
  if (!facts?.profileConfig || JSON.stringify(wanted.profiles) === JSON.stringify(live.profiles)) return [];
  const own = configOf(wanted);
  return Object.keys(facts.profileConfig)
    .filter((key) => !(key in own) && facts.configuration.needsRestart("instance", key, live.type))
    .map((key) => `profiles (${key})`);
}

function problemsOf({ wanted, live, facts, unknown }: Asked): Problem[] {
  const problems: Problem[] = Object.keys(wanted.config ?? {}).flatMap((key) => {
    const message = reserved(key);
    return message ? [{ path: ["config", key], message }] : [];
  });
  if (facts && wanted.type) problems.push(...misspelt(wanted, facts));
  if (facts?.image.problem) problems.push({ path: ["image"], message: facts.image.problem });
  if (wanted.ephemeral && wanted.running === false && !unknown.has("running"))
    problems.push({
      path: ["running"],
      message: "cannot be false for an ephemeral instance, which is deleted when it stops",
    });
  if (wanted.type === "container" && wanted.waitFor?.includes("agent"))
    problems.push({ path: ["waitFor"], message: "cannot name agent: only virtual machines have one" });
  if (live && wanted.restart === "defer" && wanted.target !== undefined && wanted.target !== live.target)
    problems.push({
      path: ["target"],
      message: `cannot become ${wanted.target} here: the instance would stop, and a BeamNode says when it may; move it with: incus move ${wanted.name} --target ${wanted.target}`,
    });
  if (wanted.limits?.cpu !== undefined && wanted.limits.cpuSet !== undefined)
    problems.push({ path: ["limits", "cpuSet"], message: "cannot be set together with limits.cpu" });
  for (const name of Object.keys(wanted.secretEnvironment ?? {}))
    if (name in (wanted.environment ?? {}))
      problems.push({ path: ["secretEnvironment", name], message: "is in environment, too" });
  return [...problems, ...devicesProblems(wanted, facts)];
}

/** Options that the server does not know, or not with this value. */
function misspelt(wanted: Partial<Wanted>, { configuration }: Facts): Problem[] {
  const checkable = Object.fromEntries(
    Object.entries(configOf(wanted)).filter(([key]) => !reserved(key) || pathOf(key)[0] !== "config"),
  );
  return configuration
    .check("instance", checkable, { instanceType: wanted.type })
    .map(({ key, problem, suggestion }) => {
      const typed =
        suggestion !== undefined && pathOf(suggestion)[0] !== "config" ? pathOf(suggestion).join(".") : suggestion;
      const message = suggestion ? `is no option of an instance; did you mean ${typed}?` : said(problem);
      return { path: pathOf(key), message };
    });
}

const said = (problem: string): string => (problem === "no such key" ? "is no option of an instance" : problem);

function devicesProblems({ devices = {}, limits, type }: Partial<Wanted>, facts: Facts | undefined): Problem[] {
  return Object.entries(devices).flatMap(([name, device]) => {
    const path = ["devices", name];
    const limitsRoot = device.type === "disk" && device.path === "/" && limits?.disk;
    const twice = limitsRoot && (device.limitsRead || device.limitsWrite || device.limitsMax);
    return [
      ...deviceProblems(path, device, type, facts?.configuration),
      ...(twice ? [{ path, message: "limits the root disk, and so does limits.disk: choose one" }] : []),
    ];
  });
}

function rebuildProblems({ facts, unknown }: Asked): Problem[] {
  const snapshots = facts?.snapshots ?? [];
  if (snapshots.length === 0 || unknown.has("image")) return [];
  return [{ path: ["image"], message: snapshotsForbidRebuild(snapshots) }];
}

/** Inputs that are not known yet are taken to stay as they are. */
const withoutUnknown = (
  live: LiveInstance,
  wanted: Partial<Wanted>,
  unknown: ReadonlySet<string>,
): Partial<Wanted> => ({
  ...wanted,
  ...Object.fromEntries(Object.entries(live).filter(([name]) => unknown.has(name))),
});

const withReason = (reasons: readonly (string | undefined | false)[]): { reason?: string } => {
  const said = reasons.filter(Boolean).join("; ");
  return said ? { reason: said } : {};
};
