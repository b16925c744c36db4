/**
 * A zod schema as the writers of classes and documents see it: what fields there are, and what may be in them.
 *
 * Schemas hold only what `defineResource` lets through, so the walk is complete.
 */
import { z } from "zod";
import { host } from "../provider/incus/host.ts";
import { bare, fields, type Marks, marks, omission } from "../provider/schema.ts";

/** What a value looks like. */
export type Shape =
  | { readonly is: "scalar"; readonly type: "string" | "number" | "boolean" }
  | { readonly is: "words"; readonly words: readonly (string | number | boolean)[] }
  | { readonly is: "list"; readonly of: Shape }
  | { readonly is: "map"; readonly of: Shape }
  | { readonly is: "object"; readonly fields: readonly Field[] }
  | { readonly is: "union"; readonly of: readonly Shape[]; readonly by: string | undefined; readonly server?: boolean }
  | { readonly is: "resource"; readonly class: string };

/** A field of an object. */
export interface Field {
  readonly name: string;
  readonly shape: Shape;
  /** It may be left out. */
  readonly optional: boolean;
  /** What stands there when it was left out; `undefined` when nothing does. */
  readonly default: unknown;
  readonly marks: Marks;
}

/** The fields of an object schema, in the order in which they were written. */
export const fieldsOf = (schema: z.ZodObject): Field[] => fields(schema).map(([name, field]) => fieldOf(name, field));

const fieldOf = (name: string, schema: z.core.$ZodType): Field => ({
  name,
  shape: shapeOf(schema),
  ...omission(schema),
  marks: marks(schema),
});

/** The shape of a schema, without its wrappers. */
export function shapeOf(wrapped: z.core.$ZodType): Shape {
  const schema = bare(wrapped);
  if (schema instanceof z.ZodObject) return { is: "object", fields: fieldsOf(schema) };
  if (schema instanceof z.ZodArray) return { is: "list", of: shapeOf(schema.element) };
  if (schema instanceof z.ZodRecord) return { is: "map", of: shapeOf(schema.valueType) };
  if (schema instanceof z.ZodDiscriminatedUnion)
    return { is: "union", of: schema.options.map(shapeOf), by: schema.def.discriminator };
  if (schema instanceof z.ZodUnion)
    return { is: "union", of: schema.options.map(shapeOf), by: undefined, ...(schema === host && { server: true }) };
  if (schema instanceof z.ZodEnum) return { is: "words", words: schema.options };
  if (schema instanceof z.ZodLiteral) return { is: "words", words: [...schema.values].filter(isWord) };
  const { type } = schema._zod.def;
  if (type === "int") return { is: "scalar", type: "number" };
  if (type === "string" || type === "number" || type === "boolean") return { is: "scalar", type };
  throw new Error(`there is no way to write down a ${type}`);
}

/** A field of a component's, in which a resource `Host` may stand for the server that it is. */
export const withHosts = (field: Field): Field => ({ ...field, shape: hostsIn(field.shape) });

function hostsIn(shape: Shape): Shape {
  if (shape.is === "list" || shape.is === "map") return { ...shape, of: hostsIn(shape.of) };
  return shape.is === "union" && shape.server ? { ...shape, of: [...shape.of, HOST] } : shape;
}

const HOST: Shape = { is: "resource", class: "Host" };

/** Whether a resource `Host` may stand somewhere in it. */
export const takesHosts = (shape: Shape): boolean =>
  shape === HOST ||
  ((shape.is === "list" || shape.is === "map") && takesHosts(shape.of)) ||
  (shape.is === "union" && shape.of.some(takesHosts));

const isWord = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);
