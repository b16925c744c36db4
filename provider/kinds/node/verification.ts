/** Carrying out a verification on an instance. */
import type { HealthCheckSpec } from "../../beam/health.ts";
import type { Journal, Ref } from "../../beam/journal.ts";
import { nodeName } from "../../beam/node-name.ts";
import { type StagedRevision, stagedIn } from "../../beam/staged.ts";
import {
  patienceOf,
  type SwitchUnderWay,
  type Verdict,
  type Verification,
  verdict,
  verify,
} from "../../beam/verify.ts";
import { defined } from "../../defined.ts";
import { addressesOf } from "../instance/addresses.ts";
import { type Found, run, runs, type Site } from "./site.ts";

/** What is asked of a node. */
export interface Asked {
  /** The check; undefined for that of the revision itself. */
  readonly check?: HealthCheckSpec | undefined;
  /** Milliseconds that it must stay up. */
  readonly minUptime?: number;
  /** Names of the nodes that must see each other. Default: only this one, which must answer. */
  readonly members?: readonly string[];
  /** Ask once, and take the answer. */
  readonly once?: boolean;
  /** Ends the question. */
  readonly signal?: AbortSignal;
  /** One that ended by itself some time ago, and is up again, is well. */
  readonly forgives?: boolean;
  /** The switch that brings the node about, where it is under way: asked is whoever it starts. */
  readonly after?: SwitchUnderWay;
}

/** Asks a node whether it runs as its journal says, and is well; one that is, is remembered for a moment. */
export async function verifyNode(
  site: Site,
  { now, staged }: Found,
  journal: Journal,
  asked: Asked = {},
): Promise<Verdict> {
  const ref = journal.current;
  const revision = stagedIn(staged, ref.folder);
  if (!revision) return sick("process", `${ref.version} (${ref.folder}) is not staged on the instance`);
  if (!runs(now)) return sick("instance", `the instance ${site.instance} does not run`);
  const node = placeOf(revision, ref);
  const judged = await ask(
    site,
    {
      app: site.app,
      user: revision.user,
      node,
      address: revision.address,
      check: checkOf(asked.check ?? revision.healthCheck, asked),
      members: asked.members ?? [node.name],
      version: revision.release.version,
      minUptime: asked.minUptime ?? 0,
      ...defined({ forgives: asked.forgives, after: asked.after }),
    },
    asked.signal,
  );
  if (judged.ok) seenWell(journal.generation);
  else if (!asked.members) lastFailed = { generation: journal.generation, log: judged.log };
  return judged;
}

/** The node that failed last by itself, with the last lines of its log. */
let lastFailed: { readonly generation: string; readonly log: string } | undefined;

/** The last lines of the log of a node that failed: those of then, where it was seen to fail by this process. */
export async function logOfFailed(site: Site, found: Found, journal: Journal, asked: Asked): Promise<string> {
  if (lastFailed?.generation === journal.generation) return lastFailed.log;
  return (await verifyNode(site, found, journal, { ...asked, once: true })).log;
}

/** Milliseconds for which a node that was well is taken for one that is, by those who have other signs of it, too. */
const MOMENT = 20_000;

/** When nodes were well, by their generation. */
const well = new Map<string, number>();

/** Remembers that a node is well now. */
function seenWell(generation: string): void {
  for (const [each, at] of well) if (Date.now() - at > MOMENT) well.delete(each);
  well.set(generation, Date.now());
}

/** Whether a node was well a moment ago. */
export const wasWell = (generation: string): boolean => Date.now() - (well.get(generation) ?? 0) < MOMENT;

/** Makes a check on an instance that has no node of ours. */
export async function checkInstance(site: Site, { now }: Found, { check, minUptime = 0 }: Asked): Promise<Verdict> {
  if (!runs(now)) return sick("instance", `the instance ${site.instance} does not run`);
  const address = addressesOf(now).ipv4Address ?? "127.0.0.1";
  return ask(site, { app: site.app, user: site.app, address, check, minUptime });
}

async function ask(site: Site, verification: Verification, signal?: AbortSignal): Promise<Verdict> {
  const limits = { timeout: patienceOf(verification), ...defined({ signal }) };
  const answer = () => run(site, verify(verification), "checking", limits);
  // Seen once in some ten thousand questions: none at all. It changes nothing to ask again.
  return verdict((await answer()).trim() || (await answer()), 0, "");
}

const placeOf = (
  { distribution, release: { erts }, nodeBase, address }: StagedRevision,
  { folder, nodeName: name }: Ref,
) => ({
  name: name || nodeName(nodeBase, address),
  folder,
  distribution,
  erts,
});

/** A look in passing asks once; one at the cluster asks until it is stable. */
function checkOf(check: HealthCheckSpec | undefined, { once }: Asked): HealthCheckSpec | undefined {
  const node: HealthCheckSpec = { node: {}, interval: "500ms", timeout: "5s", successes: 1, deadline: "60s" };
  return once ? { ...(check ?? node), successes: 1, deadline: "1ms" } : check;
}

const sick = (check: string, detail: string): Verdict => ({ ok: false, check, detail, log: "" });
