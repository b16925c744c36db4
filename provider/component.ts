/**
 * A component: resources wired together, once for every engine.
 *
 * It is written against `declare`, which answers with references to values that may not be known yet. What a reference
 * is at run time (Pulumi's output, a CDK token) only the shells in `sdk/` and `constructs/` know.
 */
import type { z } from "zod";
import type { control, InputsOf, Kind, OutputsOf } from "./resource.ts";

declare const referenced: unique symbol;

/** A value that may not be known yet. Opaque: a component passes it on, and never looks into it. */
export interface Ref<out T> {
  readonly [referenced]: T;
}

type Scalar = string | number | boolean;

/** A value that may hold references anywhere. */
export type In<T> =
  | Ref<T>
  | ([T] extends [Scalar]
      ? T
      : T extends readonly (infer U)[]
        ? readonly In<U>[]
        : { readonly [K in keyof T]: In<Exclude<T[K], undefined>> | Extract<T[K], undefined> });

/** What a resource may be given in a component: its kind's inputs as a user writes them, the identity's `name` by default its own name. */
export type Wiring<K> = K extends { accepts: infer A extends z.ZodObject } ? WiringOf<z.input<A>> : never;

type WiringOf<T> = {
  readonly [F in keyof T as F extends "name" ? never : F]: In<Exclude<T[F], undefined>> | Extract<T[F], undefined>;
} & {
  readonly [F in keyof T as F extends "name" ? F : never]?: In<T[F]>;
};

/** A declared resource: references to its outputs and inputs, and what others may be ordered behind. */
export type Declared<K = unknown> = Behind & {
  readonly [F in keyof OutputsOf<K>]-?: Ref<Exclude<OutputsOf<K>[F], undefined>>;
} & { readonly [F in keyof InputsOf<K>]-?: Ref<Exclude<InputsOf<K>[F], undefined>> };

/** Something that others may be ordered behind. */
export interface Behind {
  readonly [behind]: true;
}

declare const behind: unique symbol;

/** What must be known of a kind to declare one. */
export type Declarable = Pick<Kind, "type" | "inputs" | "outputs">;

/** The order of a resource. */
export interface Order {
  /** It changes after these have changed; it is deleted before them. */
  readonly after?: readonly Behind[];
  /** Where it is replaced by one on another server, the new one is made before the old one goes. */
  readonly overlaps?: boolean;
}

/** What a component's author works with. */
export interface Declare {
  /** Declares a resource of a kind. Its name is the component's name with `name` behind it. */
  resource<K extends Declarable>(kind: K, name: string, inputs: Wiring<K>, order?: Order): Declared<K>;
  /** A text with references in it. */
  text(parts: TemplateStringsArray, ...values: In<string | number>[]): Ref<string>;
  /** What a referenced map has under a key. */
  entry<T>(map: Ref<Readonly<Record<string, T>>>, key: string): Ref<T>;
  /** A field of what was given, whether that is a reference or holds references. */
  part<T extends object, F extends keyof T>(of: In<T>, field: F): In<Exclude<T[F], undefined>>;
}

/** The control inputs that a component hands down to all its resources. */
export type Control = z.input<typeof control>;

/** What a component is made of. */
export interface Component<A extends z.ZodObject, P extends string, Q extends string, O extends z.ZodObject> {
  /** Noun in snake case: `beam_cluster`. */
  readonly type: string;
  readonly summary: string;
  /** A program fragment for the docs, as a Pulumi user writes it. */
  readonly example: string;
  readonly arguments: A;
  /** Arguments that shape the graph: plain values, known while the program runs. */
  readonly plain: readonly (P & keyof z.input<A>)[];
  /** Groups of arguments: the group itself is plain, its members may be references. All other arguments may be references. */
  readonly groups: readonly (Q & keyof z.input<A>)[];
  readonly outputs: O;
  /** What the schema cannot say of the plain arguments, as ends of a sentence; none where all is well. */
  problems?(args: ArgumentsOf<z.input<A>, P, Q>): readonly string[];
  build(declare: Declare, name: string, args: ArgumentsOf<z.input<A>, P, Q>): OutcomeOf<z.output<O>>;
}

/** Arguments as `build` gets them: as the user wrote them, without defaults. */
export type ArgumentsOf<T, P extends string, Q extends string> = {
  readonly [F in keyof T]: F extends P
    ? T[F]
    : F extends Q
      ? GroupOf<Exclude<T[F], undefined>> | Extract<T[F], undefined>
      : In<Exclude<T[F], undefined>> | Extract<T[F], undefined>;
};

type GroupOf<T> = { readonly [M in keyof T]: In<Exclude<T[M], undefined>> | Extract<T[M], undefined> };

type OutcomeOf<T> = {
  readonly [F in keyof T]: In<Exclude<T[F], undefined>> | Extract<T[F], undefined>;
};

/** A component as the shells see it. */
export type AnyComponent = Component<z.ZodObject, string, string, z.ZodObject>;

/** Types a component. */
export const defineComponent = <
  A extends z.ZodObject,
  const P extends string,
  const Q extends string,
  O extends z.ZodObject,
>(
  component: Component<A, P, Q, O>,
): Component<A, P, Q, O> => component;
