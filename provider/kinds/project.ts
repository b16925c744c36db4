/** An Incus project. */
import { z } from "zod";
import { change, config, liveConfig, ownedOf } from "../config.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource } from "../resource.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name of the project, unique on its server."),
  description: z.string().optional().describe("What the project is for, in a sentence."),
  config: config().describe("Options of the project: features, limits and restrictions, as Incus documents them."),
});

const outputs = z.strictObject({
  usedBy: z.array(z.string()).describe("URLs of what is in the project."),
});

/** A room of its own on a server: instances, images, profiles, networks and volumes that other projects do not see. */
export const Project = defineResource({
  type: "project",
  summary: "A room of its own on a server: instances, images, profiles and volumes that other projects do not see.",
  example: `new Project("shop", { config: { "features.networks": "false", "limits.instances": "20" } })`,
  identity: ["name"],
  inputs,
  outputs,

  async read(context, known) {
    const found = await context.incus().member("/1.0/projects", known.name, project);
    if (!found) return undefined;
    const { name, description, config, used_by: usedBy } = found.body;
    return { name, description, config: ownedOf(config, known.config), usedBy, owner: config[OWNER_KEY] };
  },

  async create(context, { name, description, config }) {
    await context.incus().post("/1.0/projects", { name, description, config: { ...config, ...context.mark() } });
  },

  async update(context, { name, description, config }, live) {
    const body = { description, config: { ...change(live.config, config), ...context.mark() } };
    await context.incus().patch(`/1.0/projects/${encodeURIComponent(name)}`, body);
  },

  async delete(context, { name }) {
    await context.incus().delete(`/1.0/projects/${encodeURIComponent(name)}`);
  },
});

const project = z.object({
  name: z.string(),
  description: z.string(),
  config: liveConfig,
  used_by: z
    .array(z.string())
    .nullish()
    .transform((urls) => urls ?? []),
});
