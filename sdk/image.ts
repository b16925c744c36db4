// Written by `npm run generate` from provider/kinds/image.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ControlArgs } from "./control.ts";
import { existing, type Outline, Resource } from "./resource.ts";

/**
 * A template of instances, from a file on this machine or from an image server, under a name of your own.
 *
 * @example
 * ```ts
 * new Image("debian", { remote: { server: "https://images.linuxcontainers.org", alias: "debian/12" } })
 * ```
 */
export class Image extends Resource {
  /** Project that the image belongs to. */
  declare readonly project: pulumi.Output<string>;

  /** Name of the image in its project: its alias. */
  declare readonly name: pulumi.Output<string>;

  /** Image tarball on this machine, or its root file system where `metadata` is apart. Either this or `remote`. */
  declare readonly file: pulumi.Output<string | undefined>;

  /** SHA-256 of `file`. Default: taken from the file. */
  declare readonly digest: pulumi.Output<string | undefined>;

  /** Metadata tarball, for an image in two files. */
  declare readonly metadata: pulumi.Output<string | undefined>;

  /** SHA-256 of `metadata`. Default: taken from the file. */
  declare readonly metadataDigest: pulumi.Output<string | undefined>;

  /** Image server from which the Incus server fetches the image by itself. */
  declare readonly remote: pulumi.Output<ImageRemoteValue | undefined>;

  /** Properties such as `description`, over those that the image brings. */
  declare readonly properties: pulumi.Output<{ [key: string]: string }>;

  /** Whether everybody who reaches the server may use it. Default: false. */
  declare readonly public: pulumi.Output<boolean | undefined>;

  /** Whether the server follows what the remote name stands for. */
  declare readonly autoUpdate: pulumi.Output<boolean | undefined>;

  /** When the server may remove the image. */
  declare readonly expiresAt: pulumi.Output<string | undefined>;

  /** SHA-256 that names the content on every server. */
  declare readonly fingerprint: pulumi.Output<string>;

  /** Size in bytes, as it is stored. */
  declare readonly size: pulumi.Output<number>;

  /** Architecture it is for: `x86_64`, `aarch64`. */
  declare readonly architecture: pulumi.Output<string>;

  /** What it is for: `container` or `virtual-machine`. */
  declare readonly type: pulumi.Output<string>;

  /**
   * @param name Name in the program; also the image's own where `args.name` says no other.
   * @param args What it is to be.
   * @param opts How Pulumi treats it.
   */
  constructor(name: string, args?: ImageArgs, opts?: pulumi.CustomResourceOptions) {
    super(outline, name, args, opts);
  }

  /**
   * Reads a image that something else made. It is never changed or removed.
   *
   * @param name Name in the program.
   * @param id `[host:][project/]<name>`.
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, opts?: pulumi.CustomResourceOptions): Image {
    return new Image(name, existing, { ...opts, id });
  }
}

/** Arguments of `Image`. */
export interface ImageArgs extends ControlArgs {
  /**
   * Project that the image belongs to.
   * Default: "default".
   * A change replaces the resource.
   */
  project?: pulumi.Input<string | undefined>;

  /**
   * Name of the image in its project: its alias.
   * A change replaces the resource.
   */
  name?: pulumi.Input<string | undefined>;

  /**
   * Image tarball on this machine, or its root file system where `metadata` is apart. Either this or `remote`.
   * A relative path starts at the program's folder.
   */
  file?: pulumi.Input<string | undefined>;

  /** SHA-256 of `file`. Default: taken from the file. */
  digest?: pulumi.Input<string | undefined>;

  /**
   * Metadata tarball, for an image in two files.
   * A relative path starts at the program's folder.
   */
  metadata?: pulumi.Input<string | undefined>;

  /** SHA-256 of `metadata`. Default: taken from the file. */
  metadataDigest?: pulumi.Input<string | undefined>;

  /** Image server from which the Incus server fetches the image by itself. */
  remote?: pulumi.Input<ImageRemoteInput | undefined>;

  /** Properties such as `description`, over those that the image brings. */
  properties?: pulumi.Input<{ [key: string]: pulumi.Input<string> } | undefined>;

  /** Whether everybody who reaches the server may use it. Default: false. */
  public?: pulumi.Input<boolean | undefined>;

  /** Whether the server follows what the remote name stands for. */
  autoUpdate?: pulumi.Input<boolean | undefined>;

  /** When the server may remove the image. */
  expiresAt?: pulumi.Input<string | undefined>;
}

export interface ImageRemoteInput {
  /** URL of the image server. */
  server: pulumi.Input<string>;
  /**
   * How the server is spoken to: public image servers are simplestreams, registries are oci.
   * Default: "simplestreams".
   */
  protocol?: pulumi.Input<"simplestreams" | "incus" | "oci" | undefined>;
  /** Name of the image there: "debian/12". */
  alias: pulumi.Input<string>;
  /** Which of the two, where the name has both. */
  type?: pulumi.Input<"container" | "virtual-machine" | undefined>;
  /** Certificate of the server (PEM), where no authority has signed it. */
  certificate?: pulumi.Input<string | undefined>;
}

export interface ImageRemoteValue {
  /** URL of the image server. */
  readonly server: string;
  /** How the server is spoken to: public image servers are simplestreams, registries are oci. */
  readonly protocol: "simplestreams" | "incus" | "oci";
  /** Name of the image there: "debian/12". */
  readonly alias: string;
  /** Which of the two, where the name has both. */
  readonly type?: "container" | "virtual-machine" | undefined;
  /** Certificate of the server (PEM), where no authority has signed it. */
  readonly certificate?: string | undefined;
}

const outline: Outline = {
  type: "image",
  class: "Image",
  named: true,
  inputs: [
    "project",
    "name",
    "file",
    "digest",
    "metadata",
    "metadataDigest",
    "remote",
    "properties",
    "public",
    "autoUpdate",
    "expiresAt",
  ],
  outputs: ["fingerprint", "size", "architecture", "type"],
  secrets: [],
};
