/** Limits of an analysis: what the requests of a window must have been like. Pure. */
import { z } from "zod";
import { duration, durationText } from "../../units.ts";
import type { Sample } from "../traffic/member.ts";

/** Schema of the share of requests that may fail. */
export const errorRate = () =>
  z
    .strictObject({
      max: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe("Largest share of requests that may fail: 0.01 is one percent."),
      aboveStable: z
        .number()
        .min(0)
        .max(1)
        .optional()
        .describe("How much larger the share may be than that of the nodes with the old revision."),
    })
    .describe("Requests that may fail: answered with 5xx, or not at all.");

/** Schema of how long answers may take. */
export const latency = () =>
  z
    .strictObject({
      percentile: z
        .enum(["p50", "p95", "p99"])
        .default("p95")
        .describe("Which of the answers, by the time they took: p50, p95 or p99. Default: p95."),
      max: durationText().optional().describe("Longest time that it may be."),
      timesStable: z
        .number()
        .min(1)
        .optional()
        .describe("How many times that of the nodes with the old revision it may be."),
    })
    .describe("How long answers may take, as the router sees it.");

/** The limits. */
export interface Limits {
  readonly errorRate?: z.output<ReturnType<typeof errorRate>> | undefined;
  readonly latency?: z.output<ReturnType<typeof latency>> | undefined;
}

/** What a window says: nothing against them, or which limit was passed. */
export function exceeded(limits: Limits, canary: Sample, stable: Sample | undefined): string | undefined {
  return failsTooOften(limits.errorRate, canary, stable) ?? answersTooSlowly(limits.latency, canary, stable);
}

function failsTooOften(limit: Limits["errorRate"], canary: Sample, stable: Sample | undefined): string | undefined {
  const share = shareOf(canary);
  if (limit?.max !== undefined && share > limit.max)
    return `${percent(share)} of ${canary.requests} requests failed, at most ${percent(limit.max)} may`;
  if (limit?.aboveStable === undefined || !stable) return undefined;
  const allowed = shareOf(stable) + limit.aboveStable;
  return share > allowed
    ? `${percent(share)} of ${canary.requests} requests failed, ${percent(shareOf(stable))} with the old revision`
    : undefined;
}

function answersTooSlowly(limit: Limits["latency"], canary: Sample, stable: Sample | undefined): string | undefined {
  if (!limit) return undefined;
  const { percentile, max, timesStable } = limit;
  const [took, before] = [canary[percentile], stable?.[percentile]];
  if (max !== undefined && took > duration(max))
    return `${percentile} of the answers took ${took} ms, at most ${max} may`;
  // Below ten milliseconds it is noise that is compared.
  if (timesStable === undefined || !before || took <= Math.max(10, before * timesStable)) return undefined;
  return `${percentile} of the answers took ${took} ms, ${before} ms with the old revision`;
}

const shareOf = ({ requests, failed }: Sample): number => (requests === 0 ? 0 : failed / requests);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
