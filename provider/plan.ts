/**
 * The plan that follows from a kind's schema alone: what is wanted, against what is live.
 *
 * Pure. A kind's own `plan` refines the answer.
 */
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import { isValues, type Kind, type Plan, type Question, type Update, type Values } from "./resource.ts";
import { bare, fields, type Marks, marks } from "./schema.ts";
import { bytes, milliseconds } from "./units.ts";

/** What is known when a plan is asked for. */
export type PlanQuestion = Question<z.ZodObject, z.ZodObject, unknown>;

/** The plan implied by the schema: create, nothing, an update of the fields that differ, or a replacement. */
export function impliedPlan(kind: Kind, question: PlanQuestion): Plan {
  const { prior, live } = question;
  if (!prior) return { action: "create" };
  if (kind.class !== "step" && !live && !touchesUnknown(kind, question))
    return { action: "update", changed: [], unknown: outputNames(kind), reason: "is gone, will be created again" };

  const changed = changedInputs(kind, question);
  const because = changed.filter((name) => forcesReplacement(kind, name) && !question.unknown.has(name));
  if (because.length > 0) return { action: "replace", because };
  if (changed.length === 0) return { action: "none" };
  return withReason({ action: "update", changed, unknown: [] }, kind, question);
}

/** Names of the inputs that are wanted otherwise than they are live, or in the state where nothing live is given. */
export const changedInputs = (kind: Kind, question: PlanQuestion): string[] =>
  fields(kind.inputs)
    .filter(([name, schema]) => differs(name, schema, kind, question))
    .map(([name]) => name);

/** Names of all outputs of a kind. */
export const outputNames = (kind: Kind): string[] => fields(kind.outputs).map(([name]) => name);

/** Whether two values of a field mean the same. */
export function same(schema: z.core.$ZodType, a: unknown, b: unknown): boolean {
  const { unit } = marks(schema);
  if (unit && typeof a === "string" && typeof b === "string") {
    const amount = unit === "bytes" ? bytes : milliseconds;
    return a === b || (amount(a) !== undefined && amount(a) === amount(b));
  }
  const inner = bare(schema);
  const { def } = inner._zod;
  if (def.type === "object" && isValues(a) && isValues(b)) {
    const shape: Record<string, z.core.$ZodType> = (inner as z.ZodObject).shape;
    return keys(a, b).every((key) =>
      Object.hasOwn(shape, key)
        ? same(shape[key] as z.core.$ZodType, entry(a, key), entry(b, key))
        : isDeepStrictEqual(entry(a, key), entry(b, key)),
    );
  }
  if (def.type === "record" && isValues(a) && isValues(b)) {
    const { valueType } = inner._zod.def as z.core.$ZodRecordDef;
    return keys(a, b).every((key) => same(valueType, entry(a, key), entry(b, key)));
  }
  if (def.type === "array" && Array.isArray(a) && Array.isArray(b)) {
    const { element } = inner._zod.def as z.core.$ZodArrayDef;
    return a.length === b.length && a.every((item, index) => same(element, item, b[index]));
  }
  return isDeepStrictEqual(stripped(a), stripped(b));
}

function differs(
  name: string,
  schema: z.core.$ZodType,
  kind: Kind,
  { prior = {}, live, wanted, unknown }: PlanQuestion,
) {
  const marked = marks(schema);
  if (marked.steers) return false;
  if (unknown.has(name)) return true;
  const compared = comparesWithPrior(kind, marked) || !live ? (prior as Values) : (live as Values);
  const [want, have, had] = [wanted[name], compared[name], (prior as Values)[name]];
  if (marked.owned) return ownedKeys(want, had).some((key) => !sameEntry(schema, key, want, have));
  // What was never declared is the server's to choose; what no longer is declared is given back to it.
  if (want === undefined) return had !== undefined && have !== undefined;
  return !same(schema, want, have);
}

const comparesWithPrior = (kind: Kind, { secret, unread }: Marks) => kind.class === "step" || secret || unread;

const forcesReplacement = (kind: Kind, name: string): boolean =>
  kind.identity.includes(name) || marks(kind.inputs.shape[name] as z.core.$ZodType).immutable === true;

const touchesUnknown = (kind: Kind, { unknown }: PlanQuestion) =>
  kind.identity.some((name) => unknown.has(name)) || unknown.has("host");

/** An update that the changed inputs do not explain says what was found. */
function withReason(update: Update, kind: Kind, { prior = {}, live, wanted }: PlanQuestion): Update {
  const drifted = update.changed.filter((name) =>
    same(kind.inputs.shape[name] as z.core.$ZodType, wanted[name], (prior as Values)[name]),
  );
  if (drifted.length < update.changed.length || !live) return update;
  const found = drifted.map((name) =>
    drift(name, kind.inputs.shape[name] as z.core.$ZodType, wanted[name], (live as Values)[name]),
  );
  return { ...update, reason: `changed by another hand: ${found.join(", ")}` };
}

function drift(name: string, schema: z.core.$ZodType, want: unknown, have: unknown): string {
  const { secret, owned } = marks(schema);
  if (secret) return name;
  if (!owned) return `${name} is ${show(have)}, wanted ${show(want)}`;
  return ownedKeys(want, have)
    .filter((key) => !sameEntry(schema, key, want, have))
    .map((key) => `${name} ${JSON.stringify(key)} is ${show(entry(have, key))}, wanted ${show(entry(want, key))}`)
    .join(", ");
}

/** Whether two maps mean the same under one key. */
function sameEntry(schema: z.core.$ZodType, key: string, a: unknown, b: unknown): boolean {
  const { def } = bare(schema)._zod;
  const inner =
    def.type === "object" ? (bare(schema) as z.ZodObject).shape[key] : (def as Partial<z.core.$ZodRecordDef>).valueType;
  const [left, right] = [entry(a, key), entry(b, key)];
  return inner ? same(inner, left, right) : isDeepStrictEqual(left, right);
}

const show = (value: unknown): string => (value === undefined ? "not set" : JSON.stringify(value));

const ownedKeys = (...maps: unknown[]): string[] => [
  ...new Set(maps.flatMap((map) => (isValues(map) ? Object.keys(map) : []))),
];

/** A key may be called as what every object has: `toString`. */
const entry = (map: unknown, key: string): unknown => (isValues(map) && Object.hasOwn(map, key) ? map[key] : undefined);

const keys = (a: Values, b: Values): string[] =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].filter(
    (key) => entry(a, key) !== undefined || entry(b, key) !== undefined,
  );

/** Without members that are `undefined`: engines do not keep them. */
const stripped = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
