/** An Incus project. */
import { z } from "zod";
import { change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource } from "../resource.ts";
import { assertUnused, usedBy } from "../used-by.ts";

const inputs = z.strictObject({
  name: z.string().min(1).describe("Name of the project, unique on its server."),
  description: z.string().optional().describe("What the project is for, in a sentence."),
  config: config().describe("Options of the project: features, limits and restrictions, as Incus documents them."),
});

/** A room of its own on a server: instances, images, profiles, networks and volumes that other projects do not see. */
export const Project = defineResource({
  type: "project",
  summary: "A room of its own on a server: instances, images, profiles and volumes that other projects do not see.",
  example: `new Project("shop", { config: { "features.networks": "false", "limits.instances": "20" } })`,
  identity: ["name"],
  inputs,
  outputs: z.object({}),

  facts: (context) => context.server.configuration(),

  plan({ wanted, facts }, implied) {
    const problems = wrongKeys(facts, "project", wanted.config);
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const found = await context.incus().member("/1.0/projects", known.name, projectSchema);
    if (!found) return undefined;
    const { name, description, config } = found.body;
    return { name, description, config: ownedOf(config, known.config), owner: config[OWNER_KEY] };
  },

  async create(context, { name, description, config }) {
    await context.incus().post("/1.0/projects", { name, description, config: { ...config, ...context.mark() } });
  },

  async update(context, wanted, live, prior) {
    const at = path`/1.0/projects/${wanted.name}`;
    const found = await context.incus().get(at, projectSchema);
    // A PATCH of a project would drop every option that it does not name, features among them.
    const config = { ...found?.body.config, ...change(live.config, wanted.config), ...context.mark() };
    await context.incus().put(at, {
      description: orCleared(wanted.description, prior?.description) ?? found?.body.description,
      config: Object.fromEntries(Object.entries(config).filter(([, value]) => value !== "")),
    });
  },

  async delete(context, { name }) {
    const at = path`/1.0/projects/${name}`;
    const found = await context.incus().get(at, projectSchema);
    // Its default profile goes with it.
    const users = (found?.body.used_by ?? []).filter((url) => !url.startsWith("/1.0/profiles/default?"));
    assertUnused(context, `project ${JSON.stringify(name)}`, users);
    await context.incus().delete(at);
  },
});

const projectSchema = z.object({
  name: z.string(),
  description: z.string(),
  config: liveConfig,
  used_by: usedBy,
});
