/**
 * A resource kind: data and five verbs.
 *
 * A kind knows neither an engine nor how plans, ownership, reads after writes and secrets work: the core does what is
 * the same for all of them (`plan.ts`, `lifecycle.ts`).
 */
import { z } from "zod";
import type { Context } from "./context.ts";
import { host } from "./incus/host.ts";
import { bare, fields, marks, parting } from "./schema.ts";
import { durationText } from "./units.ts";

/** What an engine knows of a resource before a kind's schema has been applied to it. */
export type Values = Record<string, unknown>;

/** Whether a value has members by name. */
export const isValues = (value: unknown): value is Values =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Inputs that every kind has. They steer how we reach and treat a resource and are never compared. */
export const control = z.strictObject({
  host: parting(host.optional()).describe(
    "Incus server: the name of a remote of your own Incus client configuration, or its address and certificate fingerprint. Default: the local unix socket.",
  ),
  adopt: parting(z.boolean().optional()).describe(
    "Take over what already exists under this name, instead of refusing to touch it. Default: false.",
  ),
  abandonUnreachable: parting(z.boolean().optional()).describe(
    "On delete, forget the resource when its server cannot be reached, instead of failing. Default: false.",
  ),
  timeout: parting(durationText().optional()).describe("Longest time that one change may take. Default: 5m."),
});

/** Settings of `control`. */
export type Control = z.output<typeof control>;

/** What a change will do. */
export type Plan =
  | {
      readonly action: "none";
      /** Said to the user in a line: why nothing is done about what differs. */
      readonly reason?: string;
    }
  | {
      readonly action: "create";
      /** Outputs that are known before. */
      readonly known?: Values;
    }
  | Update
  | {
      readonly action: "replace";
      /** The fields that force it. */
      readonly because: readonly string[];
      /** The new one cannot be there before the old one has gone, although it has another name. */
      readonly deletesFirst?: true;
      readonly reason?: string;
    }
  | { readonly action: "refuse"; readonly problems: readonly Problem[] };

/** A change in place. */
export interface Update {
  readonly action: "update";
  /** Input fields that change; empty when only what is live differs (then `reason` says what). */
  readonly changed: readonly string[];
  /** Outputs that cannot be known before; all others keep their value. */
  readonly unknown: readonly string[];
  /** Outputs that change to a value which is known before. */
  readonly known?: Values;
  /** The instance restarts. */
  readonly restarts?: boolean;
  /** Said to the user in a line where the changed inputs do not tell it. */
  readonly reason?: string;
}

/** Why an input cannot be accepted. */
export interface Problem {
  /** Where, as a path of the user's inputs: `["config", "limits.cpu"]`. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

type In<I extends z.ZodObject> = z.output<I>;
/** The outputs; a kind without any adds nothing, where zod's type would forbid every field. */
type Out<O extends z.ZodObject> = z.output<O> extends Record<string, never> ? unknown : z.output<O>;

/** A resource as it is live: every input as the server has it, every output. */
export type Live<I extends z.ZodObject, O extends z.ZodObject> = In<I> & Out<O> & Marked;

/** Who made it, as the server has it: the value of `user.cul8er.owner`. Absent where nobody said. */
export type Marked = { readonly owner?: string | undefined };

/** What a read may rely upon: the identity always, the rest as far as it was declared or read before. */
export type Known<I extends z.ZodObject, O extends z.ZodObject, Id extends string> = Partial<In<I> & Out<O>> &
  Pick<In<I>, Id & keyof In<I>>;

/** All that a plan may use. Fields that are not known yet are absent from `wanted` and named in `unknown`. */
export interface Question<I extends z.ZodObject, O extends z.ZodObject, F> {
  /** State of the last change, `undefined` before the first. */
  readonly prior: Partial<In<I> & Out<O>> | undefined;
  readonly wanted: Partial<In<I>>;
  /** What is there now, `undefined` when nothing is, or when it cannot be looked up yet. */
  readonly live: Live<I, O> | undefined;
  readonly unknown: ReadonlySet<string>;
  /** Answer of the kind's `facts`; `undefined` when the server is not known yet. */
  readonly facts: F | undefined;
}

/** What a write tells that no read can: usually nothing. */
// biome-ignore lint/suspicious/noConfusingVoidType: most writes answer nothing
export type Answer<O extends z.ZodObject> = Partial<z.output<O>> | void;

/** What a kind is made of. Everything but `plan` and `facts` is required. */
export interface Definition<I extends z.ZodObject, O extends z.ZodObject, Id extends string, F> {
  /** Noun, in snake case as Terraform shows it: `storage_volume`. */
  readonly type: string;
  /** One or two sentences for the reference docs and editors. */
  readonly summary: string;
  /** A program fragment for the docs, as a Pulumi user writes it. */
  readonly example: string;
  /**
   * State kinds compare what is wanted with what is live. Step kinds compare what is wanted with their last pass, and
   * nothing else.
   * @default "state"
   */
  readonly class?: "state" | "step";
  /** Inputs that name the resource on its server, outermost first. A change of one replaces the resource. */
  readonly identity: readonly Id[];
  /** It is on no server, but is one itself, or spans several: it takes no `host`. Default: false. */
  readonly hostless?: true;
  /** How long one change may take where the user says nothing. Default: 5m. */
  readonly patience?: string;
  readonly inputs: I;
  readonly outputs: O;
  /** Facts of server and files that the plan needs; only reads. `prior` is the state of the last change. */
  facts?(
    context: Context,
    wanted: Partial<In<I>>,
    live: Live<I, O> | undefined,
    prior: Partial<In<I> & Out<O>> | undefined,
  ): Promise<F>;
  /** Refines the implied plan. Pure. */
  plan?(question: Question<I, O, F>, implied: Plan): Plan;
  /** The resource as it is now, `undefined` when it is gone. Only reads. */
  read(context: Context, known: Known<I, O, Id>): Promise<Live<I, O> | undefined>;
  /**
   * Makes the resource, with `context.mark()` in its config where it has one. May be repeated by `update` after a crash at
   * any point. Outputs that no later read can find out it answers itself; the reads get them as known.
   */
  create(context: Context, wanted: In<I>): Promise<Answer<O>>;
  /**
   * Brings what is live to what is wanted. Also finishes a create that was interrupted, and takes over what is adopted.
   * `prior` tells what was declared before, `undefined` on a take-over: what no longer is declared is given back, what
   * never was is left alone. It answers as `create` does.
   */
  update(
    context: Context,
    wanted: In<I>,
    live: Live<I, O>,
    prior: Partial<In<I> & Out<O>> | undefined,
  ): Promise<Answer<O>>;
  /** Removes the resource and waits until it is gone. Never called for what is already gone. */
  delete(context: Context, live: Live<I, O>): Promise<void>;
}

/** A kind as the core and the adapters see it. */
export type Kind = Definition<z.ZodObject, z.ZodObject, string, unknown> & {
  /** The kind's own inputs and those of `control`. */
  readonly accepts: z.ZodObject;
};

/** A kind that still knows its types. */
export type TypedKind<
  I extends z.ZodObject,
  O extends z.ZodObject,
  Id extends string,
  F,
  C = (typeof control)["shape"],
> = Definition<I, O, Id, F> & {
  readonly accepts: z.ZodObject<I["shape"] & C>;
};

/** Inputs of a kind, as its author's `create` gets them. */
export type InputsOf<K> = K extends { inputs: infer I extends z.ZodObject } ? z.output<I> : never;

/** Outputs of a kind. */
export type OutputsOf<K> = K extends { outputs: infer O extends z.ZodObject } ? z.output<O> : never;

/** Checks a definition and completes it to a kind. */
export function defineResource<I extends z.ZodObject, O extends z.ZodObject, const Id extends string, F = undefined>(
  definition: Definition<I, O, Id, F> & { readonly hostless: true },
): TypedKind<I, O, Id, F, Omit<(typeof control)["shape"], "host">>;
export function defineResource<I extends z.ZodObject, O extends z.ZodObject, const Id extends string, F = undefined>(
  definition: Definition<I, O, Id, F>,
): TypedKind<I, O, Id, F>;
export function defineResource<I extends z.ZodObject, O extends z.ZodObject, const Id extends string, F = undefined>(
  definition: Definition<I, O, Id, F>,
): TypedKind<I, O, Id, F> {
  const { host: _, ...elsewhere } = control.shape;
  const steering = definition.hostless ? elsewhere : control.shape;
  const accepts = z.strictObject({ ...definition.inputs.shape, ...steering }) as z.ZodObject<
    I["shape"] & (typeof control)["shape"]
  >;
  for (const [name, schema] of [...fields(accepts), ...fields(definition.outputs)])
    assertMappable(`${definition.type}.${name}`, schema, true);
  return { ...definition, accepts };
}

const MAPPABLE = new Set("string number boolean int enum literal array object record union".split(" "));

/** Every engine and every document is written from the schema, so a schema holds only what all of them can express. */
function assertMappable(path: string, schema: z.core.$ZodType, described: boolean): void {
  if (described && !marks(schema).description) throw new Error(`${path} has no description`);
  const inner = bare(schema);
  const { def } = inner._zod;
  if (!MAPPABLE.has(def.type)) throw new Error(`${path}: a ${def.type} cannot be expressed in every engine`);
  if (def.type === "object" && inner instanceof z.ZodObject)
    for (const [name, field] of fields(inner)) assertMappable(`${path}.${name}`, field, false);
}
