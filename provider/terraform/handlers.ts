/** The kinds as a Terraform provider: what it answers to each request. */
import { applyChange } from "./apply.ts";
import { cookieSchema, openCookie } from "./cookie.ts";
import { openSecrets } from "./ephemeral.ts";
import { callFunction, signatures } from "./functions.ts";
import { importResource, moveResource, upgradeState } from "./import.ts";
import { PROVIDER } from "./names.ts";
import { planChange } from "./plan.ts";
import type { Handlers } from "./protocol/handlers.ts";
import { readResource } from "./read.ts";
import { ephemeralSchemas, providerSchema, resources } from "./schema.ts";
import { type Settings, settingsOf, wrongSettings } from "./settings.ts";
import { validateConfig } from "./validate.ts";

const serverCapabilities = { getProviderSchemaOptional: true, moveResourceState: true };
const COOKIE = `${PROVIDER}_cookie`;
const ephemeral = { ...ephemeralSchemas, [COOKIE]: cookieSchema };

/** A provider, to be configured once. */
export function handlers(): Handlers {
  let settings: Settings | undefined;
  const configured = (): Settings => (settings ??= settingsOf(null));

  return {
    getMetadata: async () => ({
      serverCapabilities,
      resources: [...resources.keys()],
      ephemeralResources: Object.keys(ephemeral),
      functions: Object.keys(signatures),
    }),
    getProviderSchema: async () => ({
      provider: providerSchema,
      resources: Object.fromEntries([...resources].map(([type, { schema }]) => [type, schema])),
      ephemeralResources: ephemeral,
      functions: signatures,
      serverCapabilities,
    }),
    validateProviderConfig: async ({ config }) => ({
      diagnostics: wrongSettings(config).map(({ message }) => ({
        severity: "error",
        summary: "The server cannot be found like this",
        detail: message,
        attribute: [{ attribute: "host" }],
      })),
    }),
    configureProvider: async ({ config }) => {
      settings = settingsOf(config);
      return {};
    },
    validateResourceConfig: validateConfig,
    upgradeResourceState: upgradeState,
    readResource: (request, signal) => readResource(request, configured(), signal),
    planResourceChange: (request, signal) => planChange(request, configured(), signal),
    applyResourceChange: (request, signal) => applyChange(request, configured(), signal),
    importResourceState: (request, signal) => importResource(request, configured(), signal),
    moveResourceState: (request, signal) => moveResource(request, configured(), signal),
    validateEphemeralResourceConfig: async () => ({}),
    openEphemeralResource: (request, signal) =>
      request.typeName === COOKIE ? openCookie() : openSecrets(request, configured(), signal),
    getFunctions: async () => ({ functions: signatures }),
    callFunction,
  };
}
