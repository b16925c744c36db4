/** Validation: what can be said of a configuration alone, with unknown values in it. Looks at no file and no server. */
import { type Validated, validate } from "../inputs.ts";
import type { Problem, Values } from "../resource.ts";
import { durationText } from "../units.ts";
import { refusals } from "./diagnostics.ts";
import type { Diagnosed, ValidateConfigRequest } from "./protocol/messages.ts";
import { OWN, type Resource, resourceNamed, TIMED } from "./schema.ts";
import { givenTwice, secretsIn } from "./secrets.ts";
import { completeObject, decode, holdsUnknown, isMembers, type Members } from "./values.ts";

/** Inputs as far as they are known, and those that are not. */
export interface Split {
  readonly known: Values;
  readonly unknown: Set<string>;
}

/** Answers `validate`. */
export async function validateConfig({ typeName, config }: ValidateConfigRequest): Promise<Diagnosed> {
  const resource = resourceNamed(typeName);
  if (config === null) return {};
  const inputs = completeObject(resource.inputs, config);
  const { problems } = check(resource, split(resource, inputs, config), config);
  return { diagnostics: refusals(resource, problems) };
}

/** Takes inputs apart by what is known of them. Secrets come from wherever they are given. */
export function split(resource: Resource, inputs: Members, config: Members): Split {
  const known: Values = {};
  const unknown = new Set<string>();
  for (const { name, attribute, shape, marks } of resource.inputs.fields) {
    if (marks.secret) continue;
    const value = inputs[attribute];
    if (holdsUnknown(value)) unknown.add(name);
    else known[name] = decode(shape, value);
  }
  for (const { field, value, unknown: open } of secretsIn(resource, config))
    if (open) unknown.add(field.name);
    else known[field.name] = value;
  return { known, unknown };
}

/** Validates what is known, by the kind's schema. */
export function check({ kind, ...resource }: Resource, { known, unknown }: Split, config: Members): Validated {
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const { values, problems } = validate(kind, given, unknown);
  const twice = givenTwice({ kind, ...resource }, config);
  return { values, problems: [...problems, ...twice, ...wrongTimeouts(config[OWN.timeouts])] };
}

function wrongTimeouts(timeouts: Members[string] = null): Problem[] {
  if (!isMembers(timeouts)) return [];
  return TIMED.flatMap((verb) => {
    const text = timeouts[verb];
    if (typeof text !== "string") return [];
    const parsed = durationText().safeParse(text);
    return parsed.success ? [] : [{ path: [], message: `timeouts.${verb}: ${parsed.error.issues[0]?.message}` }];
  });
}
