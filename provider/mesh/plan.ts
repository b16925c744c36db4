/**
 * The plan of a mesh: which addresses each host has, and which peers it talks to.
 *
 * Pure. Every host has a number that it keeps as long as it is in the mesh, and two addresses of it: one of its own, and a
 * subnet for its instances.
 */
import { addressOf, overlap, type Range, rangeOf } from "./range.ts";

/** A host of a mesh. */
export interface MeshHost {
  readonly name: string;
  /** Where others reach it, as `address:port`; undefined behind a NAT, where nobody can. */
  readonly endpoint?: string | undefined;
}

/** What a mesh is to be. */
export interface MeshQuestion {
  readonly hosts: readonly MeshHost[];
  /** Range of the hosts' own addresses. */
  readonly addresses: string;
  /** Range of the subnets. */
  readonly subnets: string;
  /** Host through which those talk that cannot reach each other. Default: the first one that all can reach. */
  readonly relay?: string | undefined;
  /** Numbers that hosts have already; those of hosts that are none of these go to nobody. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** A host's place in the mesh. */
export interface MeshPlace {
  readonly number: number;
  /** Its own address: `10.100.1.1`. */
  readonly address: string;
  /** The subnet of its instances: `10.200.1.0/24`. */
  readonly subnet: string;
  /** The address of its bridge in there: `10.200.1.1/24`. */
  readonly bridge: string;
}

/** A peer as a host knows it, without its key. */
export interface MeshPeer {
  readonly name: string;
  readonly endpoint?: string;
  /** What is sent to it, and accepted from it. */
  readonly allowed: readonly string[];
  /** Seconds between two packets that keep a NAT open. */
  readonly keepalive?: number;
}

/** A plan. */
export interface MeshPlan {
  readonly places: Readonly<Record<string, MeshPlace>>;
  /** Peers of each host, by its name. */
  readonly peers: Readonly<Record<string, readonly MeshPeer[]>>;
  /** What speaks against it, in sentences. */
  readonly problems: readonly string[];
}

/** Most hosts of a mesh: their numbers are a part of an address. */
export const MOST_HOSTS = 254;

/** What keeps the state of a usual NAT alive, in seconds; WireGuard's own documentation has it. */
const KEEPALIVE = 25;

/** Plans a mesh. */
export function planMesh(question: MeshQuestion): MeshPlan {
  const { hosts, addresses, subnets, relay } = question;
  const [own, instances] = [rangeOf(addresses), rangeOf(subnets)];
  const problems = problemsOf(question, own, instances);
  if (problems.length > 0 || !own || !instances) return { places: {}, peers: {}, problems };
  const numbers = numbered(hosts, question.numbers);
  const placeOf = ({ name }: MeshHost): MeshPlace => {
    const number = numbers.get(name) ?? 0;
    const subnet = addressOf(instances.start + number * 256);
    return {
      number,
      address: addressOf(own.start + number * 256 + 1),
      subnet: `${subnet}/24`,
      bridge: `${addressOf(instances.start + number * 256 + 1)}/24`,
    };
  };
  const places = new Map(hosts.map((host) => [host.name, placeOf(host)]));
  const through = relay ?? hosts.find(({ endpoint }) => endpoint !== undefined)?.name;
  const addressesOf = (name: string) => {
    const place = places.get(name);
    return place ? [`${place.address}/32`, place.subnet] : [];
  };
  const peersOf = (host: MeshHost): MeshPeer[] => {
    const direct = hosts.filter((other) => other !== host && reach(host, other));
    const relayed = hosts.filter((other) => other !== host && !reach(host, other));
    return direct.map(({ name, endpoint }) => ({
      name,
      ...(endpoint !== undefined && { endpoint }),
      allowed: [name, ...(name === through ? relayed.map((each) => each.name) : [])].flatMap(addressesOf),
      // Who sits behind a NAT must keep it open, or nobody gets through to it.
      ...(host.endpoint === undefined && { keepalive: KEEPALIVE }),
    }));
  };
  return {
    places: Object.fromEntries(places),
    peers: Object.fromEntries(hosts.map((host) => [host.name, peersOf(host)])),
    problems,
  };
}

/** Whether one of them can begin. */
const reach = (a: MeshHost, b: MeshHost): boolean => a.endpoint !== undefined || b.endpoint !== undefined;

/** Everybody keeps their number; who is new gets the smallest one that is free. */
function numbered(hosts: readonly MeshHost[], before: Readonly<Record<string, number>>): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { name } of hosts) {
    const number = before[name];
    if (number !== undefined && ![...numbers.values()].includes(number)) numbers.set(name, number);
  }
  for (const { name } of hosts) {
    if (numbers.has(name)) continue;
    const taken = new Set([...numbers.values(), ...Object.values(before)]);
    let free = 1;
    while (taken.has(free)) free += 1;
    numbers.set(name, free);
  }
  return numbers;
}

function problemsOf(
  { hosts, addresses, subnets, relay }: MeshQuestion,
  own: Range | undefined,
  instances: Range | undefined,
): string[] {
  const problems: string[] = [];
  if (own && instances && overlap(own, instances)) problems.push(`${addresses} and ${subnets} overlap`);
  if (hosts.length > MOST_HOSTS) problems.push(`a mesh has at most ${MOST_HOSTS} hosts, not ${hosts.length}`);
  const names = hosts.map(({ name }) => name);
  for (const name of new Set(names.filter((name, index) => names.indexOf(name) !== index)))
    problems.push(`${name} is named twice`);
  const hidden = hosts.filter(({ endpoint }) => endpoint === undefined).map(({ name }) => name);
  if (relay !== undefined && !names.includes(relay)) problems.push(`the relay ${relay} is none of ${names.join(", ")}`);
  else if (relay !== undefined && hidden.includes(relay))
    problems.push(`the relay ${relay} cannot be reached itself: it has no endpoint`);
  if (hidden.length > 1 && hidden.length === hosts.length)
    problems.push(`nobody can reach anybody: none of ${hidden.join(", ")} has an endpoint`);
  return problems;
}
