/**
 * Planning a change.
 *
 * The answer depends on the configuration, the refreshed state and the memory beside it: Terraform asks a second time
 * during apply, and whatever is known in the first answer must be the same in the second.
 */
import type { Request } from "../context.ts";
import { Unreachable } from "../incus/errors.ts";
import { withDigests } from "../inputs.ts";
import { type Planned, plan, planFrom } from "../lifecycle.ts";
import { same } from "../plan.ts";
import type { Kind, Plan, Values } from "../resource.ts";
import { failure, refusals, warning } from "./diagnostics.ts";
import { type Memory, recall, remember } from "./memory.ts";
import { writeOnly } from "./names.ts";
import type { Diagnostic, PlanResourceChangeRequest, PlanResourceChangeResponse } from "./protocol/messages.ts";
import { UNKNOWN, type Value } from "./protocol/value.ts";
import { requestOf } from "./request.ts";
import { OWN, type Resource, resourceNamed } from "./schema.ts";
import { comparable, secretsIn } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import type { Field } from "./shape.ts";
import { declaredIn, idOf, ownOf, placeIn, seenIn } from "./state.ts";
import { check, split } from "./validate.ts";
import { complete, completeObject, decode, encode, holdsUnknown, isMembers, type Members } from "./values.ts";

/** What a plan is made for. */
interface Case {
  readonly resource: Resource;
  readonly settings: Settings;
  /** Null before the resource is made. */
  readonly state: Members | null;
  readonly memory: Memory;
  readonly config: Members;
  /** The configuration with defaults, digests, and what an import has found. */
  readonly inputs: Members;
  readonly values: Values;
  readonly unknown: ReadonlySet<string>;
}

/** Answers `plan`. */
export async function planChange(
  { typeName, priorState, proposedNewState, config, priorPrivate }: PlanResourceChangeRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<PlanResourceChangeResponse> {
  if (proposedNewState === null || config === null) return { plannedState: null, plannedPrivate: priorPrivate };
  const resource = resourceNamed(typeName);
  const memory = recall(priorPrivate);
  const { problems, ...gathered } = await gather(resource, settings, priorState, memory, config);
  if (problems.length > 0) return { diagnostics: refusals(resource, problems) };
  const report: Diagnostic[] = [];
  const of: Case = { resource, settings, state: priorState, memory, config, ...gathered };
  try {
    const planned = await ask(of, requestOf(of, signal, report));
    const { plan: answer } = planned;
    if (answer.action === "refuse") return { diagnostics: [...report, ...refusals(resource, answer.problems)] };
    return { ...answerTo(of, planned), diagnostics: [...report, ...said(of, answer)] };
  } catch (error) {
    // Before it destroys, Terraform plans, too.
    if (error instanceof Unreachable && of.state && of.values.abandonUnreachable === true)
      return answerTo(of, { plan: { action: "none" }, outputs: {} });
    return { diagnostics: [...report, ...failure(resource, "Planning", of.values, error)] };
  }
}

/** All that is wanted: the configuration, completed and checked. */
async function gather(resource: Resource, settings: Settings, state: Members | null, memory: Memory, config: Members) {
  const inputs = { ...inputsOf(resource, settings, state, memory, config) };
  const parts = split(resource, inputs, config);
  const checked = check(resource, parts, config);
  const seen = state ? seenIn(resource, state, memory, settings).prior : {};
  const digested = await withDigests(resource.kind, checked.values, seen);
  const unknown = new Set(parts.unknown);
  for (const { marks, attribute, name } of resource.inputs.fields) {
    const digest = resource.inputs.fields.find(({ name }) => name === marks.digest);
    if (!digest || (config[digest.attribute] ?? null) !== null || (config[attribute] ?? null) === null) continue;
    const open = unknown.has(name);
    if (open) unknown.add(digest.name);
    inputs[digest.attribute] = open ? UNKNOWN : encode(digest.shape, digested.values[digest.name]);
  }
  const values: Values = { ...digested.values, ...(config.host === null && placeIn(settings)) };
  if (config.host === null && settings.host === UNKNOWN) unknown.add("host");
  for (const name of unknown) delete values[name];
  return { inputs, values, unknown, problems: [...checked.problems, ...digested.problems] };
}

/** The configuration with defaults. What an import has found stays, where nothing is said about it. */
export function inputsOf(
  resource: Resource,
  settings: Settings,
  state: Members | null,
  memory: Memory,
  config: Members,
): Members {
  const found = new Set(memory.found);
  const before: Members = Object.fromEntries(
    resource.inputs.fields
      .filter(({ name, marks }) => found.has(name) && !marks.secret && !isDigested(resource, name, config))
      .map(({ attribute }) => [attribute, state?.[attribute] ?? null]),
  );
  const project: Value = config.project === null && "project" in resource.kind.inputs.shape ? settings.project : null;
  const said: Members = project === null ? config : { ...config, project };
  const inputs: Members = completeObject(resource.inputs, said, before);
  const covered = resource.inputs.fields.filter(
    ({ attribute, marks }) => marks.owned && !marks.secret && covers(before[attribute], inputs[attribute]),
  );
  return { ...inputs, ...Object.fromEntries(covered.map(({ attribute }) => [attribute, before[attribute] ?? null])) };
}

const isDigested = ({ inputs }: Resource, name: string, config: Members): boolean =>
  inputs.fields.some(({ marks, attribute }) => marks.digest === name && (config[attribute] ?? null) !== null);

/** Whether a map that an import has found has all that is wanted in it. */
const covers = (found: Value | undefined, wanted: Value | undefined): boolean =>
  isMembers(found) &&
  isMembers(wanted) &&
  Object.entries(wanted).every(
    ([key, value]) => value === null || JSON.stringify(found[key]) === JSON.stringify(value),
  );

async function ask(of: Case, request: Request): Promise<Planned> {
  const { resource, settings, state, memory, config, values, unknown } = of;
  const secrets = comparable(secretsIn(resource, config), config, state, memory);
  const open = new Set([...unknown].filter((name) => !(name in secrets.wanted)));
  const wanted = { values: { ...values, ...secrets.wanted }, unknown: open };
  // Of a replacement Terraform asks twice, the second time without a state: what is in the way then is ours.
  const [owner = request.owner] = memory.owners ?? [];
  if (!state) return plan(resource.kind, { ...request, owner }, undefined, wanted);
  const { prior, live } = seenIn(resource, state, memory, settings);
  const before = secrets.before;
  const declared = declaredIn(resource, prior, wanted.values, memory);
  return planFrom(resource.kind, request, { ...declared, ...before }, { ...live, ...before }, wanted);
}

function answerTo(of: Case, { plan: answer, outputs }: Planned): PlanResourceChangeResponse {
  const { resource, state, memory, values, unknown } = of;
  const known = answer.action === "create" || answer.action === "replace" ? null : state;
  const told = resource.outputs.fields.map(({ name, attribute, shape }) => {
    if (name in outputs) return [attribute, encode(shape, outputs[name])] as const;
    return [attribute, known === null || moves(answer, name) ? UNKNOWN : (known[attribute] ?? null)] as const;
  });
  const plannedState = {
    [OWN.id]: idOf(resource, values, unknown),
    ...inputsAfter(of, answer),
    ...secretsAfter(of),
    ...ownOf(of.config),
    ...(state && state[OWN.owner] !== null && { [OWN.owner]: state[OWN.owner] }),
    ...Object.fromEntries(told),
  } as Members;
  return {
    plannedState,
    plannedPrivate: remember({ ...(state ? memory : {}), ...(answer.action === "none" && { keeps: true as const }) }),
    ...(answer.action === "replace" && { requiresReplace: answer.because.flatMap((name) => pathOf(resource, name)) }),
  };
}

const moves = (answer: Plan, name: string): boolean => answer.action === "update" && answer.unknown.includes(name);

const pathOf = ({ inputs }: Resource, name: string) =>
  inputs.fields.filter((field) => field.name === name).map(({ attribute }) => [{ attribute }]);

/** Inputs as they will be: what means the same as before stays as it was written then. */
function inputsAfter({ resource, state, inputs }: Case, answer: Plan): Members {
  const { kind } = resource;
  const open = resource.inputs.fields.filter(({ marks }) => !marks.secret);
  return Object.fromEntries(
    open.map((field) => {
      const want: Value = inputs[field.attribute] ?? null;
      return [field.attribute, state ? inputAfter(field, answer, kind, state[field.attribute] ?? null, want) : want];
    }),
  );
}

/**
 * An update may turn out to be none: Terraform asks again during apply, when a value that was not known has come and is
 * the one of before. So the answer for an input is the same in both cases.
 */
function inputAfter(field: Field, answer: Plan, kind: Kind, had: Value, want: Value): Value {
  const { name, marks } = field;
  // What is never compared may change in the state alone.
  if (marks.parting || marks.steers) return want;
  const differs =
    kind.class === "step" ||
    answer.action === "replace" ||
    (answer.action === "update" && (answer.changed.includes(name) || holdsUnknown(want)));
  return differs ? settled(field, had, want) : (had ?? want);
}

/** The wanted value, with those of before wherever they mean the same. */
function settled({ shape, schema }: Field, had: Value, want: Value): Value {
  if (had === null || want === null) return want;
  if (!holdsUnknown(want) && same(schema, decode(shape, had), decode(shape, want))) return had;
  if (shape.is !== "object" || !isMembers(had) || !isMembers(want)) return want;
  return Object.fromEntries(
    shape.fields.map((field) => [
      field.attribute,
      settled(field, had[field.attribute] ?? null, want[field.attribute] ?? null),
    ]),
  );
}

/** Of secrets only those that are sensitive attributes are in the state; of write-only ones their version is. */
const secretsAfter = ({ resource, config }: Case): Members =>
  Object.fromEntries(
    resource.secrets.flatMap(({ name, attribute, shape }) => {
      const { value, version } = writeOnly(name);
      const given = config[attribute] ?? null;
      return [
        [attribute, given === null ? null : complete(shape, given)],
        [value, null],
        [version, config[version] ?? null],
      ];
    }),
  );

/** What the changed attributes do not tell. */
function said({ resource, values, state }: Case, answer: Plan): Diagnostic[] {
  if (answer.action === "create" || answer.action === "refuse") return [];
  const restarts = answer.action === "update" && answer.restarts === true;
  const reasons = [restarts ? "restarts the instance" : "", answer.reason ?? ""].filter(Boolean);
  const subject = state ? { ...values, ...seenNames(resource, state) } : values;
  return reasons.length > 0 ? [warning(resource, subject, reasons.join("; "))] : [];
}

/** The names that the resource has until now. */
const seenNames = ({ kind, inputs }: Resource, state: Members): Values =>
  Object.fromEntries(
    inputs.fields
      .filter(({ name, attribute }) => kind.identity.includes(name) && state[attribute] !== null)
      .map(({ name, attribute, shape }) => [name, decode(shape, state[attribute])]),
  );
