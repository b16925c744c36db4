/** The classes that a Pulumi program imports, one file a kind, and the file that exports them all. */

import type { AnyComponent } from "../provider/component.ts";
import { syntax } from "../provider/identity.ts";
import { control, type Kind } from "../provider/resource.ts";
import { kebab, pascal, spoken } from "./names.ts";
import { type Field, fieldsOf, takesHosts, withHosts } from "./shape.ts";
import { comment, type Interfaces, type Mode, member, notes, typeOf } from "./types.ts";

/** The import of a component's file that its arguments need where a resource `Host` may stand in them. */
export const hostImport = (args: readonly Field[]): string =>
  args.some(({ shape }) => takesHosts(shape)) ? 'import type { Host } from "./host.ts";\n' : "";

/** First line of every written file. */
export const written = (from: string): string => `Written by \`npm run generate\` from ${from}. Do not edit.`;

/** The class of a kind, its arguments, and the interfaces that both need. */
export function classFile(kind: Kind): string {
  const name = pascal(kind.type);
  const interfaces: Interfaces = new Map();
  const inputs = inputsOf(kind);
  const outputs = fieldsOf(kind.outputs);
  const required = inputs.some(({ optional }) => !optional);
  const members = inputs.map((field) => member(field, [name, field.name], "input", interfaces));
  const properties = [...inputs, ...outputs].map((field) => property(field, name, interfaces));
  return `// ${written(`provider/kinds/${kebab(kind.type)}.ts`)}
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

${comment([kind.summary, "", "@example", code(kind.example)])}export class ${name} extends Resource {
${properties.join("\n\n")}

${comment([
  `@param name Name in the program${isNamed(kind) ? `; also the ${spoken(kind.type)}'s own where \`args.name\` says no other` : ""}.`,
  "@param args What it is to be.",
  "@param opts How Pulumi treats it.",
])}constructor(name: string, args${required ? "" : "?"}: ${name}Args, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

${comment([
  `Reads a ${spoken(kind.type)} that something else made. It is never changed or removed.`,
  "",
  "@param name Name in the program.",
  `@param id \`${syntax(kind)}\`.`,
])}static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ${name} {
    return new ${name}(name, existing, { ...opts, id });
  }
}

/** Arguments of \`${name}\`. */
export interface ${name}Args extends ${controlOf(kind, "ControlArgs")} {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}

const outline: Outline = ${JSON.stringify(outline(kind))};
`;
}

/** What a kind takes besides its own inputs. */
export const controlOf = ({ hostless }: Kind, name: string): string => (hostless ? `Omit<${name}, "host">` : name);

/** A program fragment in a doc comment. */
export const code = (example: string): string => `\`\`\`ts\n${example}\n\`\`\``;

/** Where a resource's name comes from, and which of its properties are what. */
function outline(kind: Kind) {
  const secrets = [...fieldsOf(kind.inputs), ...fieldsOf(kind.outputs)].filter(({ marks }) => marks.secret);
  return {
    type: kind.type,
    class: pascal(kind.type),
    named: isNamed(kind),
    inputs: Object.keys(kind.inputs.shape),
    outputs: Object.keys(kind.outputs.shape),
    secrets: secrets.map(({ name }) => name),
  };
}

/** Whether what names a kind's resource on its server may be its name in the program. */
export const isNamed = (kind: Kind): boolean => kind.identity.includes("name");

/** A kind's own inputs as a program gives them. */
export const inputsOf = (kind: Kind): Field[] =>
  fieldsOf(kind.inputs).map((field) => ({
    ...field,
    optional: field.optional || (field.name === "name" && isNamed(kind)),
    marks: { ...field.marks, immutable: field.marks.immutable === true || kind.identity.includes(field.name) },
  }));

function property(field: Field, name: string, interfaces: Interfaces): string {
  const type = typeOf(field.shape, [name, field.name], "value", interfaces);
  const missing = field.optional && field.default === undefined && !(field.name === "name") ? " | undefined" : "";
  return `${comment(notes(field, "value"))}declare readonly ${field.name}: pulumi.Output<${type}${missing}>;`;
}

/** What interfaces of control inputs are called after: `Host` is a kind. */
export const controlPath = ({ name }: Field): string[] => [name === "host" ? "server" : name];

/** Arguments that every resource takes. */
export function controlFile(): string {
  const interfaces: Interfaces = new Map();
  const members = fieldsOf(control).map((field) => member(field, controlPath(field), "input", interfaces));
  return `// ${written("provider/resource.ts")}
import type * as pulumi from "@pulumi/pulumi";

/** Arguments that every resource takes. They say how it is reached and treated, never what it is. */
export interface ControlArgs {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}
`;
}

/** The class of a component and the interfaces that it needs. */
export function componentFile(component: AnyComponent): string {
  const name = pascal(component.type);
  const interfaces: Interfaces = new Map();
  const args = fieldsOf(component.arguments).map(withHosts);
  const mode = ({ name }: Field): Mode =>
    component.plain.includes(name) ? "plain" : component.groups.includes(name) ? "group" : "input";
  const members = args.map((field) => member(field, [name, field.name], mode(field), interfaces));
  const properties = fieldsOf(component.outputs).map((field) => property(field, name, interfaces));
  return `// ${written(`provider/components/${kebab(component.type)}.ts`)}
import * as pulumi from "@pulumi/pulumi";
import { ${name} as component } from "../provider/components/${kebab(component.type)}.ts";
${hostImport(args)}import { layOut } from "./lay-out.ts";

${comment([component.summary, "", "@example", code(component.example)])}export class ${name} extends pulumi.ComponentResource {
${properties.join("\n\n")}

${comment([
  "@param name Name in the program; the resources below it are called after it.",
  "@param args What it is to be.",
  "@param opts How Pulumi treats it.",
])}constructor(name: string, args: ${name}Args, opts?: pulumi.ComponentResourceOptions) {
    super("cul8er:index:${name}", name, {}, opts);
    this.registerOutputs(layOut(this, component, name, args));
  }
}

/** Arguments of \`${name}\`. */
export interface ${name}Args {
${members.join("\n\n")}
}

${[...interfaces.values()].join("\n\n")}
`;
}

/** The classes by the kind's type, for components. */
export const tableFile = (types: readonly string[]): string => `// ${written("provider/kinds/index.ts")}
import type * as pulumi from "@pulumi/pulumi";
${types.map((type) => `import { ${pascal(type)} } from "./${kebab(type)}.ts";`).join("\n")}
import type { Resource } from "./resource.ts";

/** A class, whatever its arguments. */
type Class = new (name: string, args: never, opts?: pulumi.CustomResourceOptions) => Resource;

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Class>> = { ${types.map((type) => `${type}: ${pascal(type)}`).join(", ")} };
`;

/** All that a program imports: the written classes and what is written by hand. */
export function indexFile(types: readonly string[], byHand: readonly string[]): string {
  const files = ["control", ...types.map(kebab), ...byHand].toSorted();
  return `// ${written("provider/kinds/index.ts")}
/** Incus resources and BEAM clusters for Pulumi programs. */
${files.map((file) => `export * from "./${file}.ts";`).join("\n")}
`;
}
