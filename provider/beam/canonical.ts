/** Nested settings as text, and its digest: independent of the order of their keys. */
import { createHash } from "node:crypto";

/** The settings, with sorted keys. */
export const canonical = (settings: object): string =>
  JSON.stringify(settings, (_, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/** A short digest of settings, to tell whether two are the same. */
export const digestOf = (settings: object): string =>
  createHash("sha256").update(canonical(settings)).digest("hex").slice(0, 12);
