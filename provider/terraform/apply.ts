/** Carrying out a planned change. */
import { isDeepStrictEqual } from "node:util";
import { describe } from "../identity.ts";
import { validate } from "../inputs.ts";
import { create, look, NotOwned, remove, update } from "../lifecycle.ts";
import type { Values } from "../resource.ts";
import { failure, refusals, warning } from "./diagnostics.ts";
import { type Memory, recall, remember } from "./memory.ts";
import { inputsOf } from "./plan.ts";
import type { ApplyResourceChangeRequest, ApplyResourceChangeResponse, Diagnostic } from "./protocol/messages.ts";
import { UNKNOWN, type Value } from "./protocol/value.ts";
import { ownerIn, requestOf } from "./request.ts";
import { OWN, type Resource, resourceNamed, type TIMED } from "./schema.ts";
import { comparable, secretNamesIn, secretsIn } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { declaredIn, idOf, placeIn, seenIn, stateOf } from "./state.ts";
import { completeObject, decodeObject, isMembers, type Members } from "./values.ts";

/** A change that is being carried out. */
interface Change {
  readonly resource: Resource;
  readonly settings: Settings;
  readonly signal: AbortSignal;
  readonly memory: Memory;
  readonly report: Diagnostic[];
}

/** Answers `apply`. */
export async function applyChange(
  { typeName, priorState, plannedState, config, plannedPrivate }: ApplyResourceChangeRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<ApplyResourceChangeResponse> {
  const change = { resource: resourceNamed(typeName), settings, signal, memory: recall(plannedPrivate), report: [] };
  if (plannedState === null || config === null) return destroyed(change, priorState ?? {});
  if (priorState === null) return created(change, plannedState, config);
  return updated(change, priorState, plannedState, config);
}

async function created(change: Change, planned: Members, config: Members): Promise<ApplyResourceChangeResponse> {
  const { resource, settings, report } = change;
  const { values, problems } = wantedOf(change, planned, config);
  if (problems.length > 0) return { newState: null, diagnostics: refusals(resource, problems) };
  try {
    refuseTwice(resource, values);
    const request = requestOf({ ...change, values, config }, change.signal, report);
    const made = await create(resource.kind, request, timed(values, planned, "create"));
    madeHere.add(keyOf(resource, values));
    return settled(change, planned, values, made, { owners: [ownerIn(config, settings)], ...namesOf(change, config) });
  } catch (error) {
    // Without a state the next run takes up what there is by its mark; with one Terraform would remove it first.
    return { newState: null, diagnostics: [...report, ...failure(resource, "Creating", values, error)] };
  }
}

async function updated(
  change: Change,
  state: Members,
  planned: Members,
  config: Members,
): Promise<ApplyResourceChangeResponse> {
  const { resource, settings, memory, report } = change;
  const { keeps, ...kept } = memory;
  if (keeps) return { newState: withoutUnknown(planned), private: remember(kept) };
  const { values, problems } = wantedOf(change, planned, config);
  if (problems.length > 0) return { newState: state, diagnostics: refusals(resource, problems) };
  const secrets = comparable(secretsIn(resource, config), config, state, memory);
  const { prior: before } = seenIn(resource, state, memory, settings);
  const prior = { ...declaredIn(resource, before, values, memory), ...secrets.before };
  const request = requestOf({ ...change, values, config }, change.signal, report);
  try {
    const made = await update(resource.kind, request, prior, timed(values, planned, "update"), { whenGone: "refuse" });
    const owners = [...new Set([ownerIn(config, settings), ...(memory.owners ?? [])])];
    const found = stillFound(change, state, planned, config);
    return settled(change, planned, values, made, { owners, ...found, ...namesOf(change, config) });
  } catch (error) {
    const now = await asItIs(change, state);
    return { ...now, diagnostics: [...report, ...failure(resource, "Updating", values, error)] };
  }
}

async function destroyed(change: Change, state: Members): Promise<ApplyResourceChangeResponse> {
  const { resource, settings, memory, report } = change;
  const { prior } = seenIn(resource, state, memory, settings);
  const request = requestOf({ ...change, values: prior, config: state }, change.signal, report);
  try {
    const owners = [request.owner, ...(memory.owners ?? [])];
    await remove(resource.kind, request, timed(prior, state, "delete"), owners);
    madeHere.delete(keyOf(resource, prior));
    return { newState: null, diagnostics: report };
  } catch (error) {
    const diagnostics = [...report, ...failure(resource, "Removing", prior, error)];
    return { newState: state, private: remember(memory), diagnostics };
  }
}

/** What this process has made: of two blocks that declare the same thing, the second must not take over the first one's. */
const madeHere = new Set<string>();

const keyOf = ({ kind }: Resource, values: Values): string => describe(kind, values);

function refuseTwice(resource: Resource, values: Values): void {
  const key = keyOf(resource, values);
  if (madeHere.has(key))
    throw new NotOwned(`${key} is declared twice: another block of this configuration has made it`);
}

/** What is wanted: the planned inputs, and secrets from wherever they are. */
function wantedOf({ resource, settings }: Change, planned: Members, config: Members) {
  const given = secretsIn(resource, config).flatMap(({ field, value }) =>
    value === undefined ? [] : [[field.name, value] as const],
  );
  const known = { ...decodeObject(resource.inputs, planned), ...Object.fromEntries(given) };
  const { values, problems } = validate(resource.kind, known, new Set());
  return { values: { ...values, ...(planned.host === null && placeIn(settings)) }, problems };
}

/** With the time that this kind of change may take. */
function timed(values: Values, of: Members, verb: (typeof TIMED)[number]): Values {
  const timeouts = of[OWN.timeouts];
  const timeout = isMembers(timeouts) ? timeouts[verb] : null;
  return typeof timeout === "string" ? { ...values, timeout } : values;
}

/**
 * The answer after a change: what was planned where it was known, for Terraform holds us to it, and what is live where
 * it was not. Where the two differ by now, the next plan shows it.
 */
function settled(
  { resource, report }: Change,
  planned: Members,
  values: Values,
  made: Values,
  memory: Memory,
): ApplyResourceChangeResponse {
  const live = stateOf(resource, { ...planned, [OWN.id]: idOf(resource, values, new Set()) }, values, made);
  const moved: string[] = [];
  const newState: Members = Object.fromEntries(
    Object.entries(planned).map(([name, value]): [string, Value] => [
      name,
      held(value, live[name] ?? null, [name], moved),
    ]),
  );
  if (moved.length > 0)
    report.push(warning(resource, values, `changed meanwhile: ${moved.join(", ")}; the next plan shows it`));
  return { newState, private: remember(memory), diagnostics: report };
}

function held(planned: Value, live: Value, path: readonly string[], moved: string[]): Value {
  if (planned === UNKNOWN) return live === UNKNOWN ? null : live;
  if (isMembers(planned) && isMembers(live))
    return Object.fromEntries(
      Object.entries(planned).map(([key, value]) => [key, held(value, live[key] ?? null, [...path, key], moved)]),
    );
  if (Array.isArray(planned) && Array.isArray(live) && planned.length === live.length)
    return planned.map((value: Value, index) => held(value, live[index] ?? null, [...path, String(index)], moved));
  if (!isDeepStrictEqual(planned, live) && !isSameNumber(planned, live)) moved.push(path.join("."));
  return planned;
}

/** 0.1 comes as a text: no float is exactly it. */
const isSameNumber = (planned: Value, live: Value): boolean =>
  typeof live === "number" && typeof planned === "string" && Number(planned) === live;

const withoutUnknown = (planned: Members): Members =>
  Object.fromEntries(Object.entries(planned).map(([name, value]) => [name, value === UNKNOWN ? null : value]));

/** Inputs that an import has found, and that are still nobody's. */
function stillFound({ resource, settings, memory }: Change, state: Members, planned: Members, config: Members): Memory {
  if (!memory.found) return {};
  const declared = completeObject(resource.inputs, config);
  const offered = inputsOf(resource, settings, state, memory, config);
  const found = resource.inputs.fields
    .filter(
      ({ name, attribute }) =>
        memory.found?.includes(name) && !isDeepStrictEqual(planned[attribute], declared[attribute]),
    )
    .filter(({ attribute }) => isDeepStrictEqual(planned[attribute], offered[attribute]))
    .map(({ name }) => name);
  return { found };
}

function namesOf({ resource }: Change, config: Members): Memory {
  const secretNames = secretNamesIn(secretsIn(resource, config));
  return secretNames ? { secretNames } : {};
}

/** After a change that failed: the resource as it is by now, or as it was where that cannot be told. */
async function asItIs({ resource, settings, memory }: Change, state: Members): Promise<ApplyResourceChangeResponse> {
  const { keeps: _, ...kept } = memory;
  const before = { newState: state, private: remember(kept) };
  const { prior } = seenIn(resource, state, memory, settings);
  const patient = AbortSignal.timeout(10_000);
  const request = requestOf({ resource, settings, values: prior, config: state }, patient, []);
  const live = await look(resource.kind, request, prior).catch(() => undefined);
  if (!live) return before;
  return { newState: stateOf(resource, state, prior, live), private: before.private };
}
