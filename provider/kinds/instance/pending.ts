/** What an instance still waits for: a change that needs a restart or a rebuild, and was put off. */
import { z } from "zod";
import type { Config } from "../../config.ts";

/** Config key of the record. */
export const PENDING_KEY = "user.cul8er.pending";

const pending = z.object({
  /** Fingerprint of the image to rebuild from. */
  image: z.string().optional(),
  /** Something changed that a running instance does not take. */
  restart: z.literal(true).optional(),
});

/** A put-off change. */
export type Pending = z.output<typeof pending>;

/** The record in a config; empty where nothing waits, or nobody can read it. */
export function pendingOf(config: Config): Pending {
  try {
    return pending.parse(JSON.parse(config[PENDING_KEY] || "{}"));
  } catch {
    return {};
  }
}

/** Text of the record, which is also the output `pending`; empty where nothing waits. */
export function pendingText({ image, restart }: Pending): string {
  if (!image && !restart) return "";
  return JSON.stringify({ ...(image && { image }), ...(restart && { restart }) });
}
