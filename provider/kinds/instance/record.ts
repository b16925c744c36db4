/** A record in the config of an instance that somebody else owns: whose the thing is, and what was there before. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import { OWNER_KEY } from "../../ownership.ts";

/** Reads and writes the records of one kind. */
export interface Records<T> {
  /** The record under a key; `undefined` where there is none that we can read. */
  read(config: Config, key: string): (T & { readonly owner: string }) | undefined;
  /** The config entry of a record. */
  write(context: Context, key: string, content: T): Config;
}

/** Records with this content. */
export function records<T extends z.ZodRawShape>(content: z.ZodObject<T>): Records<z.output<z.ZodObject<T>>> {
  const schema = z.intersection(content, z.object({ owner: z.string() }));
  return {
    read(config, key) {
      try {
        return schema.parse(JSON.parse(config[key] || "null"));
      } catch {
        return undefined;
      }
    },
    write: (context, key, values) => ({ [key]: JSON.stringify({ owner: context.mark()[OWNER_KEY], ...values }) }),
  };
}
