// What a provider must be able to answer, and what it may.
import type * as messages from "./messages.ts";

/**
 * Answers a request. What it throws fails the request as a fault of the provider itself, with the message alone; what a
 * person can mend belongs into the diagnostics of an answer.
 *
 * @param signal aborts when the user stops the run (Ctrl-C), or when nobody waits for the answer any more; the answer
 * then still counts: it should come soon, and tell what was done until then
 */
export type Handler<Request, Response> = (request: Request, signal: AbortSignal) => Promise<Response>;

/** One handler for each request; those that are left out are answered with "unimplemented", as the engines expect. */
export interface Handlers {
  getProviderSchema: Handler<NoDetails, messages.GetProviderSchemaResponse>;
  validateProviderConfig: Handler<messages.ValidateProviderConfigRequest, messages.Diagnosed>;
  configureProvider: Handler<messages.ConfigureProviderRequest, messages.Diagnosed>;
  validateResourceConfig: Handler<messages.ValidateConfigRequest, messages.Diagnosed>;
  upgradeResourceState: Handler<messages.UpgradeResourceStateRequest, messages.UpgradeResourceStateResponse>;
  readResource: Handler<messages.ReadResourceRequest, messages.ReadResourceResponse>;
  planResourceChange: Handler<messages.PlanResourceChangeRequest, messages.PlanResourceChangeResponse>;
  applyResourceChange: Handler<messages.ApplyResourceChangeRequest, messages.ApplyResourceChangeResponse>;
  importResourceState: Handler<messages.ImportResourceStateRequest, messages.ImportResourceStateResponse>;

  getMetadata?: Handler<NoDetails, messages.GetMetadataResponse>;
  getResourceIdentitySchemas?: Handler<NoDetails, messages.GetResourceIdentitySchemasResponse>;
  upgradeResourceIdentity?: Handler<messages.UpgradeResourceIdentityRequest, messages.UpgradeResourceIdentityResponse>;
  moveResourceState?: Handler<messages.MoveResourceStateRequest, messages.MoveResourceStateResponse>;
  validateDataResourceConfig?: Handler<messages.ValidateConfigRequest, messages.Diagnosed>;
  readDataSource?: Handler<messages.ReadDataSourceRequest, messages.ReadDataSourceResponse>;
  validateEphemeralResourceConfig?: Handler<messages.ValidateConfigRequest, messages.Diagnosed>;
  openEphemeralResource?: Handler<messages.OpenEphemeralResourceRequest, messages.OpenEphemeralResourceResponse>;
  renewEphemeralResource?: Handler<messages.EphemeralResourceRequest, messages.RenewEphemeralResourceResponse>;
  closeEphemeralResource?: Handler<messages.EphemeralResourceRequest, messages.Diagnosed>;
  getFunctions?: Handler<NoDetails, messages.GetFunctionsResponse>;
  callFunction?: Handler<messages.CallFunctionRequest, messages.CallFunctionResponse>;

  /** Called once, when the run has ended and nothing is being answered any more: closes what the handlers opened. */
  close?: () => Promise<void>;
}

/** A request that says nothing but its name. */
export type NoDetails = Readonly<Record<string, never>>;
