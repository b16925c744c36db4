/**
 * The form of a kind's fields, and what a program gave written in that form: as Terraform reads it, in JSON or HCL.
 *
 * Names of fields become attributes; keys of maps are the user's and stay as they are; tokens are passed on unseen.
 */
import { suggest } from "../provider/inputs.ts";
import { attribute } from "../provider/terraform/names.ts";
import { Token } from "./cdk.ts";
import { localPath } from "./local-path.ts";

/**
 * What a value looks like: a scalar, a path of a file, a list or map of one form, the fields of an object, or an object
 * that may be written as its name alone.
 */
export type Form = "string" | "number" | "boolean" | "path" | readonly ["list" | "map" | "named", Form] | Fields;

/** The forms of an object's fields. */
export interface Fields {
  readonly [field: string]: Form;
}

/** A value as Terraform's JSON has it; unknown names of nested fields, which Terraform drops in silence, are refused. */
export function inForm(form: Form, value: unknown, path: readonly string[]): unknown {
  if (value === undefined || value === null) return value;
  if (Token.isUnresolved(value)) return isNamed(form) && typeof value === "string" ? { name: value } : value;
  if (form === "path") return typeof value === "string" ? localPath(value) : value;
  if (typeof form === "string") return value;
  if (isFields(form)) return isMap(value) ? fieldsInForm(form, value, path) : value;
  const [kind, of] = form;
  if (kind === "named") return typeof value === "string" ? { name: value } : inForm(of, value, path);
  if (kind === "list")
    return Array.isArray(value) ? value.map((item, at) => inForm(of, item, [...path, `${at}`])) : value;
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inForm(of, item, [...path, key])]));
}

function fieldsInForm(fields: Fields, value: Readonly<Record<string, unknown>>, path: readonly string[]) {
  const given = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(
    given.map(([field, item]) => {
      const form = fields[field];
      if (form === undefined) throw new UnknownField([...path, field], Object.keys(fields));
      return [attribute(field), inForm(form, item, [...path, field])];
    }),
  );
}

/** A field that there is not. */
export class UnknownField extends Error {
  constructor(path: readonly string[], known: readonly string[]) {
    super(`${path.join(".")} is no input${suggest(path.at(-1) ?? "", known)}`);
    this.name = "UnknownField";
  }
}

/** A value as the CDK's writer of HCL wants it: with its type told. */
export function forHcl(form: Form, value: unknown): unknown {
  if (typeof form === "string")
    return { value, isBlock: false, type: "simple", storageClassType: form === "path" ? "string" : form };
  if (isFields(form) || form[0] !== "list") return { value, isBlock: false, type: "map", storageClassType: "anyMap" };
  // It knows lists of scalars only; what it is told nothing about it writes as it is.
  return typeof form[1] === "string" ? { value, isBlock: false, type: "list", storageClassType: "stringList" } : value;
}

const isNamed = (form: Form): boolean => Array.isArray(form) && form[0] === "named";

const isFields = (form: Exclude<Form, string>): form is Fields => !Array.isArray(form);

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
