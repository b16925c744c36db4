/** A query of Prometheus: a number that must be between limits. */
import { z } from "zod";
import { durationText } from "../../units.ts";

/** Schema of a query. */
export const prometheus = () =>
  z
    .strictObject({
      url: z
        .url({ protocol: /^https?$/ })
        .describe("Address of the Prometheus server, as this program reaches it: `http://prometheus:9090`."),
      query: z.string().min(1).describe("The query. It is asked at the end of the window."),
      min: z.number().optional().describe("Smallest value that is right. Every value of the answer is compared."),
      max: z.number().optional().describe("Largest value that is right."),
      timeout: durationText().default("10s").describe("Longest time of the request. Default: 10s."),
    })
    .describe("A query of Prometheus whose answer must be between limits.");

/** A query. */
export type Query = z.output<ReturnType<typeof prometheus>>;

/** Metrics that could not be fetched. That is not the same as no data: nothing is put back, run again. */
export class MetricsUnavailable extends Error {
  override readonly name = "MetricsUnavailable";
}

const answer = z.object({
  status: z.literal("success"),
  data: z.union([
    z.object({
      resultType: z.literal("vector"),
      result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })),
    }),
    z.object({ resultType: z.literal("scalar"), result: z.tuple([z.number(), z.string()]) }),
  ]),
});

/** Asks, and gives the values; none where there is no data. @throws MetricsUnavailable */
export async function valuesOf({ url, query }: Query, signal: AbortSignal): Promise<number[]> {
  const at = new URL(`${url.replace(/\/$/, "")}/api/v1/query`);
  at.searchParams.set("query", query);
  const said = await fetched(at, signal);
  const read = answer.safeParse(said);
  if (!read.success)
    throw new MetricsUnavailable(`${at.origin} gave no answer to the query: ${JSON.stringify(said).slice(0, 300)}`);
  const { data } = read.data;
  const texts = data.resultType === "vector" ? data.result.map(({ value }) => value[1]) : [data.result[1]];
  // 0/0 in a query is "NaN": nothing was counted.
  return texts.map(Number).filter((value) => !Number.isNaN(value));
}

async function fetched(at: URL, signal: AbortSignal): Promise<unknown> {
  try {
    return await (await fetch(at, { signal })).json();
  } catch (cause) {
    signal.throwIfAborted();
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new MetricsUnavailable(
      `the metrics could not be fetched from ${at.origin}: ${why}. Nothing was put back; run again.`,
      { cause },
    );
  }
}

/** Which of the values is beyond the limits; undefined when none is. */
export function beyond({ query, min, max }: Query, values: readonly number[]): string | undefined {
  const low = values.find((value) => min !== undefined && value < min);
  if (low !== undefined) return `${query} is ${low}, at least ${min} is right`;
  const high = values.find((value) => max !== undefined && value > max);
  return high === undefined ? undefined : `${query} is ${high}, at most ${max} is right`;
}
