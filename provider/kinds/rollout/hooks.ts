/** Hooks: calls out while a rollout goes on, each a POST of JSON. One that fails is a warning, never a failed rollout. */
import pRetry, { AbortError } from "p-retry";
import { request } from "undici";
import { z } from "zod";
import type { Context } from "../../context.ts";
import type { Report, ReportStep } from "../../report/report.ts";
import { secret, steers } from "../../schema.ts";

const EVENTS = ["start", "step", "failure", "end"] as const;

const hook = z.strictObject({
  url: z
    .string()
    .refine((url) => /^https?:$/.test(URL.parse(url)?.protocol ?? ""), { error: "is no http or https URL" })
    .describe("Where the JSON is posted to. It is a secret, since such addresses carry tokens."),
  events: z
    .array(z.enum(EVENTS))
    .min(1)
    .optional()
    .describe(
      "What is told: `start`, each `step`, a `failure` while nodes are being put back, and the `end` with the report. Default: all of it.",
    ),
});

/** A hook. */
export type Hook = z.output<typeof hook>;

/** The input of every kind that calls out. */
export const hooksInput = () =>
  steers(secret(z.array(hook).default([]))).describe(
    "Addresses that are told of the rollout, each by a POST of JSON with `event`, `rollout`, `app`, `project`, `from`, `to`, and `step` or `report`.",
  );

/** What a hook is told. */
export interface Told {
  readonly event: (typeof EVENTS)[number];
  /** Id of the rollout. */
  readonly rollout: string;
  readonly app: string;
  readonly project: string;
  /** Versions that ran before. */
  readonly from: readonly string[];
  /** Version that is wanted. */
  readonly to: string;
  readonly step?: ReportStep;
  readonly report?: Report;
}

/** Longest time that one hook may take, all tries together, in milliseconds. */
const DEADLINE = 10_000;

/** Tells all hooks that want to know, side by side. Never fails. */
export async function callOut(context: Context, hooks: readonly Hook[], told: Told): Promise<void> {
  await Promise.all(
    hooks.map(async ({ url, events }, index) => {
      if (events && !events.includes(told.event)) return;
      const why = await flawOf(url, told, context.signal);
      if (why) context.warn(`hook ${index + 1} of ${told.app} was not told of \`${told.event}\`: ${why}`);
    }),
  );
}

/** Why it could not be told, without a word of its address; undefined where it was. */
async function flawOf(url: string, told: Told, stop: AbortSignal): Promise<string | undefined> {
  const signal = AbortSignal.any([stop, AbortSignal.timeout(DEADLINE)]);
  try {
    await pRetry(() => post(url, told, signal), { retries: 2, minTimeout: 300, factor: 3, signal });
    return undefined;
  } catch (error) {
    if (stop.aborted) return "the run was ended";
    if (signal.aborted) return `it took longer than ${DEADLINE / 1000} s`;
    if (error instanceof NotTaken) return error.message;
    // The words of a failed connection name the address.
    return error instanceof Error && "code" in error ? `it cannot be reached (${String(error.code)})` : "it failed";
  }
}

/** It answered, and did not take it. */
class NotTaken extends Error {
  override readonly name = "NotTaken";
}

async function post(url: string, told: Told, signal: AbortSignal): Promise<void> {
  const { statusCode, body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "cul8er" },
    body: JSON.stringify(told),
    signal,
    // One that is kept alive would keep a program alive that has ended.
    reset: true,
  });
  await body.dump();
  if (statusCode < 300) return;
  const flaw = new NotTaken(`it answered ${statusCode}`);
  // The same again is not taken either, unless it is busy or broken.
  throw statusCode >= 500 || statusCode === 429 ? flaw : new AbortError(flaw);
}
