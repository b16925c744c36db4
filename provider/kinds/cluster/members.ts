/** The members of a cluster, as any of them tells them. */
import { z } from "zod";
import { liveConfig } from "../../config.ts";
import type { Context } from "../../context.ts";
import { InvalidRequest, NotFound, Unreachable, Untrusted, WrongCertificate } from "../../incus/errors.ts";
import type { Host } from "../../incus/host.ts";
import { path } from "../../incus/path.ts";
import { serverNow } from "../server/record.ts";

/** A member as it is. */
export type Member = z.output<typeof member>;

/** All members; none where the server is in no cluster. */
export async function membersOf(context: Context): Promise<Member[]> {
  const found = await context.incus().get("/1.0/cluster/members?recursion=1", z.array(member));
  return found?.body ?? [];
}

/**
 * The first of these servers that is in a cluster, to be asked about it; `undefined` where none is. A server that has
 * joined shows the cluster's certificate, whose `fingerprint` is trusted, too; one that has gone shows nothing: then the
 * next one is asked.
 *
 * @throws what was wrong with the first, where none can be asked
 */
export async function inCluster(
  context: Context,
  hosts: readonly Host[],
  fingerprint: string | undefined,
): Promise<Context | undefined> {
  let answered = false;
  let wrong: unknown;
  for (const there of hosts.flatMap((host) => doorsOf(context, host, fingerprint))) {
    try {
      const now = await serverNow(there);
      // A connection from before it joined shows the old certificate; the next one would show this one.
      if (now.clustered) return doorsOf(there, undefined, now.certificate).at(-1);
      answered = true;
    } catch (error) {
      if (!isElsewhere(error)) throw error;
      wrong ??= error;
    }
  }
  if (!answered && wrong !== undefined) throw wrong;
  return undefined;
}

/** A server by its own certificate, and by the one of its cluster. */
function doorsOf(context: Context, host: Host, fingerprint: string | undefined): Context[] {
  const at = host ?? context.server.host;
  const isPinned = typeof at === "object" && at.fingerprint !== undefined && at.fingerprint !== fingerprint;
  const own = host === undefined ? context : context.on(host);
  return isPinned && fingerprint !== undefined ? [own, context.on({ ...at, fingerprint })] : [own];
}

/** Reasons for which another member may know more. */
const isElsewhere = (error: unknown): boolean =>
  error instanceof Unreachable || error instanceof WrongCertificate || error instanceof Untrusted;

/** Asserts that there is a cluster, in words that say what to do. @throws InvalidRequest */
export async function assertClustered(context: Context, what: string): Promise<void> {
  if ((await serverNow(context)).clustered) return;
  throw new InvalidRequest({
    tried: `making ${what}`,
    on: context.server.name,
    said: "the server is in no cluster",
    advice: "Make it a ClusterMember first, and let this come after it.",
  });
}

/** Changes a member by what `change` makes of it, if it is still what was read; nothing where nothing changes. */
export async function changeMember(
  context: Context,
  name: string,
  change: (now: Member) => Partial<Writable>,
): Promise<void> {
  const at = path`/1.0/cluster/members/${name}`;
  const found = await context.incus().get(at, member);
  if (!found) throw new NotFound({ tried: `reading ${at}`, on: context.server.name, said: "there is no such member" });
  const { roles, groups, failure_domain, description, config } = found.body;
  const before: Writable = { roles, groups, failure_domain, description, config };
  const after = { ...before, ...change(found.body) };
  if (JSON.stringify(after) !== JSON.stringify(before)) await context.incus().put(at, after, { etag: found.etag });
}

/** What of a member can be changed. */
export type Writable = Pick<Member, "roles" | "groups" | "failure_domain" | "description" | "config">;

/** Roles that a cluster gives out by itself. */
export const isAutomatic = (role: string): boolean => /^database/.test(role) && role !== "database-client";

const names = z
  .array(z.string())
  .nullish()
  .transform((all) => all ?? []);

const member = z.object({
  server_name: z.string(),
  url: z.string(),
  status: z.string(),
  message: z.string().default(""),
  architecture: z.string().default(""),
  roles: names,
  groups: names,
  failure_domain: z.string().default(""),
  description: z.string().default(""),
  config: liveConfig,
});
