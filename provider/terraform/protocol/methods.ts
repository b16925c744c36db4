// Every request by its name: the fields of what comes, and of what is answered.
import { dynamicValue } from "./dynamic-value.ts";
import type { Handler, Handlers, NoDetails } from "./handlers.ts";
import type * as messages from "./messages.ts";
import { type Message, many, maybe, message, named, number, plain, text } from "./protobuf.ts";
import * as part from "./wire-parts.ts";
import { functionSignature, identitySchema, schemaCodec, schemas, serverCapabilities } from "./wire-schema.ts";

/** The two messages of a request. */
export interface Method<Request, Response> {
  readonly request: Message<Request>;
  readonly response: Message<Response>;
}

/** The requests that handlers may answer. */
export type MethodName = Exclude<keyof Handlers, "close">;
type MethodOf<H> = H extends Handler<infer Request, infer Response> ? Method<Request, Response> : never;
type Methods = { readonly [Name in MethodName]-?: MethodOf<Exclude<Handlers[Name], undefined>> };

const { typeName } = part;
const nothing = message<NoDetails>({});
const diagnosed = message<messages.Diagnosed>({ diagnostics: part.told(1) });
const toValidate = message<messages.ValidateConfigRequest>({
  typeName,
  config: part.object(2),
  clientCapabilities: part.client(3),
});
const ephemeral = message<messages.EphemeralResourceRequest>({ typeName, private: part.kept(2) });

/** All requests, by the name that their handler has. */
export const methods: Methods = {
  getMetadata: {
    request: nothing,
    response: message<messages.GetMetadataResponse>({
      serverCapabilities: maybe(1, serverCapabilities),
      diagnostics: part.told(2),
      dataSources: part.names(3),
      resources: part.names(4),
      functions: part.names(5),
      ephemeralResources: part.names(6),
    }),
  },
  getProviderSchema: {
    request: nothing,
    response: message<messages.GetProviderSchemaResponse>({
      provider: maybe(1, schemaCodec),
      resources: schemas(2),
      dataSources: schemas(3),
      diagnostics: part.told(4),
      serverCapabilities: maybe(6, serverCapabilities),
      functions: named(7, functionSignature),
      ephemeralResources: schemas(8),
    }),
  },
  getResourceIdentitySchemas: {
    request: nothing,
    response: message<messages.GetResourceIdentitySchemasResponse>({
      identitySchemas: named(1, identitySchema),
      diagnostics: part.told(2),
    }),
  },
  validateProviderConfig: {
    request: message<messages.ValidateProviderConfigRequest>({ config: part.object(1) }),
    response: message<messages.Diagnosed>({ diagnostics: part.told(2) }),
  },
  configureProvider: {
    request: message<messages.ConfigureProviderRequest>({
      terraformVersion: plain(1, text, ""),
      config: part.object(2),
      clientCapabilities: part.client(3),
    }),
    response: diagnosed,
  },
  validateResourceConfig: { request: toValidate, response: diagnosed },
  upgradeResourceState: {
    request: message<messages.UpgradeResourceStateRequest>({
      typeName,
      version: part.version(2),
      rawState: part.stored(3),
    }),
    response: message<messages.UpgradeResourceStateResponse>({
      upgradedState: part.maybeObject(1),
      diagnostics: part.told(2),
    }),
  },
  upgradeResourceIdentity: {
    request: message<messages.UpgradeResourceIdentityRequest>({
      typeName,
      version: part.version(2),
      rawIdentity: part.stored(3),
    }),
    response: message<messages.UpgradeResourceIdentityResponse>({
      upgradedIdentity: part.maybeIdentified(1),
      diagnostics: part.told(2),
    }),
  },
  readResource: {
    request: message<messages.ReadResourceRequest>({
      typeName,
      currentState: part.object(2),
      private: part.kept(3),
      clientCapabilities: part.client(5),
      currentIdentity: part.identified(6),
    }),
    response: message<messages.ReadResourceResponse>({
      newState: part.maybeObject(1),
      diagnostics: part.told(2),
      private: part.kept(3),
      newIdentity: part.maybeIdentified(5),
    }),
  },
  planResourceChange: {
    request: message<messages.PlanResourceChangeRequest>({
      typeName,
      priorState: part.object(2),
      proposedNewState: part.object(3),
      config: part.object(4),
      priorPrivate: part.kept(5),
      clientCapabilities: part.client(7),
      priorIdentity: part.identified(8),
    }),
    response: message<messages.PlanResourceChangeResponse>({
      plannedState: part.maybeObject(1),
      requiresReplace: part.paths(2),
      plannedPrivate: part.kept(3),
      diagnostics: part.told(4),
      plannedIdentity: part.maybeIdentified(7),
    }),
  },
  applyResourceChange: {
    request: message<messages.ApplyResourceChangeRequest>({
      typeName,
      priorState: part.object(2),
      plannedState: part.object(3),
      config: part.object(4),
      plannedPrivate: part.kept(5),
      plannedIdentity: part.identified(7),
    }),
    response: message<messages.ApplyResourceChangeResponse>({
      newState: part.maybeObject(1),
      private: part.kept(2),
      diagnostics: part.told(3),
      newIdentity: part.maybeIdentified(5),
    }),
  },
  importResourceState: {
    request: message<messages.ImportResourceStateRequest>({
      typeName,
      id: plain(2, text, ""),
      clientCapabilities: part.client(3),
      identity: part.identified(4),
    }),
    response: message<messages.ImportResourceStateResponse>({
      importedResources: many(
        1,
        message<messages.ImportedResource>({
          typeName,
          state: part.object(2),
          private: part.kept(3),
          identity: part.maybeIdentified(4),
        }),
      ),
      diagnostics: part.told(2),
    }),
  },
  moveResourceState: {
    request: message<messages.MoveResourceStateRequest>({
      sourceProviderAddress: plain(1, text, ""),
      sourceTypeName: plain(2, text, ""),
      sourceSchemaVersion: part.version(3),
      sourceState: part.stored(4),
      targetTypeName: plain(5, text, ""),
      sourcePrivate: part.kept(6),
      sourceIdentity: part.stored(7),
      sourceIdentitySchemaVersion: part.version(8),
    }),
    response: message<messages.MoveResourceStateResponse>({
      targetState: part.maybeObject(1),
      diagnostics: part.told(2),
      targetPrivate: part.kept(3),
      targetIdentity: part.maybeIdentified(4),
    }),
  },
  validateDataResourceConfig: { request: toValidate, response: diagnosed },
  readDataSource: {
    request: message<messages.ReadDataSourceRequest>({
      typeName,
      config: part.object(2),
      clientCapabilities: part.client(4),
    }),
    response: message<messages.ReadDataSourceResponse>({ state: part.maybeObject(1), diagnostics: part.told(2) }),
  },
  validateEphemeralResourceConfig: { request: toValidate, response: diagnosed },
  openEphemeralResource: {
    request: message<messages.OpenEphemeralResourceRequest>({
      typeName,
      config: part.object(2),
      clientCapabilities: part.client(3),
    }),
    response: message<messages.OpenEphemeralResourceResponse>({
      diagnostics: part.told(1),
      renewAt: part.moment(2),
      result: part.maybeObject(3),
      private: part.kept(4),
    }),
  },
  renewEphemeralResource: {
    request: ephemeral,
    response: message<messages.RenewEphemeralResourceResponse>({
      diagnostics: part.told(1),
      renewAt: part.moment(2),
      private: part.kept(3),
    }),
  },
  closeEphemeralResource: { request: ephemeral, response: diagnosed },
  getFunctions: {
    request: nothing,
    response: message<messages.GetFunctionsResponse>({
      functions: named(1, functionSignature),
      diagnostics: part.told(2),
    }),
  },
  callFunction: {
    request: message<messages.CallFunctionRequest>({ name: plain(1, text, ""), arguments: many(2, dynamicValue) }),
    response: message<messages.CallFunctionResponse>({
      result: maybe(1, dynamicValue),
      error: maybe(2, message({ text: plain(1, text, ""), argument: maybe(2, number) })),
    }),
  },
};
