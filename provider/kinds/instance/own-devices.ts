/** Which devices an instance has of its own, beside those of its profiles. */
import { z } from "zod";
import type { Scope } from "../../incus/server.ts";
import { PINNED_KEY } from "./addresses.ts";
import type { Answered, WireDevice } from "./answer.ts";
import { type Device, fromWire, toWire } from "./devices.ts";
import { equal } from "./edit.ts";
import { type Limits, limitedDevices, limitOptions } from "./limits.ts";
import type { Wanted } from "./schema.ts";

type Devices = Record<string, WireDevice>;

/** What the devices of an instance are declared by. */
type Declared = { readonly devices: Record<string, Device>; readonly limits?: Limits | undefined };

/** Devices of a new instance. */
export function devicesOf({ devices, limits }: Declared, inherited: Devices): Devices {
  const own = wired(devices);
  return { ...own, ...limitedDevices(limits, { ...inherited, ...own }) };
}

/**
 * The change that brings an instance's own devices to what is wanted; `undefined` gives a name back to the profiles.
 *
 * Limits that something else put on a device are left alone, and so is a pinned address.
 * @param before what was declared before, as it is live
 */
export function changeOfDevices(
  wanted: Declared & { readonly pinAddress: boolean },
  before: Declared,
  now: Pick<Answered, "devices" | "expanded_devices" | "config">,
  inherited: Devices,
): Record<string, WireDevice | undefined> {
  const dropped = Object.keys(before.devices).filter((name) => !(name in wanted.devices));
  const kept = Object.fromEntries(Object.entries(now.devices).filter(([name]) => !dropped.includes(name)));
  const freed = Object.fromEntries(
    Object.entries(kept).map(([name, device]) => [
      name,
      without(device, freedOptions(name, device, wanted, before, now)),
    ]),
  );
  const declared = Object.fromEntries(
    Object.entries(wired(wanted.devices)).map(([name, device]) => [
      name,
      { ...attached(name, freed[name], now), ...device },
    ]),
  );
  const own = { ...freed, ...declared };
  const limited = limitedDevices(wanted.limits, { ...inherited, ...own });
  const all: Devices = { ...own, ...limited };
  const names = new Set([...Object.keys(now.devices), ...Object.keys(all)]);
  return Object.fromEntries(
    [...names]
      .map((name) => [name, givenBack(name, all[name], wanted, now, inherited)] as const)
      .filter(([name, device]) => !equal(device, now.devices[name])),
  );
}

/** Devices that profiles bring, the later ones win. */
export async function profileDevices(incus: Scope, profiles: readonly string[] = ["default"]): Promise<Devices> {
  const found = await Promise.all(profiles.map((name) => incus.member("/1.0/profiles", name, profile)));
  return Object.assign({}, ...found.map((each) => each?.body.devices ?? {})) as Devices;
}

const profile = z.object({ devices: z.record(z.string(), z.record(z.string(), z.string())).nullish() });

/** Whether limits have a part that is written to devices. */
export const limitsDevices = (limits: Limits | undefined): boolean =>
  limits?.disk !== undefined || limits?.network !== undefined;

/** Options that were ours and are not any more. */
function freedOptions(
  name: string,
  { type }: WireDevice,
  wanted: { readonly pinAddress: boolean },
  before: Declared,
  { config }: Pick<Answered, "config">,
): string[] {
  const ours = type === "disk" ? before.limits?.disk : type === "nic" ? before.limits?.network : undefined;
  return [
    ...(ours ? limitOptions(type) : []),
    ...(config[PINNED_KEY] === name && !wanted.pinAddress ? ["ipv4.address"] : []),
  ];
}

/** One of its own devices as its author would write it, without what others put on it. */
export function liveDevice(now: Answered, name: string, written: Device | undefined): Device | undefined {
  const wire = now.devices[name];
  if (!wire) return undefined;
  const declared: WireDevice = written ? toWire(written) : {};
  const own = Object.entries(wire).filter(([key]) => key in declared || !(key in attached(name, wire, now)));
  return fromWire(Object.fromEntries(own), written);
}

/** What is on a device beside its declaration: limits that something else set, and the pinned address. */
export function attached(
  name: string,
  device: WireDevice | undefined,
  { config }: Pick<Answered, "config">,
): WireDevice {
  const options = Object.entries(device ?? {}).filter(
    ([key]) => key.startsWith("limits.") || (key === "ipv4.address" && config[PINNED_KEY] === name),
  );
  return Object.fromEntries(options);
}

/** An override that says no more than the profile is none. Only those that we changed are looked at. */
function givenBack(
  name: string,
  device: WireDevice | undefined,
  wanted: Declared,
  now: Pick<Answered, "devices">,
  inherited: Devices,
): WireDevice | undefined {
  const ours = !equal(device, now.devices[name]) && !(name in wanted.devices);
  return ours && equal(device, inherited[name]) ? undefined : device;
}

const wired = (devices: Wanted["devices"]): Devices =>
  Object.fromEntries(Object.entries(devices).map(([name, device]) => [name, toWire(device)]));

const without = (device: WireDevice, keys: readonly string[]): WireDevice =>
  Object.fromEntries(Object.entries(device).filter(([key]) => !keys.includes(key)));
