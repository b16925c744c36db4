/** What an Incus server tells of itself, whoever asked it: over the API, or by its own client on the machine. */
import { z } from "zod";
import { liveConfig } from "../../config.ts";
import { usedBy } from "../../used-by.ts";

const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** `GET /1.0`. */
export const serverSchema = z.object({
  api_extensions: z.array(z.string()),
  auth: z.string(),
  config: liveConfig,
  environment: z.object({
    addresses: list(z.string()),
    architectures: z.array(z.string()),
    certificate_fingerprint: z.string(),
    server_clustered: z.boolean(),
    server_name: z.string(),
    server_version: z.string(),
  }),
});

/** `GET /1.0/resources`. */
export const resourcesSchema = z.object({
  cpu: z.object({ total: z.number(), architecture: z.string().optional() }),
  memory: z.object({ total: z.number() }),
  storage: z.object({
    disks: list(z.object({ id: z.string(), size: z.number(), type: z.string().default("") })),
  }),
});

/** `GET /1.0/storage-pools?recursion=1`. */
export const poolsSchema = list(
  z.object({ name: z.string(), driver: z.string(), config: liveConfig, used_by: usedBy }),
);

/** `GET /1.0/storage-pools/<name>/resources`. */
export const poolSpaceSchema = z.object({ space: z.object({ total: z.number().default(0) }).default({ total: 0 }) });

/** `GET /1.0/cluster/members?recursion=1`. */
export const membersSchema = list(z.object({ server_name: z.string() }));

/** All that is asked of a server. */
export interface ServerView {
  readonly server: z.output<typeof serverSchema>;
  readonly resources: z.output<typeof resourcesSchema>;
  readonly pools: readonly { readonly name: string; readonly driver: string; readonly size: number }[];
  readonly members: readonly string[];
}

/** The outputs of a host, as far as its server tells them. */
export const tellOf = ({ server, resources, pools, members }: ServerView) => ({
  version: server.environment.server_version,
  apiExtensions: server.api_extensions,
  serverName: server.environment.server_name,
  fingerprint: server.environment.certificate_fingerprint,
  architecture: server.environment.architectures[0] ?? "unknown",
  addresses: [...new Set(server.environment.addresses.map(withoutPort))],
  clustered: server.environment.server_clustered,
  members: [...members].sort(),
  resources: {
    cpus: resources.cpu.total,
    memory: resources.memory.total,
    disks: resources.storage.disks
      .filter(({ size, type }) => size > 0 && type !== "cdrom")
      .map(({ id, size }) => ({ name: id, size })),
    pools: pools.map(({ name, driver, size }) => ({ name, driver, size })),
  },
});

const withoutPort = (address: string): string => address.replace(/:\d+$/, "").replace(/^\[|\]$/g, "");
