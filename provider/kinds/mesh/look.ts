/** A mesh as it is on its hosts. Only reads. */
import type { Context } from "../../context.ts";
import { peersText } from "../../mesh/peers.ts";
import type { MeshLook } from "../../mesh/scripts.ts";
import { SshError } from "../../ssh/errors.ts";
import { lookAtMachine, type Machine, machineOf, machinesOf } from "./machine.ts";
import { keysIn, numbersIn, planOf } from "./numbers.ts";
import type { MeshInputs } from "./schema.ts";

type Hosts = MeshInputs["hosts"];

/** What was seen of a mesh. */
export interface Around {
  /** What each host tells that is in it. */
  readonly looks: ReadonlyMap<string, MeshLook>;
  /** What is not as it should be, in words by host. */
  readonly amiss: Readonly<Record<string, string>>;
  /** Hosts of before that are still in it, since something on them uses it. */
  readonly leaving: Hosts;
}

/** Looks at the hosts of a mesh; at those of before only where the others still know of them, for they may be gone. */
export async function lookAround(
  context: Context,
  wanted: Partial<MeshInputs> & Pick<MeshInputs, "name">,
  before: Hosts,
): Promise<Around> {
  const { name, hosts = [] } = wanted;
  const looks = await looksAt(context, name, machinesOf(hosts));
  const amiss = amissIn(wanted, looks);
  const former = before.filter((host) => !isAmong(hosts, host));
  if (Object.keys(amiss).length === 0 || former.length === 0) return { looks, amiss, leaving: [] };
  const { hosts: leaving, looks: theirs } = await usersAmong(context, name, former);
  const all = new Map([...looks, ...theirs]);
  return { looks: all, amiss: amissIn(wanted, all, leaving), leaving };
}

/** What each machine tells that is in the mesh, by its name. */
export async function looksAt(
  context: Context,
  mesh: string,
  machines: readonly Machine[],
): Promise<Map<string, MeshLook>> {
  const looks = await Promise.all(
    machines.map(async (machine) => [machine.name, await lookAtMachine(context, mesh, machine)] as const),
  );
  return new Map(looks.flatMap(([name, look]) => (look ? [[name, look]] : [])));
}

/** Those of hosts that left which are in the mesh and have something that uses it. One that cannot be asked has nothing. */
export async function usersAmong(context: Context, mesh: string, former: Hosts) {
  const looks = new Map<string, MeshLook>();
  await Promise.all(
    machinesOf(former).map(async (machine) => {
      const look = await lookAtMachine(context, mesh, machine).catch((error: unknown) => {
        if (error instanceof SshError) return undefined;
        throw error;
      });
      if (look?.used) looks.set(machine.name, look);
    }),
  );
  return { looks, hosts: former.filter((host) => looks.has(machineOf(host)?.name ?? "")) };
}

/** Whether a host is one of these, by its name. */
export const isAmong = (hosts: Hosts, host: Hosts[number]): boolean =>
  machinesOf(hosts).some(({ name }) => name === machineOf(host)?.name);

/** What is not as it should be, in words by host: one that is not in the mesh, or whose tunnel or peers are others. */
function amissIn(
  wanted: Partial<MeshInputs>,
  looks: ReadonlyMap<string, MeshLook>,
  leaving: Hosts = [],
): Record<string, string> {
  const { hosts = [] } = wanted;
  const plan = planOf({ ...wanted, hosts: [...hosts, ...leaving] }, numbersIn(looks));
  const keys = keysIn(looks);
  const wordsOn = (name: string): string | undefined => {
    const look = looks.get(name);
    if (!look) return `${name} is not in it`;
    if (!look.whole) return `its tunnel on ${name} is not as it was`;
    return look.peers === peersText(plan.peers[name] ?? [], keys).trimEnd() ? undefined : `${name} has other peers`;
  };
  const names = machinesOf(hosts).map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, wordsOn(name)] as const).filter(isSaid));
}

const isSaid = (entry: readonly [string, string | undefined]): entry is readonly [string, string] =>
  entry[1] !== undefined;
