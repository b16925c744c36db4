/** Emptying a member, having it back, and taking it out of its cluster. */
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import { IncusError, InUse, Untrusted } from "../../incus/errors.ts";
import { path } from "../../incus/path.ts";
import { describeUsers, usedBy } from "../../used-by.ts";
import { runs } from "../node/site.ts";
import { isRouter } from "../router.ts";
import { serverNow } from "../server/record.ts";
import { membersOf } from "./members.ts";
import { guestsOf, outOfRotation } from "./rotation.ts";

/**
 * Moves its instances to other members, or stops them, as their own cluster.evacuate says or `mode` overrides. What they
 * serve behind a router goes to others meanwhile.
 */
export async function evacuate(context: Context, name: string, mode = ""): Promise<void> {
  context.progress(`evacuating ${name}`);
  const there = (await guestsOf(context)).filter(({ location }) => location === name);
  await outOfRotation(context, there, () => change(context, name, { action: "evacuate", mode }));
}

/** Brings them back. */
export async function restore(context: Context, name: string, mode = ""): Promise<void> {
  context.progress(`restoring ${name}`);
  const away = (await guestsOf(context)).filter(
    ({ config, location }) => originOf(config) === name || location === name,
  );
  await outOfRotation(context, away, () => change(context, name, { action: "restore", mode }));
}

/** Names of the routers that run on a member: whoever comes to their applications waits, or is refused, while they move. */
export const routersOn = async (context: Context, name: string): Promise<string[]> =>
  (await guestsOf(context))
    .filter((guest) => guest.location === name && isRouter(guest.config) && runs(guest))
    .map((guest) => guest.name);

const change = async (context: Context, name: string, body: object): Promise<void> =>
  void (await context.incus().post(path`/1.0/cluster/members/${name}/state`, body));

/** The member that an instance was on before that was evacuated. */
const originOf = (config: Config): string | undefined => config["volatile.evacuate.origin"];

/** How a member goes. */
export interface Departure {
  readonly name: string;
  /** The member itself, to see that it is on its own again; it may be gone for good. */
  readonly self: Context;
  /** Whether one that is gone for good is removed, with all that was only there. */
  readonly force: boolean;
}

/**
 * Takes a member out: what runs there moves first. The last one is a cluster of its own, which ends only where nothing
 * would be lost.
 *
 * @throws InUse where instances stay
 */
export async function leave(context: Context, { name, self, force }: Departure): Promise<void> {
  const members = await membersOf(context);
  const found = members.find((each) => each.server_name === name);
  if (!found) return;
  if (members.length === 1) return end(context, name, self);
  const gone = found.status === "Offline";
  if (gone && !force)
    throw new InUse({
      tried: `removing the member ${JSON.stringify(name)}`,
      on: context.server.name,
      said: "it is offline, so that what is on it cannot be moved away",
      advice: "Bring it back, or set `force` where it is gone for good: what was only there is lost.",
    });
  if (!gone) await empty(context, name, found.status === "Evacuated");
  await context
    .incus()
    .delete(path`/1.0/cluster/members/${name}`, undefined, { query: { force: gone ? "1" : undefined } });
  if (!gone) await alone(self);
}

/** Moves away what is on it, and tells what does not move. */
async function empty(context: Context, name: string, evacuated: boolean): Promise<void> {
  if (!evacuated && (await instancesOn(context, name)).length > 0) await evacuate(context, name);
  const left = await instancesOn(context, name);
  if (left.length === 0) return;
  throw new InUse({
    tried: `removing the member ${JSON.stringify(name)}`,
    on: context.server.name,
    said: `it still has ${describeUsers(left)}`,
    advice: "Move them away first.",
  });
}

const instancesOn = async (context: Context, name: string): Promise<string[]> =>
  (await guestsOf(context))
    .filter(({ location }) => location === name)
    .map((each) => `/1.0/instances/${encodeURIComponent(each.name)}?project=${encodeURIComponent(each.project)}`);

/** Clustering is ended by forgetting the whole database: only where there is nothing in it. */
async function end(context: Context, name: string, self: Context): Promise<void> {
  const [pools, networks, instances] = await Promise.all([
    context.incus().get("/1.0/storage-pools", usedBy),
    context.incus().get("/1.0/networks?recursion=1", z.array(z.object({ managed: z.boolean() })).nullish()),
    context.incus().get("/1.0/instances?all-projects=true", usedBy),
  ]);
  const holds =
    (pools?.body.length ?? 0) +
    (networks?.body?.filter(({ managed }) => managed).length ?? 0) +
    (instances?.body.length ?? 0);
  if (holds > 0) {
    context.warn(
      `${JSON.stringify(name)} stays the only member of its cluster: Incus ends a cluster by forgetting its storage pools, networks and instances`,
    );
    return;
  }
  await context.incus().put("/1.0/cluster", { server_name: "", enabled: false });
  await alone(self);
}

/** Waits until a server that has left has started anew, where it can be asked: its certificates are others by then. */
async function alone(self: Context): Promise<void> {
  for (let look = 0; look < 60; look += 1) {
    try {
      if (!(await serverNow(self)).clustered) return;
    } catch (error) {
      // It trusts nobody but its socket any more.
      if (error instanceof Untrusted) return;
      if (!(error instanceof IncusError) || self.signal.aborted) throw error;
    }
    // No event tells: the server that would send it is the one that starts.
    await pause(250, undefined, { signal: self.signal });
  }
}
