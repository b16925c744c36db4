// The parts that many messages have: diagnostics, states, identities, what the other side can do.
import { objectValue, parseJson } from "./dynamic-value.ts";
import type * as messages from "./messages.ts";
import {
  as,
  bool,
  bytes,
  type Codec,
  type Field,
  many,
  maybe,
  message,
  number,
  plain,
  text,
  word,
} from "./protobuf.ts";
import type { ObjectValue } from "./value.ts";

const EMPTY = new Uint8Array();

const step: Codec<messages.Step> = as(
  message<{ attribute?: string; key?: string; index?: number }>({
    attribute: maybe(1, text),
    key: maybe(2, text),
    index: maybe(3, number),
  }),
  (step) => step,
  ({ attribute, key, index = 0 }) => {
    if (attribute !== undefined) return { attribute };
    return key !== undefined ? { key } : { index };
  },
);

const attributePath: Codec<messages.AttributePath> = as(
  message<{ steps: messages.AttributePath }>({ steps: many(1, step) }),
  (steps) => ({ steps }),
  ({ steps }) => steps,
);

const diagnostic = message<messages.Diagnostic>({
  severity: maybe(1, word({ error: 1, warning: 2 })),
  summary: plain(2, text, ""),
  detail: maybe(3, text),
  attribute: maybe(4, attributePath),
});

const clientCapabilities = message<messages.ClientCapabilities>({
  deferralAllowed: plain(1, bool, false),
  writeOnlyAttributesAllowed: plain(2, bool, false),
});

/** A state as it is stored. Terraform before 0.12 wrote another form, which is read as undefined. */
const rawState: Codec<unknown> = as<unknown, { json?: Uint8Array }>(
  message<{ json?: Uint8Array }>({ json: maybe(1, bytes) }),
  (state) => (state === undefined ? {} : { json: Buffer.from(JSON.stringify(state)) }),
  ({ json }) => (json ? parseJson(json) : undefined),
);

const identity: Codec<ObjectValue> = as(
  message<{ data: ObjectValue }>({ data: plain(1, objectValue, null) }),
  (data) => ({ data }),
  ({ data }) => data,
);

const timestamp: Codec<Date> = as(
  message<{ seconds: number; nanos: number }>({ seconds: plain(1, number, 0), nanos: plain(2, number, 0) }),
  (date) => ({ seconds: Math.floor(date.getTime() / 1000), nanos: (date.getTime() % 1000) * 1_000_000 }),
  ({ seconds, nanos }) => new Date(seconds * 1000 + nanos / 1_000_000),
);

const nameAlone: Codec<string> = as(
  message<{ name: string }>({ name: plain(1, text, "") }),
  (name) => ({ name }),
  ({ name }) => name,
);

// Fields that many messages have; each is given its number.

/** The name of a type of resources, always the first field. */
export const typeName: Field<string> = plain(1, text, "");

/** A value that is null where it is missing. */
export const object = (field: number): Field<ObjectValue> => plain(field, objectValue, null);

/** A value that need not be answered. */
export const maybeObject = (field: number): Field<ObjectValue> => maybe(field, objectValue);

/** An identity that is null where it is missing. */
export const identified = (field: number): Field<ObjectValue> => plain(field, identity, null);

/** An identity that need not be answered. */
export const maybeIdentified = (field: number): Field<ObjectValue> => maybe(field, identity);

/** A stored state or identity. */
export const stored = (field: number): Field<unknown> => maybe(field, rawState);

/** A moment. */
export const moment = (field: number): Field<Date> => maybe(field, timestamp);

/** Bytes that a provider keeps for itself. */
export const kept = (field: number): Field<Uint8Array> => plain(field, bytes, EMPTY);

/** A version of a schema. */
export const version = (field: number): Field<number> => plain(field, number, 0);

/** What the engine can handle: nothing special where it does not say. */
export const client = (field: number): Field<messages.ClientCapabilities> =>
  plain(field, clientCapabilities, { deferralAllowed: false, writeOnlyAttributesAllowed: false });

/** What a person should read. */
export const told = (field: number): Field<readonly messages.Diagnostic[]> => many(field, diagnostic);

/** Ways to attributes. */
export const paths = (field: number): Field<readonly messages.AttributePath[]> => many(field, attributePath);

/** Names, each in a message of its own. */
export const names = (field: number): Field<readonly string[]> => many(field, nameAlone);
