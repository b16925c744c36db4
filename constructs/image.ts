// Written by `npm run generate` from provider/kinds/image.ts. Do not edit.

import type { Construct, ImportableResource, IResolvable, TerraformProvider } from "./cdk.ts";
import type { ControlConfig } from "./control.ts";
import { importBlock, type Outline, Resource } from "./resource.ts";

/**
 * A template of instances, from a file on this machine or from an image server, under a name of your own.
 *
 * It is imported by its id, `[host:][project/]<name>`.
 *
 * @example
 * ```ts
 * new Image(this, "debian", { remote: { server: "https://images.linuxcontainers.org", alias: "debian/12" } })
 * ```
 */
export class Image extends Resource<ImageConfig> {
  /** Type of the resource in Terraform. */
  static readonly tfResourceType = "cul8er_image";

  /**
   * @param scope Where it is in the app: a stack, or a construct in one.
   * @param id Its id there; also the name of the image where `config.name` says no other.
   * @param config What it is to be, and how Terraform treats it.
   */
  constructor(scope: Construct, id: string, config: ImageConfig = {}) {
    super(scope, id, outline, config);
  }

  /**
   * Writes the block that imports a image, for Terraform to write its configuration from.
   *
   * @param scope The stack.
   * @param importToId Id that its construct will have.
   * @param importFromId `[host:][project/]<name>`.
   */
  static generateConfigForImport(
    scope: Construct,
    importToId: string,
    importFromId: string,
    provider?: TerraformProvider,
  ): ImportableResource {
    return importBlock(scope, outline, importToId, importFromId, provider);
  }

  /** Project that the image belongs to. */
  get project(): string {
    return this.getStringAttribute("project");
  }

  set project(value: ImageConfig["project"]) {
    this.given.project = value;
  }

  get projectInput(): ImageConfig["project"] {
    return this.given.project;
  }

  /** Name of the image in its project: its alias. */
  get name(): string {
    return this.getStringAttribute("name");
  }

  set name(value: ImageConfig["name"]) {
    this.given.name = value;
  }

  get nameInput(): ImageConfig["name"] {
    return this.given.name;
  }

  /** Image tarball on this machine, or its root file system where `metadata` is apart. Either this or `remote`. */
  get file(): string {
    return this.getStringAttribute("file");
  }

  set file(value: ImageConfig["file"]) {
    this.given.file = value;
  }

  get fileInput(): ImageConfig["file"] {
    return this.given.file;
  }

  /** SHA-256 of `file`. Default: taken from the file. */
  get digest(): string {
    return this.getStringAttribute("digest");
  }

  set digest(value: ImageConfig["digest"]) {
    this.given.digest = value;
  }

  get digestInput(): ImageConfig["digest"] {
    return this.given.digest;
  }

  /** Metadata tarball, for an image in two files. */
  get metadata(): string {
    return this.getStringAttribute("metadata");
  }

  set metadata(value: ImageConfig["metadata"]) {
    this.given.metadata = value;
  }

  get metadataInput(): ImageConfig["metadata"] {
    return this.given.metadata;
  }

  /** SHA-256 of `metadata`. Default: taken from the file. */
  get metadataDigest(): string {
    return this.getStringAttribute("metadata_digest");
  }

  set metadataDigest(value: ImageConfig["metadataDigest"]) {
    this.given.metadataDigest = value;
  }

  get metadataDigestInput(): ImageConfig["metadataDigest"] {
    return this.given.metadataDigest;
  }

  /** Image server from which the Incus server fetches the image by itself. */
  get remote(): IResolvable {
    return this.interpolationForAttribute("remote");
  }

  set remote(value: ImageConfig["remote"]) {
    this.given.remote = value;
  }

  get remoteInput(): ImageConfig["remote"] {
    return this.given.remote;
  }

  /** Properties such as `description`, over those that the image brings. */
  get properties(): { [key: string]: string } {
    return this.getStringMapAttribute("properties");
  }

  set properties(value: ImageConfig["properties"]) {
    this.given.properties = value;
  }

  get propertiesInput(): ImageConfig["properties"] {
    return this.given.properties;
  }

  /** Whether everybody who reaches the server may use it. Default: false. */
  get public(): IResolvable {
    return this.getBooleanAttribute("public");
  }

  set public(value: ImageConfig["public"]) {
    this.given.public = value;
  }

  get publicInput(): ImageConfig["public"] {
    return this.given.public;
  }

  /** Whether the server follows what the remote name stands for. */
  get autoUpdate(): IResolvable {
    return this.getBooleanAttribute("auto_update");
  }

  set autoUpdate(value: ImageConfig["autoUpdate"]) {
    this.given.autoUpdate = value;
  }

  get autoUpdateInput(): ImageConfig["autoUpdate"] {
    return this.given.autoUpdate;
  }

  /** When the server may remove the image. */
  get expiresAt(): string {
    return this.getStringAttribute("expires_at");
  }

  set expiresAt(value: ImageConfig["expiresAt"]) {
    this.given.expiresAt = value;
  }

  get expiresAtInput(): ImageConfig["expiresAt"] {
    return this.given.expiresAt;
  }

  /** SHA-256 that names the content on every server. */
  get fingerprint(): string {
    return this.getStringAttribute("fingerprint");
  }

  /** Size in bytes, as it is stored. */
  get size(): number {
    return this.getNumberAttribute("size");
  }

  /** Architecture it is for: `x86_64`, `aarch64`. */
  get architecture(): string {
    return this.getStringAttribute("architecture");
  }

  /** What it is for: `container` or `virtual-machine`. */
  get type(): string {
    return this.getStringAttribute("type");
  }
}

/** Configuration of `Image`. */
export interface ImageConfig extends ControlConfig {
  /**
   * Project that the image belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: string | undefined;

  /**
   * Name of the image in its project: its alias.
   * A change replaces the resource.
   */
  name?: string | undefined;

  /**
   * Image tarball on this machine, or its root file system where `metadata` is apart. Either this or `remote`.
   * A relative path starts at the program's folder.
   */
  file?: string | undefined;

  /** SHA-256 of `file`. Default: taken from the file. */
  digest?: string | undefined;

  /**
   * Metadata tarball, for an image in two files.
   * A relative path starts at the program's folder.
   */
  metadata?: string | undefined;

  /** SHA-256 of `metadata`. Default: taken from the file. */
  metadataDigest?: string | undefined;

  /** Image server from which the Incus server fetches the image by itself. */
  remote?: ImageRemoteInput | IResolvable | undefined;

  /** Properties such as `description`, over those that the image brings. */
  properties?: { [key: string]: string } | IResolvable | undefined;

  /** Whether everybody who reaches the server may use it. Default: false. */
  public?: boolean | IResolvable | undefined;

  /** Whether the server follows what the remote name stands for. */
  autoUpdate?: boolean | IResolvable | undefined;

  /** When the server may remove the image. */
  expiresAt?: string | undefined;
}

export interface ImageRemoteInput {
  /** URL of the image server. */
  server: string;
  /**
   * How the server is spoken to: public image servers are simplestreams, registries are oci.
   * Default: "simplestreams".
   */
  protocol?: "simplestreams" | "incus" | "oci" | IResolvable | undefined;
  /** Name of the image there: "debian/12". */
  alias: string;
  /** Which of the two, where the name has both. */
  type?: "container" | "virtual-machine" | IResolvable | undefined;
  /** Certificate of the server (PEM), where no authority has signed it. */
  certificate?: string | undefined;
}

const outline: Outline = {
  type: "image",
  named: true,
  fields: {
    project: "string",
    name: "string",
    file: "path",
    digest: "string",
    metadata: "path",
    metadataDigest: "string",
    remote: { server: "string", protocol: "string", alias: "string", type: "string", certificate: "string" },
    properties: ["map", "string"],
    public: "boolean",
    autoUpdate: "boolean",
    expiresAt: "string",
  },
};
