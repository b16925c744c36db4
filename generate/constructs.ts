/** The constructs that a CDKTF or CDKTN app imports, one file a kind, and the file that exports them all. */
import type { AnyComponent } from "../provider/component.ts";
import { syntax } from "../provider/identity.ts";
import { control, type Kind } from "../provider/resource.ts";
import { attribute, RESERVED, resourceType } from "../provider/terraform/names.ts";
import { code, controlOf, controlPath, hostImport, inputsOf, isNamed, written } from "./classes.ts";
import { kebab, pascal, spoken } from "./names.ts";
import { type Field, fieldsOf, type Shape, withHosts } from "./shape.ts";
import { comment, type Interfaces, type Mode, member, notes, typeOf } from "./types.ts";

/** Outputs that a construct refers to: secret ones are in no state of Terraform. */
export const outputsOf = (kind: Kind): Field[] => fieldsOf(kind.outputs).filter(({ marks }) => !marks.secret);

/** The construct of a kind, its configuration, and the interfaces that it needs. */
export function classFile(kind: Kind): string {
  const name = pascal(kind.type);
  const interfaces: Interfaces = new Map();
  const inputs = inputsOf(kind);
  const outputs = outputsOf(kind);
  const optional = inputs.every((field) => field.optional);
  const members = inputs.map((field) => member(field, [name, field.name], "token", interfaces));
  const accessors = [...inputs.map((field) => `${getter(field)}\n\n${setter(field, name)}`), ...outputs.map(getter)];
  return `// ${written(`provider/kinds/${kebab(kind.type)}.ts`)}
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
${importsOf([...members, ...interfaces.values(), ...accessors, "TerraformProvider", "ImportableResource"])}
${comment([
  kind.summary,
  "",
  `It is imported by its id, \`${syntax(kind)}\`.`,
  "",
  "@example",
  code(inApp(kind.example)),
])}export class ${name} extends Resource<${name}Config> {
/** Type of the resource in Terraform. */
static readonly tfResourceType = "${resourceType(kind.type)}";

${comment([
  "@param scope Where it is in the app: a stack, or a construct in one.",
  `@param id Its id there${isNamed(kind) ? `; also the name of the ${spoken(kind.type)} where \`config.name\` says no other` : ""}.`,
  "@param config What it is to be, and how Terraform treats it.",
])}constructor(scope: Construct, id: string, config: ${name}Config${optional ? " = {}" : ""}) {
    super(scope, id, outline, config);
  }

${comment([
  `Writes the block that imports a ${spoken(kind.type)}, for Terraform to write its configuration from.`,
  "",
  "@param scope The stack.",
  "@param importToId Id that its construct will have.",
  `@param importFromId \`${syntax(kind)}\`.`,
])}static generateConfigForImport(scope: Construct, importToId: string, importFromId: string, provider?: TerraformProvider): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

${accessors.join("\n\n")}
}

/** Configuration of \`${name}\`. */
export interface ${name}Config extends ${controlOf(kind, "ControlConfig")} {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}

const outline: Outline = ${JSON.stringify(outline(kind))};
`;
}

/** What the shell must know of a kind. */
function outline(kind: Kind) {
  const fields = [...fieldsOf(kind.inputs), ...fieldsOf(kind.outputs)];
  const reserved = fields.find(({ name }) => RESERVED.includes(attribute(name)));
  if (reserved) throw new Error(`${kind.type}.${reserved.name} is a word that Terraform keeps for itself`);
  return { type: kind.type, named: isNamed(kind), fields: formsOf(fieldsOf(kind.inputs)) };
}

/** Imports of the types that are used. */
function importsOf(types: readonly string[]): string {
  const uses = (name: string) => types.some((type) => new RegExp(`\\b${name}\\b`).test(type));
  const cdk = ["TerraformProvider", "ImportableResource", "IResolvable"].filter(uses);
  return `import type { ${["Construct", ...cdk].join(", ")} } from "./cdk.ts";
${uses("WriteOnly") ? 'import type { WriteOnly } from "./write-only.ts";\n' : ""}`;
}

/** A program fragment as it is in an app: resources have a scope, secrets are variables. */
const inApp = (example: string): string =>
  example
    .replaceAll(/new (\w+)\("/g, 'new $1(this, "')
    .replaceAll(/config\.requireSecret\("(\w+)"\)/g, "$1.stringValue");

/** A reference to an attribute: a token of its type where the CDK has tokens of that type. */
function getter(field: Field): string {
  const name = JSON.stringify(attribute(field.name));
  const [type, body] = reference(field.shape, name);
  return `${comment(notes(field, "value"))}get ${field.name}(): ${type} { return ${body}; }`;
}

function reference(shape: Shape, name: string): [type: string, body: string] {
  switch (shape.is) {
    case "words":
      return [shape.words.map((word) => JSON.stringify(word)).join(" | "), `this.word(${name})`];
    case "scalar":
      return {
        string: ["string", `this.getStringAttribute(${name})`] as [string, string],
        number: ["number", `this.getNumberAttribute(${name})`] as [string, string],
        boolean: ["IResolvable", `this.getBooleanAttribute(${name})`] as [string, string],
      }[shape.type];
    case "list":
      if (isText(shape.of)) return ["string[]", `this.getListAttribute(${name})`];
      break;
    case "map":
      if (isText(shape.of)) return ["{ [key: string]: string }", `this.getStringMapAttribute(${name})`];
  }
  return ["IResolvable", `this.interpolationForAttribute(${name})`];
}

const isText = (shape: Shape): boolean =>
  shape.is === "words" ? typeof shape.words[0] === "string" : shape.is === "scalar" && shape.type === "string";

/** Gives an input another value, and tells the one that was given. */
const setter = ({ name }: Field, kind: string): string =>
  `set ${name}(value: ${kind}Config["${name}"]) { this.given.${name} = value; }

get ${name}Input(): ${kind}Config["${name}"] { return this.given.${name}; }`;

/** The forms of fields, as the shell reads them. */
function formsOf(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(fields.map((field) => [field.name, field.marks.digest ? "path" : formOf(field.shape)]));
}

function formOf(shape: Shape): unknown {
  switch (shape.is) {
    case "scalar":
      return shape.type;
    case "words":
      return typeof shape.words[0];
    case "list":
    case "map":
      return [shape.is, formOf(shape.of)];
    case "object":
      return formsOf(shape.fields);
    case "union":
      return formOfUnion(shape.of);
  }
}

/** Variants share one object in Terraform; a text beside an object stands for the object with that name only. */
function formOfUnion(variants: readonly Shape[]): unknown {
  const objects = variants.flatMap((variant) => (variant.is === "object" ? [variant] : []));
  const fields = formsOf(objects.flatMap((variant) => variant.fields));
  return objects.length === variants.length ? fields : ["named", fields];
}

/** Configuration that every construct of a kind takes. */
export function controlFile(): string {
  const interfaces: Interfaces = new Map();
  const members = fieldsOf(control).map((field) => member(field, controlPath(field), "token", interfaces));
  return `// ${written("provider/resource.ts")}
import type { IResolvable } from "./cdk.ts";
import type { MetaArguments } from "./resource.ts";

/** Configuration that every resource takes: how it is reached and treated, never what it is. */
export interface ControlConfig extends MetaArguments {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}
`;
}

/** The forms of that configuration. */
export const controlFormsFile = (): string => `// ${written("provider/resource.ts")}
/** Forms of what every resource takes. */
export const controlForms = ${JSON.stringify(formsOf(fieldsOf(control)))} as const;
`;

/** The construct of a component and the interfaces that it needs. */
export function componentFile(component: AnyComponent): string {
  const name = pascal(component.type);
  const interfaces: Interfaces = new Map();
  const mode = ({ name }: Field): Mode =>
    component.plain.includes(name) ? "plain" : component.groups.includes(name) ? "token group" : "token";
  const args = fieldsOf(component.arguments).map(withHosts);
  const members = args.map((field) => member(field, [name, field.name], mode(field), interfaces));
  const properties = fieldsOf(component.outputs).map(
    (field) =>
      `${comment(notes(field, "value"))}declare readonly ${field.name}: ${typeOf(field.shape, [name, field.name], "value", interfaces)}${field.optional ? " | undefined" : ""};`,
  );
  return `// ${written(`provider/components/${kebab(component.type)}.ts`)}
import { ${name} as component } from "../provider/components/${kebab(component.type)}.ts";
import { Component, type ComponentConfig } from "./component.ts";
${hostImport(args)}import { layOut } from "./lay-out.ts";
${importsOf([...members, ...interfaces.values()])}
${comment([component.summary, "", "@example", code(inApp(component.example))])}export class ${name} extends Component {
${properties.join("\n\n")}

${comment([
  "@param scope Where it is in the app: a stack, or a construct in one.",
  "@param id Its id there; the resources below it are called after it where `config.name` says no other.",
  "@param config What it is to be.",
])}constructor(scope: Construct, id: string, config: ${name}Config) {
    super(scope, id);
    layOut(this, component, config);
  }
}

/** Configuration of \`${name}\`. */
export interface ${name}Config extends ComponentConfig {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}
`;
}

/** The classes by the kind's type, for components, and whether they may be named after themselves. */
export const tableFile = (kinds: readonly Kind[]): string => `// ${written("provider/kinds/index.ts")}
${kinds.map(({ type }) => `import { ${pascal(type)} } from "./${kebab(type)}.ts";`).join("\n")}
import type { Construct, TerraformResource } from "./cdk.ts";

/** A class, whatever its configuration. */
interface Entry {
  readonly Class: new (scope: Construct, id: string, config: never) => TerraformResource;
  readonly named: boolean;
}

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Entry>> = { ${kinds.map((kind) => `${kind.type}: { Class: ${pascal(kind.type)}, named: ${isNamed(kind)} }`).join(", ")} };
`;

/** All that an app imports: the written constructs and what is written by hand. */
export function indexFile(types: readonly string[], byHand: readonly string[]): string {
  const files = ["control", ...types.map(kebab), ...byHand].toSorted();
  return `// ${written("provider/kinds/index.ts")}
/** Incus resources and BEAM clusters for CDKTF and CDKTN apps. */
${files.map((file) => `export * from "./${file}.ts";`).join("\n")}
`;
}

/** The version of the package, which is the one of the provider that its constructs need. */
export const versionFile = (version: string): string => `// ${written("package.json")}
/** Version of the provider. */
export const VERSION = ${JSON.stringify(version)};
`;
