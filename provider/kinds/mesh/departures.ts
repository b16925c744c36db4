/**
 * Hosts that leave a mesh at the end of this run: engines change a mesh before what depends on it, and remove what is on a
 * host that goes after all else. Where a run ends before, the next plan finds them by the peers of the others.
 */
import pLimit from "p-limit";
import type { Context } from "../../context.ts";
import { SshError } from "../../ssh/errors.ts";
import { nameOf } from "../placement/rooms.ts";
import { lookAtMachine, type Machine, MeshFailed } from "./machine.ts";

interface Departure {
  readonly mesh: string;
  readonly machine: Machine;
  /** Takes it out of the mesh, and then tells the others. */
  depart(context: Context): Promise<void>;
}

const pending = new Map<string, Departure>();
/** Each of them tells all the others who is left. */
const oneByOne = pLimit(1);

const keyOf = (mesh: string, { name }: Machine): string => `${mesh}/${name}`;

/** Has a machine leave as soon as nothing on it uses the mesh any more. */
export const departLater = (mesh: string, machine: Machine, depart: Departure["depart"]): void =>
  void pending.set(keyOf(mesh, machine), { mesh, machine, depart });

/** To be called when a network of a server is gone, which may have been the last thing there that used a mesh. */
export async function departFrom(context: Context): Promise<void> {
  const server = nameOf(context.server.host);
  for (const { mesh, machine, depart } of pending.values())
    if (machine.name === server)
      await oneByOne(async () => {
        try {
          if ((await lookAtMachine(context, mesh, machine))?.used) return;
          pending.delete(keyOf(mesh, machine));
          await depart(context);
        } catch (error) {
          // The network is gone all the same.
          if (!(error instanceof SshError || error instanceof MeshFailed)) throw error;
          context.warn(`${machine.name} is still in the mesh ${mesh}, until the next run: ${error.message}`);
        }
      });
}
