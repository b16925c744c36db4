// Written by `npm run generate` from provider/kinds/trust-token.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A one-time token, by which a client becomes trusted without anybody carrying its certificate over. Used or
 * expired, it stays as what it was: only `renew`, or another restriction, asks for a new one.
 *
 * @example
 * ```ts
 * new TrustToken("laptop", { restricted: true, projects: ["shop"], expiresAfter: "1h" })
 * ```
 */
export class TrustToken extends Resource {
  /** Name that the client will have in the trust store. */
  declare readonly name: pulumi.Output<string>;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  declare readonly restricted: pulumi.Output<boolean>;

  /** Projects that a restricted client may use. */
  declare readonly projects: pulumi.Output<string[]>;

  /**
   * How long it may wait for its client. The first run after that revokes it; until then the server itself ends it
   * only where its option core.remote_token_expiry says so. Default: as the server says.
   */
  declare readonly expiresAfter: pulumi.Output<string | undefined>;

  /** Any text: a change asks for a new token, whatever became of the last one. */
  declare readonly renew: pulumi.Output<string | undefined>;

  /** The token, while it waits for its client. It is good for one client. */
  declare readonly token: pulumi.Output<string | undefined>;

  /**
   * `waiting` for its client; `used`: a client of this name came; `expired`, or revoked, or forgotten by a server
   * that was restarted; `overdue`: the next run revokes it.
   */
  declare readonly status: pulumi.Output<string>;

  /** When it expires; nothing where it never does. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;

  /** When it was made. */
  declare readonly madeAt: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the trust token's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: TrustTokenArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a trust token that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): TrustToken {
    return new TrustToken(name, existing, { ...opts, id });
  }
}

/** Arguments of `TrustToken`. */
export interface TrustTokenArgs extends ControlArgs {
  /**
   * Name that the client will have in the trust store.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  restricted?: pulumi.Input<boolean | undefined>;

  /** Projects that a restricted client may use. */
  projects?: pulumi.Input<pulumi.Input<string>[] | undefined>;

  /**
   * How long it may wait for its client. The first run after that revokes it; until then the server itself ends it
   * only where its option core.remote_token_expiry says so. Default: as the server says.
   * A number and a unit, like `60s`.
   */
  expiresAfter?: pulumi.Input<string | undefined>;

  /** Any text: a change asks for a new token, whatever became of the last one. */
  renew?: pulumi.Input<string | undefined>;
}

const outline: Outline = {
  type: "trust_token",
  class: "TrustToken",
  named: true,
  inputs: ["name", "restricted", "projects", "expiresAfter", "renew"],
  outputs: ["token", "status", "expiresAt", "madeAt"],
  secrets: ["token"],
};
