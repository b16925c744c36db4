/** What the provider keeps beside the state of a resource: nothing else survives from one request to the next. */
import { z } from "zod";

const memory = z.object({
  /** Whose mark it may carry. */
  owners: z.array(z.string()).optional(),
  /** Inputs as they were declared last, where what is live differs from them. */
  declared: z.record(z.string(), z.unknown()).optional(),
  /** What is live, and not in the state. */
  rest: z.record(z.string(), z.unknown()).optional(),
  /** Inputs that an import has found and nobody has declared yet: they stay as they are. */
  found: z.array(z.string()).optional(),
  /** Names in secret maps that were given write-only, so that dropped ones are seen. */
  secretNames: z.record(z.string(), z.array(z.string())).optional(),
  /** Of a plan: nothing is to be changed on the server, only in the state. */
  keeps: z.literal(true).optional(),
});

/** A resource's memory. Never a secret. */
export type Memory = z.output<typeof memory>;

/** Reads it; empty where nothing was kept, or what was kept cannot be read. */
export function recall(content: Uint8Array | undefined): Memory {
  if (!content || content.length === 0) return {};
  try {
    return memory.parse(JSON.parse(Buffer.from(content).toString("utf8")));
  } catch {
    return {};
  }
}

/** Writes it. */
export const remember = (kept: Memory): Uint8Array => Buffer.from(JSON.stringify(kept), "utf8");
