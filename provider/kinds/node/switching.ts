/** Carrying out a switch on an instance, with the restart or rebuild of the instance that waited for it. */
import { NotStaged, ScriptFailed } from "../../beam/errors.ts";
import { foldersOf } from "../../beam/folders.ts";
import type { Journal, Ref } from "../../beam/journal.ts";
import { stagedIn } from "../../beam/staged.ts";
import { type Switch, switched, switchTo } from "../../beam/switch.ts";
import type { Verdict } from "../../beam/verify.ts";
import { duration } from "../../units.ts";
import { pendingOf } from "../instance/pending.ts";
import { start } from "../instance/power.ts";
import { carryOutPending } from "../instance/rebuild.ts";
import { waitUntil } from "../instance/waits.ts";
import { type Found, lookAt, rolloutOf, run, runs, type Site } from "./site.ts";
import { makeSure } from "./staging.ts";
import type { Asked } from "./verification.ts";

/** The supervisor ends what does not stop in time; a little longer, and something else is wrong. */
const SLACK = 60_000;

/** Another run has begun to change the node, too. */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** @throws Overtaken unless the node is still meant to run what this run has begun */
export function mustStill({ app, instance }: Site, { journal }: Pick<Found, "journal">, generation: string): void {
  if (!journal || journal.generation === generation) return;
  throw new Overtaken(
    `the node of ${app} on ${instance} is changed by another run, too, which wants ${journal.current.version} there. This one stops here; run again when the other has ended.`,
  );
}

/** Makes sure of user and unit on an instance that runs, before its node stands still. Tells whether it did. */
export async function prepareAhead(
  site: Site,
  { staged, now }: Pick<Found, "staged" | "now">,
  { folder }: Ref,
): Promise<boolean> {
  const revision = stagedIn(staged, folder);
  if (!revision || !runs(now)) return false;
  await makeSure(site, revision);
  return true;
}

/**
 * Has the node run a revision under a generation. What waits for a restart of the instance is carried out while the
 * node stands still. May be repeated after an interruption at any point.
 * @param prepared whether the instance was prepared in this run
 */
export async function switchNode(site: Site, ref: Ref, generation: string, prepared = false): Promise<void> {
  await settle(site, await begin(site, ref, generation, prepared));
}

/** Asks a node about which a switch is under way. */
export type Ask = (found: Written, how: Pick<Asked, "after" | "signal">) => Promise<Verdict>;

/** A node that has a journal. */
export interface Written extends Found {
  readonly journal: Journal;
}

/** A node after its switch, and what it is going to answer. */
export interface Switched {
  readonly found: Written;
  readonly answer: Promise<Verdict>;
}

/**
 * Switches a node to its current revision as `switchNode` does, and asks it: whoever asks is at hand before the node
 * starts, which has the processor for itself then.
 *
 * @throws Overtaken where another run has begun to change it meanwhile
 */
export async function switchAndAsk(
  site: Site,
  { current, generation }: Journal,
  prepared: boolean,
  ask: Ask,
): Promise<Switched> {
  const turn = await begin(site, current, generation, prepared);
  const failed = new AbortController();
  const { patience } = turn;
  const answer = ask(await lookAtWritten(site, generation), { after: { generation, patience }, signal: failed.signal });
  answer.catch(() => {}); // waited for by whoever gets it
  try {
    await settle(site, turn);
    return { found: await lookAtWritten(site, generation), answer };
  } catch (error) {
    failed.abort();
    throw error;
  }
}

/** @throws Overtaken unless the node is still what this run has begun */
async function lookAtWritten(site: Site, generation: string): Promise<Written> {
  const found = await lookAt(site);
  mustStill(site, found, generation);
  const { journal } = found;
  if (!journal) throw new Overtaken(`the journal of the node on ${site.instance} was removed meanwhile: run again`);
  return { ...found, journal };
}

/** What is left to do of a switch once the instance is ready for it. */
interface Turn {
  readonly wanted: Switch;
  /** Milliseconds that it may take. */
  readonly patience: number;
}

/** All of a switch but its last step, after which the node runs. */
async function begin(site: Site, ref: Ref, generation: string, prepared: boolean): Promise<Turn> {
  const { context, project, instance, app } = site;
  const found = await lookAt(site);
  mustStill(site, found, generation);
  const { now, staged } = found;
  const wanted = { app, folder: ref.folder, generation, rollout: rolloutOf(found) };
  const revision = stagedIn(staged, ref.folder);
  if (!revision)
    throw new NotStaged(`${app} on the instance ${instance}: ${ref.version} (${ref.folder}) is not staged there`);
  const pending = pendingOf(now.config);
  const waits = Boolean(pending.image || pending.restart);
  const patience = duration(revision.drainTimeout) + SLACK;
  context.progress(`${instance}: switching to ${ref.version}`);
  if (waits) {
    if (runs(now)) await settle(site, { wanted: { ...wanted, until: "turn" }, patience });
    await carryOutPending(context, project, instance, {
      keepIncarnation: survivesRebuild(now, app),
      stopTimeout: patience,
    });
  } else if (!runs(now)) {
    await start(context.incus(project), instance);
    await waitUntil(context, project, instance, ["started"]);
  }
  // An interrupted run may have rebuilt the instance already, which took user and unit away.
  if (waits || !prepared) await makeSure(site, revision);
  return { wanted: { ...wanted, until: "whole" }, patience };
}

/** Whether the application's folder is a volume of its own. */
const survivesRebuild = ({ expanded_devices: devices }: Found["now"], app: string): boolean =>
  Object.values(devices).some(({ type, path }) => type === "disk" && path === foldersOf(app).root);

/** The same switch may still run for a client that died; then its end is waited for, and it is asked again how far it came. */
async function settle(site: Site, { wanted, patience }: Turn): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    const done = switched(await run(site, switchTo(wanted), "switching", { timeout: patience }));
    const far = done?.phase === "started" || (wanted.until === "turn" && done?.phase === "turned");
    if (done?.generation === wanted.generation && done.folder === wanted.folder && far) return;
    mustStill(site, await lookAt(site), wanted.generation);
  }
  throw new ScriptFailed(
    `switching ${site.app} on the instance ${site.instance} did not come to an end: look at \`journalctl\` there, then run again`,
  );
}
