/** The reference docs: a page a kind, with a table of all that it takes and tells. */

import type { AnyComponent } from "../provider/component.ts";
import { syntax } from "../provider/identity.ts";
import { control, type Kind } from "../provider/resource.ts";
import { attribute, resourceType, writeOnly } from "../provider/terraform/names.ts";
import { inputsOf, written } from "./classes.ts";
import { kebab, pascal } from "./names.ts";
import { type Field, fieldsOf, type Shape } from "./shape.ts";
import { hasSomething, notes } from "./types.ts";

/** What a page is about: a kind or a component. */
export interface Subject {
  readonly type: string;
  readonly summary: string;
}

/** The page of a kind. */
export const kindPage = (kind: Kind): string =>
  page(`provider/kinds/${kebab(kind.type)}.ts`, kind, [
    `In HCL: \`resource "${resourceType(kind.type)}" "..." {}\`, with [names of its own](../terraform.md).`,
    "## Arguments",
    "Besides these it takes [what every resource takes](index.md#what-every-resource-takes).",
    ...tables(inputsOf(kind), [], "hcl"),
    "## Outputs",
    "All arguments, and:",
    ...outputTables(fieldsOf(kind.outputs), [], "hcl"),
    "## Id",
    `\`${syntax(kind)}\``,
    `\`${pascal(kind.type)}.get(name, id)\` reads one that something else made; in HCL an \`import\` block takes it over. Names in it are percent-encoded.`,
    ...(kind.class === "step"
      ? ["It is a step: it runs when its arguments change, and compares nothing with the server."]
      : []),
  ]);

/** The page of a component. */
export const componentPage = (component: AnyComponent): string =>
  page(`provider/components/${kebab(component.type)}.ts`, component, [
    "## Arguments",
    ...tables(fieldsOf(component.arguments), []),
    ...(component.plain.length > 0
      ? [`Plain values, no outputs of other resources: ${component.plain.map((name) => `\`${name}\``).join(", ")}.`]
      : []),
    "## Outputs",
    ...outputTables(fieldsOf(component.outputs), []),
  ]);

/** A page: what it is, how it is written, and then its sections. */
export const page = (from: string, { type, summary, example }: Subject & { example: string }, sections: string[]) =>
  document([`<!-- ${written(from)} -->`, `# ${pascal(type)}`, summary, `\`\`\`ts\n${example}\n\`\`\``, ...sections]);

const document = (paragraphs: readonly string[]): string => `${paragraphs.join("\n\n")}\n`;

/** The list of all pages, and what every resource takes. */
export const indexPage = (kinds: readonly Subject[], components: readonly Subject[]): string =>
  document([
    `<!-- ${written("provider/kinds/index.ts")} -->`,
    "# Reference",
    [
      'A program imports them from `"cul8er/pulumi"`, `"cul8er/cdktf"` or `"cul8er/cdktn"`; examples are written for Pulumi.',
      "In HCL a resource is called `cul8er_storage_volume`, and an argument `content_type`; what differs else stands in",
      "[CDK, Terraform and OpenTofu](../terraform.md).",
    ].join("\n"),
    ...(components.length > 0 ? ["## Components", list(components)] : []),
    "## Resources",
    list(kinds),
    "## What every resource takes",
    ...tables(fieldsOf(control), [], "hcl"),
    "In HCL each also has an `id`, and takes `owner`: whose it is, where that is not what the provider says.",
    "## How values are written",
    [
      "- A **size** is a number and a unit: `B`, `kB`, `MB`, `GB`, `TB`, `KiB`, `MiB`, `GiB` or `TiB`, like `256MiB`.",
      "- A **duration** is a number and a unit: `ms`, `s`, `m`, `h` or `d`, like `60s`.",
      "- A path of a file starts at the folder of the program, unless it is absolute.",
    ].join("\n"),
  ]);

const list = (subjects: readonly Subject[]): string =>
  subjects.map(({ type, summary }) => `- [${pascal(type)}](${kebab(type)}.md): ${lowerFirst(summary)}`).join("\n");

const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

/** Where else the fields have a name. */
type Elsewhere = "hcl" | undefined;

/** A table of what may be given, followed by one for each object among it. */
export const tables = (fields: readonly Field[], path: readonly string[], elsewhere?: Elsewhere): string[] =>
  listed(fields, path, columns(elsewhere, "Type", "Default", ""), (field, depth) => {
    const [text, fallback] = withoutDefault(notes(withoutUnit(field), "plain").join(" "));
    const otherwise = hasSomething(field.default) ? `\`${JSON.stringify(field.default)}\`` : fallback;
    return [...namesOf(field, depth, elsewhere), typeOf(field), field.optional ? otherwise : "required", text];
  });

/** A table of what is told, likewise. */
const outputTables = (fields: readonly Field[], path: readonly string[], elsewhere?: Elsewhere): string[] =>
  listed(fields, path, columns(elsewhere, "Type", ""), (field, depth) => [
    ...(elsewhere && field.marks.secret ? [nameOf(field), EPHEMERAL] : namesOf(field, depth, elsewhere)),
    typeOf(field),
    notes(field, "value").join(" "),
  ]);

/** Where HCL finds a secret output. */
const EPHEMERAL = "[ephemeral](../terraform.md#secrets)";

const columns = (elsewhere: Elsewhere, ...others: string[]): string[] => [
  "Name",
  ...(elsewhere ? ["In HCL"] : []),
  ...others,
];

function listed(
  fields: readonly Field[],
  path: readonly string[],
  head: readonly string[],
  cells: (field: Field, depth: number) => string[],
): string[] {
  if (fields.length === 0) return ["Nothing."];
  const depth = path.length;
  const lines = [head, head.map(() => "---"), ...fields.map((field) => cells(field, depth).map(escaped))];
  const inside = fields.flatMap(({ name, shape }) => objectsIn(shape, [...path, name]));
  return [
    lines.map((line) => `| ${line.join(" | ")} |`).join("\n"),
    ...inside.flatMap(([at, members]) => [`### \`${at.join(".")}\``, ...listed(members, at, head, cells)]),
  ];
}

/** A field's names: that of programs, and that of HCL, where secrets of a resource have a write-only twin. */
function namesOf(field: Field, depth: number, elsewhere: Elsewhere): string[] {
  if (!elsewhere) return [nameOf(field)];
  if (depth === 0 && field.name === "timeout") return [nameOf(field), "`timeouts`"];
  const twin = depth === 0 && field.marks.secret ? [writeOnly(field.name).value] : [];
  return [nameOf(field), [attribute(field.name), ...twin].map((name) => `\`${name}\``).join(" or ")];
}

const nameOf = ({ name }: Field): string => `\`${name}\``;

const typeOf = ({ shape, marks }: Field): string => typeName(shape, marks.unit);

/** The columns for type and default say it already. */
const withoutUnit = (field: Field): Field => ({
  ...field,
  default: undefined,
  marks: { ...field.marks, unit: undefined },
});

/** A description, and the default that its last sentence tells. */
function withoutDefault(text: string): [text: string, fallback: string] {
  const [, before = text, fallback = ""] = /^(.*?)\s*Default: (.+?)\.(?=\s|$)/.exec(text) ?? [];
  return fallback === ""
    ? [text, ""]
    : [text.replace(`Default: ${fallback}.`, "").replaceAll(/\s+/g, " ").trim() || before, fallback];
}

/** The objects in a shape that are one level down. */
function objectsIn(shape: Shape, path: readonly string[]): [path: readonly string[], fields: readonly Field[]][] {
  switch (shape.is) {
    case "list":
      return objectsIn(shape.of, path.with(-1, `${path.at(-1)}[]`));
    case "map":
      return objectsIn(shape.of, [...path, "<key>"]);
    case "union":
      return shape.of.flatMap((variant) => objectsIn(variant, [...path, ...word(variant, shape.by)]));
    case "object":
      return [[path, shape.fields]];
    default:
      return [];
  }
}

function word(variant: Shape, by: string | undefined): string[] {
  const field = variant.is === "object" ? variant.fields.find(({ name }) => name === by) : undefined;
  return field?.shape.is === "words"
    ? [`(${by}: ${field.shape.words.map((one) => JSON.stringify(one)).join(", ")})`]
    : [];
}

function typeName(shape: Shape, unit?: string): string {
  switch (shape.is) {
    case "scalar":
      return unit === "bytes" ? "size" : unit === "milliseconds" ? "duration" : shape.type;
    case "words":
      return shape.words.map((one) => `\`${JSON.stringify(one)}\``).join(" or ");
    case "list":
      return `list of ${typeName(shape.of)}`;
    case "map":
      return `map of ${typeName(shape.of)}`;
    case "union":
      return [...new Set(shape.of.map((variant) => typeName(variant)))].join(" or ");
    case "object":
      return "object";
    case "resource":
      return shape.class;
  }
}

const escaped = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");
