/** The shell around every construct of a kind: what Terraform must be told besides what the user wrote. */
import { suggest } from "../provider/inputs.ts";
import { attribute, PROVIDER, resourceType, writeOnly } from "../provider/terraform/names.ts";
import { type Dependable, dependenciesOf, isAddressable, isGroup, resourcesAt } from "./behind.ts";
import {
  type Construct,
  dependable,
  ImportableResource,
  type TerraformMetaArguments,
  type TerraformProvider,
  TerraformResource,
} from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { controlForms } from "./control-forms.ts";
import { type Fields, type Form, forHcl, inForm } from "./form.ts";
import { WriteOnly } from "./write-only.ts";

/** What the shell must know of a kind. */
export interface Outline {
  /** Type as the core knows it: `storage_volume`. */
  readonly type: string;
  /** Its name on the server is the construct's id, unless the configuration says another. */
  readonly named: boolean;
  /** The forms of its inputs. */
  readonly fields: Fields;
}

/** What Terraform does with any resource, whatever it is. */
export interface MetaArguments extends Omit<TerraformMetaArguments, "dependsOn"> {
  /** What this comes after: resources, or constructs, which stand for all resources below them. */
  readonly dependsOn?: readonly Dependable[];
}

const META: readonly (keyof MetaArguments)[] = [
  "dependsOn",
  "count",
  "provider",
  "lifecycle",
  "forEach",
  "provisioners",
  "connection",
];

/** A line of what Terraform reads. */
type Attribute = [name: string, value: unknown, form: Form];

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Something on an Incus server, as a resource of a stack. */
export abstract class Resource<C extends ControlConfig> extends TerraformResource {
  /** The inputs as they were given last. */
  protected readonly given: Writable<C>;
  private readonly outline: Outline;
  private readonly before: readonly Dependable[];

  constructor(scope: Construct, id: string, outline: Outline, config: C) {
    const { dependsOn = [] } = config;
    super(scope, id, {
      ...config,
      dependsOn: dependsOn.filter(isAddressable),
      terraformResourceType: resourceType(outline.type),
      terraformGeneratorMetadata: { providerName: PROVIDER },
    });
    this.outline = outline;
    this.before = dependsOn;
    this.given = { ...(outline.named && { name: id }), ...config };
    this.refuseUnknown();
  }

  /** The resource's id, which imports take. */
  get id(): string {
    return this.getStringAttribute("id");
  }

  /** Incus server, as it was given. */
  get host(): C["host"] {
    return this.given.host;
  }

  set host(value: C["host"]) {
    this.given.host = value;
  }

  /** Longest time that one change may take, as it was given. */
  get timeout(): C["timeout"] {
    return this.given.timeout;
  }

  set timeout(value: C["timeout"]) {
    this.given.timeout = value;
  }

  /** Constructs in `dependsOn` and `node.addDependency` count as all resources below them, which Terraform needs by name. */
  override get terraformMetaArguments(): Record<string, unknown> {
    const groups = [...this.before.filter(isGroup), ...dependenciesOf(this)];
    const named = new Set<Dependable>([this, ...this.before]);
    const below = [...new Set(groups.flatMap(resourcesAt))].filter((one) => !named.has(one));
    const names = [...(this.dependsOn ?? []), ...below.map(dependable)];
    return { ...super.terraformMetaArguments, dependsOn: names.length > 0 ? names : undefined };
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return Object.fromEntries(this.attributes().map(([name, value]) => [name, value]));
  }

  protected override synthesizeHclAttributes(): Record<string, unknown> {
    return Object.fromEntries(this.attributes().map(([name, value, form]) => [name, forHcl(form, value)]));
  }

  /** A reference to an attribute that holds one of a few words. */
  protected word<W extends string>(name: string): W {
    // A token stands for whatever the provider's schema lets through, and that is one of the words.
    return this.getStringAttribute(name) as W;
  }

  private attributes(): Attribute[] {
    const { timeout, ...given } = Object.fromEntries(this.inputs());
    const { timeout: _, ...control } = controlForms;
    const forms: Fields = { ...this.outline.fields, ...control };
    return [
      ...Object.entries(given).flatMap(([field, value]) => this.written(field, value, forms[field] ?? "string")),
      // Whose it is, so that a run that is killed is gone on with.
      ["owner", this.node.path, "string"],
      ...(timeout === undefined ? [] : [timeouts(timeout)]),
    ];
  }

  private written(field: string, value: unknown, form: Form): Attribute[] {
    if (!(value instanceof WriteOnly)) return [[attribute(field), inForm(form, value, [field]), form]];
    const names = writeOnly(field);
    const secret: Attribute = [names.value, marked(this, inForm(form, value.value, [field])), form];
    const { version } = value;
    return version === undefined ? [secret] : [secret, [names.version, version, asForm(version)]];
  }

  private inputs(): [field: string, value: unknown][] {
    const meta: readonly string[] = META;
    return Object.entries(this.given).filter(([field, value]) => value !== undefined && !meta.includes(field));
  }

  private refuseUnknown(): void {
    const known = [...Object.keys(this.outline.fields), ...Object.keys(controlForms)];
    const [wrong] = this.inputs().find(([field]) => !known.includes(field)) ?? [];
    if (wrong !== undefined) throw new RefusedConfig(this, `${wrong} is no input${suggest(wrong, known)}`);
    try {
      this.attributes();
    } catch (error) {
      throw error instanceof Error ? new RefusedConfig(this, error.message, { cause: error }) : error;
    }
  }
}

/** The block that imports a resource. */
export const importBlock = (
  scope: Construct,
  { type }: Outline,
  to: string,
  from: string,
  provider?: TerraformProvider,
) =>
  new ImportableResource(scope, to, {
    terraformResourceType: resourceType(type),
    importId: from,
    ...(provider && { provider }),
  });

/** One time limit for every change, as Terraform's users know them. */
const timeouts = (limit: unknown): Attribute => [
  "timeouts",
  { create: limit, update: limit, delete: limit },
  { create: "string", update: "string", delete: "string" },
];

const asForm = (version: number | string): Form => (typeof version === "number" ? "number" : "string");

/** What a write-only value must go through where the CDK checks that the stack's engines know such attributes. */
function marked(resource: TerraformResource, value: unknown): unknown {
  const mark: unknown = Reflect.get(resource, "markWriteOnlyAttribute");
  return typeof mark === "function" ? mark.call(resource, value) : value;
}

/** A configuration with something in it that no resource of this kind has. */
export class RefusedConfig extends Error {
  constructor(resource: TerraformResource, reason: string, options?: ErrorOptions) {
    super(`${resource.terraformResourceType} ${JSON.stringify(resource.node.path)}: ${reason}`, options);
    this.name = "RefusedConfig";
  }
}
