/** Config maps of Incus: string to string, of which only the declared keys are ours. */
import { z } from "zod";
import { owned } from "./schema.ts";

/** A config map. Numbers and booleans are written as Incus writes them. */
export type Config = Record<string, string>;

/** Schema of a config map. */
export const config = () => owned(z.record(z.string(), z.string()).default({}));

/**
 * Of a server's config the keys that were declared; where nothing is known of a declaration, all that one may have, but
 * for those `besides` that have an input of their own.
 */
export const ownedOf = (all: Config, declared: Config | undefined, besides: readonly string[] = []): Config =>
  Object.fromEntries(
    Object.entries(all).filter(([key]) =>
      declared ? key in declared : !SERVERS_OWN.test(key) && !besides.includes(key),
    ),
  );

/** Keys that the server or cul8er writes for itself. */
const SERVERS_OWN = /^(volatile|image|user\.cul8er)\./;

/** A PATCH from one set of declared keys to another: dropped keys are unset, as Incus does with an empty string. */
export const change = (from: Config, to: Config): Config => ({
  ...Object.fromEntries(
    Object.keys(from)
      .filter((key) => !(key in to))
      .map((key) => [key, ""]),
  ),
  ...to,
});

/** Schema of a config map in an answer of the server. */
export const liveConfig = z
  .record(z.string(), z.string())
  .nullish()
  .transform((map) => map ?? {});

/** A text of an update: what is wanted, emptied when it was declared before and no longer is, else left alone. */
export const orCleared = (wanted: string | undefined, before: string | undefined): string | undefined =>
  wanted ?? (before === undefined ? undefined : "");
