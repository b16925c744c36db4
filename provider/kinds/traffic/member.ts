/** A server behind a router, as its node's rollout sees it: taken out, let in, weighed, watched. */
import type { Context } from "../../context.ts";
import type { Left } from "../../router/haproxy/drain.ts";
import type { Sample, Window } from "../../router/haproxy/sample.ts";
import type { Turn } from "../../router/haproxy/turn.ts";
import { haproxy } from "../../router/router.ts";
import type { Member } from "../../router/routing.ts";
import { onServerOf, type Where } from "../node/where.ts";
import { onRouter, unlessGone } from "./router-site.ts";

export { RouterDown, RouterGone } from "../../router/router.ts";
export type { Left, Member, Sample, Window };

/** One application behind one router. */
export interface Entrance {
  readonly context: Context;
  readonly project: string;
  /** Instance of the router. */
  readonly router: string;
  readonly app: string;
}

/** The entrance behind a router, on whatever server that is. */
export const entranceAt = (
  site: Omit<Entrance, "router"> & { readonly where?: Where | undefined },
  router: string,
): Entrance => ({ context: onServerOf(site, router), project: site.project, router, app: site.app });

/** Longest time until a router sees a node up that is well, in milliseconds. */
export const UP = 15_000;

/** The servers of an application; undefined where there is no such router, it does not run, or does not serve it. */
export async function membersOf(entrance: Entrance): Promise<Member[] | undefined> {
  const { app } = entrance;
  const said = await unlessGone(onRouter(entrance, haproxy.look(app), `looking at ${app}`));
  return said === undefined ? undefined : haproxy.looked(app, said).members.map(({ written: _, ...member }) => member);
}

/**
 * No new requests for a server from now on; waits until none is under way, or `patience` milliseconds are over. Gives
 * what is left. Nothing to do for a server that the router does not know.
 * @throws RouterGone
 */
export async function drain(entrance: Entrance, server: string, patience: number): Promise<Left> {
  const { app } = entrance;
  return haproxy.drained(await onRouter(entrance, haproxy.drain(app, server, patience), `draining ${server}`));
}

/**
 * Takes away a server that `Traffic` does not have any more, and that was still there for its open connections. Nothing to
 * do for any other.
 * @throws RouterGone
 */
export async function letGo(entrance: Entrance, server: string): Promise<void> {
  await onRouter(entrance, haproxy.letGo(entrance.app, server), `letting go of ${server}`);
}

/**
 * Has the router look anew at a server that was switched and is drained, while others ask whether it is well. Tells whether
 * it does: then `admit` may count on what the router has seen since. @throws RouterGone
 */
export async function offer(entrance: Entrance, server: string): Promise<boolean> {
  const { app } = entrance;
  return haproxy.offered(await onRouter(entrance, haproxy.offer(app, server), `offering ${server}`));
}

/**
 * Lets a server in as soon as the router's own check has seen it up, which is asked at once unless it was offered before;
 * waits up to `patience` milliseconds. False when it never came up: then it stays out.
 * @throws RouterGone also where the router does not know the server
 */
export async function admit(
  entrance: Entrance,
  server: string,
  patience: number,
  { offered = false }: { readonly offered?: boolean } = {},
): Promise<boolean> {
  const { app } = entrance;
  const script = haproxy.admit(app, server, patience, offered);
  return haproxy.admitted(await onRouter(entrance, script, `admitting ${server}`));
}

/**
 * Turns all requests from some servers to others, as soon as the router's own check has seen all of these up, which are
 * asked at once; waits up to `patience` milliseconds. Gives those that never came up: then nothing was turned.
 * @throws RouterGone also where the router does not know one of them
 */
export async function turnRequests(entrance: Entrance, servers: Turn, patience: number): Promise<string[]> {
  const { app } = entrance;
  return haproxy.turned(
    await onRouter(entrance, haproxy.turn(app, servers, patience), `turning the requests of ${app}`),
  );
}

/** Weights of some servers; undefined: back to the base weights of all. @throws RouterGone */
export async function weigh(entrance: Entrance, weights: Readonly<Record<string, number>> | undefined): Promise<void> {
  const { app } = entrance;
  await onRouter(entrance, haproxy.weigh(app, weights), `weighing the servers of ${app}`);
}

/** From now on the log names a rollout with each request for the application. @throws RouterGone */
export async function label(entrance: Entrance, rollout: string): Promise<void> {
  const { app } = entrance;
  await onRouter(entrance, haproxy.label(app, rollout), `naming the rollout of ${app}`);
}

/** What a window that begins now sees, by group. @throws RouterGone */
export async function sample(entrance: Entrance, window: Window): Promise<Readonly<Record<string, Sample>>> {
  const { app } = entrance;
  return haproxy.sampled(window, await onRouter(entrance, haproxy.sample(app, window), `watching ${app}`));
}
