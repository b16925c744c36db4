/** Accidents in the middle of a rollout: whoever was routed serves on, nobody else does, and the next run makes everything good. */
import { expect } from "chai";
import { type Machine, machineOrSkip, testEnvironment } from "../../setup/environment.ts";
import type { Load } from "../load/load.ts";
import { now } from "../load/record.ts";
import { describe as inWords, type Summary } from "../load/summary.ts";
import { raw } from "../out-of-band.ts";
import type { Deployed, Wish } from "./deployed.ts";
import type { RouterView } from "./router-view.ts";
import { Site } from "./site.ts";

const { everything } = await testEnvironment();

/** Something that dies while others change. */
interface Accident {
  readonly what: string;
  happens(): Promise<unknown>;
  /** Milliseconds after which users notice nothing of it any more. */
  readonly outage: number;
}

if (everything)
  describe("an accident in the middle of a rollout", () => {
    let machine: Machine;
    let site: Site;
    let cluster: Deployed;
    let router: RouterView;
    let load: Load;
    /** Of what runs. */
    let major = 1;
    before(async function () {
      machine = await machineOrSkip(this);
      site = await Site.open(machine);
      ({ cluster, router, load } = site);
    });
    after(() => site?.[Symbol.asyncDispose]());

    const stopped = (instance: string, action: "stop" | "restart") =>
      raw(machine.incus.socket).send("PUT", `/1.0/instances/${instance}/state?project=${cluster.name}`, {
        action,
        force: true,
        timeout: 30,
      });
    const accidents: readonly Accident[] = [
      {
        what: "HAProxy is killed",
        happens: () => cluster.inside(`${cluster.name}-router`, "systemctl", "kill", "--signal=KILL", "cul8er-router"),
        outage: 5_000,
      },
      {
        what: "the router's instance is restarted by force",
        happens: () => stopped(`${cluster.name}-router`, "restart"),
        outage: 20_000,
      },
      {
        what: "a node that waits for its turn is killed",
        happens: () => cluster.inside(`${cluster.name}-3`, "systemctl", "kill", "--signal=KILL", "chat"),
        outage: 10_000,
      },
      {
        what: "the instance of a node that waits for its turn is stopped by force",
        happens: () => stopped(`${cluster.name}-3`, "stop"),
        outage: 10_000,
      },
      {
        what: "the instance of the node whose turn it is is stopped by force",
        happens: () => stopped(`${cluster.name}-1`, "stop"),
        outage: 10_000,
      },
    ];

    for (const { what, happens, outage } of accidents) {
      it(`lets nobody see a bad release when ${what}, and the next good one goes through`, async () => {
        const { versions } = await during({ version: "0.9.0", fault: "health_500" }, happens, outage);
        expect(Object.keys(versions)).to.deep.equal([`${major}.0.0`]);
        await good({ version: `${++major}.0.0` });
      });

      it(`goes on, or stops and goes on in the next run, when ${what}`, async () => {
        const wish = { version: `${++major}.0.0` };
        await during(wish, happens, outage);
        await good(wish);
      });
    }

    /** Deploys a wish, whatever comes of it, with an accident in the turn of the first node. Gives what users saw. */
    async function during(wish: Wish, happens: Accident["happens"], outage: number): Promise<Summary> {
      const began = now();
      const change = cluster.change(wish);
      await cluster.meant(`${cluster.name}-1`, wish.version);
      const before = now();
      await happens();
      const after = now();
      const { text } = await change;
      const summary = await load.since(began);
      const others = summary.failed.filter(({ began, took }) => began > after + outage || began + took < before);
      expect(others, `${text}\n${inWords(summary, began)}`).to.deep.equal([]);
      return summary;
    }

    /** The next run: all of it comes true, and nobody is left out. */
    async function good(wish: Wish): Promise<void> {
      const began = now();
      await cluster.become(wish);
      const summary = await load.since(began);
      expect(summary.failed, inWords(summary, began)).to.deep.equal([]);
      expect(await router.ready()).to.deep.equal(cluster.names());
      expect(await cluster.stack.preview()).to.deep.equal([]);
    }
  });
