/**
 * A kind's fields as Terraform sees them: the one place that looks into zod for Terraform's sake.
 *
 * Terraform has no unions. The variants of a discriminated union are laid over each other (zod still tells which fields
 * belong together); of a union of a text and an object the object stays, which says the same with more words.
 */
import { z } from "zod";
import { bare, fields, type Marks, marks, omission } from "../schema.ts";
import { attribute } from "./names.ts";

/** What a value looks like. */
export type Shape =
  | { readonly is: "scalar"; readonly type: "string" | "number" | "bool" }
  | { readonly is: "list"; readonly of: Shape }
  | { readonly is: "map"; readonly of: Shape }
  | ObjectShape;

/** An object. */
export interface ObjectShape {
  readonly is: "object";
  readonly fields: readonly Field[];
}

/** A field of an object. */
export interface Field {
  readonly name: string;
  /** Its name in Terraform. */
  readonly attribute: string;
  readonly shape: Shape;
  readonly schema: z.core.$ZodType;
  readonly marks: Marks;
  /** It may be left out. */
  readonly optional: boolean;
  /** What stands there when it was left out; `undefined` when nothing does. */
  readonly default: unknown;
  /** The variants that have it, where it is of a union: values of the field that tells them apart. */
  readonly only?: { readonly when: string; readonly is: readonly string[] };
}

/** The fields of an object schema. */
export const shapeOfObject = (schema: z.ZodObject): ObjectShape => ({
  is: "object",
  fields: fields(schema).map(([name, field]) => fieldFrom(name, field)),
});

const fieldFrom = (name: string, schema: z.core.$ZodType): Field => ({
  name,
  attribute: attribute(name),
  shape: shapeOf(schema),
  schema,
  marks: marks(schema),
  ...omission(schema),
});

/** The shape of a schema, without its wrappers. */
function shapeOf(wrapped: z.core.$ZodType): Shape {
  const schema = bare(wrapped);
  if (schema instanceof z.ZodObject) return shapeOfObject(schema);
  if (schema instanceof z.ZodArray) return { is: "list", of: shapeOf(schema.element) };
  if (schema instanceof z.ZodRecord) return { is: "map", of: shapeOf(schema.valueType) };
  if (schema instanceof z.ZodDiscriminatedUnion) return overlaid(schema.options, schema.def.discriminator);
  if (schema instanceof z.ZodUnion) return objectAmong(schema.options.map(shapeOf));
  if (schema instanceof z.ZodEnum) return scalarOf(schema.options);
  if (schema instanceof z.ZodLiteral) return scalarOf([...schema.values]);
  const { type } = schema._zod.def;
  if (type === "string" || type === "number") return { is: "scalar", type };
  if (type === "int") return { is: "scalar", type: "number" };
  if (type === "boolean") return { is: "scalar", type: "bool" };
  throw new Error(`Terraform has no ${type}`);
}

/** Variants, one over the other. */
function overlaid(variants: readonly z.core.$ZodType[], by: string): ObjectShape {
  const laid = new Map<string, Field>();
  for (const variant of variants) {
    const { fields } = objectAmong([shapeOf(variant)]);
    const word = wordOf(fields.find(({ name }) => name === by));
    for (const field of fields) laid.set(field.name, over(laid.get(field.name), field, by, word));
  }
  return { is: "object", fields: [...laid.values()] };
}

/** A field that several variants have. Each says it for itself alone, unless all say the same. */
function over(below: Field | undefined, field: Field, by: string, word: string): Field {
  if (field.name === by) return { ...field, marks: { description: "Which of the variants it is." } };
  const is = [...(below?.only?.is ?? []), word];
  if (below && JSON.stringify(plain(below.shape)) !== JSON.stringify(plain(field.shape)))
    throw new Error(`${field.name} has two types, which Terraform cannot tell apart`);
  const said = [below?.marks.description, field.marks.description].filter(Boolean);
  return {
    ...field,
    marks: { ...field.marks, description: [...new Set(said)].join(" ") },
    optional: true,
    only: { when: by, is },
  };
}

/** The type of a shape, without what is said about it. */
const plain = (shape: Shape): unknown =>
  shape.is === "scalar"
    ? shape.type
    : shape.is === "object"
      ? shape.fields.map(({ name, shape }) => [name, plain(shape)])
      : [shape.is, plain(shape.of)];

const wordOf = (field: Field | undefined): string => {
  const schema = field && bare(field.schema);
  return schema instanceof z.ZodLiteral ? String([...schema.values][0]) : "";
};

function objectAmong(shapes: readonly Shape[]): ObjectShape {
  const found = shapes.find((shape) => shape.is === "object");
  if (!found) throw new Error("Terraform has no unions");
  return found;
}

function scalarOf(words: readonly unknown[]): Shape {
  const types = new Set(words.map((word) => typeof word));
  if (types.size > 1) throw new Error("Terraform has no unions");
  return { is: "scalar", type: types.has("number") ? "number" : types.has("boolean") ? "bool" : "string" };
}
