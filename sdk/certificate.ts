// Written by `npm run generate` from provider/kinds/certificate.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A client that a server trusts, for all of it or for some projects only.
 *
 * @example
 * ```ts
 * new Certificate("ci", { certificate: readFileSync("ci.crt", "utf8"), restricted: true, projects: ["shop"] })
 * ```
 */
export class Certificate extends Resource {
  /** Name of the certificate in the trust store. */
  declare readonly name: pulumi.Output<string>;

  /** The certificate in PEM. Another one takes its place in one step. */
  declare readonly certificate: pulumi.Output<string>;

  /** What it is for: the API, or nothing but /1.0/metrics. Default: client. */
  declare readonly type: pulumi.Output<"client" | "metrics">;

  /** Whose it is, in a sentence. */
  declare readonly description: pulumi.Output<string | undefined>;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  declare readonly restricted: pulumi.Output<boolean>;

  /** Projects that a restricted client may use. */
  declare readonly projects: pulumi.Output<string[]>;

  /** SHA-256 fingerprint of the certificate. */
  declare readonly fingerprint: pulumi.Output<string>;

  /** When the certificate itself expires, in UTC. */
  declare readonly validUntil: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the certificate's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args: CertificateArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a certificate that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Certificate {
    return new Certificate(name, existing, { ...opts, id });
  }
}

/** Arguments of `Certificate`. */
export interface CertificateArgs extends ControlArgs {
  /**
   * Name of the certificate in the trust store.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /** The certificate in PEM. Another one takes its place in one step. */
  certificate: pulumi.Input<string>;

  /** What it is for: the API, or nothing but /1.0/metrics. Default: client. */
  type?: pulumi.Input<"client" | "metrics" | undefined>;

  /** Whose it is, in a sentence. */
  description?: pulumi.Input<string | undefined>;

  /** Whether the client may use nothing but `projects`. Default: false, it may do everything. */
  restricted?: pulumi.Input<boolean | undefined>;

  /** Projects that a restricted client may use. */
  projects?: pulumi.Input<pulumi.Input<string>[] | undefined>;
}

const outline: Outline = {
  type: "certificate",
  class: "Certificate",
  named: true,
  inputs: ["name", "certificate", "type", "description", "restricted", "projects"],
  outputs: ["fingerprint", "validUntil"],
  secrets: [],
};
