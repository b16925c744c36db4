/** A profile. */
import { z } from "zod";
import { change, config, liveConfig, orCleared, ownedOf } from "../config.ts";
import { wrongKeys } from "../config-keys.ts";
import type { Context } from "../context.ts";
import { NotFound } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import { OWNER_KEY } from "../ownership.ts";
import { defineResource } from "../resource.ts";
import { assertUnused, usedBy } from "../used-by.ts";
import { type Device, device, fromWire, toWire } from "./instance/devices.ts";

const inputs = z.strictObject({
  project: z.string().default("default").describe("Project that the profile belongs to."),
  name: z.string().min(1).describe("Name of the profile, unique in its project."),
  description: z.string().optional().describe("What the profile is for, in a sentence."),
  config: config().describe("Options that the profile gives to its instances, as Incus documents them."),
  devices: z
    .record(z.string(), device)
    .default({})
    .describe("Devices that the profile gives to its instances, by name."),
});

/** A profile: options and devices that several instances share. */
export const Profile = defineResource({
  type: "profile",
  summary: "Options and devices that several instances share.",
  example: `new Profile("shop", { config: { "limits.memory": "512MiB" }, devices: { eth0: { type: "nic", network: "incusbr0" } } })`,
  identity: ["project", "name"],
  inputs,
  outputs: z.object({}),

  facts: (context) => context.server.configuration(),

  plan({ wanted, facts }, implied) {
    const problems = wrongKeys(facts, "instance", wanted.config);
    if (wanted.name && /[/\s]/.test(wanted.name))
      problems.push({ path: ["name"], message: "has a space or slash, which Incus refuses in names of profiles" });
    return problems.length > 0 ? { action: "refuse", problems } : implied;
  },

  async read(context, known) {
    const found = await context.incus(known.project).member("/1.0/profiles", known.name, profileSchema);
    if (!found) return undefined;
    const { name, description, config, devices } = found.body;
    return {
      project: known.project,
      name,
      description,
      config: ownedOf(config, known.config),
      devices: typed(devices, known.devices),
      owner: config[OWNER_KEY],
    };
  },

  async create(context, { project, name, description, config, devices }) {
    const body = { name, description, config: { ...config, ...context.mark() }, devices: written(devices) };
    await context.incus(project).post("/1.0/profiles", body);
  },

  async update(context, wanted, live, prior) {
    const incus = context.incus(wanted.project);
    const { body, etag } = await now(context, wanted);
    const config = { ...body.config, ...change(live.config, wanted.config), ...context.mark() };
    await incus.put(
      path`/1.0/profiles/${wanted.name}`,
      {
        description: orCleared(wanted.description, prior?.description) ?? body.description,
        config: Object.fromEntries(Object.entries(config).filter(([, value]) => value !== "")),
        devices: written(wanted.devices),
      },
      { etag },
    );
  },

  async delete(context, known) {
    const { body, etag } = await now(context, known);
    if (known.name === "default") return giveBack(context, known, body, etag);
    assertUnused(context, `profile ${JSON.stringify(known.name)}`, body.used_by);
    await context.incus(known.project).delete(path`/1.0/profiles/${known.name}`);
  },
});

/** Every project has its default profile for ever: it is only unmarked, and keeps what instances may rely on. */
async function giveBack(context: Context, { project }: { project: string }, body: Answered, etag: string | undefined) {
  const { description, devices } = body;
  const { [OWNER_KEY]: _, ...config } = body.config;
  await context.incus(project).put("/1.0/profiles/default", { description, config, devices }, { etag });
  context.warn("the default profile cannot be removed: it stays as it is, and is nobody's now");
}

/** The profile, with the tag for a change. @throws NotFound */
async function now(context: Context, { project, name }: { project: string; name: string }) {
  const at = path`/1.0/profiles/${name}`;
  const found = await context.incus(project).get(at, profileSchema);
  if (!found) throw new NotFound({ tried: `reading ${at}`, on: context.server.name, said: "it was removed meanwhile" });
  return found;
}

const written = (devices: Record<string, Device>) =>
  Object.fromEntries(Object.entries(devices).map(([name, each]) => [name, toWire(each)]));

/** Devices as their author would write them. What cannot be written so was set by another hand, and is shown as `none`. */
const typed = (
  devices: Record<string, Record<string, string>>,
  known: Record<string, Device> = {},
): Record<string, Device> =>
  Object.fromEntries(
    Object.entries(devices).map(([name, each]) => [name, fromWire(each, known[name]) ?? { type: "none" as const }]),
  );

const profileSchema = z.object({
  name: z.string(),
  description: z.string(),
  config: liveConfig,
  devices: z
    .record(z.string(), z.record(z.string(), z.string()))
    .nullish()
    .transform((all) => all ?? {}),
  used_by: usedBy,
});

type Answered = z.output<typeof profileSchema>;
