/**
 * TypeScript's types of shapes, with the documentation that editors show.
 *
 * Comments reach an editor only from the declarations of a published package, never out of a schema, so what a user
 * hovers is written down here, once for every field.
 */
import { pascal } from "./names.ts";
import type { Field, Shape } from "./shape.ts";

/**
 * How values are written.
 * - `input`: any part may be an output of another Pulumi resource.
 * - `token`: any part may be a token of a CDK. Texts and numbers are tokens by themselves.
 * - `plain`: as a user writes it, known while the program runs.
 * - `group` and `token group`: the object itself is plain, its members are inputs or tokens.
 * - `value`: as it is after defaults were applied.
 */
export type Mode = "input" | "token" | "plain" | "group" | "token group" | "value";

/** The interfaces of one file, by name. */
export type Interfaces = Map<string, string>;

const SUFFIX: Record<Mode, string> = {
  input: "Input",
  token: "Input",
  plain: "Args",
  group: "Args",
  "token group": "Args",
  value: "Value",
};

/** The type of a shape at a path; interfaces that it needs are added to `interfaces`. */
export function typeOf(shape: Shape, path: readonly string[], mode: Mode, interfaces: Interfaces): string {
  const inner = membersOf(mode);
  const member = (of: Shape) => wrap(typeOf(of, path, inner, interfaces), inner);
  switch (shape.is) {
    case "scalar":
      return shape.type;
    case "words":
      return shape.words.map((word) => JSON.stringify(word)).join(" | ");
    case "list":
      return /^(\w+|pulumi\.Input<.*>)$/.test(member(shape.of)) ? `${member(shape.of)}[]` : `(${member(shape.of)})[]`;
    case "map":
      return `{ [key: string]: ${member(shape.of)} }`;
    case "union":
      return shape.of
        .map((variant) => typeOf(variant, [...path, ...variantName(variant, shape.by)], mode, interfaces))
        .join(" | ");
    case "resource":
      return shape.class;
    case "object":
      return objectType(shape.fields, path, mode, interfaces);
  }
}

const membersOf = (mode: Mode): Mode => (mode === "group" ? "input" : mode === "token group" ? "token" : mode);

function objectType(fields: readonly Field[], path: readonly string[], mode: Mode, interfaces: Interfaces): string {
  if (fields.length === 0) return "{ [key: string]: never }";
  const name = path.map(pascal).join("") + SUFFIX[mode];
  const inner = membersOf(mode);
  interfaces.set(name, "");
  const members = fields.map((field) => member(field, [...path, field.name], inner, interfaces));
  interfaces.set(name, `export interface ${name} {\n${members.join("\n")}\n}`);
  return name;
}

/** One documented line of an interface. */
export function member(field: Field, path: readonly string[], mode: Mode, interfaces: Interfaces): string {
  const { name, shape, optional, marks } = field;
  const given = mode === "value" ? optional && field.default === undefined : optional;
  const type = typeOf(shape, path, mode, interfaces);
  const alone = shape.is === "words" && shape.words.length === 1;
  const inner = mode === "input" && given ? `${type} | undefined` : type;
  const kept = mode === "token" && marks.secret ? `WriteOnly<${type}>` : undefined;
  const written = alone ? type : [wrap(inner, mode), kept].filter(Boolean).join(" | ");
  const missing = given && (mode !== "input" || alone) ? " | undefined" : "";
  return `${comment(notes(field, mode))}${mode === "value" ? "readonly " : ""}${name}${given ? "?" : ""}: ${written}${missing};`;
}

/** What a variant of a union is called: the word that tells it from the others. */
function variantName(variant: Shape, by: string | undefined): string[] {
  if (variant.is !== "object" || by === undefined) return [];
  const word = variant.fields.find(({ name }) => name === by)?.shape;
  return word?.is === "words" ? [String(word.words[0])] : [];
}

function wrap(type: string, mode: Mode): string {
  if (mode === "input") return `pulumi.Input<${type}>`;
  return mode === "token" && type !== "string" && type !== "number" ? `${type} | IResolvable` : type;
}

const OF_PULUMI = "A secret: encrypted in the state, never shown.";
const OF_TERRAFORM = "A secret: never shown, and not even in the state as `writeOnly(...)`.";
const SECRET: Record<Mode, string> = {
  input: OF_PULUMI,
  group: OF_PULUMI,
  plain: OF_PULUMI,
  token: OF_TERRAFORM,
  "token group": OF_TERRAFORM,
  value: "",
};

/** What a user should know of a field, in sentences. */
export function notes({ marks, ...field }: Field, mode: Mode): string[] {
  const { description = "", unit, immutable, secret, digest } = marks;
  const said = description === "" || /[.!?]$/.test(description) ? description : `${description}.`;
  if (mode === "value") return [said].filter(Boolean);
  return [
    said,
    unit === "bytes" && !/MiB|GiB|MB|GB/.test(said) ? "A number and a unit, like `256MiB`." : "",
    unit === "milliseconds" && !/`\d+m?s`/.test(said) ? "A number and a unit, like `60s`." : "",
    digest ? "A relative path starts at the program's folder." : "",
    hasSomething(field.default) && !said.includes("Default:") ? `Default: ${JSON.stringify(field.default)}.` : "",
    immutable ? "A change replaces the resource." : "",
    secret ? SECRET[mode] : "",
  ].filter(Boolean);
}

/** Whether a default is worth a word: empty lists, maps and texts are what anyone expects. */
export const hasSomething = (value: unknown): boolean =>
  value !== undefined && value !== "" && !(typeof value === "object" && value !== null && !Object.keys(value).length);

/** Paragraphs as a doc comment; nothing for no text. Long lines are folded, but not those of a paragraph that has its own. */
export function comment(paragraphs: readonly string[]): string {
  const lines = paragraphs.flatMap((text) => (text.includes("\n") ? text.split("\n") : fold(text, 112)));
  const safe = lines.map((line) => line.replaceAll("*/", "*\\/"));
  if (safe.length === 0) return "";
  if (safe.length === 1) return `/** ${safe[0]} */\n`;
  return `/**\n${safe.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

function fold(line: string, width: number): string[] {
  if (line.length <= width) return [line];
  const space = line.lastIndexOf(" ", width);
  return space <= 0 ? [line] : [line.slice(0, space), ...fold(line.slice(space + 1), width)];
}
