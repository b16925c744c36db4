/** Taking what exists into a state: by its id, or from another resource of ours. */
import { describe, parseIdentity, syntax } from "../identity.ts";
import { look } from "../lifecycle.ts";
import { readMark } from "../ownership.ts";
import type { Values } from "../resource.ts";
import { failure } from "./diagnostics.ts";
import { remember } from "./memory.ts";
import { fieldOf, PROVIDER } from "./names.ts";
import type {
  Diagnostic,
  ImportResourceStateRequest,
  ImportResourceStateResponse,
  MoveResourceStateRequest,
  MoveResourceStateResponse,
  UpgradeResourceStateRequest,
  UpgradeResourceStateResponse,
} from "./protocol/messages.ts";
import type { Attribute } from "./protocol/schema.ts";
import type { ObjectValue, Value } from "./protocol/value.ts";
import { requestOf } from "./request.ts";
import { OWN, type Resource, resourceNamed } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { idOf, nothing, placeIn, stateOf } from "./state.ts";
import { encodeObject, isMembers, type Members } from "./values.ts";

/** Answers `import`. */
export async function importResource(
  { typeName, id }: ImportResourceStateRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<ImportResourceStateResponse> {
  const resource = resourceNamed(typeName);
  const wrong = (detail: string): ImportResourceStateResponse => ({
    diagnostics: [{ severity: "error", summary: "Nothing to import", detail }],
  });
  let identity: Values;
  try {
    identity = parseIdentity(resource.kind, id);
  } catch (error) {
    return wrong(`${error instanceof Error ? error.message : error}. An id is ${syntax(resource.kind)}.`);
  }
  const found = await takeIn(resource, settings, identity, signal);
  if ("diagnostics" in found) return { diagnostics: found.diagnostics };
  if (!found.state) return wrong(`There is no ${describe(resource.kind, identity)}.`);
  return { importedResources: [{ typeName, state: found.state, private: found.private }] };
}

type TakenIn =
  | { readonly diagnostics: readonly Diagnostic[] }
  | { readonly state: ObjectValue; readonly private: Uint8Array };

/** All that can be seen of a resource, as a state. */
async function takeIn(resource: Resource, settings: Settings, identity: Values, signal: AbortSignal): Promise<TakenIn> {
  const { kind, inputs } = resource;
  const empty = { ...nothing(resource), ...encodeObject({ is: "object", fields: hostOf(resource) }, identity) };
  const values = { ...(identity.host === undefined && !kind.hostless && placeIn(settings)), ...identity };
  const report: Diagnostic[] = [];
  try {
    const live = await look(kind, requestOf({ resource, settings, values, config: empty }, signal, report), values);
    if (!live) return { state: null, private: new Uint8Array() };
    const state: Members = { ...stateOf(resource, empty, live, live), [OWN.id]: idOf(resource, values, new Set()) };
    const owner = readMark(live.owner)?.owner;
    const found = inputs.fields.map(({ name }) => name);
    return { state, private: remember({ found, ...(owner !== undefined && { owners: [owner] }) }) };
  } catch (error) {
    return { diagnostics: [...report, ...failure(resource, "Importing", values, error)] };
  }
}

const hostOf = ({ inputs }: Resource) => inputs.fields.filter(({ name }) => name === "host");

/**
 * Answers `move`: a resource of ours that another type of ours takes over, where the names of the one tell the identity
 * of the other: `cul8er_instance.web` is the `instance` of a `cul8er_instance_limits`.
 */
export async function moveResource(
  { sourceTypeName, sourceState, sourcePrivate, targetTypeName }: MoveResourceStateRequest,
  settings: Settings,
  signal: AbortSignal,
): Promise<MoveResourceStateResponse> {
  const resource = resourceNamed(targetTypeName);
  if (!sourceTypeName.startsWith(`${PROVIDER}_`) || !isMembers(sourceState))
    return refuseMove(`Only resources of ${PROVIDER} can become a ${targetTypeName}.`);
  if (sourceTypeName === targetTypeName)
    return { targetState: fitted(resource, sourceState), targetPrivate: sourcePrivate };
  const identity = identityFrom(resource, sourceTypeName, sourceState);
  if (!identity) return refuseMove(`A ${sourceTypeName} does not tell which ${targetTypeName} it is to become.`);
  const found = await takeIn(resource, settings, identity, signal);
  if ("diagnostics" in found) return { diagnostics: found.diagnostics };
  if (!found.state) return refuseMove(`There is no ${describe(resource.kind, identity)}.`);
  return { targetState: found.state, targetPrivate: found.private };
}

const refuseMove = (detail: string): MoveResourceStateResponse => ({
  diagnostics: [{ severity: "error", summary: "The resource cannot be moved", detail }],
});

function identityFrom({ kind }: Resource, sourceType: string, source: Members): Values | undefined {
  const noun = fieldOf(sourceType.slice(PROVIDER.length + 1));
  const identity = Object.fromEntries(
    kind.identity.map((field) => [field, field === noun ? source.name : source[field]]),
  );
  return Object.values(identity).every((name) => typeof name === "string") ? identity : undefined;
}

/** Answers `upgrade`: what is stored, in today's shape. What was dropped is left out, what is new is null. */
export async function upgradeState({
  typeName,
  rawState,
}: UpgradeResourceStateRequest): Promise<UpgradeResourceStateResponse> {
  const resource = resourceNamed(typeName);
  if (!isMembers(rawState)) return { upgradedState: null };
  return { upgradedState: fitted(resource, rawState) };
}

const fitted = ({ schema }: Resource, stored: Members): Members => fittedTo(schema.block.attributes, stored);

const fittedTo = (attributes: readonly Attribute[], stored: Members): Members =>
  Object.fromEntries(
    attributes.map((attribute) => [attribute.name, fittedValue(attribute, stored[attribute.name] ?? null)]),
  );

function fittedValue({ nested }: Attribute, value: Value): Value {
  if (!nested || value === null) return value;
  if (Array.isArray(value))
    return value.map((item: Value) => (isMembers(item) ? fittedTo(nested.attributes, item) : item));
  if (!isMembers(value)) return value;
  if (nested.nesting === "single") return fittedTo(nested.attributes, value);
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, isMembers(item) ? fittedTo(nested.attributes, item) : item]),
  );
}
