/**
 * Names as Terraform shows them, in one place: the provider's schema and the constructs of a CDK app are written with
 * the same ones. Loads nothing.
 */

/** Type of the provider, as in `provider "cul8er"`. */
export const PROVIDER = "cul8er";

/** Address of the provider, as in `required_providers`; without a host it is the registry of the engine that runs. */
export const SOURCE = "cul8er/cul8er";

/** The resource type of a kind: `storage_volume` is `cul8er_storage_volume`. */
export const resourceType = (kind: string): string => `${PROVIDER}_${kind}`;

/** The attribute of a field, at any depth: `ipv4Address` is `ipv4_address`. Keys of maps are the user's and stay as they are. */
export const attribute = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** The field of an attribute: the way back from `attribute`. */
export const fieldOf = (attribute: string): string =>
  attribute.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The write-only twin of a secret field at the root of a resource, and the number or text whose change says that the
 * secret has changed. `cookie` itself is a sensitive attribute, for engines without write-only ones: it is in the state.
 */
export const writeOnly = (field: string): { readonly value: string; readonly version: string } => ({
  value: `${attribute(field)}_wo`,
  version: `${attribute(field)}_wo_version`,
});

/** Names that Terraform keeps for itself at the root of a resource: no field may be called so. */
export const RESERVED: readonly string[] = [
  "connection",
  "count",
  "depends_on",
  "for_each",
  "id",
  "lifecycle",
  "provider",
  "provisioner",
];
