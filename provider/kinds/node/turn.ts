/**
 * Turns: which node goes out of service next, written where everybody who changes the cluster sees it.
 *
 * Between the look at the others and the moment at which a node's journal says that it changes another one may have
 * looked, too. A turn is taken by one write that only one of them can make.
 */
import { z } from "zod";
import type { Config } from "../../config.ts";
import { beside, record, type Site } from "./site.ts";

/** Milliseconds after which a turn counts no more that nobody used: its client died. */
const COUNTS = 30_000;

const turns = z.record(z.string(), z.object({ generation: z.string(), at: z.number() }));

/** Who stands in line. */
export interface Line {
  /** Instance that the turns are written in: the same one for all of a cluster. */
  readonly holder: string;
  /** Generation of this node, which ends with its turn. */
  readonly generation: string;
  /** Nodes that are out of service already. */
  readonly out: readonly string[];
  /** Generations of the other nodes, as they were when it was found out who is out of service. */
  readonly generations: ReadonlyMap<string, string>;
  readonly maxUnavailable: number;
}

/** Takes the turn of a node. False where so many have theirs that no more may go. */
export async function takeTurn(site: Site, line: Line): Promise<boolean> {
  let taken = false;
  const { holder, generation, out, generations, maxUnavailable } = line;
  await record(beside(site, holder), ({ now: { config } }) => {
    const now = Date.now();
    const others = Object.entries(readTurns(config, site.app)).filter(
      ([name, turn]) =>
        name !== site.instance &&
        // One whose node has changed since is over, or is seen in its journal.
        turn.generation === generations.get(name) &&
        Math.abs(now - turn.at) < COUNTS &&
        !out.includes(name),
    );
    taken = out.length + others.length < maxUnavailable;
    if (!taken) return {};
    const all = Object.fromEntries([...others, [site.instance, { generation, at: now }]]);
    return { config: { [keyOf(site.app)]: JSON.stringify(all) } };
  });
  return taken;
}

const keyOf = (app: string): string => `user.cul8er.turns.${app}`;

function readTurns(config: Config, app: string): z.output<typeof turns> {
  try {
    return turns.parse(JSON.parse(config[keyOf(app)] ?? "{}"));
  } catch {
    // What cannot be read keeps nobody.
    return {};
  }
}
