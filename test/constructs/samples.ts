/** Values for every field of a kind, made from its schema, and what Terraform should read of them. */
import type { Field, Shape } from "../../generate/shape.ts";
import { attribute } from "../../provider/terraform/names.ts";

/** A value as a program gives it, and as Terraform reads it. */
export interface Sample {
  readonly given: unknown;
  readonly read: unknown;
}

/** What stands for a scalar in a program and in what Terraform reads. */
export type Scalars = (type: "string" | "number" | "boolean", path: readonly string[]) => Sample;

/** Plain scalars. */
export const plain: Scalars = (type, path) => {
  const value = { string: path.join("."), number: path.length, boolean: true }[type];
  return { given: value, read: value };
};

/** A sample of every field, at any depth. Keys of maps are written as no attribute is. */
export function samplesOf(fields: readonly Field[], scalars: Scalars, path: readonly string[] = []): Sample {
  const samples = fields.map((field) => [field.name, sampleOf(field.shape, scalars, [...path, field.name])] as const);
  return {
    given: Object.fromEntries(samples.map(([name, { given }]) => [name, given])),
    read: Object.fromEntries(samples.map(([name, { read }]) => [attribute(name), read])),
  };
}

function sampleOf(shape: Shape, scalars: Scalars, path: readonly string[]): Sample {
  switch (shape.is) {
    case "scalar":
      return scalars(shape.type, path);
    case "words":
      return { given: shape.words[0], read: shape.words[0] };
    case "list": {
      const { given, read } = sampleOf(shape.of, scalars, [...path, "0"]);
      return { given: [given], read: [read] };
    }
    case "map": {
      const { given, read } = sampleOf(shape.of, scalars, [...path, "aKey"]);
      return { given: { aKey: given, "b-key.c": given }, read: { aKey: read, "b-key.c": read } };
    }
    case "object":
      return samplesOf(shape.fields, scalars, path);
    case "resource":
      return { given: undefined, read: undefined };
    case "union":
      return sampleOf(shape.of.find(({ is }) => is === "object") ?? { is: "scalar", type: "string" }, scalars, path);
  }
}

/** A value that must be a map. */
export function asMap(value: unknown): Record<string, unknown> {
  if (typeof value !== "object" || value === null) throw new TypeError("is no map");
  return { ...value };
}
