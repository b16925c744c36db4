/** A provider without a server behind it, to try the protocol with: it keeps things in its state alone. */
import type { Handlers } from "../../provider/terraform/protocol/handlers.ts";
import type { Attribute, Schema } from "../../provider/terraform/protocol/schema.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../provider/terraform/protocol/value.ts";

const attributes: Attribute[] = [
  { name: "id", type: "string", computed: true },
  { name: "text", type: "string", optional: true, description: "Any text." },
  { name: "size", type: "number", optional: true },
  { name: "password", type: "string", optional: true, writeOnly: true },
  { name: "password_length", type: "number", computed: true },
  { name: "wait", type: "bool", optional: true, description: "Creates until it is stopped." },
  {
    name: "label",
    nested: { nesting: "map", attributes: [{ name: "colour", type: "string", required: true }] },
    optional: true,
  },
];
const thing: Schema = { version: 1, block: { attributes, description: "A **thing**." } };
const empty: Schema = { version: 0, block: { attributes: [] } };

/** The handlers, with what a test wants otherwise. */
export function demo(over: Partial<Handlers> = {}): Handlers {
  return {
    getProviderSchema: async () => ({
      provider: empty,
      resources: { demo_thing: thing },
      functions: { twice: { parameters: [{ name: "text", type: "string" }], returns: "string" } },
      serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
    }),
    validateProviderConfig: async () => ({}),
    configureProvider: async () => ({}),
    validateResourceConfig: async ({ config }) => {
      if (config?.size !== 13) return {};
      const attribute = [{ attribute: "size" }];
      return { diagnostics: [{ severity: "error", summary: "13 brings bad luck", detail: "Take 12.", attribute }] };
    },
    upgradeResourceState: async ({ rawState }) => ({ upgradedState: rawState as ObjectValue }),
    readResource: async ({ currentState, private: kept }) => ({ newState: currentState, private: kept }),
    planResourceChange: async ({ priorState, proposedNewState, config }) => {
      if (!proposedNewState) return { plannedState: null };
      const changed = priorState?.text !== proposedNewState.text;
      return {
        plannedState: {
          ...proposedNewState,
          password: null,
          id: priorState?.id ?? UNKNOWN,
          password_length: lengthOf(config?.password),
        },
        requiresReplace: priorState && changed ? [[{ attribute: "text" }]] : [],
        plannedPrivate: Buffer.from("planned"),
      };
    },
    applyResourceChange: async ({ plannedState, priorState }, signal) => {
      if (!plannedState) return { newState: null };
      if (plannedState.wait) await stopped(signal);
      const id = priorState?.id ?? `thing-${String(plannedState.text)}`;
      return { newState: { ...plannedState, id }, private: Buffer.from("applied") };
    },
    importResourceState: async ({ typeName, id }) => ({
      importedResources: [
        { typeName, state: { ...Object.fromEntries(attributes.map(({ name }) => [name, null])), id, text: id } },
      ],
    }),
    callFunction: async ({ arguments: [text] }) => ({ result: String(text).repeat(2) }),
    ...over,
  };
}

const lengthOf = (password: Value = null) =>
  password === UNKNOWN ? UNKNOWN : typeof password === "string" ? password.length : 0;

function stopped(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve());
  });
}
