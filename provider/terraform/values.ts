/** Values between Terraform and the kinds: names, nulls, numbers, and what is not known yet. */
import type { Step } from "./protocol/messages.ts";
import { UNKNOWN, type Value } from "./protocol/value.ts";
import type { Field, ObjectShape, Shape } from "./shape.ts";

/** An object of Terraform. */
export type Members = Readonly<Record<string, Value>>;

/** Whether a value holds anything that is not known yet. */
export function holdsUnknown(value: Value | undefined): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(holdsUnknown);
  return isMembers(value) && Object.values(value).some(holdsUnknown);
}

/** Whether a value has members: an object or a map. */
export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

/** A known value as a kind takes it; `undefined` for null. */
export function decode(shape: Shape, value: Value | undefined): unknown {
  if (value === null || value === undefined) return undefined;
  if (shape.is === "scalar") return scalar(shape.type, value);
  if (shape.is === "list") return Array.isArray(value) ? value.map((item) => decode(shape.of, item)) : value;
  if (!isMembers(value)) return value;
  if (shape.is === "map")
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, decode(shape.of, item)]));
  return decodeObject(shape, value);
}

/** The known members of an object as a kind takes them. */
export const decodeObject = ({ fields }: ObjectShape, members: Members): Record<string, unknown> =>
  Object.fromEntries(
    fields
      .map(({ name, attribute, shape }) => [name, decode(shape, members[attribute])] as const)
      .filter(([, value]) => value !== undefined),
  );

/** cty sends numbers that no float is exactly as texts. */
const scalar = (type: "string" | "number" | "bool", value: Value): unknown =>
  type === "number" && typeof value === "string" ? Number(value) : value;

/** A kind's value as Terraform takes it; null for `undefined`. A scalar that stands for an object becomes its `name`. */
export function encode(shape: Shape, value: unknown): Value {
  if (value === undefined || value === null) return null;
  if (value === UNKNOWN || shape.is === "scalar") return value as Value;
  if (shape.is === "list") return (value as unknown[]).map((item) => encode(shape.of, item));
  if (shape.is === "map")
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [key, encode(shape.of, item)]),
    );
  return encodeObject(shape, typeof value === "object" ? (value as Record<string, unknown>) : { name: value });
}

/** An object's members as Terraform takes them: all of them, null where there is nothing. */
export const encodeObject = ({ fields }: ObjectShape, values: Readonly<Record<string, unknown>>): Members =>
  Object.fromEntries(fields.map(({ name, attribute, shape }) => [attribute, encode(shape, values[name])]));

/**
 * What was configured, with defaults in it. Where something is left out that has none, `before` stays, which is what an
 * import has found.
 */
export function complete(shape: Shape, value: Value | undefined, before?: Value): Value {
  if (value === null || value === undefined) return before ?? null;
  if (value === UNKNOWN || shape.is === "scalar") return value;
  if (shape.is === "list") return Array.isArray(value) ? value.map((item) => complete(shape.of, item)) : value;
  if (!isMembers(value)) return value;
  const earlier = isMembers(before) ? before : {};
  if (shape.is === "map")
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, complete(shape.of, item, earlier[key])]),
    );
  return completeObject(shape, value, earlier);
}

/** An object's members with defaults in them. */
export const completeObject = ({ fields }: ObjectShape, members: Members, before: Members = {}): Members =>
  Object.fromEntries(
    fields.map((field) => {
      const { attribute, shape } = field;
      const given = members[attribute] ?? null;
      const value = given === null && applies(field, members) ? encode(shape, field.default) : given;
      return [attribute, complete(shape, value, before[attribute])];
    }),
  );

/** Whether an object has a field at all: those of a union's other variants it has not. */
const applies = ({ only }: Field, members: Members): boolean =>
  only === undefined || only.is.includes(String(members[only.when]));

/** Where a kind's path leads in Terraform. */
export function stepsTo(shape: Shape, [first, ...rest]: readonly (string | number)[]): Step[] {
  if (first === undefined) return [];
  if (typeof first === "number") return shape.is === "list" ? [{ index: first }, ...stepsTo(shape.of, rest)] : [];
  if (shape.is === "map") return [{ key: first }, ...stepsTo(shape.of, rest)];
  const field = shape.is === "object" ? shape.fields.find(({ name }) => name === first) : undefined;
  return field ? [{ attribute: field.attribute }, ...stepsTo(field.shape, rest)] : [];
}
