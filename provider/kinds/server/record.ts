/** Records in the config of a server, of what has no config of its own: whose a thing is, and what was declared of it. */
import pLimit, { type LimitFunction } from "p-limit";
import { z } from "zod";
import { type Config, liveConfig } from "../../config.ts";
import type { Context } from "../../context.ts";
import { AlreadyExists } from "../../incus/errors.ts";
import type { Server } from "../../incus/server.ts";
import { readMark } from "../../ownership.ts";
import { records } from "../instance/record.ts";

/** The records of one kind of thing. */
export interface ServerRecords<T> {
  /** The record of a thing; `undefined` where there is none that we can read. */
  of(config: Config, name: string): (T & { readonly owner: string }) | undefined;
  /** The config entry of a record. */
  entry(context: Context, name: string, content: T): Config;
  /**
   * Writes the record before the thing is made. One that is left of a thing which another hand has removed is nobody's.
   * @throws AlreadyExists where another owner is making it just now
   */
  claim(context: Context, name: string, content: T): Promise<void>;
  write(context: Context, name: string, content: T): Promise<void>;
  /** Takes the record away. */
  drop(context: Context, name: string): Promise<void>;
  /** Names of all recorded things. */
  names(config: Config): string[];
}

/** Records under `user.cul8er.<noun>.<name>` with this content. */
export function serverRecords<T extends z.ZodRawShape>(
  noun: string,
  content: z.ZodObject<T>,
): ServerRecords<z.output<z.ZodObject<T>>> {
  const prefix = `user.cul8er.${noun}.`;
  const keyOf = (name: string) => prefix + encoded(name);
  const kept = records(content);
  const of = (config: Config, name: string) => kept.read(config, keyOf(name));
  const entry = (context: Context, name: string, values: z.output<z.ZodObject<T>>) =>
    kept.write(context, keyOf(name), values);
  const write = (context: Context, name: string, values: z.output<z.ZodObject<T>>) =>
    changeServer(context, entry(context, name, values));
  return {
    of,
    entry,
    write,
    async claim(context, name, values) {
      const found = readMark(of((await serverNow(context)).config, name)?.owner);
      const ours = readMark(Object.values(context.mark())[0]);
      const making = found?.phase === "creating" && Date.now() - Date.parse(found.time) < RACE;
      if (making && found.owner !== ours?.owner) {
        const tried = `making the ${noun} ${JSON.stringify(name)}`;
        throw new AlreadyExists({ tried, on: context.server.name, said: "another resource is making it" });
      }
      await write(context, name, values);
    },
    drop: (context, name) => changeServer(context, { [keyOf(name)]: "" }),
    names: (config) =>
      Object.keys(config)
        .filter((key) => key.startsWith(prefix))
        .map((key) => decodeURIComponent(key.slice(prefix.length))),
  };
}

/** Milliseconds within which two may be making the same thing. */
const RACE = 60_000;

/** Keys of a server's config hold letters, digits and punctuation, which a tilde is not. */
const encoded = (name: string): string => encodeURIComponent(name).replaceAll("~", "%7E");

/** A server's own config now, and who is asking. */
export interface ServerNow {
  readonly config: Config;
  /** How the server knows us: `unix`, `tls`, `oidc`. */
  readonly method: string;
  /** Fingerprint of our certificate, where the server knows us by one. */
  readonly fingerprint: string | undefined;
  /** In a cluster. */
  readonly clustered: boolean;
  /** Fingerprint of the certificate that it shows. */
  readonly certificate: string;
}

/** Reads it; of the cluster's member `member`, where one is named. */
export async function serverNow(context: Context, member?: string): Promise<ServerNow> {
  const at = member === undefined ? "/1.0" : `/1.0?target=${encodeURIComponent(member)}`;
  const found = await context.incus().get(at, answered);
  const { config = {}, auth_user_method: method = "", auth_user_name: user, environment } = found?.body ?? {};
  return {
    config,
    method,
    fingerprint: method === "tls" ? user : undefined,
    clustered: environment?.server_clustered ?? false,
    certificate: environment?.certificate_fingerprint ?? "",
  };
}

/**
 * Changes what is named in a server's config; an empty text unsets. One after the other: of two changes at once the first
 * member of a cluster showed only one afterwards (seen once, Incus 6.0).
 */
export async function changeServer(context: Context, config: Config, member?: string): Promise<void> {
  if (Object.keys(config).length === 0) return;
  const inTurn = turns.get(context.server) ?? pLimit(1);
  turns.set(context.server, inTurn);
  await inTurn(() => context.incus().patch("/1.0", { config }, { query: { target: member } }));
}

const turns = new WeakMap<Server, LimitFunction>();

const answered = z.object({
  config: liveConfig,
  auth_user_name: z.string().optional(),
  auth_user_method: z.string().optional(),
  environment: z
    .object({ server_clustered: z.boolean().optional(), certificate_fingerprint: z.string().optional() })
    .optional(),
});
