/** An image under a name that we keep for it. */
import { basename } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { ownedOf } from "../config.ts";
import type { Context } from "../context.ts";
import { digestOf } from "../file-pieces.ts";
import { AlreadyExists, NotFound } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY, readMark } from "../ownership.ts";
import { defineResource, type Plan, type Problem } from "../resource.ts";
import { file, leads, owned } from "../schema.ts";
import { dropLeftovers, isReturnedTo } from "./image/leftover.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is no SHA-256: write 64 hexadecimal digits");

const remote = z.strictObject({
  server: z
    .string()
    .regex(/^https?:\/\//, "is no URL: write https://...")
    .describe("URL of the image server."),
  protocol: z
    .enum(["simplestreams", "incus", "oci"])
    .default("simplestreams")
    .describe("How the server is spoken to: public image servers are simplestreams, registries are oci."),
  alias: z.string().min(1).describe('Name of the image there: "debian/12".'),
  type: z.enum(["container", "virtual-machine"]).optional().describe("Which of the two, where the name has both."),
  certificate: z.string().optional().describe("Certificate of the server (PEM), where no authority has signed it."),
});

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project that the image belongs to."),
  name: z.string().min(1).describe("Name of the image in its project: its alias."),
  file: file(z.string().optional(), "digest").describe(
    "Image tarball on this machine, or its root file system where `metadata` is apart. Either this or `remote`.",
  ),
  digest: sha256.optional().describe("SHA-256 of `file`. Default: taken from the file."),
  metadata: file(z.string().optional(), "metadataDigest").describe("Metadata tarball, for an image in two files."),
  metadataDigest: sha256.optional().describe("SHA-256 of `metadata`. Default: taken from the file."),
  remote: remote.optional().describe("Image server from which the Incus server fetches the image by itself."),
  properties: owned(z.record(z.string(), z.string()).default({})).describe(
    "Properties such as `description`, over those that the image brings.",
  ),
  public: z.boolean().optional().describe("Whether everybody who reaches the server may use it. Default: false."),
  autoUpdate: z.boolean().optional().describe("Whether the server follows what the remote name stands for."),
  expiresAt: z.iso
    .datetime({ offset: true, error: 'is no time: write "2030-01-31T12:00:00Z"' })
    .optional()
    .describe("When the server may remove the image."),
});

const outputs = z.object({
  fingerprint: leads(z.string()).describe("SHA-256 that names the content on every server."),
  size: z.number().describe("Size in bytes, as it is stored."),
  architecture: z.string().describe("Architecture it is for: `x86_64`, `aarch64`."),
  type: z.string().describe("What it is for: `container` or `virtual-machine`."),
});

type Inputs = z.output<typeof inputs>;

/**
 * An image under a name of ours.
 *
 * Images are named by their content. What the server already has is used, whoever brought it; the name is what is ours,
 * and the image too when cul8er brought it. New content under the same name comes first, then the name moves, and the
 * old image goes if nobody else names it; later, where a node may return to it.
 */
export const Image = defineResource({
  type: "image",
  summary: "A template of instances, from a file on this machine or from an image server, under a name of your own.",
  example: `new Image("debian", { remote: { server: "https://images.linuxcontainers.org", alias: "debian/12" } })`,
  identity: ["project", "name"],
  inputs,
  outputs,

  async facts(context, wanted) {
    const { file, digest, metadata, metadataDigest } = wanted;
    const oci = wanted.remote?.protocol !== "oci" || (await context.server.info()).supports("instance_oci");
    if (!file || !digest || !metadata) return { oci, fingerprint: metadata || metadataDigest ? undefined : digest };
    return { oci, fingerprint: await digestOf(metadata, file).catch(() => undefined) };
  },

  plan({ wanted, live, unknown, facts }, implied) {
    const problems = wrong(wanted, unknown, facts?.oci ?? true);
    if (problems.length > 0) return { action: "refuse", problems };
    const fingerprint = unknown.has("file") || unknown.has("metadata") ? undefined : facts?.fingerprint;
    const known = fingerprint === undefined ? {} : { fingerprint };
    if (implied.action === "create") return { ...implied, known };
    if (implied.action !== "update") return implied;
    const content = implied.changed.length === 0 || CONTENT.some((name) => implied.changed.includes(name));
    if (!content || (fingerprint !== undefined && fingerprint === live?.fingerprint)) return implied;
    return { ...implied, known, unknown: Object.keys(outputs.shape) } satisfies Plan;
  },

  async read(context, known) {
    const incus = context.incus(known.project);
    const alias = (await incus.member(ALIASES, known.name, aliasSchema))?.body;
    // Names may hold slashes: a shared read also finds `debian/12` as `12`.
    if (alias?.name !== known.name) return undefined;
    const image = (await incus.member(IMAGES, alias.target, imageSchema))?.body;
    if (!image) return undefined;
    const origin = originOf(alias.description, image);
    return {
      project: incus.project,
      name: alias.name,
      file: known.file,
      digest: origin ? origin.digest : image.fingerprint,
      metadata: known.metadata,
      metadataDigest: origin?.metadataDigest,
      remote: origin?.remote,
      properties: ownedOf(image.properties, known.properties),
      public: image.public,
      autoUpdate: image.auto_update,
      expiresAt: expiry(image.expires_at, known.expiresAt),
      fingerprint: image.fingerprint,
      size: image.size,
      architecture: image.architecture,
      type: image.type,
      owner: alias.description,
    };
  },

  async create(context, wanted) {
    const fingerprint = await bring(context, wanted);
    await nameIt(context, wanted, fingerprint);
    await settle(context, wanted, fingerprint, undefined);
  },

  async update(context, wanted, live, prior) {
    const same = CONTENT.every((field) => isDeepStrictEqual(wanted[field], live[field]));
    const fingerprint = same ? live.fingerprint : await bring(context, wanted);
    if (fingerprint !== live.fingerprint && !(await isReturnedTo(context, wanted.project, live.fingerprint)))
      await giveUp(context, wanted, live.fingerprint);
    await nameIt(context, wanted, fingerprint);
    await settle(context, wanted, fingerprint, prior);
    if (fingerprint !== live.fingerprint) await dropLeftovers(context, wanted.project, live.owner);
  },

  async delete(context, live) {
    await giveUp(context, live, live.fingerprint);
    await dropLeftovers(context, live.project, live.owner);
  },
});

const IMAGES = "/1.0/images";
const ALIASES = "/1.0/images/aliases";
/** Beginning of the file name that an upload of ours has on the server: the only mark that can go with it. */
const UPLOADED = "cul8er-";
/** Inputs that say what is in the image. */
const CONTENT = ["digest", "metadataDigest", "remote"] as const;

function wrong(wanted: Partial<Inputs>, unknown: ReadonlySet<string>, oci: boolean): Problem[] {
  const given = (name: keyof Inputs) => wanted[name] !== undefined || unknown.has(name);
  const problems: Problem[] = [];
  // What the server has already is named by its digest alone.
  const sources = [given("file"), given("remote")].filter(Boolean).length;
  if (sources > 1 || (sources === 0 && !given("digest")))
    problems.push({ path: [], message: "an image comes either from a `file` or from a `remote`; give one of the two" });
  if (given("metadata") && !given("file") && !given("digest"))
    problems.push({ path: ["metadata"], message: "needs the root file system, as `file`" });
  for (const name of ["file", "metadata"] as const)
    if (wanted[name]?.startsWith("https:"))
      problems.push({ path: [name], message: "is a URL: images come from a file on this machine or from a `remote`" });
  if (wanted.autoUpdate && given("file"))
    problems.push({ path: ["autoUpdate"], message: "is for a `remote` only: a file has nothing to follow" });
  if (!oci)
    problems.push({
      path: ["remote", "protocol"],
      message: "is oci, which this server does not speak: Incus 6.3 is the first that does (instance_oci)",
    });
  return problems;
}

/** Sees to it that the wanted content is on the server, and gives its fingerprint. */
async function bring(context: Context, wanted: Inputs): Promise<string> {
  const incus = context.incus(wanted.project);
  if (wanted.remote) return pull(context, wanted, wanted.remote);
  const { file, metadata } = wanted;
  // Incus names an image in two files by the SHA-256 of one after the other, metadata first.
  const fingerprint =
    file && (metadata || !wanted.digest) ? await digestOf(...(metadata ? [metadata, file] : [file])) : wanted.digest;
  if (!fingerprint) throw new Error("an image without `file`, `remote` and `digest` was not refused by its plan");
  const found = (await incus.get(path`/1.0/images/${fingerprint}`, imageSchema))?.body;
  if (found) {
    // A client that died after the upload came not to mark it.
    if (found.filename.startsWith(UPLOADED)) await markAsOurs(context, wanted.project, fingerprint);
    return fingerprint;
  }
  if (!file)
    throw new NotFound({
      tried: `naming the image ${fingerprint}`,
      on: context.server.name,
      said: "the server has no such image",
      advice: "Give its `file`, too.",
    });
  const filename = `${UPLOADED}${basename(file)}`;
  const properties = { ...wanted.properties, ...context.mark() };
  const options = { fingerprint, filename, public: wanted.public, properties };
  return incus.uploadImage(metadata ? { metadata, rootfs: file } : file, options).catch((error: unknown) => {
    // Another resource with the same content was faster.
    if (error instanceof AlreadyExists) return fingerprint;
    throw error;
  });
}

async function pull(context: Context, wanted: Inputs, { type, ...from }: z.output<typeof remote>): Promise<string> {
  const incus = context.incus(wanted.project);
  const before = await incus.get(IMAGES, urls);
  const { metadata } = await incus.post(IMAGES, {
    source: { type: "image", mode: "pull", ...from, image_type: type ?? "" },
    auto_update: wanted.autoUpdate ?? false,
    public: wanted.public ?? false,
  });
  const { fingerprint } = pulled.parse(metadata);
  // What was there before is not ours, although the server answers as if it had fetched it.
  if (!before?.body.some((url) => url.endsWith(fingerprint))) await markAsOurs(context, wanted.project, fingerprint);
  return fingerprint;
}

async function markAsOurs(context: Context, project: string, fingerprint: string): Promise<void> {
  const image = path`/1.0/images/${fingerprint}`;
  await context.incus(project).patch(image, { properties: context.mark() });
}

/** Lets our name stand for the content, and says on it whose it is and where its content is from. */
async function nameIt(context: Context, wanted: Inputs, fingerprint: string): Promise<void> {
  const incus = context.incus(wanted.project);
  const { digest, metadataDigest, remote } = wanted;
  const mark: unknown = JSON.parse(context.mark()[OWNER_KEY]);
  const description = JSON.stringify({
    ...z.looseObject({}).parse(mark),
    origin: { fingerprint, digest, metadataDigest, remote } satisfies Origin,
  });
  const body = { target: fingerprint, description };
  const at = path`/1.0/images/aliases/${wanted.name}`;
  if (await incus.get(at, aliasSchema)) await incus.patch(at, body);
  else await incus.post(ALIASES, { name: wanted.name, ...body });
}

/** Properties, visibility and the like: what is declared is set, what no longer is goes back to its default. */
async function settle(context: Context, wanted: Inputs, fingerprint: string, prior: Partial<Inputs> | undefined) {
  const incus = context.incus(wanted.project);
  const at = path`/1.0/images/${fingerprint}`;
  const found = await incus.get(at, imageSchema);
  if (!found)
    throw new NotFound({ tried: `changing ${at}`, on: context.server.name, said: "the image was removed meanwhile" });
  const { auto_update, expires_at, properties, profiles, ...image } = found.body;
  const kept = Object.entries(properties).filter(([key]) => prior?.properties?.[key] === undefined);
  const body = {
    auto_update: wanted.autoUpdate ?? (prior?.autoUpdate === undefined && auto_update),
    expires_at: wanted.expiresAt ?? (prior?.expiresAt === undefined ? expires_at : NEVER),
    properties: { ...Object.fromEntries(kept), ...wanted.properties },
    public: wanted.public ?? (prior?.public === undefined && image.public),
    profiles,
  };
  if (!isDeepStrictEqual(body, { auto_update, expires_at, properties, public: image.public, profiles }))
    await incus.put(at, body, { etag: found.etag });
}

/**
 * Lets our name go, and the content with it where cul8er brought it and no other name stands for it. In one request: of
 * content that has lost its name nobody would know any more.
 */
async function giveUp(context: Context, { project, name }: Pick<Inputs, "project" | "name">, fingerprint: string) {
  const incus = context.incus(project);
  const at = path`/1.0/images/${fingerprint}`;
  const image = (await incus.get(at, imageSchema))?.body;
  const wholly = image?.aliases.every((alias) => alias.name === name) && readMark(image.properties[OWNER_KEY]);
  await incus.delete(wholly ? at : path`/1.0/images/aliases/${name}`).catch((error: unknown) => {
    if (!(error instanceof NotFound)) throw error;
  });
}

/** Where the content was from when our name was set on it; not told when the name has been moved since. */
function originOf(description: string, { fingerprint, auto_update }: z.output<typeof imageSchema>): Origin | undefined {
  try {
    const { origin } = described.parse(JSON.parse(description));
    return origin.fingerprint === fingerprint || auto_update ? origin : undefined;
  } catch {
    return undefined;
  }
}

/** Two texts may name the same moment: then the user's stays. */
function expiry(live: string, wanted: string | undefined): string | undefined {
  const moment = Date.parse(live);
  if (moment <= 0) return undefined;
  return wanted !== undefined && Date.parse(wanted) === moment ? wanted : live;
}

const NEVER = "0001-01-01T00:00:00Z";

const origin = z.object({
  fingerprint: z.string(),
  digest: z.string().optional(),
  metadataDigest: z.string().optional(),
  remote: remote.optional(),
});

type Origin = z.output<typeof origin>;

const described = z.object({ origin });

const pulled = z.object({ fingerprint: z.string() });

const urls = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? []);

const aliasSchema = z.object({ name: z.string(), description: z.string().default(""), target: z.string() });

const imageSchema = z.object({
  fingerprint: z.string(),
  filename: z.string().default(""),
  size: z.number(),
  architecture: z.string(),
  type: z.string(),
  public: z.boolean(),
  auto_update: z.boolean(),
  expires_at: z.string(),
  profiles: z.array(z.string()).nullish(),
  properties: z
    .record(z.string(), z.string())
    .nullish()
    .transform((all) => all ?? {}),
  aliases: z
    .array(z.object({ name: z.string() }))
    .nullish()
    .transform((all) => all ?? []),
});
