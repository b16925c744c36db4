/** A step of a rollout, from its beginning to its end: timed, written into the record, told to whoever watches. */
import { newGeneration } from "../../beam/generation.ts";
import type { Journal } from "../../beam/journal.ts";
import type { Context } from "../../context.ts";
import { reportLines, stepLines } from "../../report/lines.ts";
import { type Ending, lastRollout, type RolloutRecord, reportOf, withEnd, withSteps } from "../../report/record.ts";
import type { ReportCheck, ReportStep } from "../../report/report.ts";
import type { Returned } from "../node/returning.ts";
import type { Why } from "../node/rotation.ts";
import { beside, type Found, neighbours, record, type Site } from "../node/site.ts";
import type { Where } from "../node/where.ts";
import { callOut, type Hook, type Told } from "./hooks.ts";

/** A gate that was not passed. */
export class GateFailed extends Error {
  override readonly name = "GateFailed";
  /** What was not passed, as far as the message is not all there is to say. */
  readonly checks: readonly ReportCheck[];
  constructor(message: string, checks: readonly ReportCheck[] = []) {
    super(message);
    this.checks = checks;
  }
}

/** A gate that is neither passed nor failed: it waits for something. Nothing is put back; the next run goes on from here. */
export class GatePending extends Error {
  override readonly name = "GatePending";
}

/** Where a step is made. */
export interface StepPlace {
  readonly context: Context;
  readonly project: string;
  readonly app: string;
  /** Instances that it is about; the first one's record has it. */
  readonly instances: readonly string[];
  readonly where?: Where | undefined;
  readonly hooks: readonly Hook[];
}

/** A step that was passed, or that had nothing to do. */
export interface Passed {
  readonly result: "passed" | "skipped";
  readonly checks?: readonly ReportCheck[];
}

/** A step that waits. */
export interface Pending {
  readonly result: "pending";
  /** For what, and what is to be done. */
  readonly waits: string;
}

/** What came of a step. */
export type Outcome = Passed | Pending | Failure;

/** A step that failed, and what is to be done about it. */
export interface Failure {
  readonly result: "failed";
  /** Which node, which check, the last lines of its log. */
  readonly said: readonly string[];
  readonly checks: readonly ReportCheck[];
  /** Puts back what has to be. Default: nothing. */
  readonly putBack?: () => Promise<Returned>;
  /** Whether nobody shall put anything back, because the user said so. */
  readonly manual?: boolean;
}

/** What a node's switch is called in a report. */
export function switchStep(
  instance: string,
  { base, current }: Pick<Journal, "base" | "current">,
  began: number,
  { ok, check, detail }: Why & { readonly ok: boolean },
): ReportStep {
  const what =
    base?.version === current.version
      ? `${instance} starts ${current.version} again`
      : `${instance} ${base ? "goes to" : "starts"} ${current.version}`;
  const checks = [{ instance, check: check || "health", ok, detail: ok ? "" : detail }];
  return { what, result: ok ? "passed" : "failed", began, milliseconds: Date.now() - began, checks };
}

/**
 * Makes a step.
 *
 * @param write writes down that it was passed, with the step in the record of its first instance; gives that record
 * @throws GateFailed, after what had to be put back was put back; GatePending
 */
export async function makeStep(
  place: StepPlace,
  what: string,
  work: () => Promise<Outcome>,
  write: (step: ReportStep) => Promise<RolloutRecord | undefined>,
): Promise<void> {
  const began = Date.now();
  const outcome = await work().catch((error: unknown): Outcome => {
    if (!(error instanceof GateFailed)) throw error;
    return { result: "failed", said: [error.message], checks: error.checks };
  });
  const checks = "checks" in outcome ? [...(outcome.checks ?? [])] : [];
  const step: ReportStep = { what, result: outcome.result, began, milliseconds: Date.now() - began, checks };
  if (outcome.result === "failed") throw await failed(place, step, outcome);
  if (outcome.result === "pending") {
    await tellStep(place, step, await writeSteps(place, [step]));
    throw new GatePending(outcome.waits);
  }
  await tellStep(place, step, await write(step));
}

/** Says that a step has ended: in a line, and to the hooks where it is part of a rollout. */
export async function tellStep(
  { context, project, app, hooks }: Omit<StepPlace, "instances">,
  step: ReportStep,
  rollout: RolloutRecord | undefined,
): Promise<void> {
  for (const line of stepLines(step)) context.progress(line.trim());
  if (rollout && !rollout.ended)
    await callOut(context, hooks, { ...about(rollout, app, project), event: "step", step });
}

/** What every call says of a rollout. */
export const about = (
  { id, from, to }: Pick<RolloutRecord, "id" | "from" | "to">,
  app: string,
  project: string,
): Omit<Told, "event"> => ({ rollout: id, app, project, from, to });

/** Writes steps into the record of the first instance. Gives it as it is then. */
export async function writeSteps(
  place: Omit<StepPlace, "hooks">,
  steps: readonly ReportStep[],
): Promise<RolloutRecord | undefined> {
  const site = siteOf(place);
  if (!site) return undefined;
  const { rollout } = await record(site, ({ rollout }) => (rollout ? { rollout: withSteps(rollout, steps) } : {}));
  return rollout;
}

const siteOf = ({ context, project, app, where, instances: [name] }: Omit<StepPlace, "hooks">): Site | undefined =>
  name === undefined ? undefined : beside({ context, project, app, where, instance: name }, name);

/** Ends the rollout: nodes are put back, it is written down, told, and the error to be thrown is made of it. */
async function failed(place: StepPlace, step: ReportStep, failure: Failure): Promise<GateFailed> {
  const { context, project, app, hooks } = place;
  const seen = await recordsAround(place);
  const open = openIn(seen);
  const rollout = open ?? unrecorded(seen, step);
  const calling = callOut(context, hooks, { ...about(rollout, app, project), event: "failure", step });
  const { steps, putBack, whole } = (await failure.putBack?.()) ?? { steps: [], putBack: [], whole: true };
  const advice = adviceFor(app, failure, { whole, returned: putBack.length > 0 });
  const ended: Ending = { outcome: "failed", at: Date.now(), putBack: [...putBack], advice };
  if (open) await endAll(place, [...seen.keys()], open.id, ended, [step, ...steps]);
  const report = reportOf(app, withEnd(withSteps(rollout, [step, ...steps]), ended));
  await calling;
  await callOut(context, hooks, { ...about(rollout, app, project), event: "end", report });
  const told = open || putBack.length > 0 ? reportLines(report) : [];
  return new GateFailed([...failure.said, ...told].join("\n"));
}

function adviceFor(
  app: string,
  { manual }: Failure,
  { whole, returned }: { whole: boolean; returned: boolean },
): string {
  if (!whole) return `No other node was touched. Look at \`cul8er status ${app}\` and \`cul8er logs ${app}\`.`;
  if (manual) return `Nothing was put back. Deploy what mends it, or end the rollout with \`cul8er abort ${app}\`.`;
  return returned ? "Deploy what mends it; to take it out of the code again touches no node." : "";
}

/** The nodes that are part of the same rollout, or of the same cluster. */
async function recordsAround(place: StepPlace): Promise<Map<string, Found>> {
  const site = siteOf(place);
  if (!site) return new Map();
  const own = await neighbours(site, place.instances);
  const named = [...own.values()].flatMap(({ rollout, journal }) => [
    ...(rollout?.instances ?? []),
    ...(journal?.cluster ?? []),
  ]);
  const others = [...new Set(named)].filter((name) => !own.has(name));
  return new Map([...own, ...(await neighbours(site, others))]);
}

/** The rollout that goes on, as some nodes tell of it. */
function openIn(seen: ReadonlyMap<string, Pick<Found, "rollout">>): RolloutRecord | undefined {
  const last = lastRollout([...seen.values()].map(({ rollout }) => rollout));
  return last?.ended ? undefined : last;
}

/** Where nobody has opened a rollout: what the journals tell. */
function unrecorded(seen: ReadonlyMap<string, Found>, { began }: ReportStep): RolloutRecord {
  const journals = [...seen.values()].flatMap(({ journal }) => journal ?? []);
  const open = journals.filter(({ base }) => base !== undefined);
  const told = open.length > 0 ? open : journals;
  const from = [...new Set(open.flatMap(({ base }) => base?.version ?? []))];
  const to = [...new Set(told.map(({ current }) => current.version))].join(" and ");
  return { format: 1, id: newGeneration(), began, from, to, wanted: "", instances: [...seen.keys()], steps: [] };
}

/** Writes the end of a rollout on all of its instances, and the last steps on the first of them. */
export async function endAll(
  { context, project, app, where }: Omit<StepPlace, "instances" | "hooks">,
  instances: readonly string[],
  id: string,
  ended: Ending,
  steps: readonly ReportStep[] = [],
): Promise<void> {
  await Promise.all(
    instances.map((instance, index) =>
      record(beside({ context, project, app, where, instance }, instance), ({ rollout }) => {
        if (!rollout || rollout.id !== id) return {};
        return { rollout: withEnd(withSteps(rollout, index === 0 ? steps : []), ended) };
      }),
    ),
  );
}
