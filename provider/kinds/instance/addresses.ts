/** Addresses of an instance, and keeping the one that it got. */
import type { Config } from "../../config.ts";
import { type Answered, nics, type WireDevice } from "./answer.ts";
import type { Edit } from "./edit.ts";

/** Config key that names the network device whose address is pinned. */
export const PINNED_KEY = "user.cul8er.pinned";

/** What is known of where an instance can be reached. */
export interface Addresses {
  /** First global address of its first network device; while it is off, the one that it is configured to get. */
  readonly ipv4Address?: string;
  readonly ipv6Address?: string;
  /** Global addresses by interface inside the instance. */
  readonly addresses: Record<string, string[]>;
  readonly macAddress?: string;
}

/** Where an instance can be reached. */
export function addressesOf(now: Answered): Addresses {
  const [first] = nics(now.expanded_devices);
  const device: WireDevice = now.expanded_devices[first ?? ""] ?? {};
  const addresses = globalAddresses(now);
  const order = [interfaceOf(now.config, first, device), ...Object.keys(addresses)];
  const all = order.flatMap((name) => (name === undefined ? [] : (addresses[name] ?? [])));
  const ipv4 = all.find((address) => !address.includes(":")) ?? fixed(device["ipv4.address"]);
  const ipv6 = all.find((address) => address.includes(":")) ?? fixed(device["ipv6.address"]);
  const mac = device.hwaddr ?? now.config[`volatile.${first}.hwaddr`];
  return {
    ...(ipv4 !== undefined && { ipv4Address: ipv4 }),
    ...(ipv6 !== undefined && { ipv6Address: ipv6 }),
    addresses,
    ...(mac !== undefined && { macAddress: mac }),
  };
}

/** The change that makes the leased address a reservation of the first network device, which works while it runs. */
export function pin(now: Answered, address: string): Edit {
  const [name] = nics(now.expanded_devices);
  if (name === undefined) return {};
  return {
    config: { [PINNED_KEY]: name },
    devices: { [name]: { ...now.expanded_devices[name], "ipv4.address": address } },
  };
}

/** Whether the address is pinned by us. */
export const isPinned = ({ config, devices }: Answered): boolean =>
  devices[config[PINNED_KEY] ?? ""]?.["ipv4.address"] !== undefined;

function globalAddresses({ state }: Answered): Record<string, string[]> {
  const links = Object.entries(state?.network ?? {}).map(([name, { addresses }]) => [
    name,
    addresses.filter(({ scope }) => scope === "global").map(({ address }) => address),
  ]);
  return Object.fromEntries(links.filter(([, addresses]) => addresses && addresses.length > 0));
}

const interfaceOf = (config: Config, device: string | undefined, { name }: WireDevice): string | undefined =>
  name ?? config[`volatile.${device}.name`] ?? device;

const fixed = (address: string | undefined): string | undefined =>
  address === undefined || address === "none" ? undefined : address.replace(/\/\d+$/, "");
