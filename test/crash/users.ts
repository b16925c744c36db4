/** Users of a cluster, while those who change it die one after the other. */
import { expect } from "chai";
import { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords } from "../load/summary.ts";
import type { Stage } from "./survival.ts";

/**
 * Half of the usual load, so that there is some of the machine left for those who die; whoever waits for a node waits
 * longer than any run takes.
 */
const LOAD = { rate: 100, slow: 200, patience: 120_000 } as const;

/** Milliseconds for which users may notice that a router or a node was killed. */
const OUTAGE = 10_000;

/** Users, who come as soon as somebody wants to know what they get. */
export class Users {
  readonly #url: () => Promise<string>;
  #load: Load | undefined;
  #at: string | undefined;

  /** @param url tells where they go */
  constructor(url: () => Promise<string>) {
    this.#url = url;
  }

  /**
   * Looks from now on at what they get; what it gives fails where a request failed, a socket broke, or another version
   * answered. Of these only the last counts right after one of those who serve them was killed.
   */
  async watch({ serves }: Stage): Promise<(killed?: number) => Promise<void>> {
    if (!serves) return async () => {};
    const load = await this.#come();
    const began = now();
    return async (killed = Number.NaN) => {
      const summary = await load.since(began);
      const words = inWords(summary, began);
      const isExcused = (from: number, to = from) => from <= killed + OUTAGE && to >= killed;
      const failed = summary.failed.filter(({ began, took }) => !isExcused(began, began + took));
      expect(failed, words).to.deep.equal([]);
      const dropped = summary.sockets.dropped.filter(({ at }) => !isExcused(at));
      expect(dropped, words).to.deep.equal([]);
      expect(serves, words).to.include.members(Object.keys(summary.versions));
    };
  }

  /** They go. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#load?.[Symbol.asyncDispose]();
    this.#load = undefined;
  }

  /** They are there; where the cluster was removed and made again meanwhile, it may be somewhere else. */
  async #come(): Promise<Load> {
    const url = await this.#url();
    if (this.#at !== url) await this[Symbol.asyncDispose]();
    this.#at = url;
    this.#load ??= await Load.on({ url, ...LOAD });
    return this.#load;
  }
}
