/** Nodes leave their routers before their instances move to another member, and come back when they run there. */
import { z } from "zod";
import { stagedKey } from "../../beam/staged.ts";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import { type Answered, answered } from "../instance/answer.ts";
import { edit, look } from "../instance/edit.ts";
import { entranceOf, leave } from "../node/rotation.ts";
import { type Records, recordsOf, runs, type Site } from "../node/site.ts";
import { admit, membersOf } from "../traffic/member.ts";
import { unlessGone } from "../traffic/router-site.ts";

/** An instance of whatever project. */
export type Guest = z.output<typeof guest>;

const guest = answered.extend({ project: z.string() });

/** All instances of the cluster. */
export const guestsOf = async (context: Context): Promise<Guest[]> =>
  (await context.incus().get("/1.0/instances?recursion=1&all-projects=true", z.array(guest).nullish()))?.body ?? [];

/** Applications whose node was taken out of its router for a move; kept with the instance, so that any later run knows. */
const MOVING_KEY = "user.cul8er.moving";

/** Longest time until a router sees a node up whose instance has just been started, in milliseconds. */
const STARTED = 90_000;

/** Moves instances, while nobody sends requests to their nodes. One that stands still afterwards comes back when it is moved again. */
export async function outOfRotation(
  context: Context,
  guests: readonly Guest[],
  work: () => Promise<void>,
): Promise<void> {
  await Promise.all(guests.filter(runs).map((each) => leaveRouters(context, each)));
  try {
    await work();
  } finally {
    await Promise.all(guests.map((each) => comeBack(context, each)));
  }
}

/** Takes the nodes of an instance out of their routers, as far as these send them requests, and waits for those under way. */
async function leaveRouters(context: Context, { project, name, config }: Guest): Promise<void> {
  const serving: { readonly site: Site; readonly records: Records }[] = [];
  for (const app of applicationsIn(config)) {
    const site = { context, project, instance: name, app };
    const records = recordsOf(config, app);
    const entrance = entranceOf(site, records.journal);
    const member = entrance && (await membersOf(entrance))?.find((each) => each.name === name);
    if (member?.state === "ready") serving.push({ site, records });
  }
  if (serving.length === 0) return;
  context.progress(`${name} leaves the rotation`);
  await mark(context, project, name, [...movingIn(config), ...serving.map(({ site }) => site.app)]);
  await Promise.all(serving.map(({ site, records }) => leave(site, records)));
}

/** Gives the nodes of an instance requests again that were taken out for a move. */
async function comeBack(context: Context, { project, name }: Guest): Promise<void> {
  const { body: now } = await look(context.incus(project), name);
  if (!runs(now)) return;
  const missing: string[] = [];
  for (const app of movingIn(now.config)) {
    const entrance = entranceOf({ context, project, instance: name, app }, recordsOf(now.config, app).journal);
    if (!entrance || (await unlessGone(admit(entrance, name, STARTED))) !== false) continue;
    missing.push(app);
    context.warn(
      `${name} gets no requests for ${app}: ${entrance.router} never saw it up after its move. Look at it with \`cul8er status\`, then \`cul8er undrain ${name}\``,
    );
  }
  if (movingIn(now.config).length > 0) await mark(context, project, name, missing);
}

const mark = (context: Context, project: string, name: string, apps: readonly string[]): Promise<Answered> =>
  edit(context.incus(project), name, () => ({ config: { [MOVING_KEY]: [...new Set(apps)].join(" ") } }));

const movingIn = (config: Config): string[] => (config[MOVING_KEY] ?? "").split(" ").filter(Boolean);

const STAGED = stagedKey("");

const applicationsIn = (config: Config): string[] =>
  Object.keys(config)
    .filter((key) => key.startsWith(STAGED))
    .map((key) => key.slice(STAGED.length));
