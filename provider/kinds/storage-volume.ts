/** A custom storage volume. */
import { z } from "zod";
import { type Config, change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable } from "../schema.ts";
import { bytes, sizeText } from "../units.ts";
import { assertUnused, describeUsers, usedBy } from "../used-by.ts";

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project that the volume belongs to."),
  pool: z.string().min(1).default("default").describe("Storage pool that holds the volume."),
  name: z.string().min(1).describe("Name of the volume, unique in its pool and project."),
  contentType: immutable(z.enum(["filesystem", "block"]).default("filesystem")).describe(
    "What is in it: a file system, which several instances may mount, or a disk for virtual machines.",
  ),
  size: sizeText().optional().describe('Size, such as "20GiB". Default: the pool\'s.'),
  description: z.string().optional().describe("What the volume is for, in a sentence."),
  config: config().describe("Options of the volume besides its size, as Incus documents them."),
});

const outputs = z.object({
  location: z.string().describe("Cluster member that has the volume; `none` on a server of its own."),
});

/** A custom storage volume: disk space that outlives the instances it is attached to. */
export const StorageVolume = defineResource({
  type: "storage_volume",
  summary: "Disk space that outlives the instances it is attached to.",
  example: `new StorageVolume("mnesia", { pool: "fast", size: "20GiB" })`,
  identity: ["project", "pool", "name"],
  inputs,
  outputs,

  async facts(context, { project, pool, name }) {
    const incus = context.incus(project);
    const driver = pool && (await incus.member("/1.0/storage-pools", pool, poolSchema))?.body.driver;
    const volume = pool && name && (await incus.member(collection(pool), name, volumeSchema))?.body;
    return { driver, users: (volume || undefined)?.used_by ?? [], metadata: await context.server.configuration() };
  },

  plan({ wanted, live, facts }, implied) {
    const problems: Problem[] = facts?.driver
      ? wrongKeys(facts.metadata, `storage_volume_${facts.driver}`, wanted.config)
      : [];
    if (wanted.config?.size !== undefined)
      problems.push({ path: ["config", "size"], message: "has a field of its own: write `size`" });
    if (live && wanted.contentType === "block" && live.contentType === "block" && shrinks(live.size, wanted.size))
      problems.push({
        path: ["size"],
        message: `is ${wanted.size}, less than the ${live.size} that it has: a block volume cannot shrink without losing data; make a smaller one and copy to it`,
      });
    if (implied.action === "replace" && facts && facts.users.length > 0)
      problems.push({
        path: [implied.because[0] ?? "name"],
        message: `would replace the volume, with all that is on it, while ${describeUsers(facts.users)} uses it; detach it there first`,
      });
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const found = await context.incus(known.project).member(collection(known.pool), known.name, volumeSchema);
    // Shared reads also find snapshots, by the last part of their name.
    if (found?.body.name !== known.name) return undefined;
    const { name, content_type: contentType, description, config, location } = found.body;
    return {
      project: known.project,
      pool: known.pool,
      name,
      contentType,
      size: config.size || undefined,
      description,
      config: ownedOf(config, known.config, ["size"]),
      location,
      owner: config[OWNER_KEY],
    };
  },

  async create(context, wanted) {
    const { project, pool, name, contentType: content_type, description } = wanted;
    const body = { name, type: "custom", content_type, description, config: { ...options(wanted), ...context.mark() } };
    await context.incus(project).post(collection(pool), body);
  },

  async update(context, wanted, live, prior) {
    const { project, pool, name } = wanted;
    const before = { config: live.config, size: prior?.size };
    const config = { ...change(options(before), options(wanted)), ...context.mark() };
    const description = orCleared(wanted.description, prior?.description);
    await context.incus(project).patch(at(pool, name), { description, config });
  },

  async delete(context, { project, pool, name }) {
    const incus = context.incus(project);
    const found = await incus.get(at(pool, name), volumeSchema);
    assertUnused(
      context,
      `storage volume ${JSON.stringify(name)} in pool ${JSON.stringify(pool)}`,
      found?.body.used_by ?? [],
    );
    await incus.delete(at(pool, name));
  },
});

const collection = (pool: string) => path`/1.0/storage-pools/${pool}/volumes/custom`;

const at = (pool: string, name: string) => path`/1.0/storage-pools/${pool}/volumes/custom/${name}`;

const options = ({ config, size }: { config: Config; size?: string | undefined }): Config =>
  size === undefined ? config : { ...config, size };

const shrinks = (from: string | undefined, to: string | undefined): boolean =>
  (bytes(to ?? "") ?? Number.POSITIVE_INFINITY) < (bytes(from ?? "") ?? 0);

const poolSchema = z.object({ driver: z.string() });

const volumeSchema = z.object({
  name: z.string(),
  content_type: z.enum(["filesystem", "block"]),
  description: z.string(),
  config: liveConfig,
  location: z.string(),
  used_by: usedBy,
});
