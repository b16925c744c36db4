/** A cluster with users: behind a router, at a port of this machine's, under constant load from outside. */
import { expect } from "chai";
import type { Machine } from "../../setup/environment.ts";
import { freePort } from "../free-port.ts";
import { Load, type Wanted } from "../load/load.ts";
import { Deployed } from "./deployed.ts";
import { RouterView } from "./router-view.ts";

/** What a suite asks for. */
interface Plans {
  /** Arguments of the cluster in every deployment, over `USUAL`. */
  readonly arguments?: Readonly<Record<string, unknown>>;
  /** How users reach it, over its port and a port of this machine's. */
  readonly expose?: Readonly<Record<string, unknown>>;
  /** Nodes at first. Default: 3. */
  readonly size?: number;
  /** Folder of the program. Default: that of a `BeamCluster`. */
  readonly program?: string;
  /** What the load is like, where it is not the usual one. */
  readonly load?: Partial<Wanted>;
}

/** Checks that are over soon. */
const USUAL = {
  minUptime: "1s",
  healthCheck: { http: { port: 4000, path: "/health" }, successes: 2, deadline: "10s" },
};

/** The example, deployed in 1.0.0, and its users, who come until the site is closed. */
export class Site {
  readonly cluster: Deployed;
  readonly router: RouterView;
  readonly load: Load;

  private constructor(cluster: Deployed, router: RouterView, load: Load) {
    this.cluster = cluster;
    this.router = router;
    this.load = load;
  }

  static async open(machine: Machine, { arguments: args, expose, size, load, program }: Plans = {}): Promise<Site> {
    const cluster = await exposed(machine, args, expose, program);
    try {
      const { ok, text } = await cluster.change({ version: "1.0.0", ...(size && { size }) });
      expect(ok, text).to.equal(true);
      const router = new RouterView(machine.incus.socket, cluster.name);
      return new Site(cluster, router, await Load.on({ url: await cluster.url(), ...load }));
    } catch (error) {
      await cluster[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The users go, and the cluster is removed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.load[Symbol.asyncDispose]();
    await this.cluster[Symbol.asyncDispose]();
  }
}

/** A cluster that users can reach at a port of this machine's; nothing is on the server yet. */
export const exposed = async (
  machine: Machine,
  args: Plans["arguments"] = {},
  expose: Plans["expose"] = {},
  program = "test/programs/cluster",
): Promise<Deployed> =>
  Deployed.of(machine, program, {
    ...USUAL,
    ...args,
    expose: { port: 4000, as: await freePort(), ...expose },
  });
