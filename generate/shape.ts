/**
 * A zod schema as the writers of classes and documents see it: what fields there are, and what may be in them.
 *
 * Schemas hold only what `defineResource` lets through, so the walk is complete.
 */
import { z } from "zod";
import { fields, type Marks, marks, unwrap } from "../provider/schema.ts";

/** What a value looks like. */
export type Shape =
  | { readonly is: "scalar"; readonly type: "string" | "number" | "boolean" }
  | { readonly is: "words"; readonly words: readonly (string | number | boolean)[] }
  | { readonly is: "list"; readonly of: Shape }
  | { readonly is: "map"; readonly of: Shape }
  | { readonly is: "object"; readonly fields: readonly Field[] }
  | { readonly is: "union"; readonly of: readonly Shape[]; readonly by: string | undefined };

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

function fieldOf(name: string, schema: z.core.$ZodType): Field {
  const wrappers = unwrapped(schema);
  const defaulted = wrappers.find(({ _zod: { def } }) => def.type === "default") as z.core.$ZodDefault | undefined;
  return {
    name,
    shape: shapeOf(schema),
    optional: wrappers.some(({ _zod: { def } }) => def.type === "optional" || def.type === "default"),
    default: defaulted?._zod.def.defaultValue,
    marks: marks(schema),
  };
}

/** A schema and all that is under its wrappers, outermost first. */
function unwrapped(schema: z.core.$ZodType): z.core.$ZodType[] {
  const inner = unwrap(schema);
  return inner === schema ? [schema] : [schema, ...unwrapped(inner)];
}

/** The shape of a schema, without its wrappers. */
export function shapeOf(wrapped: z.core.$ZodType): Shape {
  const schema = unwrapped(wrapped).at(-1) ?? wrapped;
  if (schema instanceof z.ZodObject) return { is: "object", fields: fieldsOf(schema) };
  if (schema instanceof z.ZodArray) return { is: "list", of: shapeOf(schema.element) };
  if (schema instanceof z.ZodRecord) return { is: "map", of: shapeOf(schema.valueType) };
  if (schema instanceof z.ZodDiscriminatedUnion)
    return { is: "union", of: schema.options.map(shapeOf), by: schema.def.discriminator };
  if (schema instanceof z.ZodUnion) return { is: "union", of: schema.options.map(shapeOf), by: undefined };
  if (schema instanceof z.ZodEnum) return { is: "words", words: schema.options };
  if (schema instanceof z.ZodLiteral) return { is: "words", words: [...schema.values].filter(isWord) };
  const { type } = schema._zod.def;
  if (type === "int") return { is: "scalar", type: "number" };
  if (type === "string" || type === "number" || type === "boolean") return { is: "scalar", type };
  throw new Error(`there is no way to write down a ${type}`);
}

const isWord = (value: unknown): value is string | number | boolean =>
  ["string", "number", "boolean"].includes(typeof value);
