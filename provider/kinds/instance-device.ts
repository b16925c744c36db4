/** A device of an instance that something else owns. */
import { z } from "zod";
import type { Context } from "../context.ts";
import { defineResource } from "../resource.ts";
import { type Answered, answered, isUp } from "./instance/answer.ts";
import { needOf } from "./instance/device-change.ts";
import { deviceProblems } from "./instance/device-problems.ts";
import { device, toWire } from "./instance/devices.ts";
import { attached, liveDevice } from "./instance/own-devices.ts";
import { records } from "./instance/record.ts";
import { editWith, finishRestart, incarnationInput, refusal, restartPolicy } from "./instance/restart-policy.ts";
import { instanceName, projectName } from "./instance/schema.ts";

const inputs = z.strictObject({
  project: projectName(),
  instance: instanceName().describe("Name of the instance."),
  name: z.string().min(1).max(64).describe("Name of the device, unique on its instance."),
  device: device.describe("What it is."),
  incarnation: incarnationInput(),
  restart: restartPolicy(),
});

/** A device of an instance that something else owns; when it is deleted, what was there before comes back. */
export const InstanceDevice = defineResource({
  type: "instance_device",
  summary:
    "A device of an instance that something else made, attached while it runs where its kind allows; when it is deleted, what was there before comes back.",
  example: `new InstanceDevice("web-data", { instance: "web", name: "data", device: { type: "disk", pool: "default", source: "data", path: "/data" } })`,
  identity: ["project", "instance", "name"],
  inputs,
  outputs: z.object({}),

  async facts(context, { project, instance }) {
    const [configuration, found] = await Promise.all([
      context.server.configuration(),
      instance === undefined ? undefined : context.incus(project).member("/1.0/instances", instance, answered),
    ]);
    return { configuration, instance: found?.body };
  },

  plan({ wanted, live, facts }, implied) {
    const instance = facts?.instance;
    if (implied.action === "none") return finishRestart(instance);
    if (!wanted.device) return implied;
    const problems = deviceProblems(["device"], wanted.device, instance?.type, facts?.configuration);
    const need = instance && isUp(instance) ? needOf(instance.type, live?.device, wanted.device) : "nothing";
    const refused = refusal(need, wanted.restart);
    if (refused) problems.push({ path: ["device"], message: refused });
    if (problems.length > 0) return { action: "refuse", problems };
    return implied.action === "update" && need !== "nothing" && wanted.restart === "now"
      ? { ...implied, restarts: true }
      : implied;
  },

  async read(context, known) {
    const found = await context.incus(known.project).member("/1.0/instances", known.instance, answered);
    const live = found && liveDevice(found.body, known.name, known.device);
    if (!found || !live) return undefined;
    return {
      project: known.project ?? "default",
      instance: known.instance,
      name: known.name,
      device: live,
      incarnation: known.incarnation,
      restart: known.restart ?? "now",
      owner: before.read(found.body.config, keyOf(known.name))?.owner,
    };
  },

  create: (context, wanted) => apply(context, wanted, undefined),
  update: (context, wanted, live) => apply(context, wanted, live.device),

  async delete(context, { name, device, ...live }) {
    const need = needOf(await typeOf(context, live), device, undefined);
    const was = (now: Answered) => before.read(now.config, keyOf(name))?.before ?? undefined;
    await editWith(context, live, need, (now) => ({ devices: { [name]: was(now) } }), { [keyOf(name)]: "" });
  },
});

const keyOf = (name: string) => `user.cul8er.device.${name}`;

/** The instance's own device of this name before ours. */
const before = records(z.object({ before: z.record(z.string(), z.string()).nullable() }));

async function apply(context: Context, wanted: z.output<typeof inputs>, live: z.output<typeof device> | undefined) {
  const { name } = wanted;
  const need = needOf(await typeOf(context, wanted), live, wanted.device);
  await editWith(context, wanted, need, (now) => {
    const known = before.read(now.config, keyOf(name));
    const record = { before: known ? known.before : (now.devices[name] ?? null) };
    const devices = { [name]: { ...attached(name, now.devices[name], now), ...toWire(wanted.device) } };
    return { config: before.write(context, keyOf(name), record), devices };
  });
}

async function typeOf(context: Context, { project, instance }: { project: string; instance: string }) {
  return (await context.incus(project).member("/1.0/instances", instance, answered))?.body.type ?? "container";
}
