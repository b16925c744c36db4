/**
 * Whether all nodes of a cluster see each other: a mesh that is stable, not one that was seen once.
 *
 * A gate asks. Where it waits for one node alone, the question is asked ahead, while that node becomes well.
 */
import type { HealthCheckSpec } from "../../beam/health.ts";
import type { Verdict } from "../../beam/verify.ts";
import { defined } from "../../defined.ts";
import { isHealthy, routedBeside } from "./capacity.ts";
import { type Before, beside, neighbours } from "./site.ts";
import { type Asked, verifyNode } from "./verification.ts";

/** Three times in a row: one that is seen once may flap. */
const MESH: HealthCheckSpec = { cluster: {}, interval: "200ms", timeout: "5s", successes: 3, deadline: "60s" };

/** The question whether every node sees every other. Default of the deadline: a minute. */
export const meshWithin = (deadline = MESH.deadline): HealthCheckSpec => ({ ...MESH, ...defined({ deadline }) });

/** How the nodes are asked. */
export interface Together extends Pick<Asked, "minUptime" | "signal" | "after"> {
  readonly check: HealthCheckSpec;
  /** Whether their rollout is open: then those of the cluster that wait for their turn must see them, too. */
  readonly open: boolean;
}

/** Asks the nodes whether each sees every other. Undefined where there is only one. */
export async function seeEachOther(
  nodes: readonly Before[],
  { open, ...asked }: Together,
): Promise<Verdict | undefined> {
  const [first] = nodes;
  if (!first?.found.journal) return undefined;
  const judged = nodes.flatMap(({ found }) => found.journal?.current.nodeName ?? []);
  const members = open ? [...judged, ...(await othersThatAreWell(nodes))] : judged;
  if (members.length < 2) return undefined;
  return verifyNode(first.site, first.found, first.found.journal, { ...asked, members });
}

/** How long a node is asked ahead that is not seen yet: its gate asks again. */
const AHEAD = "5s";
/** Milliseconds for which an answer counts that was given ahead. */
const MOMENT = 3_000;

/** The node that was asked ahead last, and when it and the others had seen each other; 0 where they had not. */
let ahead: { readonly generation: string; readonly seen: Promise<number> } | undefined;

/** Asks a node of an open rollout that is about to become well, for the gate that waits for it; answers nobody. */
export function askAhead(node: Before, asked: Pick<Asked, "minUptime" | "signal" | "after">): void {
  const { journal } = node.found;
  if (!journal?.base) return;
  const answer = seeEachOther([node], { ...asked, check: meshWithin(AHEAD), open: true });
  const seen = answer.then(
    (verdict) => (verdict?.ok ? Date.now() : 0),
    () => 0,
  );
  ahead = { generation: journal.generation, seen };
}

/** Whether one node alone and all others saw each other a moment ago, when it was asked ahead. */
export async function sawEachOther([node, ...more]: readonly Before[]): Promise<boolean> {
  if (!ahead || more.length > 0 || node?.found.journal?.generation !== ahead.generation) return false;
  return Date.now() - (await ahead.seen) < MOMENT;
}

/** Nodes of the same cluster besides the judged ones. One that is dead must not stop the release that mends it. */
async function othersThatAreWell(nodes: readonly Before[]): Promise<string[]> {
  const [first] = nodes;
  const judged = nodes.map(({ site }) => site.instance);
  const cluster = new Set(nodes.flatMap(({ found }) => found.journal?.cluster ?? []));
  const names = [...cluster].filter((name) => !judged.includes(name));
  if (!first || names.length === 0) return [];
  const [found, routed] = await Promise.all([neighbours(first.site, names), routedBeside(first.site, first.found)]);
  const members = await Promise.all(
    [...found].map(async ([instance, each]) =>
      (await isHealthy(beside(first.site, instance), each, routed)) ? each.journal?.current.nodeName : undefined,
    ),
  );
  return members.filter((member) => member !== undefined);
}
