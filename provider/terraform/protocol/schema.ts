// What a provider tells of itself: the schemas of its configuration, resources, data sources and functions.

/** A type constraint of Terraform's type system, as it is written in JSON: `"string"`, `["list", "number"]`. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | "dynamic"
  | readonly ["list" | "set" | "map", Type]
  | readonly ["object", Readonly<Record<string, Type>>]
  | readonly ["object", Readonly<Record<string, Type>>, readonly string[]]
  | readonly ["tuple", readonly Type[]];

/** Schema of a provider's configuration, a resource, an ephemeral resource or a data source. */
export interface Schema {
  /** Version of what is stored; states of older versions pass through `upgradeResourceState`. */
  readonly version: number;
  readonly block: Block;
}

/** What stands between a pair of braces in the configuration. */
export interface Block {
  readonly attributes: readonly Attribute[];
  /** Blocks below; attributes with `nested` say the same in the newer way. Default: none. */
  readonly blocks?: readonly NestedBlock[];
  /** Markdown. */
  readonly description?: string;
  readonly deprecated?: boolean;
}

/** An attribute; everything that is not said is false. */
export interface Attribute {
  readonly name: string;
  /** Its type; either this or `nested`. */
  readonly type?: Type;
  /** Its attributes, where each has a schema of its own; either this or `type`. */
  readonly nested?: NestedAttributes;
  /** Markdown. */
  readonly description?: string;
  readonly required?: boolean;
  readonly optional?: boolean;
  /** The provider chooses it, where it is not configured. */
  readonly computed?: boolean;
  /** Hidden in what a person reads; it is in the state. */
  readonly sensitive?: boolean;
  readonly deprecated?: boolean;
  /** In the configuration only: null in plan and state. From Terraform 1.11 and OpenTofu 1.11 on. */
  readonly writeOnly?: boolean;
}

/** Attributes inside an attribute. */
export interface NestedAttributes {
  readonly nesting: "single" | "list" | "set" | "map";
  readonly attributes: readonly Attribute[];
}

/** A block inside a block. */
export interface NestedBlock {
  readonly name: string;
  readonly nesting: "single" | "list" | "set" | "map" | "group";
  readonly block: Block;
  /** Default: 0. */
  readonly minItems?: number;
  /** Default: 0, which is no limit. */
  readonly maxItems?: number;
}

/** A function that configurations may call as `provider::cul8er::name(...)`. */
export interface FunctionSignature {
  /** Positional parameters. */
  readonly parameters: readonly Parameter[];
  /** What any number of further arguments must be; default: there are none. */
  readonly variadic?: Parameter;
  /** Type of the result. */
  readonly returns: Type;
  /** A line. */
  readonly summary?: string;
  /** Markdown. */
  readonly description?: string;
  /** What to use instead; present where the function is deprecated. */
  readonly deprecation?: string;
}

/** A parameter of a function. */
export interface Parameter {
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly description?: string;
  /** Whether null may be given; otherwise Terraform refuses it. */
  readonly allowNull?: boolean;
  /** Whether the function is called with unknown values; otherwise its result is unknown then, without a call. */
  readonly allowUnknown?: boolean;
}

/** What makes up the identity of a resource, which `import` blocks may give instead of an id (Terraform 1.12). */
export interface IdentitySchema {
  readonly version: number;
  readonly attributes: readonly IdentityAttribute[];
}

/** A part of an identity. */
export interface IdentityAttribute {
  readonly name: string;
  readonly type: Type;
  /** Markdown. */
  readonly description?: string;
  /** An import must give it. */
  readonly requiredForImport?: boolean;
  /** An import may leave it out. */
  readonly optionalForImport?: boolean;
}

/** What a provider can do beyond what every provider of this protocol can. */
export interface ServerCapabilities {
  /** Destroying is planned, too: `planResourceChange` is called with null as the proposed state. */
  readonly planDestroy?: boolean;
  /** A process need not be asked for the schema before it is used. */
  readonly getProviderSchemaOptional?: boolean;
  /** `moveResourceState` is there. */
  readonly moveResourceState?: boolean;
  /** `generateResourceConfig` is there; not used by this package. */
  readonly generateResourceConfig?: boolean;
}
