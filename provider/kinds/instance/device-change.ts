/** What a running instance needs for a change of one of its devices. */
import type { Answered } from "./answer.ts";
import { type Device, toWire } from "./devices.ts";
import { equal } from "./edit.ts";
import type { Need } from "./restart-policy.ts";

const COLD_IN_A_MACHINE = new Set(["tpm", "pci", "gpu", "infiniband", "proxy", "unix-char", "unix-block"]);

/** Whether a running instance takes the change of a device from one to the other, needs a restart for it, or has to be off. */
export function needOf(
  instanceType: Answered["type"],
  from: Device | undefined,
  to: Device | undefined,
  address?: string | undefined,
): Need {
  if (equal(from && toWire(from), to && toWire(to))) return "nothing";
  if (instanceType === "virtual-machine" && COLD_IN_A_MACHINE.has((to ?? from)?.type ?? "")) return "stop";
  // A guest asks for a reserved address only when its interface comes up.
  const reserves = from?.type === "nic" && to?.type === "nic" && to.ipv4Address !== from.ipv4Address;
  return reserves && to.ipv4Address !== undefined && to.ipv4Address !== address ? "restart" : "nothing";
}
