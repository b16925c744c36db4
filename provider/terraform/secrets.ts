/**
 * Secrets that are given write-only: they are in the configuration and nowhere else, so whether one has changed is told
 * by its version alone.
 */
import type { Problem, Values } from "../resource.ts";
import type { Memory } from "./memory.ts";
import { writeOnly } from "./names.ts";
import type { Resource } from "./schema.ts";
import type { Field } from "./shape.ts";
import { decode, holdsUnknown, isMembers, type Members } from "./values.ts";

/** How a secret is given. */
export interface Given {
  readonly field: Field;
  readonly writeOnly: boolean;
  /** `undefined` where it is not given, or not known yet. */
  readonly value: unknown;
  readonly unknown: boolean;
}

/** How each secret of a configuration is given. */
export const secretsIn = ({ secrets }: Resource, config: Members): Given[] =>
  secrets.map((field) => {
    const twin = writeOnly(field.name).value;
    const isTwin = (config[twin] ?? null) !== null;
    const value = config[isTwin ? twin : field.attribute];
    const unknown = holdsUnknown(value);
    return { field, writeOnly: isTwin, unknown, value: unknown ? undefined : decode(field.shape, value) };
  });

/** Secrets that are given twice. */
export const givenTwice = ({ secrets }: Resource, config: Members): Problem[] =>
  secrets
    .filter(
      ({ name, attribute }) => (config[attribute] ?? null) !== null && (config[writeOnly(name).value] ?? null) !== null,
    )
    .map(({ name }) => ({ path: [name], message: `is given twice: choose either it or \`${writeOnly(name).value}\`` }));

/**
 * Write-only secrets as a plan may compare them: `wanted` is equal to `before` exactly when the version is the same.
 */
export function comparable(
  given: readonly Given[],
  config: Members,
  state: Members | null,
  memory: Memory,
): { wanted: Values; before: Values } {
  const [wanted, before]: [Values, Values] = [{}, {}];
  for (const { field, writeOnly: isTwin, value } of given) {
    if (!isTwin) continue;
    const { name, attribute } = field;
    const { version } = writeOnly(name);
    wanted[name] = value ?? placeholder(field);
    if (!state) continue;
    const [kept, known, now] = [state[attribute] ?? null, state[version] ?? null, config[version] ?? null];
    // After an import nobody knows the secret of before.
    if (kept === null && known === null && now !== null) continue;
    const changed = kept !== null || now !== known;
    before[name] = changed ? earlier(field, memory.secretNames?.[name]) : wanted[name];
  }
  return { wanted, before };
}

/** Names of the entries of write-only maps. */
export function secretNamesIn(given: readonly Given[]): Memory["secretNames"] {
  const names = given.flatMap(({ field, writeOnly: isTwin, value }) =>
    isTwin && field.shape.is === "map" && isMembers(value) ? [[field.name, Object.keys(value)] as const] : [],
  );
  return names.length > 0 ? Object.fromEntries(names) : undefined;
}

/** Stands for a secret that is not known in a plan. */
const placeholder = ({ shape }: Field): unknown => (shape.is === "scalar" ? "" : shape.is === "list" ? [] : {});

/** Stands for the secret of before: any other one. */
function earlier({ shape }: Field, names: readonly string[] = []): unknown {
  if (shape.is === "scalar") return ANOTHER;
  if (shape.is === "list") return [ANOTHER];
  if (shape.is === "object") return Object.fromEntries(shape.fields.slice(0, 1).map(({ name }) => [name, ANOTHER]));
  return Object.fromEntries([...names, ANOTHER].map((name) => [name, ANOTHER]));
}

const ANOTHER = "\u0000";
