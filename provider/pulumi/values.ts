/** Pulumi's property values, and what hides among them: unknowns, and inputs of ours that no user sees. */
import type { Part } from "../ignored.ts";
import type { Values } from "../resource.ts";

/** What stands for a value that is not known yet, in every request of the engine (`runtime.unknownValue`). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Inputs that the SDK adds. The engine's displays leave out keys that begin with two underscores. */
export interface Hidden {
  readonly __provider: string;
  /** The resource's URN: whose it is, and where our lines are shown. */
  readonly __urn: string;
  /** The user's `ignoreChanges`, as Pulumi's property paths: `name`, `config["limits.cpu"]`, `devices.eth0.network`. */
  readonly __ignored?: readonly string[];
}

/** A resource's properties, taken apart. */
export interface Properties {
  readonly hidden: Partial<Hidden>;
  /** Known values; absent ones and nulls are left out. */
  readonly known: Values;
  /** Top-level names whose value holds something unknown, with the raw value for the engine. */
  readonly unknown: Values;
}

/** Takes the engine's properties apart. */
export function takeApart(properties: Values): Properties {
  const hidden: Values = {};
  const known: Values = {};
  const unknown: Values = {};
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("__")) hidden[name] = value;
    else if (holdsUnknown(value)) unknown[name] = value;
    else if (value !== null && value !== undefined) known[name] = withoutNulls(value);
  }
  return { hidden, known, unknown };
}

function holdsUnknown(value: unknown): boolean {
  if (typeof value === "string") return value === UNKNOWN;
  return typeof value === "object" && value !== null && Object.values(value).some(holdsUnknown);
}

/** Properties as the engine takes them: it refuses members that are `undefined`. */
export const putTogether = (...parts: object[]): Values =>
  Object.fromEntries(
    parts
      .flatMap((part) => Object.entries(part))
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, withoutNulls(value)]),
  );

function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null && member !== undefined)
      .map(([name, member]) => [name, withoutNulls(member)]),
  );
}

/** The names that the user's `ignoreChanges` lead to. */
export const partsOf = ({ __ignored = [] }: Partial<Hidden>): Part[] =>
  __ignored.map((path) =>
    [...path.matchAll(/\[("(?:[^"\\]|\\.)*"|\d+)\]|[^.[\]]+/g)].map(([name, inner]) =>
      inner === undefined ? name : String(JSON.parse(inner)),
    ),
  );
