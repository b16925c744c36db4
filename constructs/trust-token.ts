// Written by `npm run generate` from provider/kinds/trust-token.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A one-time token, by which a client becomes trusted without anybody carrying its certificate over. Used or
 * expired, it stays as what it was: only `renew`, or another restriction, asks for a new one.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new TrustToken(this, "laptop", { restricted: true, projects: ["shop"], expiresAfter: "1h" })
 * ```
 */
export class TrustToken extends Resource<TrustTokenConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_trust_token";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the trust token where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: TrustTokenConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a trust token, for Terraform to write its configuration from.
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

  /** Name that the client will have in the trust store. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: TrustTokenConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): TrustTokenConfig["name"] {
    return this.given.name;
  }

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  get restricted(): IResolvable {
    return this.getBooleanAttribute("restricted");
  }

  set restricted(value: TrustTokenConfig["restricted"]) {
    this.given.restricted = value;
  }

  get restrictedInput(): TrustTokenConfig["restricted"] {
    return this.given.restricted;
  }

  /** Projects that a restricted client may use. */
  get projects(): string[] {
    return this.getListAttribute("projects");
  }

  set projects(value: TrustTokenConfig["projects"]) {
    this.given.projects = value;
  }

  get projectsInput(): TrustTokenConfig["projects"] {
    return this.given.projects;
  }

  /**
   * How long it may wait for its client. The first run after that revokes it; until then the server itself ends it
   * only where its option core.remote_token_expiry says so. Default: as the server says.
   */
  get expiresAfter(): string {
    return this.getStringAttribute("expires_after");
  }

  set expiresAfter(value: TrustTokenConfig["expiresAfter"]) {
    this.given.expiresAfter = value;
  }

  get expiresAfterInput(): TrustTokenConfig["expiresAfter"] {
    return this.given.expiresAfter;
  }

  /** Any text: a change asks for a new token, whatever became of the last one. */
  get renew(): string {
    return this.getStringAttribute("renew");
  }

  set renew(value: TrustTokenConfig["renew"]) {
    this.given.renew = value;
  }

  get renewInput(): TrustTokenConfig["renew"] {
    return this.given.renew;
  }

  /**
   * `waiting` for its client; `used`: a client of this name came; `expired`, or revoked, or forgotten by a server
   * that was restarted; `overdue`: the next run revokes it.
   */
  get status(): string {
    return this.getStringAttribute("status");
  }

  /** When it expires; nothing where it never does. */
  get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  /** When it was made. */
  get madeAt(): string {
    return this.getStringAttribute("made_at");
  }
}

/** Configuration of `TrustToken`. */
export interface TrustTokenConfig extends ControlConfig {
  /**
   * Name that the client will have in the trust store.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  restricted?: boolean | IResolvable | undefined;

  /** Projects that a restricted client may use. */
  projects?: string[] | IResolvable | undefined;

  /**
   * How long it may wait for its client. The first run after that revokes it; until then the server itself ends it
   * only where its option core.remote_token_expiry says so. Default: as the server says.
   * A number and a unit, like `60s`.
   */
  expiresAfter?: string | undefined;

  /** Any text: a change asks for a new token, whatever became of the last one. */
  renew?: string | undefined;
}

const outline: Outline = {
  type: "trust_token",
  named: true,
  fields: {
    name: "string",
    restricted: "boolean",
    projects: ["list", "string"],
    expiresAfter: "string",
    renew: "string",
  },
};
