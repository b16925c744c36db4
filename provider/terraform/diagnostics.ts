/** Problems and errors in the words of Terraform's users, at the attribute that is to blame. */
import { describe } from "../identity.ts";
import { Refused, showPath } from "../lifecycle.ts";
import type { Problem, Values } from "../resource.ts";
import { attribute } from "./names.ts";
import type { Diagnostic } from "./protocol/messages.ts";
import type { Resource } from "./schema.ts";
import type { Shape } from "./shape.ts";
import { stepsTo } from "./values.ts";

/** Problems of inputs, as errors. */
export const refusals = (resource: Resource, problems: readonly Problem[]): Diagnostic[] =>
  problems.map((problem) => refusal(resource, problem));

function refusal(resource: Resource, { path, message }: Problem): Diagnostic {
  const steps = stepsTo(resource.inputs, path);
  const named = inWords(resource, showPath(path));
  const words = inWords(resource, message);
  return {
    severity: "error",
    summary: path.length === 0 ? `The ${spoken(resource)} is refused` : `${named} is refused`,
    detail: path.length === 0 ? sentence(words) : sentence(`${named}${/^[a-z]/.test(words) ? "" : ":"} ${words}`),
    ...(steps.length > 0 && { attribute: steps }),
  };
}

/** What went wrong while something was done. */
export function failure(resource: Resource, done: string, values: Values, error: unknown): Diagnostic[] {
  const cause = error instanceof Error && error.cause instanceof Refused ? error.cause : error;
  if (cause instanceof Refused) return refusals(resource, cause.problems);
  const message = error instanceof Error ? error.message : String(error);
  const summary = `${done} the ${describe(resource.kind, values)} failed`;
  return [{ severity: "error", summary, detail: inWords(resource, message) }];
}

/** A line that is no error. */
export const warning = (resource: Resource, values: Values, line: string): Diagnostic => ({
  severity: "warning",
  summary: `${describe(resource.kind, values)}: ${inWords(resource, line.split("; ")[0] ?? line)}`,
  detail: sentence(inWords(resource, line)),
});

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const spoken = ({ kind }: Resource): string => kind.type.replaceAll("_", " ");

/** The same text with the names that Terraform has for the kind's fields. */
export function inWords(resource: Resource, text: string): string {
  const names = namesOf(resource);
  return text
    .replaceAll("`adopt: true`", "`adopt = true`")
    .replaceAll(/\b[a-z]+(?:[A-Z][a-z0-9]*|[0-9]+[A-Z][a-z0-9]*)+\b/g, (word) =>
      names.has(word) ? attribute(word) : word,
    );
}

const known = new WeakMap<Resource, ReadonlySet<string>>();

function namesOf(resource: Resource): ReadonlySet<string> {
  const names = known.get(resource) ?? new Set([...namesIn(resource.inputs), ...namesIn(resource.outputs)]);
  known.set(resource, names);
  return names;
}

function namesIn(shape: Shape): string[] {
  if (shape.is === "object") return shape.fields.flatMap(({ name, shape }) => [name, ...namesIn(shape)]);
  return shape.is === "scalar" ? [] : namesIn(shape.of);
}
