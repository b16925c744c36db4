/**
 * What is written about a rollout in the config of each of its instances: which one it is, and the steps made there.
 *
 * Nobody else keeps anything: the report of a rollout is put together from these records. Pure.
 */
import { z } from "zod";
import { type Report, type ReportStep, returned, step } from "./report.ts";

const ending = z.object({
  outcome: z.enum(["done", "failed"]),
  /** Milliseconds since 1970. */
  at: z.number(),
  putBack: z.array(returned).default([]),
  advice: z.string().default(""),
});

const record = z.object({
  format: z.literal(1),
  /** Id of the rollout. Other programs are given it. */
  id: z.string().regex(/^[0-9a-f]{12}$/),
  /** Milliseconds since 1970. */
  began: z.number(),
  from: z.array(z.string()),
  to: z.string(),
  /** The wanted revisions: others are another rollout. */
  wanted: z.string(),
  /** Names of all instances that have a part of the report. */
  instances: z.array(z.string()),
  steps: z.array(step).default([]),
  ended: ending.optional(),
});

/** A rollout, as one of its instances tells of it. */
export type RolloutRecord = z.output<typeof record>;
/** How a rollout ended. */
export type Ending = z.output<typeof ending>;

/** Config key of the record. */
export const rolloutKey = (app: string): string => `user.cul8er.rollout.${app}`;

/** Reads a record; undefined where there is none that can be read. */
export function readRollout(text: string | undefined): RolloutRecord | undefined {
  try {
    return text ? record.parse(JSON.parse(text)) : undefined;
  } catch {
    // It decides nothing but what is told.
    return undefined;
  }
}

/** The record as text. */
export const writeRollout = (value: RolloutRecord): string => JSON.stringify(value);

/** The record with a step that was made; one that was made before, in an interrupted run, is told once. An ended one stays as it is. */
export function withSteps(before: RolloutRecord, made: readonly ReportStep[]): RolloutRecord {
  if (before.ended) return before;
  const names = new Set(made.map(({ what }) => what));
  return { ...before, steps: [...before.steps.filter(({ what }) => !names.has(what)), ...made] };
}

/** The record of a rollout that has ended. */
export const withEnd = (before: RolloutRecord, ended: Ending): RolloutRecord =>
  before.ended ? before : { ...before, ended };

/** The last rollout that any of the records tells of, put together; undefined where none does. */
export function lastRollout(records: readonly (RolloutRecord | undefined)[]): RolloutRecord | undefined {
  const all = records.filter((each) => each !== undefined);
  const [first, ...others] = all.toSorted((a, b) => b.began - a.began);
  if (!first) return undefined;
  const same = [first, ...others.filter(({ id }) => id === first.id)];
  const steps = Map.groupBy(
    same.flatMap((each) => each.steps),
    ({ what }) => what,
  );
  const ended = same.find((each) => each.ended)?.ended;
  return {
    ...first,
    began: Math.min(...same.map(({ began }) => began)),
    instances: [...new Set(same.flatMap(({ instances }) => instances))],
    steps: [...steps.values()].flatMap((told) => told.toSorted((a, b) => b.began - a.began)[0] ?? []).sort(inOrder),
    ...(ended && { ended }),
  };
}

const inOrder = (a: ReportStep, b: ReportStep): number => a.began - b.began || (a.what < b.what ? -1 : 1);

/** The report of a rollout. One that has not ended waits: for a person, for requests, or for the next run. */
export function reportOf(app: string, { id, from, to, began, steps, ended }: RolloutRecord): Report {
  const last = Math.max(began, ...steps.map((each) => each.began + each.milliseconds));
  return {
    id,
    app,
    from,
    to,
    outcome: ended?.outcome ?? "pending",
    began,
    milliseconds: (ended?.at ?? last) - began,
    steps,
    putBack: ended?.putBack ?? [],
    advice: ended?.advice ?? "",
  };
}
