/** A router: an instance on which HAProxy stands between users and applications. */
import { z } from "zod";
import type { Config } from "../config.ts";
import type { Context } from "../context.ts";
import { defineResource } from "../resource.ts";
import { haproxy } from "../router/router.ts";
import { addressesOf } from "./instance/addresses.ts";
import { answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { records } from "./instance/record.ts";
import { incarnationInput } from "./instance/restart-policy.ts";
import { instanceName, projectName } from "./instance/schema.ts";
import { runs } from "./node/site.ts";
import { onRouter, type RouterSite, unlessGone } from "./traffic/router-site.ts";

const inputs = z.strictObject({
  project: projectName(),
  instance: instanceName().describe("Name of the instance. One of its own is best: it is in the way of every request."),
  incarnation: incarnationInput(),
});

const outputs = z.strictObject({
  version: z.string().describe("Version of HAProxy."),
  status: z.string().describe("running, stopped with its instance, or what is wrong with it."),
  address: z.string().optional().describe("IPv4 address of the instance."),
});

/** A router on an instance: HAProxy, installed there where it is missing. */
export const Router = defineResource({
  type: "router",
  summary:
    "An instance as a router: HAProxy stands there between users and applications, and is installed where it is missing. Debian, Ubuntu and Alpine. One router is a single point of failure.",
  example: `const edge = new Instance("edge", { image: "debian/12" });
const router = new Router("edge", { instance: edge.name, incarnation: edge.incarnation })`,
  identity: ["project", "instance"],
  inputs,
  outputs,

  plan({ live }, implied) {
    if (implied.action === "create") return { ...implied, known: { status: RUNNING } };
    if (implied.action === "update" && live) return { ...implied, known: { status: RUNNING } };
    if (implied.action !== "none" || !live || live.status === RUNNING || live.status === STOPPED) return implied;
    const { status: reason } = live;
    return { action: "update", changed: [], unknown: ["version"], known: { status: RUNNING }, reason };
  },

  async read(context, known) {
    const found = await context
      .incus(known.project)
      .member("/1.0/instances", known.instance, answered, { state: true });
    const written = found && record.read(found.body.config, KEY);
    if (!written) return undefined;
    const { ipv4Address } = addressesOf(found.body);
    return {
      project: known.project ?? "default",
      instance: known.instance,
      incarnation: known.incarnation,
      version: written.version,
      status: runs(found.body) ? await statusOf({ context, project: known.project, router: known.instance }) : STOPPED,
      ...(ipv4Address && { address: ipv4Address }),
      owner: written.owner,
    };
  },

  create: installed,
  update: installed,

  async delete(context, { project, instance }) {
    const router = instance;
    const found = await context.incus(project).member("/1.0/instances", instance, answered);
    if (found && runs(found.body)) await onRouter({ context, project, router }, haproxy.uninstall(), "removing it");
    await edit(context.incus(project), instance, () => ({ config: { [KEY]: "" } }));
  },
});

const KEY = "user.cul8er.router";

/** Whether an instance is a router, by its config. */
export const isRouter = (config: Config): boolean => Boolean(config[KEY]);

const RUNNING = "running";
const STOPPED = "stopped";

const record = records(z.object({ version: z.string() }));

async function installed(context: Context, { project, instance }: z.output<typeof inputs>): Promise<void> {
  const at = { context, project, router: instance };
  context.progress(`${instance}: making sure of HAProxy`);
  const { version } = haproxy.probed(await onRouter(at, haproxy.install(), "installing HAProxy"));
  await edit(context.incus(project), instance, () => ({ config: record.write(context, KEY, { version }) }));
}

async function statusOf({ project = "default", ...at }: Partial<RouterSite> & Omit<RouterSite, "project">) {
  const said = await unlessGone(onRouter({ ...at, project }, haproxy.probe(), "looking at it"));
  return said === undefined ? STOPPED : haproxy.probed(said).flaw || RUNNING;
}
