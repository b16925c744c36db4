/** Capacity: no node is taken out of service while too many others are. */
import { setTimeout as pause } from "node:timers/promises";
import { isVerified } from "../../beam/journal.ts";
import { type Found, neighbours, type Site } from "./site.ts";
import { verifyNode } from "./verification.ts";

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
}

/**
 * Waits until this node may go out of service.
 *
 * A node that does not serve takes nothing away, so it never waits: a broken release never blocks the one that mends it.
 * @throws NotEnoughNodes
 */
export async function awaitCapacity(
  site: Site,
  own: Found,
  { cluster, maxUnavailable, patience }: Capacity,
): Promise<void> {
  const others = cluster.filter((name) => name !== site.instance);
  if (others.length < maxUnavailable || others.length === 0 || !own.journal || !isVerified(own.journal)) return;
  const deadline = Date.now() + patience;
  for (let first = true; ; first = false) {
    const missing = await unhealthy(site, others);
    if (missing.length < maxUnavailable || (first && !(await isHealthy(site, own)))) return;
    if (Date.now() > deadline)
      throw new NotEnoughNodes(
        `the node of ${site.app} on ${site.instance} is not taken out of service: ${missing.join(" and ")} ${missing.length === 1 ? "is" : "are"} out of service already, and at most ${maxUnavailable} may be. Mend ${missing.length === 1 ? "it" : "them"} first, or allow more with \`maxUnavailable\`.`,
      );
    site.context.progress(`${site.instance}: waiting for ${missing.join(", ")}`);
    await pause(1_000, undefined, { signal: site.context.signal });
  }
}

/** Which of the nodes do not serve right now. Instances without a node of this application do not count. */
async function unhealthy(site: Site, instances: readonly string[]): Promise<string[]> {
  const found = [...(await neighbours(site, instances))].filter(([, { journal }]) => journal?.stable !== undefined);
  const answers = await Promise.all(
    found.map(async ([instance, each]) => ((await isHealthy({ ...site, instance }, each)) ? [] : [instance])),
  );
  return answers.flat();
}

/** Whether a node serves right now. */
export async function isHealthy(site: Site, found: Found): Promise<boolean> {
  const { journal } = found;
  if (!journal || !isVerified(journal)) return false;
  return (await verifyNode(site, found, journal.current, { once: true })).ok;
}
