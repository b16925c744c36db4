/**
 * Placement: which instance goes on which host.
 *
 * Who is placed stays, whatever joins; who is new goes where the rule says, and only where there is room. The answer is
 * the same for the same question, and says why.
 */
import { type Amounts, fits, inWords, short, slack, without } from "./capacity.ts";

/** A host that instances can be placed on. */
export interface PlacementHost {
  readonly name: string;
  /** What fails together with it: a rack, a building. Default: itself alone. */
  readonly domain?: string | undefined;
  /** What it has for the instances that are placed. What is not known of it has no end. */
  readonly room: Amounts;
}

/** An instance to be placed. */
export interface Guest {
  readonly name: string;
  readonly needs: Amounts;
}

/**
 * How instances are placed: `hosts` on as many hosts as there are, `domains` on as many failure domains, `pack` on as few
 * hosts as will do.
 */
export const SPREADS = ["hosts", "domains", "pack"] as const;

/** One of them. */
export type Spread = (typeof SPREADS)[number];

/** What is to be placed where. */
export interface PlacementQuestion {
  /** In the order in which they are filled where the rule does not care. */
  readonly hosts: readonly PlacementHost[];
  /** In the order in which they are placed. */
  readonly guests: readonly Guest[];
  readonly spread: Spread;
  /** Host of each instance that is placed already. */
  readonly before: Readonly<Record<string, string>>;
}

/** Who goes where. */
export interface Placed {
  /** Host of each instance that has one. */
  readonly where: Readonly<Record<string, string>>;
  /** Why, in a line, for each instance. */
  readonly because: Readonly<Record<string, string>>;
  /** Why an instance has no host, in a sentence. */
  readonly misfits: Readonly<Record<string, string>>;
  /** Hosts whose instances need more than there is, in a sentence: they stay all the same. */
  readonly overfull: readonly string[];
  /** Instances that leave the host that they were on. */
  readonly moved: readonly string[];
}

/** Places all of them. Pure. */
export function place({ hosts, guests, spread, before }: PlacementQuestion): Placed {
  const table = new Map(hosts.map((host) => [host.name, { host, room: host.room, guests: 0 } satisfies Seat]));
  const where: Record<string, string> = {};
  const because: Record<string, string> = {};
  const misfits: Record<string, string> = {};
  const sit = ({ name, needs }: Guest, at: Seat, why: string) => {
    where[name] = at.host.name;
    because[name] = why;
    table.set(at.host.name, { host: at.host, room: without(at.room, needs), guests: at.guests + 1 });
  };

  for (const guest of guests) {
    const seat = seatOf(table, before[guest.name]);
    if (seat) sit(guest, seat, "stays");
  }
  const overfull = [...table.values()].flatMap(tooFull);

  const homeless = guests.filter(({ name }) => where[name] === undefined);
  for (const guest of inTurn(homeless, spread)) {
    const left = before[guest.name];
    const from = left === undefined ? "" : `leaves ${left}, which is not among the hosts any more, for `;
    const seats = [...table.values()];
    const open = seats.filter(({ room }) => fits(room, guest.needs));
    const [best] = open.toSorted(RULES[spread](seats, guest));
    if (best) sit(guest, best, `${from}${best.host.name}: ${reason(spread, best, seats)}`);
    else misfits[guest.name] = misfit(guest, seats);
  }
  const moved = guests
    .map(({ name }) => name)
    .filter((name) => before[name] !== undefined && where[name] !== undefined && before[name] !== where[name]);
  return { where: inOrder(guests, where), because: inOrder(guests, because), misfits, overfull, moved };
}

/** A host while it fills. */
interface Seat {
  readonly host: PlacementHost;
  readonly room: Amounts;
  readonly guests: number;
}

const seatOf = (table: ReadonlyMap<string, Seat>, name: string | undefined): Seat | undefined =>
  name === undefined ? undefined : table.get(name);

/** Packing large ones first wastes least; otherwise they come as they were named. */
const inTurn = (guests: readonly Guest[], spread: Spread): readonly Guest[] =>
  spread === "pack" ? guests.toSorted((a, b) => bulk(b.needs) - bulk(a.needs)) : guests;

const bulk = ({ memory = 0, cpu = 0, disk = 0 }: Amounts): number => memory || cpu * 2 ** 30 || disk;

type Order = (a: Seat, b: Seat) => number;

/** Which seat is better, by rule; the order of the hosts decides between equals, for sorting is stable. */
const RULES: Record<Spread, (seats: readonly Seat[], guest: Guest) => Order> = {
  hosts: (seats, guest) => first(fewest, fewestInDomain(seats), roomiest(guest)),
  domains: (seats, guest) => first(fewestInDomain(seats), fewest, roomiest(guest)),
  pack: (_, guest) => first(inUse, tightest(guest)),
};

const first =
  (...orders: Order[]): Order =>
  (a, b) => {
    for (const order of orders) {
      const decided = order(a, b);
      if (decided !== 0) return decided;
    }
    return 0;
  };

const fewest: Order = (a, b) => a.guests - b.guests;

const fewestInDomain = (seats: readonly Seat[]): Order => {
  const counts = new Map<string, number>();
  for (const { host, guests } of seats) counts.set(domainOf(host), (counts.get(domainOf(host)) ?? 0) + guests);
  return (a, b) => (counts.get(domainOf(a.host)) ?? 0) - (counts.get(domainOf(b.host)) ?? 0);
};

const roomiest =
  ({ needs }: Guest): Order =>
  (a, b) =>
    slack(b.room, needs) - slack(a.room, needs);

/** A host that is in use is filled before another one is taken into use. */
const inUse: Order = (a, b) => Number(b.guests > 0) - Number(a.guests > 0);

/** Among those in use the one that is filled best; a fresh one should be large, so that few are needed. */
const tightest =
  ({ needs }: Guest): Order =>
  (a, b) =>
    a.guests > 0 ? slack(a.room, needs) - slack(b.room, needs) : slack(b.room, needs) - slack(a.room, needs);

const domainOf = ({ name, domain }: PlacementHost): string => domain ?? `host ${name}`;

/** Why this seat, without how much room there is: that moves between a plan and its apply, and the words must not. */
function reason(spread: Spread, { host, guests }: Seat, seats: readonly Seat[]): string {
  if (spread === "pack") {
    if (guests > 0) return `has room beside ${guests} of them`;
    return seats.some((each) => each.guests > 0) ? "no host in use has room" : "has most room";
  }
  const carries = guests === 0 ? "carries none of them yet" : `carries ${guests} of them, no other fewer`;
  if (spread === "hosts" || host.domain === undefined) return carries;
  const inDomain = seats.filter((each) => each.host.domain === host.domain).reduce((sum, each) => sum + each.guests, 0);
  return `${host.domain} carries ${inDomain === 0 ? "none of them yet" : `${inDomain} of them`}`;
}

/** Why there is no seat. */
function misfit({ name, needs }: Guest, seats: readonly Seat[]): string {
  if (seats.length === 0) return `${name} has no host to be placed on`;
  const said = seats.map(({ host, room, guests }) => {
    const missing = short(room, needs);
    const beside = guests > 0 ? ` beside ${guests} of them` : "";
    return `${host.name} has ${inWords(room, missing)} left${beside}`;
  });
  return `${name} needs ${inWords(needs)}, which fits on no host: ${said.join("; ")}`;
}

function tooFull({ host, room, guests }: Seat): string[] {
  const all = { cpu: 1, memory: 1, disk: 1 };
  const missing = short(room, all).filter((each) => (room[each] ?? 0) < 0);
  if (missing.length === 0) return [];
  const over = Object.fromEntries(missing.map((each) => [each, -(room[each] ?? 0)]));
  return [
    `${host.name} lacks ${inWords(over)} for the ${guests} that it carries (it has ${inWords(host.room, missing)} for them)`,
  ];
}

/** The members in the order of the guests. */
const inOrder = (guests: readonly Guest[], found: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    guests.flatMap(({ name }) => {
      const value = found[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
