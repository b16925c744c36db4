/** The state of a resource: what Terraform shows of it, and what that means to its kind. */
import { identify } from "../identity.ts";
import type { LiveValues } from "../lifecycle.ts";
import { same } from "../plan.ts";
import { control, isValues, type Values } from "../resource.ts";
import type { Memory } from "./memory.ts";
import { UNKNOWN, type Value } from "./protocol/value.ts";
import { OWN, type Resource } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { decodeObject, encode, type Members } from "./values.ts";

/** A resource as the last refresh saw it. */
export interface Seen {
  /** As it was declared by the last change. */
  readonly prior: Values;
  /** As it is live. */
  readonly live: Values;
}

/** What a state and the memory beside it tell. */
export function seenIn(resource: Resource, state: Members, memory: Memory, settings: Settings): Seen {
  const values = {
    ...decodeObject(resource.inputs, state),
    ...decodeObject(resource.outputs, state),
    ...(state.host === null && placeIn(settings)),
  };
  return { prior: { ...values, ...memory.declared }, live: { ...memory.rest, ...values } };
}

/**
 * What a change may take for declared: of a map that an import has found only the keys that are wanted now, for the
 * others are nobody's.
 */
export function declaredIn({ inputs }: Resource, prior: Values, wanted: Values, memory: Memory): Values {
  const maps = inputs.fields.filter(({ name, marks }) => marks.owned && !marks.secret && memory.found?.includes(name));
  return {
    ...prior,
    ...Object.fromEntries(maps.map(({ name }) => [name, withKeysOf(prior[name], wanted[name])])),
  };
}

const withKeysOf = (map: unknown, other: unknown): unknown =>
  isValues(map) && isValues(other) ? Object.fromEntries(Object.entries(map).filter(([key]) => key in other)) : map;

/** The provider's server. */
export const placeIn = ({ host }: Settings): { host?: unknown } =>
  host === undefined || host === UNKNOWN ? {} : { host };

/** The state after a look at what is live: of the inputs those that were declared, all outputs. */
export function stateOf(resource: Resource, before: Members, known: Values, live: Values): Members {
  const { inputs, outputs } = resource;
  const seen = inputs.fields
    .filter(({ name, marks }) => known[name] !== undefined && !marks.secret && !isControl(name))
    .map(({ name, attribute, shape }) => [attribute, encode(shape, live[name])]);
  const told = outputs.fields.map(({ name, attribute, shape }) => [attribute, encode(shape, live[name])]);
  return { ...before, ...Object.fromEntries(seen), ...Object.fromEntries(told) };
}

/** Inputs that say how a resource is reached and treated: no server tells them. */
const isControl = (name: string): boolean => name in control.shape;

/** What is remembered after a look: what was declared otherwise, and what the state has no place for. */
export function memoryOf(resource: Resource, memory: Memory, known: Values, live: LiveValues): Memory {
  const { keeps: _, declared: __, rest: ___, ...kept } = memory;
  const values: Values = live;
  const declared = resource.inputs.fields
    .filter(({ name, schema, marks }) => {
      if (marks.secret || isControl(name) || known[name] === undefined) return false;
      return !same(schema, known[name], values[name]);
    })
    .map(({ name }) => [name, known[name]]);
  const hidden = new Set(resource.secrets.map(({ name }) => name));
  const rest = Object.entries(values).filter(
    ([name, value]) =>
      value !== undefined &&
      !hidden.has(name) &&
      !(name in resource.kind.outputs.shape) &&
      (!(name in resource.kind.inputs.shape) || known[name] === undefined),
  );
  return {
    ...kept,
    ...(declared.length > 0 && { declared: Object.fromEntries(declared) }),
    ...(rest.length > 0 && { rest: Object.fromEntries(rest) }),
  };
}

/** The id, as far as its parts are known. */
export function idOf({ kind }: Resource, values: Values, unknown: ReadonlySet<string>): Value {
  const open = kind.identity.some((name) => unknown.has(name) || values[name] === undefined);
  return open ? UNKNOWN : identify(kind, { ...values, host: undefined });
}

/** An empty state: every attribute null. */
export const nothing = ({ schema }: Resource): Members =>
  Object.fromEntries(schema.block.attributes.map(({ name }) => [name, null]));

/** Attributes that are not the kind's, as a configuration gives them. */
export const ownOf = (config: Members): Members => ({
  [OWN.owner]: config[OWN.owner] ?? null,
  [OWN.timeouts]: config[OWN.timeouts] ?? null,
});
