/**
 * The life of a resource: what the core does around a kind's verbs, the same for every kind and engine.
 *
 * Plans see live truth; nothing that is somebody else's is touched; every write ends in a read; what is gone is gone.
 */
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { type Context, contextOf, type Request } from "./context.ts";
import { describe } from "./identity.ts";
import { leaving, type Part } from "./ignored.ts";
import { AlreadyExists, NotFound, Unreachable } from "./incus/errors.ts";
import { hostKey } from "./incus/host.ts";
import { describeOwner, readMark } from "./ownership.ts";
import { changedInputs, impliedPlan, outputNames } from "./plan.ts";
import type { Answer, Control, Kind, Live, Plan, Problem, Values } from "./resource.ts";
import { fields, marks } from "./schema.ts";
import { duration } from "./units.ts";

/** What a resource is to become, as far as it is known. */
export interface Wanted {
  readonly values: Values;
  /** Top-level fields that hold something which is not known yet. */
  readonly unknown: ReadonlySet<string>;
  /** What the user asked to leave as it is. */
  readonly ignored?: readonly Part[];
}

/** A plan with what it was made from. */
export interface Planned {
  readonly plan: Plan;
  /** Outputs whose value will still be true after the change. */
  readonly outputs: Values;
}

/** A plan beside the engine's state, for an engine that keeps the state where nothing changes. */
export interface PlannedBeside extends Planned {
  /**
   * Whether the change is made already, by a run that died or by somebody else, and the state has outputs of before it by
   * which others are led: they would go back.
   */
  readonly behind: boolean;
}

/** A resource as an engine keeps it: its inputs and outputs. */
export type State = Values;

/** Made, but not to its end: the engine must keep what there is. */
export class Unfinished extends Error {
  override readonly name = "Unfinished";
  readonly state: State;
  constructor(cause: unknown, state: State) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.state = state;
  }
}

/** Refused: something of that name is there, and it is not ours to touch. */
export class NotOwned extends Error {
  override readonly name = "NotOwned";
}

/** Removed since the plan was made. */
export class Gone extends Error {
  override readonly name = "Gone";
}

/** Refused by the plan. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly problems: readonly Problem[];
  constructor(subject: string, problems: readonly Problem[]) {
    super(`${subject} is refused: ${problems.map(sentence).join("; ")}`);
    this.problems = problems;
  }
}

/** A problem in words, with the path of its input. */
export const sentence = ({ path, message }: Problem): string =>
  path.length === 0 ? message : `${showPath(path)}${/^[a-z]/.test(message) ? "" : ":"} ${message}`;

/** A path of the user's inputs as it is written in a program: `config["limits.cpu"]`. */
export const showPath = (path: readonly (string | number)[]): string =>
  path
    .map((step, index) =>
      typeof step === "number"
        ? `[${step}]`
        : /^\w+$/.test(step)
          ? index
            ? `.${step}`
            : step
          : `[${JSON.stringify(step)}]`,
    )
    .join("");

/** What a change would do. Only reads. */
export async function plan(
  kind: Kind,
  request: Request,
  prior: State | undefined,
  wanted: Wanted,
): Promise<PlannedBeside> {
  const { answer, live } = await assess(kind, contextOf(request, "plan"), prior, wanted);
  if (!prior && live && isForeign(request, wanted.values, live)) {
    const message = whose(kind, wanted.values, live.owner, request.owner);
    return { plan: { action: "refuse", problems: [{ path: [], message }] }, outputs: {}, behind: false };
  }
  const outputs = outputsAfter(kind, answer, live ?? prior);
  return { plan: answer, outputs, behind: answer.action === "none" && isBehind(kind, prior, wanted, outputs) };
}

function isBehind(kind: Kind, prior: State | undefined, { values, unknown }: Wanted, outputs: Values): boolean {
  if (!prior) return false;
  const beside = { prior, live: undefined, wanted: values, unknown, facts: undefined };
  if (changedInputs(kind, beside).length === 0) return false;
  return fields(kind.outputs).some(
    ([name, schema]) => marks(schema).leads && name in outputs && !isDeepStrictEqual(outputs[name], prior[name]),
  );
}

/**
 * What a change would do to a resource that was looked at before: the same answer whenever it is asked, whatever
 * becomes of the resource meanwhile. Only what a kind calls facts is read anew.
 */
export async function planFrom(
  kind: Kind,
  request: Request,
  prior: State,
  live: LiveValues,
  wanted: Wanted,
): Promise<Planned> {
  const answer = await judge(kind, contextOf(request, "plan"), prior, live, wanted);
  return { plan: answer, outputs: outputsAfter(kind, answer, live) };
}

/** Makes a resource; finishes one that an interrupted run of the same owner began; takes over what `adopt` allows. */
export async function create(kind: Kind, request: Request, wanted: Values): Promise<State> {
  return within(kind, request, wanted, async (bounded) => {
    const { live } = await accept(kind, contextOf(bounded, "plan"), undefined, wanted);
    if (live) return takeOver(kind, bounded, wanted);
    let told: Answer<z.ZodObject>;
    try {
      told = await kind.create(contextOf(bounded, "create"), ownInputs(kind, wanted));
    } catch (error) {
      // Whoever made it between our look and our request: the same questions are asked of it.
      if (error instanceof AlreadyExists) return takeOver(kind, bounded, wanted);
      return rescue(kind, bounded, wanted, error);
    }
    return settled(kind, bounded, wanted, told);
  });
}

/** What an update leaves alone, and what it does about a resource that is gone. */
export interface Manner {
  /** What the user asked to leave as it is. */
  readonly ignored?: readonly Part[];
  /** Default: it is made again. Refused where the plan that the user approved did not say so. */
  readonly whenGone?: "create" | "refuse";
  /** What is done where the plan has nothing to do any more. Default: the same as ever; a read is enough for a state that is behind. */
  readonly whenSame?: "update" | "read";
}

/** Brings a resource to what is wanted; makes it again when it is gone. */
export async function update(
  kind: Kind,
  request: Request,
  prior: State,
  wanted: Values,
  { ignored = [], whenGone = "create", whenSame = "update" }: Manner = {},
): Promise<State> {
  return within(kind, request, wanted, async (bounded) => {
    const context = contextOf(bounded, "update");
    const { answer, live } = await accept(kind, context, prior, wanted, ignored);
    if (live && answer.action === "none" && whenSame === "read")
      return settled(kind, bounded, wanted, outputsIn(kind, prior));
    if (!live && kind.class !== "step") {
      if (whenGone === "create") return create(kind, request, wanted);
      throw new Gone(`${describe(kind, wanted)} was removed by another hand since the plan was made: plan again`);
    }
    const values = leaving(ignored, wanted, live);
    const told = await kind.update(context, ownInputs(kind, values), live ?? { ...prior, ...values }, prior);
    return settled(kind, bounded, values, { ...outputsIn(kind, prior), ...told });
  });
}

/** A resource as it is now, `undefined` when it is gone, or is another owner's by now. */
export async function read(kind: Kind, request: Request, known: State): Promise<State | undefined> {
  const live = await find(kind, contextOf(request, "read"), known, known);
  return live && declared(kind, known, live);
}

/** Everything about a resource that only its identity is known of: what an import starts from. */
export async function lookUp(kind: Kind, request: Request, identity: Values): Promise<State | undefined> {
  const live = await look(kind, request, identity);
  if (!live) return undefined;
  const { owner: _, ...values } = live;
  return { ...identity, ...values };
}

/** A resource with all that can be seen of it, `undefined` when it is gone. */
export const look = (kind: Kind, request: Request, known: State): Promise<LiveValues | undefined> =>
  find(kind, contextOf(request, "read"), undefined, known);

/** Removes a resource. What is gone already, or was made anew by somebody else, is left alone. */
export async function remove(kind: Kind, request: Request, known: State, owners: readonly string[]): Promise<void> {
  await within(kind, request, known, async (bounded) => {
    const context = contextOf(bounded, "delete");
    const live = await find(kind, context, known, known).catch((error: unknown) => {
      if (!(error instanceof Unreachable) || known.abandonUnreachable !== true) throw error;
      request.warn(`${describe(kind, known)} is forgotten, for its server cannot be reached: ${error.message}`);
    });
    if (!live) return;
    const mark = readMark(live.owner);
    if (mark && !owners.includes(mark.owner) && known.adopt !== true) {
      request.warn(`${describe(kind, known)} is left alone: by now it belongs to ${describeOwner(mark.owner)}`);
      return;
    }
    await kind.delete(context, live).catch((error: unknown) => {
      if (!(error instanceof NotFound)) throw error;
    });
  });
}

/** A resource as it is live, of whatever kind. */
export type LiveValues = Live<z.ZodObject, z.ZodObject>;

/** Reads what is live, knowing every key that was ever declared, so that dropped ones are seen too. */
async function find(
  kind: Kind,
  context: Context,
  prior: State | undefined,
  wanted: Values,
): Promise<LiveValues | undefined> {
  const known: Values = { ...prior, ...wanted };
  for (const [name, schema] of fields(kind.inputs))
    if (marks(schema).owned && known[name] !== undefined)
      known[name] = { ...(prior?.[name] as object), ...(wanted[name] as object) };
  return kind.read(context, known);
}

async function takeOver(kind: Kind, request: Request, wanted: Values): Promise<State> {
  const found = await find(kind, contextOf(request, "update"), undefined, wanted);
  if (!found)
    throw new NotOwned(
      `${describe(kind, wanted)} was made and removed by somebody else while it was created here. Run again.`,
    );
  const mark = readMark(found.owner);
  const unfinished = mark?.owner === request.owner && mark.phase === "creating";
  if (!unfinished && wanted.adopt !== true) throw new NotOwned(whose(kind, wanted, found.owner, request.owner));
  request.progress(unfinished ? "goes on from an interrupted run" : "takes over what exists");
  let told: Answer<z.ZodObject>;
  try {
    const context = contextOf(request, unfinished ? "create" : "update");
    told = await kind.update(context, ownInputs(kind, wanted), found, undefined);
  } catch (error) {
    throw new Unfinished(error, declared(kind, wanted, found));
  }
  return settled(kind, request, wanted, told);
}

/** After a failed create: what is there by now is ours and goes into the state, so that nothing is orphaned. */
async function rescue(kind: Kind, request: Request, wanted: Values, error: unknown): Promise<never> {
  const patient = { ...request, signal: AbortSignal.timeout(10_000) };
  const live = await find(kind, contextOf(patient, "update"), undefined, wanted).catch(() => undefined);
  throw live ? new Unfinished(error, declared(kind, wanted, live)) : error;
}

/** Whether what is there is somebody else's, so that a create is going to be refused. What is ours may be on its way out. */
const isForeign = ({ owner }: Request, wanted: Values, live: LiveValues): boolean =>
  wanted.adopt !== true && readMark(live.owner)?.owner !== owner;

function whose(kind: Kind, wanted: Values, owner: string | undefined, ours: string): string {
  const mark = readMark(owner);
  const holder =
    mark === undefined
      ? "nobody marked it as made by cul8er"
      : mark.owner === ours
        ? "this very resource made it, but the engine's state does not know it"
        : `it belongs to ${describeOwner(mark.owner)}`;
  return `${describe(kind, wanted)} already exists; ${holder}. Nothing was changed. Choose another name, remove it there, or take it over with \`adopt: true\`.`;
}

interface Assessment {
  readonly answer: Plan;
  readonly live: LiveValues | undefined;
}

async function assess(kind: Kind, context: Context, prior: State | undefined, wanted: Wanted): Promise<Assessment> {
  const where = { ...wanted.values, ...identityOf(kind, prior) };
  const reachable =
    isReached(wanted) && !isElsewhere(prior, wanted) && kind.identity.every((name) => where[name] !== undefined);
  const live = reachable ? await find(kind, context, prior, where) : undefined;
  return { answer: await judge(kind, context, prior, live, wanted), live };
}

/** The answer to what is known of a resource. */
async function judge(
  kind: Kind,
  context: Context,
  prior: State | undefined,
  live: LiveValues | undefined,
  wanted: Wanted,
): Promise<Plan> {
  const values = leaving(wanted.ignored ?? [], wanted.values, live ?? prior);
  const facts = !isReached(wanted) ? undefined : await kind.facts?.(context, values, live, prior);
  const question = { prior, wanted: values, live, unknown: wanted.unknown, facts };
  const implied: Plan = isElsewhere(prior, wanted)
    ? { action: "replace", because: ["host"] }
    : impliedPlan(kind, question);
  return kind.plan?.(question, implied) ?? implied;
}

/** Whether the servers are known that it is on, or is about. */
const isReached = ({ unknown }: Wanted): boolean => !unknown.has("host") && !unknown.has("where");

/** On another server there is another resource; the one of before is there where it was. */
const isElsewhere = (prior: State | undefined, { values, unknown }: Wanted): boolean =>
  prior !== undefined && !unknown.has("host") && hostKey(prior.host) !== hostKey(values.host);

/** The resource that the state knows is found by its old name: a new name replaces it. */
const identityOf = (kind: Kind, prior: State | undefined): Values =>
  Object.fromEntries(kind.identity.filter((name) => prior?.[name] !== undefined).map((name) => [name, prior?.[name]]));

/** The last look before the first write: what a plan would refuse is refused now. */
async function accept(
  kind: Kind,
  context: Context,
  prior: State | undefined,
  values: Values,
  ignored: readonly Part[] = [],
): Promise<Assessment> {
  const assessment = await assess(kind, context, prior, { values, unknown: new Set(), ignored });
  if (assessment.answer.action === "refuse") throw new Refused(describe(kind, values), assessment.answer.problems);
  return assessment;
}

/** The read that ends every write. */
async function settled(kind: Kind, request: Request, wanted: Values, told: Answer<z.ZodObject>): Promise<State> {
  const live = await find(kind, contextOf(request, "update"), told ?? undefined, wanted);
  if (!live)
    throw new Error(`${describe(kind, wanted)} was made but is not there any more: somebody removed it meanwhile`);
  return declared(kind, wanted, live);
}

/** The outputs among the values of a state. */
const outputsIn = (kind: Kind, state: State): Values =>
  Object.fromEntries(outputNames(kind).flatMap((name) => (name in state ? [[name, state[name]]] : [])));

/** Outputs that are known before a change: those that it leaves as they are, and those that the plan foretells. Never a secret. */
function outputsAfter(kind: Kind, answer: Plan, current: Values | undefined): Values {
  const foretold = "known" in answer ? answer.known : undefined;
  if (!current || (answer.action !== "none" && answer.action !== "update")) return { ...foretold };
  const moves = new Set(answer.action === "update" ? answer.unknown : []);
  const kept = fields(kind.outputs)
    .filter(([name, schema]) => !moves.has(name) && current[name] !== undefined && !marks(schema).secret)
    .map(([name]) => name);
  return { ...Object.fromEntries(kept.map((name) => [name, current[name]])), ...foretold };
}

const ownInputs = (kind: Kind, wanted: Values): Values =>
  Object.fromEntries(
    Object.keys(kind.inputs.shape)
      .filter((name) => name in wanted)
      .map((name) => [name, wanted[name]]),
  );

/** State: of the inputs those that were declared, as they are live; all outputs. */
function declared(kind: Kind, known: Values, live: LiveValues): State {
  const names = [...Object.keys(kind.inputs.shape).filter((name) => known[name] !== undefined), ...outputNames(kind)];
  return { ...known, ...Object.fromEntries(names.map((name) => [name, (live as Values)[name]])) };
}

/** Bounds a change by the resource's own `timeout`. */
async function within<T>(
  { patience = "5m" }: Kind,
  request: Request,
  values: Values,
  work: (request: Request) => Promise<T>,
): Promise<T> {
  const { timeout } = values as Partial<Control>;
  const limit = new AbortController();
  // A timer of our own: that of `AbortSignal.timeout` keeps nothing alive, itself neither.
  const timer = setTimeout(
    () => limit.abort(new DOMException("too late", "TimeoutError")),
    duration(timeout ?? patience),
  );
  try {
    return await work({ ...request, signal: AbortSignal.any([request.signal, limit.signal]) });
  } finally {
    clearTimeout(timer);
  }
}
