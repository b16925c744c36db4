/** Where a run of Pulumi is killed. */

/** One point of a run. */
export interface Point {
  /**
   * A request of the provider's, as the record names it: `POST /1.0/instances#2` is the second of its kind,
   * `switch /1.0/instances/chat-1#1` the first run of that script there.
   */
  readonly request: string;
  /**
   * Before it is sent; after it was answered; at the next request of any kind, before which it was carried out; or, while the
   * server is still at work, so many milliseconds after the answer, or in that phase of a switch.
   */
  readonly moment: "before" | "after" | "next" | "stopping" | "turned" | "started" | number;
  /**
   * What is killed: the process of our provider, or the command line above it; a first Ctrl-C lets what runs end. Or one
   * of those that serve the users, while the run goes on.
   */
  readonly victim: "provider" | "pulumi" | "pulumi, by Ctrl-C" | "pulumi, by Ctrl-C twice" | Service;
}

/** A service in an instance: the router, or a node. */
export interface Service {
  readonly instance: string;
  /** Name of its unit. */
  readonly unit: string;
}

/** Whether it is none of those who change the cluster that is killed. */
export const isService = (victim: Point["victim"]): victim is Service => typeof victim !== "string";

/** A point in words that give it back: `POST /1.0/instances#2 after pulumi`. */
export const describePoint = ({ request, moment, victim }: Point): string =>
  `${request} ${moment} ${isService(victim) ? `${victim.unit} on ${victim.instance}` : victim}`;

/** Every point at which a run, or one of these services, can be killed around one of its requests. */
export const pointsAround = (request: string, services: readonly Service[] = []): Point[] => [
  ...[...moments(request), "after" as const, "next" as const].map(
    (moment) => ({ request, moment, victim: "provider" }) as const,
  ),
  { request, moment: "after", victim: "pulumi" },
  { request, moment: "after", victim: "pulumi, by Ctrl-C" },
  { request, moment: "after", victim: "pulumi, by Ctrl-C twice" },
  ...services.map((victim) => ({ request, moment: "after", victim }) as const),
];

/** A script goes on for a while: there are moments while it runs. */
function moments(request: string): Point["moment"][] {
  if (/^(GET|POST|PUT|PATCH|DELETE) /.test(request)) return [];
  return request.startsWith("switch ") ? ["stopping", "turned", "started"] : [100, 400];
}

/** Draws by lot: the same seed draws the same. (mulberry32) */
export class Lots {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** One of them. */
  draw<T>(from: readonly T[]): T {
    const drawn = from[Math.floor(this.#next() * from.length)];
    if (drawn === undefined) throw new RangeError("there is nothing to draw from");
    return drawn;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
