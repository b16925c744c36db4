/** Rotation: a node leaves its router before it is stopped, and returns when it is well. */
import type { Journal } from "../../beam/journal.ts";
import { stagedIn } from "../../beam/staged.ts";
import type { Verdict } from "../../beam/verify.ts";
import { weightsFor } from "../../router/weights.ts";
import { duration } from "../../units.ts";
import { admit, drain, type Entrance, entranceAt, letGo, membersOf, offer, UP, weigh } from "../traffic/member.ts";
import { unlessGone, unlessGoneForGood, whenBack } from "../traffic/router-site.ts";
import type { Found, Site } from "./site.ts";

/** Why a node is not well. */
export type Why = Pick<Verdict, "check" | "detail">;

/**
 * Takes a node out of the rotation, and waits for the requests under way as long as its application may take to stop. A
 * router that restarts is waited for: it would send requests again when it comes back.
 * @throws RouterDown where it does not come back
 */
export async function leave(site: Site, found: Pick<Found, "journal" | "staged">): Promise<void> {
  await unlessGoneForGood(leaveWithin(site, found.journal, patienceOf(found)));
}

/** Takes a node out of the rotation that is to be removed, whatever became of its router. */
export async function leaveWhatever(site: Site, found: Pick<Found, "journal" | "staged">): Promise<void> {
  const entrance = entranceOf(site, found.journal);
  if (entrance) await unlessGone(drain(entrance, site.instance, patienceOf(found)));
}

/** Whether the router knows a node of this name by another address: one that was made anew on another server. */
export async function isSucceeded(site: Site, { journal }: Pick<Found, "journal">): Promise<boolean> {
  const entrance = entranceOf(site, journal);
  const member = entrance && (await membersOf(entrance))?.find(({ name }) => name === site.instance);
  return member !== undefined && !journal?.current.nodeName.endsWith(`@${member.address}`);
}

/** Takes a node out of the rotation at once, whatever is under way: it answers wrongly. */
export const leaveAtOnce = async (site: Site, journal: Found["journal"]): Promise<void> =>
  void (await unlessGone(leaveWithin(site, journal, 0)));

function patienceOf({ journal, staged }: Pick<Found, "journal" | "staged">): number {
  const revision = journal && stagedIn(staged, journal.current.folder);
  return duration(revision?.drainTimeout ?? "30s");
}

async function leaveWithin(site: Site, journal: Found["journal"], patience: number): Promise<void> {
  const entrance = entranceOf(site, journal);
  if (!entrance) return;
  const left = await whenBack(site, () => drain(entrance, site.instance, patience));
  if (left.requests > 0 && patience > 0)
    site.context.warn(`${site.instance}: ${left.requests} requests were still under way after ${patience / 1000} s`);
}

/** The router forgets a node that stands still for good, where it kept it only for its open connections. */
export async function leaveForGood(site: Site, journal: Found["journal"]): Promise<void> {
  const entrance = entranceOf(site, journal);
  if (entrance) await unlessGone(letGo(entrance, site.instance));
}

/** Gives a node requests again. Tells why not where the router does not see it well. @throws RouterGone */
export async function enter(
  site: Site,
  journal: Found["journal"],
  how?: { readonly offered: boolean },
): Promise<Why | undefined> {
  const entrance = entranceOf(site, journal);
  if (!entrance || (await whenBack(site, () => admit(entrance, site.instance, UP, how)))) return undefined;
  return { check: "router", detail: `${entrance.router} never saw it up` };
}

/** Has the router look at a node while that is asked whether it is well, and gives it requests if it is. */
export async function enterIfWell(site: Site, journal: Journal, answer: Promise<Verdict>): Promise<Verdict> {
  const entrance = entranceOf(site, journal);
  const [verdict, offered = false] = await Promise.all([
    answer,
    entrance && unlessGone(offer(entrance, site.instance)),
  ]);
  const why = verdict.ok ? await enter(site, journal, { offered }) : undefined;
  return why ? { ...verdict, ...why, ok: false } : verdict;
}

/** Some nodes of the cluster get a share of the requests, in percent, and all others the rest. */
export async function giveShare(
  site: Site,
  journal: Journal,
  { share, instances }: { readonly share: number; readonly instances: readonly string[] },
): Promise<void> {
  const entrance = entranceOf(site, journal);
  const others = (journal.cluster ?? []).filter((name) => !instances.includes(name));
  if (entrance) await whenBack(site, () => weigh(entrance, weightsFor(share, instances, others)));
}

/** The weights of all nodes of the application are again what they were before the rollout. */
export async function evenOut(site: Site, journal: Found["journal"]): Promise<void> {
  const entrance = entranceOf(site, journal);
  if (entrance) await unlessGone(whenBack(site, () => weigh(entrance, undefined)));
}

/** The application's entrance in the router of a node; undefined where it has none. */
export const entranceOf = (site: Site, journal: Found["journal"]): Entrance | undefined =>
  journal?.router === undefined ? undefined : entranceAt(site, journal.router);
