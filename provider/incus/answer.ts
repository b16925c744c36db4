/** What a server's answer says: done, an operation that goes on, or an error. Decided by the answer, never by the path. */
import { z } from "zod";
import { type Failure, refused, UnexpectedAnswer } from "./errors.ts";
import type { Answer } from "./transport.ts";
import { wordsOf } from "./transport.ts";

/** An operation as the server shows it. Codes below 200 are states, 200 is success, above is an end without one. */
export const operation = z.object({
  id: z.string(),
  class: z.string().default("task"),
  status_code: z.number(),
  err: z.string().default(""),
  may_cancel: z.boolean().default(false),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
export type Operation = z.infer<typeof operation>;

const envelope = z.discriminatedUnion("type", [
  z.object({ type: z.literal("sync"), metadata: z.unknown() }),
  z.object({ type: z.literal("async"), metadata: operation }),
  z.object({ type: z.literal("error"), error: z.string(), error_code: z.number() }),
]);

/** What a request gave. */
export type Outcome =
  | { kind: "done"; metadata: unknown; etag: string | undefined; location: string | undefined }
  | { kind: "started"; operation: Operation };

/**
 * Reads the whole answer.
 * @throws one of the typed errors, when the server says no
 */
export async function understand(answer: Answer, at: Pick<Failure, "tried" | "on">): Promise<Outcome> {
  const body = await answer.body.text();
  if (answer.status >= 400) throw refused(answer.status, wordsOf(body), at);
  const parsed = envelope.safeParse(json(body, at));
  if (!parsed.success) throw new UnexpectedAnswer({ ...at, said: z.prettifyError(parsed.error), cause: parsed.error });
  const { data } = parsed;
  if (data.type === "error") throw refused(data.error_code, data.error, at);
  if (data.type === "async") return { kind: "started", operation: data.metadata };
  return { kind: "done", metadata: data.metadata, etag: answer.header("etag"), location: answer.header("location") };
}

/** Checks what the server gave against what the caller understands. */
export function checked<T>(schema: z.ZodType<T>, value: unknown, at: Pick<Failure, "tried" | "on">): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UnexpectedAnswer({ ...at, said: z.prettifyError(parsed.error), cause: parsed.error });
}

function json(body: string, at: Pick<Failure, "tried" | "on">): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    const advice = "Is this the API of an Incus server, or a proxy or web page in front of it?";
    throw new UnexpectedAnswer({ ...at, said: `no JSON: ${body.slice(0, 100)}`, advice, cause });
  }
}
