/** Values as Erlang terms in text, to be read with erl_parse. */

/** A value that can be written as a term: texts become binaries, objects maps with atoms for keys, arrays lists. */
export type Term =
  | string
  | number
  | boolean
  | readonly Term[]
  | { readonly [key: string]: Term | undefined }
  | Atom
  | Tuple;

/** An atom. */
export class Atom {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

/** A tuple. */
export class Tuple {
  readonly items: readonly Term[];
  constructor(...items: readonly Term[]) {
    this.items = items;
  }
}

/** The term as text. Bytes stand for every text, so nothing in it can end it. */
export function erlangTerm(value: Term): string {
  if (value instanceof Atom) return `'${value.name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
  if (value instanceof Tuple) return `{${value.items.map(erlangTerm).join(",")}}`;
  if (typeof value === "string") return `<<${[...Buffer.from(value, "utf8")].join(",")}>>`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return `[${value.map(erlangTerm).join(",")}]`;
  const fields = Object.entries(value).filter((field): field is [string, Term] => field[1] !== undefined);
  return `#{${fields.map(([key, field]) => `${erlangTerm(new Atom(key))}=>${erlangTerm(field)}`).join(",")}}`;
}
