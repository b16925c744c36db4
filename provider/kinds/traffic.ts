/** The traffic to one application: where the router listens for it, and to which servers it goes. */
import { z } from "zod";
import { isVerified, journalKey, readJournal } from "../beam/journal.ts";
import type { Context } from "../context.ts";
import { path } from "../incus/path.ts";
import { defineResource, type Plan } from "../resource.ts";
import type { Look } from "../router/haproxy/look.ts";
import { haproxy, RouterGone } from "../router/router.ts";
import { duration } from "../units.ts";
import { addressesOf } from "./instance/addresses.ts";
import { type Answered, answered } from "./instance/answer.ts";
import { edit } from "./instance/edit.ts";
import { records } from "./instance/record.ts";
import { runs } from "./node/site.ts";
import { onServerOf } from "./node/where.ts";
import { declaredOf, readDeclared, routingOf, serversOf, urlOf } from "./traffic/declared.ts";
import { drain } from "./traffic/member.ts";
import { trafficProblems } from "./traffic/problems.ts";
import { onRouter, unlessGone } from "./traffic/router-site.ts";
import { inputs, outputs, type TrafficInputs } from "./traffic/schema.ts";
import { mayServe } from "./traffic/slots.ts";

/** The traffic to one application behind a router. */
export const Traffic = defineResource({
  type: "traffic",
  summary:
    "The traffic to one application: where the router listens, and to which servers requests go with which weights. Members and weights change without a reload; a server is drained before it is removed.",
  example: `new Traffic("chat", {
  router: router.instance,
  app: "chat",
  listen: 80,
  servers: [{ name: web.name, address: web.ipv4Address, port: 4000 }],
  check: { path: "/health" },
})`,
  identity: ["project", "router", "app"],
  inputs,
  outputs,

  async facts(context, { project, router }) {
    const found = router === undefined ? undefined : await instanceOf(context, project, router);
    if (found && !runs(found))
      context.warn(`the router on the instance ${router} does not run: what it serves cannot be seen`);
    return { address: found && addressesOf(found).ipv4Address };
  },

  plan({ wanted, prior, unknown, facts }, implied): Plan {
    const problems = trafficProblems(wanted);
    if (problems.length > 0) return { action: "refuse", problems };
    const address = facts?.address ?? prior?.address;
    const { protocol = "http", listen, hostname, certificate } = wanted;
    const open = ["listen", "protocol", "hostname", "certificate"].some((name) => unknown.has(name));
    if (implied.action !== "create" && implied.action !== "update") return implied;
    if (open || listen === undefined || address === undefined)
      return implied.action === "update" ? { ...implied, unknown: ["url"] } : implied;
    const known = { address, url: urlOf({ protocol, listen, hostname }, certificate !== undefined, address) };
    return implied.action === "update" ? { ...implied, unknown: [], known } : { ...implied, known };
  },

  async read(context, known) {
    const { project = "default", router, app } = known;
    const found = await instanceOf(context, project, router);
    const written = found && record.read(found.config, keyOf(app));
    if (!found || !written) return undefined;
    const { ipv4Address: address } = addressesOf(found);
    const common = {
      project,
      router,
      app,
      incarnation: known.incarnation,
      certificate: known.certificate,
      where: known.where,
      admit: known.admit ?? "node",
      drainTimeout: known.drainTimeout ?? "30s",
      owner: written.owner,
    };
    const look = runs(found) ? await lookAt(context, project, router, app) : undefined;
    const last = { ...known, servers: known.servers ?? [], sticky: known.sticky ?? false };
    if (!runs(found)) {
      const { listen, protocol = "http" } = last;
      if (listen === undefined) throw new RouterGone(`the router on the instance ${router} does not run: start it`);
      const url = known.url ?? urlOf({ protocol, listen, hostname: last.hostname }, written.secure, address);
      return { ...last, ...common, listen, protocol, url };
    }
    const declared = look && readDeclared(look.declared);
    if (!look || !declared) return undefined;
    return {
      ...common,
      ...declared,
      servers: serversOf(look, known.servers),
      ...(address && { address }),
      url: urlOf(declared, written.secure, address),
    };
  },

  create: (context, wanted) => apply(context, wanted, []),
  update: (context, wanted, live) => apply(context, wanted, live.servers),

  async delete(context, { project, router, app }) {
    const found = await instanceOf(context, project, router);
    if (!found) return;
    if (runs(found)) await onRouter({ context, project, router }, haproxy.forget(app), `taking ${app} away`);
    else context.warn(`the router on the instance ${router} does not run: it still serves ${app} when it is started`);
    await edit(context.incus(project), router, () => ({ config: { [keyOf(app)]: "" } }));
  },
});

const keyOf = (app: string) => `user.cul8er.traffic.${app}`;

const record = records(z.object({ secure: z.boolean() }));

async function instanceOf(context: Context, project: string | undefined, name: string): Promise<Answered | undefined> {
  return (await context.incus(project).member("/1.0/instances", name, answered, { state: true }))?.body;
}

/** The application as the router has it; undefined where it does not serve it. */
async function lookAt(context: Context, project: string, router: string, app: string): Promise<Look | undefined> {
  const said = await unlessGone(onRouter({ context, project, router }, haproxy.look(app), `looking at ${app}`));
  return said === undefined ? undefined : haproxy.looked(app, said);
}

async function apply(context: Context, wanted: TrafficInputs, before: TrafficInputs["servers"]): Promise<void> {
  const { project, router, app, servers, drainTimeout } = wanted;
  const entrance = { context, project, router, app };
  const gone = before.filter(({ name }) => !servers.some((server) => server.name === name));
  if (gone.length > 0) context.progress(`${app}: draining ${gone.map(({ name }) => name).join(", ")}`);
  await Promise.all(gone.map(({ name }) => unlessGone(drain(entrance, name, duration(drainTimeout)))));
  const { routing, certificate, page } = routingOf(wanted);
  const incus = context.incus(project);
  const { folders } = haproxy;
  const upload = (folder: string, file: { name: string; content: string } | undefined) =>
    file && incus.writeFile(router, `${folder}/${file.name}`, file.content, { mode: 0o600 });
  await Promise.all([upload(folders.certificates, certificate), upload(folders.pages, page)]);
  await onRouter(
    entrance,
    haproxy.apply(routing, declaredOf(wanted), await beginnings(context, wanted), duration(drainTimeout)),
    `bringing ${app} up to date`,
  );
  const secure = certificate !== undefined;
  await edit(incus, router, () => ({ config: record.write(context, keyOf(app), { secure }) }));
}

/** The servers, each with the state that it begins with where the router does not know it yet. */
async function beginnings(context: Context, { project, router, app, servers, admit, where }: TrafficInputs) {
  if (admit === "check") return servers.map((server) => ({ ...server, state: "ready" as const }));
  const edge = await context.incus(project).get(path`/1.0/instances/${router}`, answered);
  return Promise.all(
    servers.map(async (server) => {
      const may = !edge || mayServe(edge.body.config, app, server.name);
      const serves = may && (await isVerifiedOn(context, { project, app, where }, server.name));
      return { ...server, state: serves ? ("ready" as const) : ("maint" as const) };
    }),
  );
}

/** Whether the node of an instance is verified, so that it may serve at once. */
async function isVerifiedOn(
  context: Context,
  { project, app, where }: Pick<TrafficInputs, "project" | "app" | "where">,
  instance: string,
): Promise<boolean> {
  const incus = onServerOf({ context, where }, instance).incus(project);
  const found = await incus.get(path`/1.0/instances/${instance}`, answered);
  const journal = found && readJournal(found.body.config[journalKey(app)]);
  return journal !== undefined && isVerified(journal);
}
