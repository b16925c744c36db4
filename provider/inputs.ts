/** A user's inputs at the edge: validated as far as they are known, completed with defaults and file digests. */
import { resolve } from "node:path";
import type { z } from "zod";
import { digestOf } from "./file-pieces.ts";
import { distance } from "./incus/configuration.ts";
import type { Kind, Problem, Values } from "./resource.ts";
import { fields, marks } from "./schema.ts";

/** Inputs after validation, or what is wrong with them. */
export interface Validated {
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** Validates what is known, field by field: what depends on an unknown field is checked when it is known. */
export function validate(kind: Pick<Kind, "type" | "accepts">, known: Values, unknown: ReadonlySet<string>): Validated {
  const values: Values = {};
  const problems: Problem[] = Object.keys(known)
    .filter((name) => !(name in kind.accepts.shape))
    .map((name) => ({
      path: [name],
      message: `is no input of ${kind.type}${suggest(name, Object.keys(kind.accepts.shape))}`,
    }));
  for (const [name, schema] of fields(kind.accepts)) {
    if (unknown.has(name)) continue;
    const parsed = (schema as z.ZodType).safeParse(known[name]);
    if (!parsed.success) problems.push(...parsed.error.issues.map((issue) => problem(name, issue, known[name])));
    else if (parsed.data !== undefined) values[name] = parsed.data;
  }
  return { values, problems };
}

/**
 * Fills in the digests of the files that the inputs name, and checks the digests that were given.
 *
 * A file that is gone is no problem where its digest is known: what was uploaded before needs no file.
 */
export async function withDigests(kind: Kind, values: Values, prior: Values = {}): Promise<Validated> {
  const problems: Problem[] = [];
  const digests: Values = {};
  for (const [name, schema] of fields(kind.inputs)) {
    const { digest } = marks(schema);
    const path = values[name];
    if (!digest || typeof path !== "string") continue;
    const given = values[digest];
    if (/^https:/.test(path)) {
      if (!given)
        problems.push({
          path: [name],
          message: `comes from a URL, so say which file you mean: its SHA-256 as \`${digest}\``,
        });
      continue;
    }
    if (/^\w+:\/\//.test(path)) {
      problems.push({ path: [name], message: "is neither a path nor an https URL" });
      continue;
    }
    const known = given ?? (prior[name] === path ? prior[digest] : undefined);
    const found = await fileDigest(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT" || known === undefined)
        problems.push({ path: [name], message: `${resolve(path)} cannot be read: ${reasonOf(error)}` });
      return undefined;
    });
    if (given !== undefined && found !== undefined && given !== found)
      problems.push({ path: [digest], message: `is ${given}, but ${path} has ${found}: it is another file` });
    digests[digest] = found ?? known;
  }
  return { values: { ...values, ...digests }, problems };
}

const reasonOf = ({ code, message }: NodeJS.ErrnoException): string =>
  ({ ENOENT: "there is no such file", EACCES: "permission denied", EISDIR: "it is a folder" })[code ?? ""] ?? message;

/** SHA-256 of a file, relative to the program's folder. */
export const fileDigest = (path: string): Promise<string> => digestOf(resolve(path));

function problem(name: string, issue: z.core.$ZodIssue, given: unknown): Problem {
  const path = [name, ...issue.path.map((step) => (typeof step === "symbol" ? String(step) : step))];
  const missing = issue.code === "invalid_type" && issue.path.length === 0 && given === undefined;
  return { path, message: missing ? "is required" : issue.message };
}

/** The known word that is closest to a misspelt one, as the end of a sentence. */
export function suggest(word: string, words: readonly string[]): string {
  const [best] = words
    .map((candidate) => ({ candidate, distance: distance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, word.length / 3) ? `; did you mean "${best.candidate}"?` : "";
}
