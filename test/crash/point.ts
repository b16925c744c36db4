/** Where a run of Pulumi is killed. */

/** One point of a run. */
export interface Point {
  /** A request of the provider's, as the record names it: `POST /1.0/instances#2` is the second of its kind. */
  readonly request: string;
  /**
   * Before it is sent; after it was answered; at the next request of any kind; or so many milliseconds after the answer,
   * while the server is still at work.
   */
  readonly moment: "before" | "after" | "next" | number;
  /** What is killed: the process of our provider, or the command line above it; a first Ctrl-C lets what runs end. */
  readonly victim: "provider" | "pulumi" | "pulumi, by Ctrl-C" | "pulumi, by Ctrl-C twice";
}

/** One request that was answered. */
export interface Answered {
  readonly request: string;
  readonly status: number;
}

/** A point in words that give it back: `POST /1.0/instances#2 after pulumi`. */
export const describePoint = ({ request, moment, victim }: Point): string => `${request} ${moment} ${victim}`;

/** Whether a request changes something. */
export const isWrite = ({ request }: Answered): boolean => !request.startsWith("GET ");

/** Every point at which a run with these requests can be killed. */
export const everyPoint = (requests: readonly Answered[]): Point[] =>
  requests.flatMap(({ request }): Point[] => [
    { request, moment: "before", victim: "provider" },
    { request, moment: "after", victim: "provider" },
    { request, moment: "next", victim: "provider" },
    { request, moment: "after", victim: "pulumi" },
    { request, moment: "after", victim: "pulumi, by Ctrl-C" },
    { request, moment: "after", victim: "pulumi, by Ctrl-C twice" },
    // A command goes on for a while: a switch stops, turns and starts.
    ...(request.includes("/exec#") ? pauses.map((moment) => ({ request, moment, victim: "provider" }) as const) : []),
  ]);

/** Milliseconds. */
const pauses = [100, 400, 1200];

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
