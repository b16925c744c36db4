/** Capacity: no node is taken out of service while too many others are. */
import { setTimeout as pause } from "node:timers/promises";
import { isVerified } from "../../beam/journal.ts";
import { pendingOf, pendingText } from "../instance/pending.ts";
import { membersOf } from "../traffic/member.ts";
import { entranceOf } from "./rotation.ts";
import { beside, type Found, lookAt, neighbours, type Site } from "./site.ts";
import { takeTurn } from "./turn.ts";
import { verifyNode, wasWell } from "./verification.ts";

/** Too many nodes of the cluster are out of service. */
export class NotEnoughNodes extends Error {
  override readonly name = "NotEnoughNodes";
}

/** How a cluster keeps in service. */
export interface Capacity {
  /** Names of all instances of the cluster. */
  readonly cluster: readonly string[];
  readonly maxUnavailable: number;
  /** Milliseconds to wait for the others. */
  readonly patience: number;
  /**
   * Changes a node that serves nobody before its turn, where it is to change anyhow. Tells why that did not help; one that
   * was well runs again what it ran, then.
   */
  readonly mend?: (other: Site, found: Found, dead: boolean) => Promise<string | undefined>;
}

/** A node that does not serve. */
interface Unserving {
  readonly instance: string;
  readonly found: Found;
  /** It is not only kept from its requests. */
  readonly dead: boolean;
  /** It is well, and somebody keeps its requests from it: whoever changes a node says so in its journal before. */
  readonly drained: boolean;
}

/**
 * Waits until this node may go out of service, and takes its turn.
 *
 * A node that does not serve takes nothing away, so it never waits: a broken release never blocks the one that mends it.
 * Another one that is dead, or drained by hand, goes first, if it is on the way, whichever comes first in the plan.
 * @throws NotEnoughNodes
 */
export async function awaitCapacity(
  site: Site,
  own: Found,
  { cluster, maxUnavailable, patience, mend }: Capacity,
): Promise<void> {
  const others = cluster.filter((name) => name !== site.instance);
  if (others.length < maxUnavailable || others.length === 0 || !own.journal || !isVerified(own.journal)) return;
  const { generation } = own.journal;
  const deadline = Date.now() + patience;
  for (let first = true; ; first = false) {
    const all = await neighbours(site, others);
    const missing = await unserving(site, own, all);
    const out = missing.map(({ instance }) => instance);
    const [holder = site.instance] = [site.instance, ...all.keys()].sort();
    const generations = new Map([...all].map(([name, { journal }]) => [name, journal?.generation ?? ""]));
    if (out.length < maxUnavailable) {
      if (await takeTurn(site, { holder, generation, out, generations, maxUnavailable })) return;
    } else {
      if (first && !(await isHealthy(site, own))) return;
      if (first && (await mended(site, missing, mend))) continue;
      const drained = missing.filter((each) => each.drained).map(({ instance }) => instance);
      if (missing.length - drained.length < maxUnavailable) throw keptOut(site, drained, maxUnavailable);
    }
    if (Date.now() > deadline) throw notEnough(site, out, maxUnavailable);
    site.context.progress(`${site.instance}: waiting for ${out.join(", ") || "the turn of another node"}`);
    await pause(1_000, undefined, { signal: site.context.signal });
  }
}

function notEnough({ app, instance }: Site, out: readonly string[], maxUnavailable: number): NotEnoughNodes {
  const [is, them] = out.length === 1 ? ["is", "it"] : ["are", "them"];
  if (out.length === 0)
    return new NotEnoughNodes(
      `the node of ${app} on ${instance} is not taken out of service: others of its cluster change in another run, and at most ${maxUnavailable} may be out. Run again when that one has ended.`,
    );
  return new NotEnoughNodes(
    `the node of ${app} on ${instance} is not taken out of service: ${out.join(" and ")} ${is} out of service already, and at most ${maxUnavailable} may be. Mend ${them} first, or allow more with \`maxUnavailable\`.`,
  );
}

/** Nobody but whoever has drained them lets them in again, so there is nothing to wait for. */
function keptOut({ app, instance }: Site, drained: readonly string[], maxUnavailable: number): NotEnoughNodes {
  const names = drained.join(" and ");
  const [is, get, them] = drained.length === 1 ? ["is", "gets", "it"] : ["are", "get", "them"];
  const ways = drained.map((name) => `\`npx cul8er undrain ${name} ${app}\``).join(" and ");
  return new NotEnoughNodes(
    `the node of ${app} on ${instance} is not taken out of service: ${names} ${is} well but ${get} no requests, since somebody has drained ${them} in the router, and at most ${maxUnavailable} may be out. Let ${them} in with ${ways}, or allow more with \`maxUnavailable\`.`,
  );
}

/** Whether a node that did not serve does now. @throws NotEnoughNodes where what is wanted fails there */
async function mended(site: Site, missing: readonly Unserving[], mend: Capacity["mend"]): Promise<boolean> {
  let any = false;
  for (const { instance, found, dead, drained } of missing) {
    if (!(dead || drained) || !mend || !waits(found)) continue;
    const why = await mend(beside(site, instance), found, dead);
    if (why)
      throw new NotEnoughNodes(
        `${instance} ${dead ? "was dead" : "got no requests"}, so it was changed first, but what is wanted fails there${dead ? ", too" : ""}: ${why}. No other node was touched.`,
      );
    any = true;
  }
  return any;
}

/** Whether a node is to change anyhow: it waits for a restart, another revision is wanted, or what it was meant to run never passed. */
const waits = ({ journal, staged, now }: Found): boolean =>
  journal !== undefined &&
  staged !== undefined &&
  (!isVerified(journal) || journal.current.folder !== staged.wanted || pendingText(pendingOf(now.config)) !== "");

/** Which of the nodes do not serve right now. Instances without a node of this application do not count. */
async function unserving(site: Site, own: Found, all: ReadonlyMap<string, Found>): Promise<Unserving[]> {
  const routed = await routedBeside(site, own);
  const members = [...all].filter(([, { journal }]) => journal?.stable !== undefined);
  const asked = await Promise.all(
    members.map(async ([instance, found]) => {
      const other = beside(site, instance);
      const dead = !(await isHealthy(other, found, routed));
      const out = routed.get(instance) === false;
      return dead || out
        ? [{ instance, found, dead, drained: !dead && (await isDrained(site, own, other, found)) }]
        : [];
    }),
  );
  return asked.flat();
}

/** Whether the router keeps requests from another node, and nobody has begun to change that one meanwhile. */
async function isDrained(site: Site, { journal }: Found, other: Site, found: Found): Promise<boolean> {
  const entrance = entranceOf(site, journal);
  const member = entrance && (await membersOf(entrance))?.find(({ name }) => name === other.instance);
  if (!member || member.state === "ready") return false;
  return (await lookAt(other)).journal?.generation === found.journal?.generation;
}

/** The nodes that the router of one knows, and whether it sends them requests. */
export type Routed = ReadonlyMap<string, boolean>;

/** Asks the router of a node; it knows nobody where there is none. */
export async function routedBeside(site: Site, { journal }: Pick<Found, "journal">): Promise<Routed> {
  const entrance = entranceOf(site, journal);
  const members = entrance && (await membersOf(entrance));
  return new Map(members?.map(({ name, state, up }) => [name, state === "ready" && up]));
}

/**
 * Whether a node serves right now. One that was well a moment ago is not asked again while its router, which looks at it
 * all the time, sends it requests.
 */
export async function isHealthy(site: Site, found: Found, routed: Routed = new Map()): Promise<boolean> {
  const { journal } = found;
  if (!journal || !isVerified(journal)) return false;
  if (routed.get(site.instance) && wasWell(journal.generation)) return true;
  return (await verifyNode(site, found, journal, { once: true, forgives: true })).ok;
}
