/** A storage pool. */
import { z } from "zod";
import { type Config, change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable, unread } from "../schema.ts";
import { bytes, sizeText } from "../units.ts";
import { assertUnused, describeUsers, usedBy } from "../used-by.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name of the pool, unique on its server."),
  driver: immutable(z.string().min(1)).describe("How it stores: `dir`, `btrfs`, `zfs`, `lvm`, `ceph`, ..."),
  source: immutable(unread(z.string().optional())).describe(
    "Disk, partition, folder or dataset to use. Default: a file that the server makes.",
  ),
  size: sizeText().optional().describe('Size of the file that the server makes, such as "30GiB". It can only grow.'),
  description: z.string().optional().describe("What the pool is for, in a sentence."),
  config: config().describe("Options of the pool besides source and size, as Incus documents them."),
});

const outputs = z.object({
  status: z.string().describe("`Created` when it can be used."),
});

/** A storage pool: where a server keeps root disks, images and volumes. */
export const StoragePool = defineResource({
  type: "storage_pool",
  summary: "Where a server keeps root disks, images and volumes.",
  example: `new StoragePool("fast", { driver: "zfs", source: "/dev/nvme1n1" })`,
  identity: ["name"],
  inputs,
  outputs,

  async facts(context, { name }) {
    const pool = name ? await context.incus().member("/1.0/storage-pools", name, poolSchema) : undefined;
    return { users: pool?.body.used_by ?? [], metadata: await context.server.configuration() };
  },

  plan({ wanted, live, facts }, implied) {
    const problems: Problem[] = wrongKeys(facts?.metadata, `storage_${wanted.driver}`, wanted.config);
    for (const field of ["source", "size"] as const)
      if (wanted.config?.[field] !== undefined)
        problems.push({ path: ["config", field], message: `has a field of its own: write \`${field}\`` });
    if (live?.size !== undefined && wanted.size !== undefined && (bytes(wanted.size) ?? 0) < (bytes(live.size) ?? 0))
      problems.push({
        path: ["size"],
        message: `is ${wanted.size}, less than the ${live.size} that it has: a pool can only grow`,
      });
    if (implied.action === "replace" && facts && facts.users.length > 0)
      problems.push({
        path: [implied.because[0] ?? "name"],
        message: `would replace the pool while it holds ${describeUsers(facts.users)}; move them away first`,
      });
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const found = await context.incus().member("/1.0/storage-pools", known.name, poolSchema);
    if (!found) return undefined;
    const { name, driver, description, config, status } = found.body;
    return {
      name,
      driver,
      // Servers write another source than they were given: a UUID, a mount point.
      source: known.source,
      size: config.size || undefined,
      description,
      config: ownedOf(config, known.config, ["source", "size"]),
      status,
      owner: config[OWNER_KEY],
    };
  },

  async create(context, wanted) {
    const { name, driver, description } = wanted;
    const body = { name, driver, description, config: { ...options(wanted), ...context.mark() } };
    await context.incus().post("/1.0/storage-pools", body);
  },

  async update(context, wanted, live, prior) {
    const description = orCleared(wanted.description, prior?.description);
    // The source is fixed, and a size that is not declared any more stays.
    const size = wanted.size === undefined ? {} : { size: wanted.size };
    const config = { ...change(live.config, wanted.config), ...size, ...context.mark() };
    await context.incus().patch(path`/1.0/storage-pools/${wanted.name}`, { description, config });
  },

  async delete(context, { name }) {
    const at = path`/1.0/storage-pools/${name}`;
    const found = await context.incus().get(at, poolSchema);
    // Images are copies: the server removes those itself.
    const users = (found?.body.used_by ?? []).filter((url) => !url.startsWith("/1.0/images/"));
    assertUnused(context, `storage pool ${JSON.stringify(name)}`, users);
    await context.incus().delete(at);
  },
});

const options = ({ config, source, size }: z.output<typeof inputs>): Config => ({
  ...config,
  ...(source !== undefined && { source }),
  ...(size !== undefined && { size }),
});

const poolSchema = z.object({
  name: z.string(),
  driver: z.string(),
  description: z.string(),
  status: z.string(),
  config: liveConfig,
  used_by: usedBy,
});
