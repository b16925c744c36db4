// Written by `npm run generate` from provider/kinds/server-config.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";
import type { WriteOnly } from "./write-only.ts";

/**
 * Options of a server itself. Only what is declared is ours: it is set, and unset when it is declared no more; all
 * other options are left alone.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new ServerConfig(this, "tokens", { config: { "core.remote_token_expiry": "1H" } })
 * ```
 */
export class ServerConfig extends Resource<ServerConfigConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_server_config";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the server config where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ServerConfigConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a server config, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:]<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Name of this set of options. A server may have several sets, as long as no option is in two of them. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ServerConfigConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ServerConfigConfig["name"] {
    return this.given.name;
  }

  /** In a cluster, the member whose own options these are. Default: the options that all members share. */
  get member(): string {
    return this.getStringAttribute("member");
  }

  set member(value: ServerConfigConfig["member"]) {
    this.given.member = value;
  }

  get memberInput(): ServerConfigConfig["member"] {
    return this.given.member;
  }

  /** Options of the server, as Incus documents them. Those left out are left alone. */
  get config(): { [key: string]: string } {
    return this.getStringMapAttribute("config");
  }

  set config(value: ServerConfigConfig["config"]) {
    this.given.config = value;
  }

  get configInput(): ServerConfigConfig["config"] {
    return this.given.config;
  }

  /** Like `config`, for options that hold a password, token or key. */
  get secrets(): { [key: string]: string } {
    return this.getStringMapAttribute("secrets");
  }

  set secrets(value: ServerConfigConfig["secrets"]) {
    this.given.secrets = value;
  }

  get secretsInput(): ServerConfigConfig["secrets"] {
    return this.given.secrets;
  }
}

/** Configuration of `ServerConfig`. */
export interface ServerConfigConfig extends ControlConfig {
  /**
   * Name of this set of options. A server may have several sets, as long as no option is in two of them.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * In a cluster, the member whose own options these are. Default: the options that all members share.
   * A change replaces the resource.
   */
  member?: string | undefined;

  /** Options of the server, as Incus documents them. Those left out are left alone. */
  config?: { [key: string]: string } | IResolvable | undefined;

  /**
   * Like `config`, for options that hold a password, token or key.
   * A secret: never shown, and not even in the state as `writeOnly(...)`.
   */
  secrets?: { [key: string]: string } | IResolvable | WriteOnly<{ [key: string]: string }> | undefined;
}

const outline: Outline = {
  type: "server_config",
  named: true,
  fields: { name: "string", member: "string", config: ["map", "string"], secrets: ["map", "string"] },
};
