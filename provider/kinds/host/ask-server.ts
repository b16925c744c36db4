/** What a server tells over its API, in a handful of requests that do not grow with what is on it. */
import type { z } from "zod";
import { PermissionDenied, Untrusted } from "../../incus/errors.ts";
import type { Host } from "../../incus/host.ts";
import { path } from "../../incus/path.ts";
import { connect } from "../../incus/server.ts";
import {
  membersSchema,
  poolSpaceSchema,
  poolsSchema,
  resourcesSchema,
  type ServerView,
  serverSchema,
} from "./server-view.ts";

/** Asks a server; undefined where it does not trust us. @throws IncusError */
export async function askServer(at: Host, signal?: AbortSignal): Promise<ServerView | undefined> {
  const scope = connect(at).project("default", { fresh: true, signal });
  const get = async <T>(url: string, schema: z.ZodType<T>): Promise<T> => {
    const found = await scope.get(url, schema);
    if (!found) throw new Error(`${connect(at).name} knows no ${url}: is it an Incus server?`);
    return found.body;
  };
  try {
    const server = await get("/1.0", serverSchema);
    if (server.auth !== "trusted") return undefined;
    const [resources, pools, members] = await Promise.all([
      get("/1.0/resources", resourcesSchema),
      get("/1.0/storage-pools?recursion=1", poolsSchema),
      server.environment.server_clustered ? get("/1.0/cluster/members?recursion=1", membersSchema) : [],
    ]);
    const sized = pools.map(async ({ name, driver }) => {
      const space = await scope.get(path`/1.0/storage-pools/${name}/resources`, poolSpaceSchema);
      return { name, driver, size: space?.body.space.total ?? 0 };
    });
    return {
      server,
      resources,
      pools: await Promise.all(sized),
      members: members.map(({ server_name }) => server_name),
    };
  } catch (error) {
    if (error instanceof Untrusted || error instanceof PermissionDenied) return undefined;
    throw error;
  }
}
