/**
 * Messages as tables of their fields; each table reads and writes.
 *
 * Own code, since the alternatives cost more than they save: protobufjs and its reflection add 30 to 60 ms to each of the
 * four starts of an apply, generated code needs a generator and Terraform's file, and both give objects that would have
 * to be turned into ours. The test compares with protobufjs.
 */
import { BackwardWriter, DELIMITED, MalformedMessage, Reader, VARINT, type WireType } from "./wire.ts";

/** How a value stands behind its tag. */
export interface Codec<T> {
  readonly type: WireType;
  read(from: Reader): T;
  write(value: T, to: BackwardWriter): void;
  /** Whether it is what its absence means, so that nothing is sent; default: never. */
  isDefault?(value: T): boolean;
}

/** A field of a message. */
export interface Field<T> {
  readonly number: number;
  readonly type: WireType;
  /** What it is where the message does not have it. */
  absent(): T | undefined;
  /** Reads it once; a repeated field comes in several pieces. */
  read(from: Reader, before: T | undefined): T;
  write(value: T, to: BackwardWriter): void;
}

/** The fields of a message by the names that they have here; not one may be forgotten. */
export type Fields<T> = { readonly [Name in keyof T]-?: Field<Required<T>[Name]> };

export const text: Codec<string> = {
  type: DELIMITED,
  read: (from) => from.text(),
  write: (value, to) => delimited(to, () => to.text(value)),
  isDefault: (value) => value === "",
};

export const bytes: Codec<Uint8Array> = {
  type: DELIMITED,
  read: (from) => from.delimited(),
  write: (value, to) => delimited(to, () => to.bytes(value)),
  isDefault: (value) => value.length === 0,
};

export const number: Codec<number> = {
  type: VARINT,
  read: (from) => from.varint(),
  write: (value, to) => to.varint(value),
  isDefault: (value) => value === 0,
};

export const bool: Codec<boolean> = {
  type: VARINT,
  read: (from) => from.varint() !== 0,
  write: (value, to) => to.varint(value ? 1 : 0),
  isDefault: (value) => !value,
};

/** One of a few words, which stand for numbers. */
export function word<Word extends string>(words: Readonly<Record<Word, number>>): Codec<Word> {
  const byNumber = new Map(Object.entries<number>(words).map(([name, value]) => [value, name as Word]));
  return {
    type: VARINT,
    read: (from) => {
      const value = from.varint();
      const name = byNumber.get(value);
      if (name === undefined) throw new MalformedMessage(`${value} is none of ${Object.keys(words).join(", ")}`);
      return name;
    },
    write: (name, to) => to.varint(words[name]),
  };
}

/** A value that travels as another: JSON in bytes, a variant as a message. */
export function as<T, Wire>(codec: Codec<Wire>, toWire: (value: T) => Wire, fromWire: (wire: Wire) => T): Codec<T> {
  return {
    type: codec.type,
    read: (from) => fromWire(codec.read(from)),
    write: (value, to) => codec.write(toWire(value), to),
  };
}

/** A message: part of another, or the whole of what is sent. */
export interface Message<T> extends Codec<T> {
  encode(value: T): Uint8Array;
  decode(content: Uint8Array): T;
}

/**
 * A message of these fields. Where it holds messages of its own kind, give a function that gives the fields.
 *
 * @param always numbers that are sent in every such message, by field, and not looked at when they come
 */
export function message<T extends object>(
  fields: Fields<T> | (() => Fields<T>),
  always: Readonly<Record<number, number>> = {},
): Message<T> {
  let table: Table | undefined;
  const tableOf = () => {
    table ??= arrange<T>(typeof fields === "function" ? fields() : fields, always);
    return table;
  };
  // Every field of T has been read or may be missing: `Fields` makes sure of that.
  const decode = (content: Uint8Array) => readMessage(content, tableOf()) as T;
  return {
    type: DELIMITED,
    decode,
    encode: (value) => {
      const to = new BackwardWriter();
      writeMessage(value, tableOf(), to);
      return to.finish();
    },
    read: (from) => decode(from.delimited()),
    write: (value, to) => delimited(to, () => writeMessage(value, tableOf(), to)),
  };
}

/** A field that is not sent where it is empty, false or 0, and then read as that. */
export function plain<T>(field: number, codec: Codec<T>, absent: T): Field<T> {
  const write = (value: T, to: BackwardWriter) => {
    if (!codec.isDefault?.(value)) tagged(field, codec, value, to);
  };
  return { number: field, type: codec.type, absent: () => absent, read: codec.read, write };
}

/** A field that may be missing. */
export function maybe<T>(field: number, codec: Codec<T>): Field<T> {
  const write = (value: T, to: BackwardWriter) => tagged(field, codec, value, to);
  return { number: field, type: codec.type, absent: () => undefined, read: codec.read, write };
}

/** A list. */
export function many<T>(field: number, codec: Codec<T>): Field<readonly T[]> {
  return {
    number: field,
    type: codec.type,
    absent: () => [],
    read: (from, before = []) => [...before, codec.read(from)],
    write: (values, to) => {
      for (const value of values.toReversed()) tagged(field, codec, value, to);
    },
  };
}

/** Values by name. */
export function named<T>(field: number, codec: Codec<T>): Field<Readonly<Record<string, T>>> {
  const entry = message<{ name: string; value: T }>({ name: plain(1, text, ""), value: maybe(2, codec) });
  return {
    number: field,
    type: DELIMITED,
    absent: () => ({}),
    read: (from, before) => {
      const { name, value } = entry.read(from);
      return { ...before, [name]: value };
    },
    write: (values, to) => {
      for (const [name, value] of Object.entries(values).toReversed()) tagged(field, entry, { name, value }, to);
    },
  };
}

/** A field of which only its message knows what it holds. */
type AnyField = Field<unknown> & { readonly name: string };
/** The fields of a message: the last one first, as they are written, and by number, as they are read. */
interface Table {
  readonly fields: readonly AnyField[];
  readonly byNumber: ReadonlyMap<number, AnyField>;
  readonly constants: readonly (readonly [field: number, value: number])[];
}

function arrange<T>(fields: Fields<T>, always: Readonly<Record<number, number>>): Table {
  const all = Object.entries(fields as Readonly<Record<string, Field<unknown>>>);
  const sorted = all.map(([name, field]) => ({ ...field, name })).sort((a, b) => b.number - a.number);
  const constants = Object.entries(always).map(([field, value]) => [Number(field), value] as const);
  return { fields: sorted, byNumber: new Map(sorted.map((field) => [field.number, field])), constants };
}

function readMessage(content: Uint8Array, { fields, byNumber }: Table): object {
  const read = new Map<string, unknown>();
  const from = new Reader(content);
  while (!from.atEnd) {
    const { field: number, type } = from.tag();
    const field = byNumber.get(number);
    if (field?.type === type) read.set(field.name, field.read(from, read.get(field.name)));
    else from.skip(type);
  }
  for (const { name, absent } of fields) {
    const value = read.has(name) ? undefined : absent();
    if (value !== undefined) read.set(name, value);
  }
  return Object.fromEntries(read);
}

function writeMessage(value: object, { fields, constants }: Table, to: BackwardWriter): void {
  for (const [field, constant] of constants) tagged(field, number, constant, to);
  const given = new Map<string, unknown>(Object.entries(value));
  for (const field of fields) {
    const content = given.get(field.name);
    if (content !== undefined) field.write(content, to);
  }
}

function tagged<T>(field: number, codec: Codec<T>, value: T, to: BackwardWriter): void {
  codec.write(value, to);
  to.tag(field, codec.type);
}

/** Writes a content, and its length before it. */
function delimited(to: BackwardWriter, write: () => void): void {
  const before = to.length;
  write();
  to.varint(to.length - before);
}
