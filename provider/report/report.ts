/**
 * The report of a rollout: what happened, in which order, how long it took, what was checked, and what was put back and why.
 *
 * A value. Its words are made elsewhere: `lines.ts` for a terminal, `markdown.ts` for a pull request or a job page.
 */
import { z } from "zod";

const check = z.strictObject({
  instance: z.string().describe("Instance of the node that was asked."),
  check: z.string().describe("What was asked, in words: `http GET :4000/health`."),
  ok: z.boolean().describe("Whether it passed."),
  detail: z.string().default("").describe("What the answer was, where it says more than yes or no."),
});

/** Schema of a step. */
export const step = z.strictObject({
  what: z.string().describe("What was done, in words: `switch chat-1`, `gate batch-1`, `10 % to the canary`."),
  result: z.enum(["passed", "failed", "pending", "skipped"]).describe("How it ended."),
  began: z.number().default(0).describe("When it began, in milliseconds since 1970."),
  milliseconds: z.number().describe("How long it took, in milliseconds."),
  checks: z.array(check).default([]).describe("What was checked in it."),
});

/** Schema of what became of a node. */
export const returned = z.strictObject({
  instance: z.string().describe("Instance of the node that was put back."),
  version: z.string().describe("Version that it runs again; empty where it was stopped, since none ever passed."),
  why: z.string().describe("Why, in words: `http GET :4000/health: answered 500`."),
  ok: z.boolean().describe("Whether it is well with it."),
  detail: z.string().default("").describe("What is wrong with it, where it is not."),
});

/** Schema of a report, which is also the schema of the output that holds it. */
export const report = z.strictObject({
  id: z.string().describe("Id of the rollout, also in the nodes' environment and in the router's log."),
  app: z.string().describe("Name of the application."),
  from: z.array(z.string()).describe("Versions that ran before; none on a first deploy."),
  to: z.string().describe("Version that was wanted."),
  outcome: z.enum(["done", "failed", "pending"]).describe("How the rollout ended, or that it waits."),
  began: z.number().describe("When it began, in milliseconds since 1970."),
  milliseconds: z.number().describe("How long it took, in milliseconds."),
  steps: z.array(step).describe("What was done, in order."),
  putBack: z.array(returned).default([]).describe("Nodes that were put back, in order."),
  advice: z.string().default("").describe("What to do now, where it did not end well."),
});

/** What happened in a rollout. */
export type Report = z.output<typeof report>;
/** One thing that was done in it. */
export type ReportStep = z.output<typeof step>;
/** One question to one node, and its answer. */
export type ReportCheck = z.output<typeof check>;
/** One node that was put back. */
export type ReportReturn = z.output<typeof returned>;
