// Written by `npm run generate` from provider/kinds/certificate.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A client that a server trusts, for all of it or for some projects only.
 *
 * It is imported by its id, `[host:]<name>`.
 *
 * @example
 * ```ts
 * new Certificate(this, "ci", { certificate: readFileSync("ci.crt", "utf8"), restricted: true, projects: ["shop"] })
 * ```
 */
export class Certificate extends Resource<CertificateConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_certificate";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the certificate where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: CertificateConfig) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a certificate, for Terraform to write its configuration from.
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

  /** Name of the certificate in the trust store. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: CertificateConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): CertificateConfig["name"] {
    return this.given.name;
  }

  /** The certificate in PEM. Another one takes its place in one step. */
  get certificate(): string {
    return this.getStringAttribute("certificate");
  }

  set certificate(value: CertificateConfig["certificate"]) {
    this.given.certificate = value;
  }

  get certificateInput(): CertificateConfig["certificate"] {
    return this.given.certificate;
  }

  /** What it is for: the API, or nothing but /1.0/metrics. Default: client. */
  get type(): "client" | "metrics" {
    return this.word("type");
  }

  set type(value: CertificateConfig["type"]) {
    this.given.type = value;
  }

  get typeInput(): CertificateConfig["type"] {
    return this.given.type;
  }

  /** Whose it is, in a sentence. */
  get description(): string {
    return this.getStringAttribute("description");
  }

  set description(value: CertificateConfig["description"]) {
    this.given.description = value;
  }

  get descriptionInput(): CertificateConfig["description"] {
    return this.given.description;
  }

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  get restricted(): IResolvable {
    return this.getBooleanAttribute("restricted");
  }

  set restricted(value: CertificateConfig["restricted"]) {
    this.given.restricted = value;
  }

  get restrictedInput(): CertificateConfig["restricted"] {
    return this.given.restricted;
  }

  /** Projects that a restricted client may use. */
  get projects(): string[] {
    return this.getListAttribute("projects");
  }

  set projects(value: CertificateConfig["projects"]) {
    this.given.projects = value;
  }

  get projectsInput(): CertificateConfig["projects"] {
    return this.given.projects;
  }

  /** SHA-256 fingerprint of the certificate. */
  get fingerprint(): string {
    return this.getStringAttribute("fingerprint");
  }

  /** When the certificate itself expires, in UTC. */
  get validUntil(): string {
    return this.getStringAttribute("valid_until");
  }
}

/** Configuration of `Certificate`. */
export interface CertificateConfig extends ControlConfig {
  /**
   * Name of the certificate in the trust store.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /** The certificate in PEM. Another one takes its place in one step. */
  certificate: string;

  /** What it is for: the API, or nothing but /1.0/metrics. Default: client. */
  type?: "client" | "metrics" | IResolvable | undefined;

  /** Whose it is, in a sentence. */
  description?: string | undefined;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  restricted?: boolean | IResolvable | undefined;

  /** Projects that a restricted client may use. */
  projects?: string[] | IResolvable | undefined;
}

const outline: Outline = {
  type: "certificate",
  named: true,
  fields: {
    name: "string",
    certificate: "string",
    type: "string",
    description: "string",
    restricted: "boolean",
    projects: ["list", "string"],
  },
};
