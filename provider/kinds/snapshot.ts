/** A snapshot of an instance. */
import { z } from "zod";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { AlreadyExists } from "../incus/errors.ts";
import { path } from "../incus/path.ts";
import { readMark } from "../ownership.ts";
import { defineResource, type Problem } from "../resource.ts";
import { immutable, parting } from "../schema.ts";
import { duration, durationText } from "../units.ts";
import { answered, isUp } from "./instance/answer.ts";
import { edit, look, quiet, unhindered } from "./instance/edit.ts";
import { start, stop } from "./instance/power.ts";
import { records } from "./instance/record.ts";
import { instanceName, projectName } from "./instance/schema.ts";

const inputs = z.strictObject({
  project: projectName(),
  instance: instanceName().describe("Name of the instance."),
  name: z
    .string()
    .regex(/^[^/\s]+$/, "cannot have slashes or spaces")
    .describe("Name of the snapshot, unique on its instance."),
  stateful: immutable(z.boolean().default(false)).describe(
    "Whether it keeps the memory of the running instance, too. Default: false.",
  ),
  expiresIn: durationText().optional().describe("How long after its creation the server deletes it. Default: never."),
  expiresAt: z.iso.datetime({ offset: true }).optional().describe("When the server deletes it, as an ISO 8601 time."),
  restore: z
    .string()
    .optional()
    .describe(
      "Any text; when it changes, the instance is stopped, set back to this snapshot and started. What was written to its root disk since is lost.",
    ),
  stopTimeout: parting(durationText().default("30s")).describe(
    "How long the instance may take to shut down before it is set back. Default: 30s.",
  ),
});

const outputs = z.strictObject({
  createdAt: z.string().describe("When it was taken."),
  expiry: z.string().describe("When the server deletes it; empty where it never does."),
});

type Wanted = z.output<typeof inputs>;

/** The root disk of an instance at one moment, to be set back to. */
export const Snapshot = defineResource({
  type: "snapshot",
  summary: "The root disk of an instance at one moment, to be set back to.",
  example: `new Snapshot("before-upgrade", { instance: "web", expiresIn: "7d" })`,
  identity: ["project", "instance", "name"],
  inputs,
  outputs,

  facts: async () => ({ now: Date.now() }),

  plan({ prior, wanted, live, facts }, implied) {
    const problems: Problem[] = [];
    if (wanted.expiresIn !== undefined && wanted.expiresAt !== undefined)
      problems.push({ path: ["expiresAt"], message: "cannot be set together with expiresIn" });
    if (problems.length > 0) return { action: "refuse", problems };
    const expired = prior?.expiry && facts && Date.parse(prior.expiry) <= facts.now;
    if (implied.action === "update" && !live && expired) return { action: "none" };
    if (implied.action !== "update" || !live) return implied;
    const unknown = implied.changed.some((name) => name.startsWith("expires")) ? ["expiry"] : [];
    if (!restores(wanted, live)) return { ...implied, unknown };
    const reason = `sets ${wanted.instance} back to ${live.createdAt}: what was written to its root disk since is lost`;
    return { ...implied, unknown, restarts: true, reason: prior ? reason : (implied.reason ?? reason) };
  },

  async read(context, known) {
    const found = await context
      .incus(known.project)
      .member("/1.0/instances", known.instance, withSnapshots, { state: true });
    const snapshot = found?.body.snapshots.find(({ name }) => name === known.name);
    if (!found || !snapshot) return undefined;
    const key = keyOf(known.name);
    const record = marks.read(found.body.config, key) ?? marks.read(snapshot.config, key);
    const expires = Date.parse(snapshot.expires_at) > 0 ? snapshot.expires_at : "";
    return {
      project: known.project ?? "default",
      instance: known.instance,
      name: known.name,
      stateful: snapshot.stateful,
      ...expiryOf(snapshot.created_at, expires, known),
      restore: record?.restored,
      stopTimeout: known.stopTimeout ?? "30s",
      createdAt: snapshot.created_at,
      expiry: expires,
      owner: record?.owner,
    };
  },

  async create(context, wanted) {
    const incus = context.incus(wanted.project);
    const { instance, name, stateful } = wanted;
    // The mark is there first, so that the snapshot carries it, too; the server says whether anybody was faster.
    await edit(incus, instance, ({ config }) => {
      refuseForeign(config, wanted, context);
      return { config: marks.write(context, keyOf(name), { restored: wanted.restore }) };
    });
    const body = { name, stateful, expires_at: expiryFrom(wanted, new Date().toISOString()) };
    await unhindered(incus, instance, () => incus.post(path`/1.0/instances/${instance}/snapshots`, body));
  },

  async update(context, wanted, live, prior) {
    const incus = context.incus(wanted.project);
    const { instance, name } = wanted;
    const declared = [wanted.expiresIn, wanted.expiresAt, prior?.expiresIn, prior?.expiresAt].some(Boolean);
    const expires = expiryFrom(wanted, live.createdAt) ?? NEVER;
    if (declared && Math.abs(Date.parse(expires) - Date.parse(live.expiry || NEVER)) > 60_000)
      await incus.put(path`/1.0/instances/${instance}/snapshots/${name}`, { expires_at: expires });
    if (restores(wanted, live)) await setBack(context, wanted);
    await edit(incus, instance, () => ({ config: marks.write(context, keyOf(name), { restored: wanted.restore }) }));
  },

  async delete(context, { project, instance, name }) {
    const incus = context.incus(project);
    await unhindered(incus, instance, () => incus.delete(path`/1.0/instances/${instance}/snapshots/${name}`));
    await edit(incus, instance, () => ({ config: { [keyOf(name)]: "" } }));
  },
});

const NEVER = "0001-01-01T00:00:00Z";

const keyOf = (name: string) => `user.cul8er.snapshot.${name}`;

/** Whose a snapshot is, and the last `restore` that was carried out. */
const marks = records(z.object({ restored: z.string().optional() }));

const restores = ({ restore }: Partial<Wanted>, live: { restore?: string | undefined }): boolean =>
  restore !== undefined && restore !== "" && restore !== live.restore;

/** Stops the instance, sets its disk back, gives it today's configuration again, and starts it if it ran. */
async function setBack(context: Context, { project, instance, name, stateful, stopTimeout }: Wanted): Promise<void> {
  const incus = context.incus(project);
  await quiet(incus, instance);
  const { body: before } = await look(incus, instance);
  const up = isUp(before);
  if (up) await stop(incus, instance, duration(stopTimeout));
  context.progress(`setting ${instance} back to ${name}`);
  await unhindered(incus, instance, () => incus.put(path`/1.0/instances/${instance}`, { restore: name, stateful }));
  // The snapshot brought the configuration of then along; what is declared, and what others recorded, is that of now.
  await edit(incus, instance, (now) => ({
    description: before.description,
    profiles: before.profiles,
    config: { ...unset(ours(now.config), ours(before.config)), ...ours(before.config) },
    devices: {
      ...Object.fromEntries(Object.keys(now.devices).map((device) => [device, undefined])),
      ...before.devices,
    },
  }));
  if (up && !stateful) await start(incus, instance);
}

/** Config without the server's own part, which belongs to the disk. */
const ours = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([key]) => !/^(volatile|image)\./.test(key)));

const unset = (from: Config, to: Config): Config =>
  Object.fromEntries(
    Object.keys(from)
      .filter((key) => !(key in to))
      .map((key) => [key, ""]),
  );

function refuseForeign(config: Config, { project, instance, name }: Wanted, context: Context): void {
  const found = readMark(marks.read(config, keyOf(name))?.owner);
  const ours = readMark(Object.values(context.mark())[0]);
  if (!found || found.owner === ours?.owner) return;
  const tried = `taking the snapshot ${JSON.stringify(name)} of ${JSON.stringify(instance)} (project ${project})`;
  throw new AlreadyExists({ tried, on: context.server.name, said: "another resource is taking it" });
}

/** When the server is to delete it; `undefined` where never. */
function expiryFrom({ expiresIn, expiresAt }: Partial<Wanted>, createdAt: string): string | undefined {
  if (expiresAt !== undefined) return expiresAt;
  return expiresIn === undefined ? undefined : new Date(Date.parse(createdAt) + duration(expiresIn)).toISOString();
}

/** The expiry in the words of its author, where they mean the same. */
function expiryOf(createdAt: string, expires: string, known: Partial<Wanted>): Pick<Wanted, "expiresIn" | "expiresAt"> {
  if (known.expiresIn === undefined && known.expiresAt === undefined) return expires ? { expiresAt: expires } : {};
  const words = expiryFrom(known, createdAt);
  // The server's clock and ours differ, and the server takes the time of creation itself.
  const close = words !== undefined && expires !== "" && Math.abs(Date.parse(words) - Date.parse(expires)) < 60_000;
  if (close) return { expiresIn: known.expiresIn, expiresAt: known.expiresAt };
  return expires ? { expiresAt: expires } : {};
}

const withSnapshots = answered.extend({
  snapshots: z
    .array(
      z.object({
        name: z.string(),
        stateful: z.boolean(),
        created_at: z.string(),
        expires_at: z.string(),
        config: z
          .record(z.string(), z.string())
          .nullish()
          .transform((map) => map ?? {}),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
});
