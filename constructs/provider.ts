/** The provider of a stack: where its resources are, unless they say otherwise. */
import { PROVIDER, SOURCE } from "../provider/terraform/names.ts";
import { type Construct, type IResolvable, TerraformProvider } from "./cdk.ts";
import type { ServerInput } from "./control.ts";
import { controlForms } from "./control-forms.ts";
import { type Form, forHcl, inForm } from "./form.ts";
import { VERSION } from "./version.ts";

/** Configuration of `Cul8erProvider`. */
export interface Cul8erProviderConfig {
  /** Name of this one among several: resources take it as their `provider`. Default: it is the one for all that name none. */
  readonly alias?: string | undefined;
  /**
   * Incus server of resources that name none: the name of a remote of your own Incus client configuration, or its
   * address and certificate fingerprint. Default: the local unix socket.
   */
  readonly host?: string | ServerInput | IResolvable | undefined;
  /** Project of resources that name none. Default: default. */
  readonly project?: string | undefined;
}

/**
 * The provider, one a stack, or one a server with an `alias` each.
 *
 * @example
 * ```ts
 * new Cul8erProvider(this, "incus");
 * const far = new Cul8erProvider(this, "far", { alias: "far", host: "far" });
 * new StorageVolume(this, "data", { provider: far });
 * ```
 */
export class Cul8erProvider extends TerraformProvider {
  /** Type of the provider in Terraform. */
  static readonly tfResourceType = PROVIDER;

  /** Incus server of resources that name none. */
  host: Cul8erProviderConfig["host"];
  /** Project of resources that name none. */
  project: string | undefined;
  private name: string | undefined;

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there.
   */
  constructor(scope: Construct, id: string, { alias, host, project }: Cul8erProviderConfig = {}) {
    super(scope, id, {
      terraformResourceType: PROVIDER,
      terraformGeneratorMetadata: { providerName: PROVIDER, providerVersion: VERSION },
      terraformProviderSource: SOURCE,
    });
    this.name = alias;
    this.host = host;
    this.project = project;
  }

  /** Name of this one among several. */
  override get alias(): string | undefined {
    return this.name;
  }

  override set alias(value: string | undefined) {
    this.name = value;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(this.attributes().map(([name, value]) => [name, value]));
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return Object.fromEntries(this.attributes().map(([name, value, form]) => [name, forHcl(form, value)]));
  }

  private attributes(): [name: string, value: unknown, form: Form][] {
    const given: [string, unknown, Form][] = [
      ["host", this.host, controlForms.host],
      ["project", this.project, "string"],
    ];
    return given
      .filter(([, value]) => value !== undefined)
      .map(([name, value, form]) => [name, inForm(form, value, [name]), form]);
  }
}
