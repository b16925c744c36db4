// Schemas as messages: which field has which number.
import { parseJson } from "./dynamic-value.ts";
import {
  as,
  bool,
  bytes,
  type Codec,
  type Message,
  many,
  maybe,
  message,
  named,
  number,
  plain,
  text,
  word,
} from "./protobuf.ts";
import type * as schema from "./schema.ts";

/** The number that says that a description is Markdown. */
const MARKDOWN = 1;

/** JSON in bytes, as types travel. */
const type: Codec<schema.Type> = as<schema.Type, Uint8Array>(
  bytes,
  (value) => Buffer.from(JSON.stringify(value)),
  (content) => parseJson(content) as schema.Type,
);

const attribute: Message<schema.Attribute> = message<schema.Attribute>(
  () => ({
    name: plain(1, text, ""),
    type: maybe(2, type),
    description: maybe(3, text),
    required: plain(4, bool, false),
    optional: plain(5, bool, false),
    computed: plain(6, bool, false),
    sensitive: plain(7, bool, false),
    deprecated: plain(9, bool, false),
    nested: maybe(10, nestedAttributes),
    writeOnly: plain(11, bool, false),
  }),
  { 8: MARKDOWN },
);

const nestedAttributes: Message<schema.NestedAttributes> = message<schema.NestedAttributes>({
  attributes: many(1, attribute),
  nesting: maybe(3, word({ single: 1, list: 2, set: 3, map: 4 })),
});

const block: Message<schema.Block> = message<schema.Block>(
  () => ({
    attributes: many(2, attribute),
    blocks: many(3, nestedBlock),
    description: maybe(4, text),
    deprecated: plain(6, bool, false),
  }),
  { 5: MARKDOWN },
);

const nestedBlock: Message<schema.NestedBlock> = message<schema.NestedBlock>({
  name: plain(1, text, ""),
  block: maybe(2, block),
  nesting: maybe(3, word({ single: 1, list: 2, set: 3, map: 4, group: 5 })),
  minItems: plain(4, number, 0),
  maxItems: plain(5, number, 0),
});

/** The schema of a resource, a data source, an ephemeral resource or a provider. */
export const schemaCodec = message<schema.Schema>({ version: plain(1, number, 0), block: maybe(2, block) });

const parameter = message<schema.Parameter>(
  {
    name: plain(1, text, ""),
    type: maybe(2, type),
    allowNull: plain(3, bool, false),
    allowUnknown: plain(4, bool, false),
    description: maybe(5, text),
  },
  { 6: MARKDOWN },
);

const returns: Codec<schema.Type> = as(
  message<{ type: schema.Type }>({ type: maybe(1, type) }),
  (value) => ({ type: value }),
  ({ type }) => type,
);

/** The signature of a function. */
export const functionSignature = message<schema.FunctionSignature>(
  {
    parameters: many(1, parameter),
    variadic: maybe(2, parameter),
    returns: maybe(3, returns),
    summary: maybe(4, text),
    description: maybe(5, text),
    deprecation: maybe(7, text),
  },
  { 6: MARKDOWN },
);

const identityAttribute = message<schema.IdentityAttribute>({
  name: plain(1, text, ""),
  type: maybe(2, type),
  requiredForImport: plain(3, bool, false),
  optionalForImport: plain(4, bool, false),
  description: maybe(5, text),
});

/** The schema of a resource's identity. */
export const identitySchema = message<schema.IdentitySchema>({
  version: plain(1, number, 0),
  attributes: many(2, identityAttribute),
});

/** What the provider can do. */
export const serverCapabilities = message<schema.ServerCapabilities>({
  planDestroy: plain(1, bool, false),
  getProviderSchemaOptional: plain(2, bool, false),
  moveResourceState: plain(3, bool, false),
  generateResourceConfig: plain(4, bool, false),
});

/** Schemas by type name. */
export const schemas = (field: number) => named(field, schemaCodec);
