/**
 * What a zod schema of a kind may say beyond validation: marks that the core, both engines and the docs read.
 *
 * Marks are zod metadata, so they survive `.optional()` and `.default()` and cost nothing at run time.
 */
import type { z } from "zod";

/** Metadata of a field. */
export interface Marks {
  readonly description?: string | undefined;
  /** A change replaces the resource. */
  readonly immutable?: boolean;
  /** Never shown: encrypted in Pulumi, sensitive or write-only in Terraform. Compared with the prior state, since it cannot be read back. */
  readonly secret?: boolean;
  /** Cannot be read back from the server: compared with the prior state. */
  readonly unread?: boolean;
  /** Shapes how a change is carried out, never what is there: not compared at all. */
  readonly steers?: boolean;
  /** Steers how the resource is removed, too, when the program may not have it any more: engines keep the newest. */
  readonly parting?: boolean;
  /** An output that tells those who use it what to do: one of before a change would have them undo it. */
  readonly leads?: boolean;
  /** A map of which only the declared keys are ours: unset when dropped, the server's other keys are left alone. */
  readonly owned?: boolean;
  /** A path of a local file; the sibling field named here holds its SHA-256, which is what is compared. */
  readonly digest?: string;
  /** How two texts are compared. */
  readonly unit?: "bytes" | "milliseconds" | undefined;
}

/** A change of this field replaces the resource. */
export const immutable = <T extends z.ZodType>(schema: T): T => mark(schema, { immutable: true });

/** The field is a secret. */
export const secret = <T extends z.ZodType>(schema: T): T => mark(schema, { secret: true });

/** The server does not tell this field, so it is compared with what was applied last. */
export const unread = <T extends z.ZodType>(schema: T): T => mark(schema, { unread: true });

/** The field only steers how changes are made. */
export const steers = <T extends z.ZodType>(schema: T): T => mark(schema, { steers: true });

/** The field only steers how changes are made, and how the resource is removed. */
export const parting = <T extends z.ZodType>(schema: T): T => mark(schema, { steers: true, parting: true });

/** What uses this output does as it says, so the engine's state must not be behind. */
export const leads = <T extends z.ZodType>(schema: T): T => mark(schema, { leads: true });

/** Of this map only the declared keys are ours. */
export const owned = <T extends z.ZodType>(schema: T): T => mark(schema, { owned: true });

/** The field is a path relative to the program's folder; the file's digest goes to the field `digest`. */
export const file = <T extends z.ZodType>(schema: T, digest: string): T => mark(schema, { digest, steers: true });

/** All marks of a field, those under `.optional()` and `.default()` included; the outer ones win. */
export function marks(schema: z.core.$ZodType): Marks {
  const before = known.get(schema);
  if (before) return before;
  const inner = unwrap(schema);
  const all = { ...(inner === schema ? {} : marks(inner)), ...own(schema) };
  known.set(schema, all);
  return all;
}

/** They are asked for with every field of every resource. */
const known = new WeakMap<z.core.$ZodType, Marks>();

/** The schema under one `.optional()`, `.nullable()` or `.default()`; itself when there is none. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = schema._zod;
  return "innerType" in def ? (def.innerType as z.core.$ZodType) : schema;
}

/** The schema under all of them. */
export function bare(schema: z.core.$ZodType): z.core.$ZodType {
  const inner = unwrap(schema);
  return inner === schema ? schema : bare(inner);
}

/** Whether a field may be left out, and what stands there then; `undefined` when nothing does. */
export function omission(schema: z.core.$ZodType): { readonly optional: boolean; readonly default: unknown } {
  const wrappers = layersOf(schema);
  const defaulted = wrappers.find(({ _zod: { def } }) => def.type === "default") as z.core.$ZodDefault | undefined;
  return {
    optional: wrappers.some(({ _zod: { def } }) => def.type === "optional" || def.type === "default"),
    default: defaulted?._zod.def.defaultValue,
  };
}

/** A schema and all that is under its wrappers, outermost first. */
function layersOf(schema: z.core.$ZodType): z.core.$ZodType[] {
  const inner = unwrap(schema);
  return inner === schema ? [schema] : [schema, ...layersOf(inner)];
}

/** The fields of an object schema. */
export const fields = (schema: z.ZodObject): [name: string, schema: z.core.$ZodType][] => Object.entries(schema.shape);

const mark = <T extends z.ZodType>(schema: T, marked: Marks): T => schema.meta({ ...own(schema), ...marked });

const own = (schema: z.core.$ZodType): Marks => ("meta" in schema ? ((schema as z.ZodType).meta() ?? {}) : {});
