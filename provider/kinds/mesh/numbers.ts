/** The plan of a mesh from what is declared and what its hosts tell, and what it says to others. */
import { type MeshHost, type MeshPlan, planMesh } from "../../mesh/plan.ts";
import { numberOf } from "../../mesh/range.ts";
import type { MeshLook } from "../../mesh/scripts.ts";
import { machinesOf } from "./machine.ts";
import { DEFAULTS, type MeshInputs } from "./schema.ts";

/** Plans a mesh. `numbers` are those that hosts have, or had a moment ago: they go to nobody else. */
export const planOf = (
  {
    hosts = [],
    endpoints = {},
    hidden = [],
    relay,
    port = DEFAULTS.port,
    addresses = DEFAULTS.addresses,
    subnets = DEFAULTS.subnets,
  }: Partial<MeshInputs>,
  numbers: Readonly<Record<string, number>>,
): MeshPlan =>
  planMesh({
    hosts: machinesOf(hosts).map(({ name, ssh }): MeshHost => {
      const usual = `${ssh.address.includes(":") ? `[${ssh.address}]` : ssh.address}:${port}`;
      return { name, endpoint: hidden.includes(name) ? undefined : (endpoints[name] ?? usual) };
    }),
    addresses,
    subnets,
    relay,
    numbers,
  });

/** What a mesh tells of its plan. */
export const told = ({ places }: MeshPlan) => ({
  hostAddresses: mapped(places, ({ address }) => address),
  hostSubnets: mapped(places, ({ subnet }) => subnet),
  bridgeAddresses: mapped(places, ({ bridge }) => bridge),
});

/** Public keys of hosts, by name. */
export const keysIn = (looks: ReadonlyMap<string, MeshLook>): Record<string, string> =>
  mapped(Object.fromEntries(looks), ({ publicKey }) => publicKey);

/** The number of a host is the third part of its address. */
export const numbersOf = (addresses: Readonly<Record<string, string>> | undefined): Record<string, number> =>
  mapped(addresses ?? {}, (address) => Math.floor(numberOf(address) / 256) % 256);

/** Numbers that hosts have, by name. */
export const numbersIn = (looks: ReadonlyMap<string, MeshLook>): Record<string, number> =>
  numbersOf(mapped(Object.fromEntries(looks), ({ address }) => address));

const mapped = <T, U>(members: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));
