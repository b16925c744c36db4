// Every request that Terraform and OpenTofu send to a provider, and what it answers: plugin protocol 6, minor version 10.
// Names and meaning follow docs/plugin-protocol/tfplugin6.proto in Terraform's source.
import type { FunctionSignature, IdentitySchema, Schema, ServerCapabilities } from "./schema.ts";
import type { ObjectValue, Value } from "./value.ts";

/** A step on the way to an attribute: into an object, into a map, or into a list. */
export type Step = { readonly attribute: string } | { readonly key: string } | { readonly index: number };

/** The way to an attribute, from the top of the resource. */
export type AttributePath = readonly Step[];

/** Something that a person should read. An error lets the request fail. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** A line. */
  readonly summary: string;
  /** Sentences; default: none. */
  readonly detail?: string;
  /** Where the configuration is to blame; default: the resource as a whole. */
  readonly attribute?: AttributePath;
}

/** Almost every answer: what a person should read. */
export interface Diagnosed {
  /** Default: nothing to say. */
  readonly diagnostics?: readonly Diagnostic[];
}

/** What the other side can handle. */
export interface ClientCapabilities {
  /** It can take "not now" for an answer; no released version says so. */
  readonly deferralAllowed: boolean;
  /** It knows write-only attributes. */
  readonly writeOnlyAttributesAllowed: boolean;
}

// About the provider

export interface GetMetadataResponse extends Diagnosed {
  readonly serverCapabilities?: ServerCapabilities;
  /** Type names. */
  readonly resources?: readonly string[];
  readonly dataSources?: readonly string[];
  readonly ephemeralResources?: readonly string[];
  readonly functions?: readonly string[];
}

export interface GetProviderSchemaResponse extends Diagnosed {
  /** Schema of the `provider` block. */
  readonly provider: Schema;
  /** By type name, such as `cul8er_instance`. */
  readonly resources?: Readonly<Record<string, Schema>>;
  readonly dataSources?: Readonly<Record<string, Schema>>;
  readonly ephemeralResources?: Readonly<Record<string, Schema>>;
  /** By function name. */
  readonly functions?: Readonly<Record<string, FunctionSignature>>;
  readonly serverCapabilities?: ServerCapabilities;
}

export interface GetResourceIdentitySchemasResponse extends Diagnosed {
  /** By type name. */
  readonly identitySchemas?: Readonly<Record<string, IdentitySchema>>;
}

export interface ValidateProviderConfigRequest {
  /** May hold unknown values. */
  readonly config: ObjectValue;
}

export interface ConfigureProviderRequest {
  /** Version of Terraform, or of OpenTofu. */
  readonly terraformVersion: string;
  /** In a plan it may hold unknown values. */
  readonly config: ObjectValue;
  readonly clientCapabilities: ClientCapabilities;
}

// Managed resources

/** Of a resource, a data source or an ephemeral resource. `validate` comes before `destroy`, too. */
export interface ValidateConfigRequest {
  readonly typeName: string;
  /** May hold unknown values; write-only attributes are in it. */
  readonly config: ObjectValue;
  readonly clientCapabilities: ClientCapabilities;
}

export interface UpgradeResourceStateRequest {
  readonly typeName: string;
  /** Version of the schema that it was stored with; the current one as well. */
  readonly version: number;
  /** The state as it is stored, parsed from JSON; undefined for the format before Terraform 0.12. */
  readonly rawState: unknown;
}

export interface UpgradeResourceStateResponse extends Diagnosed {
  readonly upgradedState?: ObjectValue;
}

export interface UpgradeResourceIdentityRequest {
  readonly typeName: string;
  readonly version: number;
  /** The identity as it is stored, parsed from JSON. */
  readonly rawIdentity: unknown;
}

export interface UpgradeResourceIdentityResponse extends Diagnosed {
  readonly upgradedIdentity?: ObjectValue;
}

export interface ReadResourceRequest {
  readonly typeName: string;
  readonly currentState: ObjectValue;
  /** What the last answer gave to be kept; empty where nothing was. */
  readonly private: Uint8Array;
  readonly clientCapabilities: ClientCapabilities;
  /** Where the engine knows identities and has one; otherwise null. */
  readonly currentIdentity: ObjectValue;
}

export interface ReadResourceResponse extends Diagnosed {
  /** Null where it is gone. */
  readonly newState?: ObjectValue;
  readonly private?: Uint8Array;
  readonly newIdentity?: ObjectValue;
}

export interface PlanResourceChangeRequest {
  readonly typeName: string;
  /** Null to create. */
  readonly priorState: ObjectValue;
  /** Configuration where it is set, prior state where an attribute is computed; null to destroy. */
  readonly proposedNewState: ObjectValue;
  readonly config: ObjectValue;
  readonly priorPrivate: Uint8Array;
  readonly clientCapabilities: ClientCapabilities;
  readonly priorIdentity: ObjectValue;
}

export interface PlanResourceChangeResponse extends Diagnosed {
  readonly plannedState?: ObjectValue;
  /** Attributes whose change needs a new resource. */
  readonly requiresReplace?: readonly AttributePath[];
  readonly plannedPrivate?: Uint8Array;
  readonly plannedIdentity?: ObjectValue;
}

export interface ApplyResourceChangeRequest {
  readonly typeName: string;
  /** Null to create. */
  readonly priorState: ObjectValue;
  /** Null to destroy. */
  readonly plannedState: ObjectValue;
  /** Wholly known; write-only attributes are here and nowhere else. */
  readonly config: ObjectValue;
  readonly plannedPrivate: Uint8Array;
  readonly plannedIdentity: ObjectValue;
}

export interface ApplyResourceChangeResponse extends Diagnosed {
  /**
   * What there is now, all of it known. With an error: a created resource that comes with a state is tainted, and with
   * null there is none.
   */
  readonly newState?: ObjectValue;
  readonly private?: Uint8Array;
  readonly newIdentity?: ObjectValue;
}

export interface ImportResourceStateRequest {
  readonly typeName: string;
  /** Empty where an identity is given. */
  readonly id: string;
  readonly clientCapabilities: ClientCapabilities;
  readonly identity: ObjectValue;
}

export interface ImportedResource {
  readonly typeName: string;
  /** Enough of it for `readResource`, which follows. */
  readonly state: ObjectValue;
  readonly private?: Uint8Array;
  readonly identity?: ObjectValue;
}

export interface ImportResourceStateResponse extends Diagnosed {
  readonly importedResources?: readonly ImportedResource[];
}

export interface MoveResourceStateRequest {
  /** `registry.terraform.io/namespace/name`. */
  readonly sourceProviderAddress: string;
  readonly sourceTypeName: string;
  readonly sourceSchemaVersion: number;
  /** The state as it is stored, parsed from JSON. */
  readonly sourceState: unknown;
  readonly targetTypeName: string;
  readonly sourcePrivate: Uint8Array;
  /** Parsed from JSON; undefined where there is none. */
  readonly sourceIdentity: unknown;
  readonly sourceIdentitySchemaVersion: number;
}

export interface MoveResourceStateResponse extends Diagnosed {
  readonly targetState?: ObjectValue;
  readonly targetPrivate?: Uint8Array;
  readonly targetIdentity?: ObjectValue;
}

// Data sources

export interface ReadDataSourceRequest {
  readonly typeName: string;
  readonly config: ObjectValue;
  readonly clientCapabilities: ClientCapabilities;
}

export interface ReadDataSourceResponse extends Diagnosed {
  readonly state?: ObjectValue;
}

// Ephemeral resources: values that are in neither plan nor state

export interface OpenEphemeralResourceRequest {
  readonly typeName: string;
  readonly config: ObjectValue;
  readonly clientCapabilities: ClientCapabilities;
}

export interface OpenEphemeralResourceResponse extends Diagnosed {
  readonly result?: ObjectValue;
  /** When to ask again; default: never. */
  readonly renewAt?: Date;
  /** Comes back with renew and close. */
  readonly private?: Uint8Array;
}

/** To renew or to close. */
export interface EphemeralResourceRequest {
  readonly typeName: string;
  readonly private: Uint8Array;
}

export interface RenewEphemeralResourceResponse extends Diagnosed {
  readonly renewAt?: Date;
  readonly private?: Uint8Array;
}

// Functions

export interface GetFunctionsResponse extends Diagnosed {
  readonly functions?: Readonly<Record<string, FunctionSignature>>;
}

export interface CallFunctionRequest {
  readonly name: string;
  readonly arguments: readonly Value[];
}

/** Either a result or an error. */
export interface CallFunctionResponse {
  readonly result?: Value;
  readonly error?: {
    readonly text: string;
    /** Position of the argument to blame, from 0; default: the call as a whole. */
    readonly argument?: number;
  };
}
