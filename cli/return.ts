/** Nodes return to another revision by a person's hand: what will happen is said, agreed to, done and told. */
import { newGeneration } from "../provider/beam/generation.ts";
import { isVerified, type Journal, type Ref } from "../provider/beam/journal.ts";
import { isHealthy } from "../provider/kinds/node/capacity.ts";
import { type Returning as Moving, returnNodes } from "../provider/kinds/node/returning.ts";
import { record } from "../provider/kinds/node/site.ts";
import { reportLines } from "../provider/report/lines.ts";
import { type Ending, type RolloutRecord, reportOf, withEnd, withSteps } from "../provider/report/record.ts";
import type { Report } from "../provider/report/report.ts";
import type { Call } from "./command.ts";
import type { Node } from "./nodes.ts";
import { type CAREFUL, confirm } from "./terminal.ts";

/** A node that ran at least once. */
export interface RanNode extends Node {
  readonly journal: Journal;
}

/** A node, and where it is to return to. */
export interface Returning {
  readonly node: RanNode;
  readonly target: Ref;
}

/** What is said of it. */
export interface Words {
  readonly app: string;
  /** Why, for the journals: `rollback`. */
  readonly check: string;
  /** Where nothing is to be done. */
  readonly idle: string;
  /** What will happen, `maxUnavailable` nodes at a time. */
  headline(maxUnavailable: number): string;
}

/** How long a node waits for the others to serve, in milliseconds. */
const PATIENCE = 60_000;

/** Whether a node ran at least once. */
export const ran = (node: Node): node is RanNode => node.journal !== undefined;

/** Has them return when the person agrees, and reports. Gives the exit code. */
export async function returnByHand(
  { terminal, signal, flag, count }: Call<keyof typeof CAREFUL | "json">,
  all: readonly Returning[],
  { app, check, idle, headline }: Words,
): Promise<0 | 1> {
  if (all.length === 0) {
    terminal.print(flag("json") ? JSON.stringify({ app, outcome: "done", steps: [] }) : idle);
    return 0;
  }
  const maxUnavailable = count("max-unavailable") ?? 1;
  const moves = all.map(
    ({ node, target }) => `  ${node.site.instance}: ${versionBefore(node.journal)} -> ${target.version}`,
  );
  terminal.note([headline(maxUnavailable), ...moves].join("\n"));
  await confirm(terminal, "Go on?", { yes: flag("yes"), signal });
  const report = await returnAll(app, all, check, maxUnavailable);
  if (flag("json")) terminal.print(JSON.stringify(report));
  else for (const line of reportLines(report)) terminal.print(line);
  return report.outcome === "done" ? 0 : 1;
}

async function returnAll(
  app: string,
  all: readonly Returning[],
  check: string,
  maxUnavailable: number,
): Promise<Report> {
  const why = { check, detail: "by hand" };
  const judged = all.map(async ({ node, target }): Promise<Moving> => {
    const { site } = node;
    return { site, found: node, target, why, healthy: await isHealthy(site, node) };
  });
  const rollout = begun(all);
  const [moving] = await Promise.all([Promise.all(judged), write(all, () => rollout)]);
  const { steps, whole } = await returnNodes(moving, { maxUnavailable, patience: PATIENCE });
  const ended: Ending = {
    outcome: whole ? "done" : "failed",
    at: Date.now(),
    putBack: [],
    advice: whole ? "" : "No other node was touched. Look at `cul8er status` and `cul8er logs`, then run it again.",
  };
  const [first] = all;
  await write(all, (known, node) => {
    const own = known?.id === rollout.id ? known : rollout;
    return withEnd(node === first?.node ? withSteps(own, steps) : own, ended);
  });
  return reportOf(app, withEnd(withSteps(rollout, steps), ended));
}

/** A rollout of its own: its id is in the environment of the nodes that it starts, as that of every other. */
function begun(all: readonly Returning[]): RolloutRecord {
  const to = unique(all.map(({ target }) => target.version)).join(" and ");
  return {
    format: 1,
    id: newGeneration(),
    began: Date.now(),
    from: unique(all.map(({ node }) => versionBefore(node.journal))),
    to,
    wanted: unique(all.map(({ target }) => target.revision)).join(" "),
    instances: all.map(({ node }) => node.site.instance),
    steps: [],
  };
}

async function write(
  all: readonly Returning[],
  change: (known: RolloutRecord | undefined, node: RanNode) => RolloutRecord,
): Promise<void> {
  await Promise.all(all.map(({ node }) => record(node.site, ({ rollout }) => ({ rollout: change(rollout, node) }))));
}

/** The version that a node comes from; where its return was interrupted that is not the one that it is meant to run. */
const versionBefore = (journal: Journal): string =>
  journal.base && journal.refused && !isVerified(journal) ? journal.refused.version : journal.current.version;

const unique = (versions: readonly string[]): string[] => [...new Set(versions)];
