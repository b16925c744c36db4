/** Bringing hosts into a mesh, and out of it. May be repeated at any point. */
import type { Context } from "../../context.ts";
import { isPublicKey, peersText } from "../../mesh/peers.ts";
import { applyMesh, leaveMesh, preparedMesh, prepareMesh } from "../../mesh/scripts.ts";
import { SshError } from "../../ssh/errors.ts";
import { departLater } from "./departures.ts";
import { isAmong, looksAt, usersAmong } from "./look.ts";
import { type Machine, MeshFailed, machineOf, machinesOf, onMachine } from "./machine.ts";
import { keysIn, numbersIn, planOf } from "./numbers.ts";
import type { MeshInputs, MeshOutputs } from "./schema.ts";

/** What a mesh is brought to. */
export interface Aim {
  readonly wanted: MeshInputs;
  /** The mark that says whose it is. */
  readonly owner: string;
  /** Hosts that were in it. */
  readonly before: MeshInputs["hosts"];
  /** Hosts that were about to leave it when it was last changed, and may be gone. */
  readonly leaving?: MeshInputs["hosts"];
  /** Numbers that hosts have. */
  readonly numbers: Readonly<Record<string, number>>;
}

/**
 * Brings all hosts into the mesh, and takes those out that are in it no more. A host whose instances still use it stays
 * until its bridge is gone: engines change what others depend on first, and remove at the end.
 */
export async function bring(context: Context, aim: Aim): Promise<Pick<MeshOutputs, "leaving">> {
  const { wanted, owner, before, leaving: late = [], numbers } = aim;
  const { name, addresses, subnets, port } = wanted;
  const machines = machinesOf(wanted.hosts);
  const former = [...before, ...late].filter((host) => !isAmong(wanted.hosts, host));
  const [looks, leaving] = await Promise.all([looksAt(context, name, machines), usersAmong(context, name, former)]);
  const all = { ...wanted, hosts: [...wanted.hosts, ...leaving.hosts] };
  const plan = planOf(all, { ...numbers, ...numbersIn(looks), ...numbersIn(leaving.looks) });
  if (plan.problems.length > 0) throw new MeshFailed(plan.problems.join("; "));
  const keys = { ...(await keysOf(context, name, machines)), ...keysIn(leaving.looks) };
  const gone = former.filter((each) => !isAmong(leaving.hosts, each));
  // The others' peers are all that tells of these: they go first, or nobody would know of them where a run ends between.
  for (const machine of machinesOf(gone.filter((each) => isAmong(late, each))))
    await onMachine(context, machine, leaveMesh(name)).catch(() => {});
  const apply = async (machine: Machine) => {
    const place = plan.places[machine.name];
    if (!place) return;
    const peers = peersText(plan.peers[machine.name] ?? [], keys);
    const { address, subnet } = place;
    const settings = { mesh: name, owner, address, subnet, port, addresses, subnets, peers };
    await onMachine(context, machine, applyMesh(settings));
  };
  await Promise.all([
    ...machines.map(apply),
    ...machinesOf(leaving.hosts).map((machine) => orWarned(context, name, machine, apply(machine))),
  ]);
  for (const machine of machinesOf(gone.filter((each) => !isAmong(late, each))))
    await orWarned(context, name, machine, onMachine(context, machine, leaveMesh(name)));
  for (const host of leaving.hosts) {
    const machine = machineOf(host);
    if (!machine) continue;
    context.progress(`${machine.name} leaves when nothing on it uses the mesh any more`);
    const others = leaving.hosts.filter((each) => each !== host);
    departLater(name, machine, async (later) => {
      await onMachine(later, machine, leaveMesh(name));
      await bring(later, { ...aim, before: others, leaving: [] });
    });
  }
  return { leaving: leaving.hosts };
}

/** What is only said where a machine cannot be reached: it may be gone for good. */
async function orWarned(context: Context, mesh: string, { name }: Machine, work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (!(error instanceof SshError)) throw error;
    context.warn(`${name} could not be told that it is in the mesh ${mesh} no more: ${error.message}`);
  });
}

/** Public key of each machine, made there where it has none. */
async function keysOf(context: Context, mesh: string, machines: readonly Machine[]): Promise<Record<string, string>> {
  const keys = await Promise.all(
    machines.map(async (machine) => {
      context.progress(`${machine.name}: looking for WireGuard`);
      const key = preparedMesh(await onMachine(context, machine, prepareMesh(mesh)));
      if (!isPublicKey(key))
        throw new MeshFailed(`${machine.name} cannot be in the mesh: what it shows is no public key`);
      return [machine.name, key] as const;
    }),
  );
  return Object.fromEntries(keys);
}
