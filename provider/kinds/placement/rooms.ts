/** The room that hosts have for instances: what they have, without what is promised to others. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { type Host, hostKey } from "../../incus/host.ts";
import { path } from "../../incus/path.ts";
import { type Amounts, without } from "../../placement/capacity.ts";
import { bytes } from "../../units.ts";

const resources = z.object({ cpu: z.object({ total: z.number() }), memory: z.object({ total: z.number() }) });

const poolResources = z.object({ space: z.object({ total: z.number() }) });

const tenants = z.array(
  z.object({ name: z.string(), project: z.string(), expanded_config: z.record(z.string(), z.string()).nullish() }),
);

/** Whose room is asked for. */
export interface Tenancy {
  readonly project: string;
  /** Instances that are placed: what they have is not promised to others. */
  readonly own: readonly string[];
  /** Storage pool whose space is counted, where disk is. */
  readonly pool: string | undefined;
}

/** The room on each host, by name. Only reads. */
export async function roomsOf(
  context: Context,
  hosts: readonly Host[],
  tenancy: Tenancy,
): Promise<Record<string, Amounts>> {
  const rooms = await Promise.all(hosts.map(async (host) => [nameOf(host), await roomOn(context.on(host), tenancy)]));
  return Object.fromEntries(rooms);
}

/** Name of a host in placements. */
export const nameOf = (host: Host): string => hostKey(host) ?? "local";

async function roomOn(context: Context, { project, own, pool }: Tenancy): Promise<Amounts> {
  const incus = context.incus();
  const [machine, others, storage] = await Promise.all([
    incus.get("/1.0/resources", resources),
    context.incus(project).get("/1.0/instances?recursion=1&all-projects=true", tenants),
    pool === undefined ? undefined : incus.get(path`/1.0/storage-pools/${pool}/resources`, poolResources),
  ]);
  const promised = (others?.body ?? [])
    .filter((each) => each.project !== project || !own.includes(each.name))
    .map(({ expanded_config: config }) => promise(config ?? {}));
  const all: Amounts = {
    cpu: machine?.body.cpu.total,
    memory: machine?.body.memory.total,
    disk: storage?.body.space.total,
  };
  return promised.reduce(without, all);
}

/** What an instance may take for itself, as far as it is said in amounts. CPUs are shared: nobody has them for itself. */
const promise = (config: Readonly<Record<string, string>>): Amounts => ({
  memory: bytes(config["limits.memory"] ?? "") ?? 0,
});
