/** Limits of an instance that something else owns. */
import { z } from "zod";
import type { Config } from "../config.ts";
import { path } from "../incus/path.ts";
import { defineResource } from "../resource.ts";
import { owned } from "../schema.ts";
import { type Answered, answered, type WireDevice } from "./instance/answer.ts";
import { type Edit, equal } from "./instance/edit.ts";
import { type Limits, limitedDevices, limitOptions, limits, limitsConfig, liveLimits } from "./instance/limits.ts";
import { profileDevices } from "./instance/own-devices.ts";
import { records } from "./instance/record.ts";
import {
  editWith,
  finishRestart,
  incarnationInput,
  type Need,
  refusal,
  restartPolicy,
} from "./instance/restart-policy.ts";
import { instanceName, projectName } from "./instance/schema.ts";

const inputs = z.strictObject({
  project: projectName(),
  instance: instanceName().describe("Name of the instance."),
  limits: owned(limits).describe("What the instance may use of the machine. Limits left out stay as they are."),
  incarnation: incarnationInput(),
  restart: restartPolicy(),
});

/** Limits of an instance that something else owns; when they are deleted, what was there before comes back. */
export const InstanceLimits = defineResource({
  type: "instance_limits",
  summary:
    "Limits of an instance that something else made, changed while it runs; when they are deleted, what was there before comes back.",
  example: `new InstanceLimits("web", { instance: "web", limits: { cpu: 2, memory: "1GiB" } })`,
  identity: ["project", "instance"],
  inputs,
  outputs: z.object({}),

  async facts(context, { project, instance }) {
    const [configuration, found] = await Promise.all([
      context.server.configuration(),
      instance === undefined ? undefined : context.incus(project).member("/1.0/instances", instance, answered),
    ]);
    return { configuration, instance: found?.body };
  },

  plan({ wanted, facts }, implied) {
    if (implied.action === "none") return finishRestart(facts?.instance);
    const subject = { instanceType: facts?.instance?.type };
    const wrong = facts?.configuration.check("instance", limitsConfig(wanted.limits), subject) ?? [];
    const problems = wrong.map(({ key, problem }) => ({
      path: ["limits", key.replace("limits.", "")],
      message: problem,
    }));
    if (wanted.limits?.cpu !== undefined && wanted.limits.cpuSet !== undefined)
      problems.push({ path: ["limits", "cpuSet"], message: "cannot be set together with limits.cpu" });
    const keys = Object.keys(limitsConfig(wanted.limits));
    const needs = keys.some((key) => facts?.configuration.needsRestart("instance", key, facts.instance?.type));
    const need: Need = needs && facts?.instance?.status !== "Stopped" ? "restart" : "nothing";
    const refused = refusal(need, wanted.restart);
    if (refused) problems.push({ path: ["limits"], message: refused });
    if (problems.length > 0) return { action: "refuse", problems };
    return implied.action === "update" && need === "restart" && wanted.restart === "now"
      ? { ...implied, restarts: true }
      : implied;
  },

  async read(context, known) {
    const found = await context.incus(known.project).member("/1.0/instances", known.instance, answered);
    const record = found && before.read(found.body.config, KEY);
    if (!record) return undefined;
    return {
      project: known.project ?? "default",
      instance: known.instance,
      limits:
        liveLimits(found.body.config, found.body.expanded_devices, known.limits ?? {}, known.limits === undefined) ??
        {},
      incarnation: known.incarnation,
      restart: known.restart ?? "now",
      owner: record.owner,
    };
  },

  create: (context, wanted) => apply(context, wanted),
  update: (context, wanted) => apply(context, wanted),

  async delete(context, live) {
    const incus = context.incus(live.project);
    const found = await incus.get(path`/1.0/instances/${live.instance}`, answered);
    const inherited = await profileDevices(incus, found?.body.profiles);
    await editWith(context, live, "nothing", (now) => changed(now, {}, inherited).edit, { [KEY]: "" });
  },
});

const KEY = "user.cul8er.limits";

/** What was there before us: config keys, and options of devices; an empty text where nothing was. */
const content = z.object({
  config: z.record(z.string(), z.string()),
  options: z.record(z.string(), z.record(z.string(), z.string())),
});
const before = records(content);
type Before = z.output<typeof content>;

async function apply(context: Parameters<typeof editWith>[0], wanted: z.output<typeof inputs>): Promise<void> {
  const incus = context.incus(wanted.project);
  const [configuration, found] = await Promise.all([
    context.server.configuration(),
    incus.get(path`/1.0/instances/${wanted.instance}`, answered),
  ]);
  const inherited = await profileDevices(incus, found?.body.profiles);
  const moves = Object.entries(limitsConfig(wanted.limits)).filter(([key, value]) => found?.body.config[key] !== value);
  const restarts = moves.some(([key]) => configuration.needsRestart("instance", key, found?.body.type));
  await editWith(context, wanted, restarts ? "restart" : "nothing", (now) => {
    const { edit, was } = changed(now, wanted.limits, inherited);
    return { ...edit, config: { ...edit.config, ...before.write(context, KEY, was) } };
  });
}

/** The change to new limits, and what was there before any of ours. */
function changed(now: Answered, limits: Limits, inherited: Record<string, WireDevice>): { edit: Edit; was: Before } {
  const known: Before = before.read(now.config, KEY) ?? { config: {}, options: {} };
  const config = limitsConfig(limits);
  // First everything as it was, then ours.
  const restored = Object.fromEntries(
    Object.entries(known.options).map(([name, options]) => [name, { ...now.devices[name], ...options }]),
  );
  const base = Object.fromEntries(
    Object.entries({ ...now.expanded_devices, ...restored }).map(([name, device]) => [name, set(device)]),
  );
  const limited = limitedDevices(limits, base);
  const touched = [...new Set([...Object.keys(known.options), ...Object.keys(limited)])].filter(
    (name) => name in now.expanded_devices,
  );
  const devices = Object.fromEntries(
    touched.map((name) => {
      const device = limited[name] ?? base[name];
      return [name, limited[name] === undefined && equal(device, inherited[name]) ? undefined : device];
    }),
  );
  return {
    edit: { config: { ...known.config, ...config }, devices },
    was: {
      config: Object.fromEntries(Object.keys(config).map((key) => [key, known.config[key] ?? now.config[key] ?? ""])),
      options: Object.fromEntries(
        Object.entries(limited).map(([name, device]) => [
          name,
          known.options[name] ?? optionsOf(now.devices[name], device),
        ]),
      ),
    },
  };
}

/** Limits that a device had of its own, of those that it may have. */
const optionsOf = (own: WireDevice | undefined, { type }: WireDevice): Config =>
  Object.fromEntries(limitOptions(type).map((key) => [key, own?.[key] ?? ""]));

const set = (device: WireDevice): WireDevice =>
  Object.fromEntries(Object.entries(device).filter(([, value]) => value !== ""));
