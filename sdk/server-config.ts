// Written by `npm run generate` from provider/kinds/server-config.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * Options of a server itself. Only what is declared is ours: it is set, and unset when it is declared no more; all
 * other options are left alone.
 *
 * @example
 * ```ts
 * new ServerConfig("tokens", { config: { "core.remote_token_expiry": "1H" } })
 * ```
 */
export class ServerConfig extends Resource {
  /** Name of this set of options. A server may have several sets, as long as no option is in two of them. */
  declare readonly name: pulumi.Output<string>;

  /** In a cluster, the member whose own options these are. Default: the options that all members share. */
  declare readonly member: pulumi.Output<string | undefined>;

  /** Options of the server, as Incus documents them. Those left out are left alone. */
  declare readonly config: pulumi.Output<{ [key: string]: string }>;

  /** Like `config`, for options that hold a password, token or key. */
  declare readonly secrets: pulumi.Output<{ [key: string]: string }>;

  /**
   * @param name Name in the program; also the server config's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: ServerConfigArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a server config that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): ServerConfig {
    return new ServerConfig(name, existing, { ...opts, id });
  }
}

/** Arguments of `ServerConfig`. */
export interface ServerConfigArgs extends ControlArgs {
  /**
   * Name of this set of options. A server may have several sets, as long as no option is in two of them.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * In a cluster, the member whose own options these are. Default: the options that all members share.
   * A change replaces the resource.
   */
  member?: pulumi.Input<string | undefined>;

  /** Options of the server, as Incus documents them. Those left out are left alone. */
  config?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /**
   * Like `config`, for options that hold a password, token or key.
   * A secret: encrypted in the state, never shown.
   */
  secrets?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;
}

const outline: Outline = {
  type: "server_config",
  class: "ServerConfig",
  named: true,
  inputs: ["name", "member", "config", "secrets"],
  outputs: [],
  secrets: ["secrets"],
};
