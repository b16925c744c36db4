/** The schemas that Terraform asks for, made from those of the kinds. */
import type { z } from "zod";
import { kinds } from "../kinds/index.ts";
import { control, type Kind } from "../resource.ts";
import { resourceType, writeOnly } from "./names.ts";
import type { Attribute, Schema, Type } from "./protocol/schema.ts";
import { type Field, type ObjectShape, type Shape, shapeOfObject } from "./shape.ts";

/** A kind as Terraform has it. */
export interface Resource {
  readonly kind: Kind;
  readonly type: string;
  /** Inputs with those of `control`, but for `timeout`, which Terraform's users know as `timeouts`. */
  readonly inputs: ObjectShape;
  readonly outputs: ObjectShape;
  /** Inputs that may be given write-only. */
  readonly secrets: readonly Field[];
  /** Outputs that no state has: an ephemeral resource of the same type gives them. */
  readonly ephemeral: ObjectShape;
  readonly schema: Schema;
}

/** Version of what is stored in states. */
const VERSION = 0;

/** Attributes that every resource has beside its kind's. */
export const OWN = { id: "id", owner: "owner", timeouts: "timeouts" } as const;

/** What `timeouts` may name. */
export const TIMED = ["create", "update", "delete"] as const;

/** The resource of a type. */
export function resourceNamed(type: string): Resource {
  const found = resources.get(type);
  if (!found)
    throw new Error(`cul8er has no resource ${JSON.stringify(type)}: the state was written by a newer version`);
  return found;
}

function resourceOf(kind: Kind): Resource {
  const all = shapeOfObject(kind.accepts as z.ZodObject);
  const inputs: ObjectShape = { is: "object", fields: all.fields.filter(({ name }) => name !== "timeout") };
  const told = shapeOfObject(kind.outputs).fields;
  const outputs: ObjectShape = { is: "object", fields: told.filter(({ marks }) => !marks.secret) };
  const ephemeral: ObjectShape = { is: "object", fields: told.filter(({ marks }) => marks.secret) };
  const secrets = inputs.fields.filter(({ marks }) => marks.secret === true);
  const attributes = [
    { name: OWN.id, type: "string", computed: true, description: "Id, as imports take it." } as const,
    ...inputs.fields.flatMap((field) => inputAttributes(field, kind)),
    ...outputs.fields.map((field) => ({ ...attributeOf(field), computed: true })),
    ownerAttribute,
    timeoutsAttribute,
  ];
  const block = { attributes, description: `${kind.summary}` };
  return {
    kind,
    type: resourceType(kind.type),
    inputs,
    outputs,
    secrets,
    ephemeral,
    schema: { version: VERSION, block },
  };
}

/** An input, and for a secret its write-only twin with the version that tells of a change. */
function inputAttributes(field: Field, kind: Kind): Attribute[] {
  const { marks, name, optional } = field;
  const said = [
    marks.description ?? "",
    marks.immutable || kind.identity.includes(name) ? "A change replaces the resource." : "",
    marks.digest ? "A relative path starts at the folder of the root module." : "",
  ];
  const description = said.filter(Boolean).join(" ");
  if (!marks.secret) return [{ ...attributeOf(field), ...(optional ? OPTIONAL : { required: true }), description }];
  const twin = writeOnly(name);
  const type = attributeOf(field);
  return [
    {
      ...type,
      optional: true,
      sensitive: true,
      description: `${description} It is in the state; \`${twin.value}\` is not.`,
    },
    {
      ...type,
      name: twin.value,
      optional: true,
      sensitive: true,
      writeOnly: true,
      description: `${description} In neither plan nor state.`,
    },
    {
      name: twin.version,
      type: "string",
      optional: true,
      description: `Any text or number; a change says that \`${twin.value}\` has changed.`,
    },
  ];
}

/** What may be left out may be chosen by the provider, too: a default, or what an import has found. */
const OPTIONAL = { optional: true, computed: true } as const;

/** An attribute, without who sets it. */
function attributeOf({ attribute: name, shape, marks }: Field): Attribute {
  return { name, ...typed(shape), description: marks.description ?? "", ...(marks.secret && { sensitive: true }) };
}

/** Objects are attributes of attributes: those of a map, a list, or alone. All else has a plain type. */
function typed(shape: Shape): Pick<Attribute, "type" | "nested"> {
  if (shape.is === "object") return { nested: { nesting: "single", attributes: nested(shape) } };
  if (shape.is !== "scalar" && shape.of.is === "object")
    return { nested: { nesting: shape.is, attributes: nested(shape.of) } };
  return { type: typeOf(shape) };
}

const nested = ({ fields }: ObjectShape): Attribute[] =>
  fields.map((field) => ({ ...attributeOf(field), ...(field.optional ? OPTIONAL : { required: true }) }));

function typeOf(shape: Shape): Type {
  if (shape.is === "scalar") return shape.type;
  if (shape.is !== "object") return [shape.is, typeOf(shape.of)];
  return ["object", Object.fromEntries(shape.fields.map(({ attribute, shape }) => [attribute, typeOf(shape)]))];
}

const ownerAttribute: Attribute = {
  name: OWN.owner,
  type: "string",
  ...OPTIONAL,
  description:
    "Whose it is: stands in its mark on the server, so that a run which was interrupted can be taken up by the next one, and by no other program. Default: the provider's `owner`. A change alone changes nothing.",
};

const timeoutsAttribute: Attribute = {
  name: OWN.timeouts,
  nested: {
    nesting: "single",
    attributes: TIMED.map((verb) => ({
      name: verb,
      type: "string",
      optional: true,
      description: `Longest time to ${verb} it: a number and a unit, like \`10m\`. Default: 5m.`,
    })),
  },
  optional: true,
  description: "Longest times of changes.",
};

/** Settings of the provider. */
export const settings: ObjectShape = {
  is: "object",
  fields: shapeOfObject(control).fields.filter(({ name }) => name === "host"),
};

/** Schema of the `provider` block. */
export const providerSchema: Schema = {
  version: VERSION,
  block: {
    attributes: [
      ...settings.fields.map((field) => ({
        ...attributeOf(field),
        optional: true,
        description: `${field.marks.description} Every resource may name another one.`,
      })),
      {
        name: "project",
        type: "string",
        optional: true,
        description: "Project of the resources that name none. Default: default.",
      },
      {
        name: OWN.owner,
        type: "string",
        optional: true,
        description:
          "Whose the resources are, in their marks on the server: what an interrupted run has begun is taken up by the next run of the same owner. Default: the folder of the root module, and the workspace.",
      },
    ],
    description: "Instances, networks, storage and BEAM clusters on Incus.",
  },
};

/** All resources by their type in Terraform. */
export const resources: ReadonlyMap<string, Resource> = new Map(
  kinds.map((kind) => [resourceType(kind.type), resourceOf(kind)]),
);

/** Schemas of the ephemeral resources that give what a resource keeps secret: by its identity, from the server. */
export const ephemeralSchemas: Readonly<Record<string, Schema>> = Object.fromEntries(
  [...resources.values()]
    .filter(({ ephemeral }) => ephemeral.fields.length > 0)
    .map(({ type, kind, inputs, ephemeral }) => [
      type,
      {
        version: VERSION,
        block: {
          attributes: [
            ...inputs.fields
              .filter(({ name }) => kind.identity.includes(name))
              .map((field) => ({
                ...attributeOf(field),
                ...(field.optional ? { optional: true } : { required: true }),
              })),
            ...inputs.fields
              .filter(({ name }) => name === "host")
              .map((field) => ({ ...attributeOf(field), optional: true })),
            ...ephemeral.fields.map((field) => ({ ...attributeOf(field), computed: true, sensitive: true })),
          ],
          description: `What \`${type}\` keeps secret, read from the server when it is needed: in neither plan nor state.`,
        },
      },
    ]),
);
