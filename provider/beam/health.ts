/** When a node is healthy: one question, how often it is asked, and how long a good answer may take to come. */
import { z } from "zod";
import { durationText } from "../units.ts";
import { digestOf } from "./canonical.ts";

const port = z.int().min(1).max(65_535);

const http = z
  .strictObject({
    port: port.describe("Port, on the instance's own address."),
    path: z.string().startsWith("/").default("/").describe("Path of the request. Default: `/`."),
    status: z.int().min(100).max(599).optional().describe("Status that is right. Default: any from 200 to 299."),
    body: z.string().optional().describe("Text that the answer must hold."),
    json: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'Fields of a JSON answer and the values they must have: `{ "status": "ok", "checks.database": "true" }`.',
      ),
    version: z
      .string()
      .optional()
      .describe("Field of a JSON answer that must hold the version of the release: `version`."),
    headers: z
      .record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[^\r\n]*$/))
      .optional()
      .describe("Headers of the request."),
  })
  .describe("An HTTP request that must be answered well.");

/** Schema of a health check. */
export const healthCheck = () =>
  z
    .strictObject({
      http: http.optional(),
      tcp: z
        .strictObject({ port: port.describe("Port, on the instance's own address.") })
        .optional()
        .describe("A port that must accept connections."),
      exec: z
        .strictObject({ command: z.array(z.string()).min(1).describe("The program and its arguments; no shell.") })
        .optional()
        .describe(
          "A command that must end with 0. It runs on the instance, as the application's user, in its environment.",
        ),
      node: z
        .strictObject({})
        .optional()
        .describe("The node must answer over distribution, under its own name and port."),
      cluster: z
        .strictObject({})
        .optional()
        .describe("Every node that is checked must see every other; a node alone must answer."),
      interval: durationText().default("500ms").describe("Time between two attempts. Default: 500ms."),
      timeout: durationText().default("5s").describe("Longest time of one attempt. Default: 5s."),
      successes: z.int().min(1).default(1).describe("Good answers in a row that are needed. Default: 1."),
      retries: z
        .int()
        .min(0)
        .optional()
        .describe(
          "Bad answers in a row after which it is asked again; with one more it has failed. None counts while nobody listens yet. Default: as many as the deadline has room for.",
        ),
      backoff: z
        .number()
        .min(1)
        .max(10)
        .optional()
        .describe(
          "How many times longer it waits after each further bad answer in a row. Default: 1, always the interval.",
        ),
      deadline: durationText().default("60s").describe("Time after which it has failed. Default: 60s."),
    })
    .refine((check) => QUESTIONS.filter((question) => check[question] !== undefined).length === 1, {
      error: `a health check asks exactly one question: http, tcp, exec, node or cluster`,
    });

/** A health check, complete. */
export type HealthCheckSpec = z.output<ReturnType<typeof healthCheck>>;

/** What can be asked. */
const QUESTIONS = ["http", "tcp", "exec", "node", "cluster"] as const;

/** Digest of a check, to tell whether something passed this very one. */
export const checkDigest = (check: HealthCheckSpec | undefined): string => digestOf(check ?? {});

/** A check in a few words, for messages: `http GET :4000/health`. */
export function describeCheck({ http, tcp, exec, node, cluster }: Partial<HealthCheckSpec>): string {
  if (http) return `http GET :${http.port}${http.path}`;
  if (tcp) return `tcp :${tcp.port}`;
  if (exec) return `exec ${exec.command[0]}`;
  if (cluster) return "cluster (every node sees every other)";
  return node ? "node (answers over distribution)" : "none";
}
