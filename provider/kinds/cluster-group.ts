/** A group of members of a cluster. */
import { z } from "zod";
import { change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import type { Context } from "../context.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import { assertClustered, changeMember } from "./cluster/members.ts";
import { serverNow, serverRecords } from "./server/record.ts";
import { inOrderOf } from "./server/restriction.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name of the group, unique in its cluster. Instances name it as `@name`."),
  description: z.string().optional().describe("What the group is for, in a sentence."),
  members: z
    .array(z.string())
    .optional()
    .describe(
      "Members of the cluster that are in it. Default: left to the `groups` of each ClusterMember: say it in one of the two places.",
    ),
  config: config().describe(
    "Options of the group, where the server knows any (API extension clustering_groups_config).",
  ),
});

/** A group of members of a cluster. */
export const ClusterGroup = defineResource({
  type: "cluster_group",
  summary: "A group of members of a cluster, on any of which an instance may be put.",
  example: `new ClusterGroup("gpu", { members: ["a", "b"] })`,
  identity: ["name"],
  inputs,
  outputs: z.object({}),

  async facts(context) {
    const [metadata, info] = await Promise.all([context.server.configuration(), context.server.info()]);
    return { metadata, hasConfig: info.supports(WITH_CONFIG) };
  },

  plan({ wanted, facts }, implied) {
    const problems: Problem[] = [];
    if (wanted.name !== undefined && /[\s/,:@]|^$/.test(wanted.name))
      problems.push({ path: ["name"], message: "has a space, comma, colon, slash or @, which Incus refuses" });
    if (facts && !facts.hasConfig && Object.keys(wanted.config ?? {}).length > 0)
      problems.push({
        path: ["config"],
        message: `is not known to this server, which lacks the API extension ${WITH_CONFIG}`,
      });
    if (facts?.hasConfig) problems.push(...wrongKeys(facts.metadata, "cluster_group", wanted.config));
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const now = await serverNow(context);
    if (!now.clustered) return undefined;
    const found = await context.incus().get(path`/1.0/cluster/groups/${known.name}`, group);
    if (!found) return undefined;
    const { name, description, members, config } = found.body;
    return {
      name,
      description,
      members: inOrderOf(known.members, members),
      config: ownedOf(config, known.config),
      owner: config[OWNER_KEY] ?? marks.of(now.config, name)?.owner,
    };
  },

  async create(context, wanted) {
    const { name, description, members, config } = wanted;
    await assertClustered(context, `the cluster group ${JSON.stringify(name)}`);
    await marks.claim(context, name, {});
    await context.incus().post("/1.0/cluster/groups", { name, description, ...(await configOf(context, config)) });
    await fill(context, name, members ?? [], []);
  },

  async update(context, wanted, live, prior) {
    const at = path`/1.0/cluster/groups/${wanted.name}`;
    if (wanted.members) await fill(context, wanted.name, wanted.members, live.members ?? []);
    const found = await context.incus().get(at, group);
    const description = orCleared(wanted.description, prior?.description) ?? found?.body.description;
    const changed = change(live.config, wanted.config);
    const kept = Object.entries({ ...found?.body.config, ...changed }).filter(([, value]) => value !== "");
    const body = { description, members: found?.body.members, ...(await configOf(context, Object.fromEntries(kept))) };
    await context.incus().put(at, body, { etag: found?.etag });
    await marks.write(context, wanted.name, {});
  },

  async delete(context, { name, members }) {
    if (name === "default") return context.warn("the default group cannot be removed: it stays as it is");
    await fill(context, name, [], members ?? []);
    await context.incus().delete(path`/1.0/cluster/groups/${name}`);
    await marks.drop(context, name);
  },
});

const WITH_CONFIG = "clustering_groups_config";

/** Whose a group is: older servers give it no config. */
const marks = serverRecords("group", z.object({}));

const configOf = async (context: Context, config: Record<string, string>) =>
  (await context.server.info()).supports(WITH_CONFIG) ? { config } : {};

/** Puts members into a group and takes others out. Who is in no other group then is in the default one. */
async function fill(context: Context, name: string, wanted: readonly string[], before: readonly string[]) {
  for (const member of wanted.filter((each) => !before.includes(each)))
    await changeMember(context, member, ({ groups }) => ({ groups: [...new Set([...groups, name])] }));
  for (const member of before.filter((each) => !wanted.includes(each)))
    await changeMember(context, member, ({ groups }) => {
      const others = groups.filter((each) => each !== name);
      return { groups: others.length > 0 ? others : ["default"] };
    });
}

const group = z.object({
  name: z.string(),
  description: z.string().default(""),
  members: z
    .array(z.string())
    .nullish()
    .transform((all) => all ?? []),
  config: liveConfig,
});
