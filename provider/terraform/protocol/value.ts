// Values as Terraform and a provider exchange them: plain JavaScript, and one symbol for what is not known yet.

/** Stands where a value is known only after apply. The same for all parts of the program, however they are bundled. */
export const UNKNOWN: unique symbol = Symbol.for("cul8er: known after apply");

/**
 * A value of a resource, of a provider's configuration, or of a function's argument.
 *
 * - Objects and maps are plain objects, lists, sets and tuples are arrays.
 * - A number comes as a string where no float64 is exactly it: `0.1` in HCL arrives as `"0.1"`. The schema tells.
 *   To send a number, give a JavaScript number (or its decimal text): it arrives as the decimal that JavaScript prints.
 * - Of the type `dynamic`, a value is a pair: its type as JSON in bytes, and the value itself.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | typeof UNKNOWN
  | readonly Value[]
  | { readonly [name: string]: Value };

/** A value at the top of a schema: an object, or null where there is none (nothing created yet, or to be destroyed). */
export type ObjectValue = { readonly [name: string]: Value } | null;
