/** One read of a whole collection for all who ask for a member of it at about the same time. */
import { z } from "zod";

/** The entries of a collection by name. */
export type Collection = ReadonlyMap<string, unknown>;

const entry = z.looseObject({
  name: z.string().optional(),
  fingerprint: z.string().optional(),
  listen_address: z.string().optional(),
});

/** A read serves those who come within so many times as long as it took, ... */
const LASTS = 5;

/** ... one after the other, but nobody who comes so many milliseconds after it. */
const LONGEST = 30_000;

/** What was read together. */
interface Shared {
  readonly collection: Promise<Collection>;
  /** Somebody came for it: the next one may, too. */
  asked(): void;
}

/** Collections that were read together, until something is written or nobody came for them in the last `keep` milliseconds. */
export class BulkReads {
  readonly #reads = new Map<string, Shared>();
  readonly #keep: number;
  #discarded = Number.NEGATIVE_INFINITY;

  constructor(keep: number) {
    this.#keep = keep;
  }

  /** The collection that `key` stands for: one that is being read or was just read, else what `read` gives. */
  share(key: string, read: () => Promise<unknown[]>): Promise<Collection> {
    const shared = this.#reads.get(key);
    shared?.asked();
    if (shared) return shared.collection;
    const began = performance.now();
    const collection = read().then(byName);
    const forget = () => void (this.#reads.get(key)?.collection === collection && this.#reads.delete(key));
    let asked = () => {};
    this.#reads.set(key, { collection, asked: () => asked() });
    collection.then(() => {
      const read = performance.now();
      // What takes long to read is kept for longer: engines ask one after the other, and would wait for it ever again.
      const worth = Math.max(this.#keep, LASTS * (read - began));
      const last = read + Math.max(LONGEST, worth);
      let forgetting: NodeJS.Timeout | undefined;
      asked = () => {
        clearTimeout(forgetting);
        forgetting = setTimeout(forget, Math.min(worth, last - performance.now())).unref();
      };
      asked();
    }, forget);
    return collection;
  }

  /**
   * Whether things change just now: then what is read together is forgotten before anybody else asks for it, and each
   * who asks had better read but its own. (Making 200 instances read up to 200 of them each time.)
   */
  get unsettled(): boolean {
    return performance.now() - this.#discarded < this.#keep;
  }

  /** Forgets all: those who wait keep what they asked for, whoever asks next reads anew. */
  discard(): void {
    this.#discarded = performance.now();
    this.#reads.clear();
  }
}

function byName(entries: unknown[]): Collection {
  const named = entries.flatMap((each) => nameOf(each).map((name, part) => ({ name, part, each })));
  // A name in full wins over one that only ends alike.
  return new Map(named.sort((a, b) => b.part - a.part).map(({ name, each }) => [name, each]));
}

/** Names of an entry. Snapshots of volumes are listed as `volume/snapshot`, and found by the last part, too. */
function nameOf(each: unknown): string[] {
  const known = entry.safeParse(each);
  if (!known.success) return [];
  const name = known.data.name ?? known.data.fingerprint ?? known.data.listen_address;
  if (name === undefined) return [];
  return name.includes("/") ? [name, name.slice(name.lastIndexOf("/") + 1)] : [name];
}
