/** The entrance: a router on an instance of its own, published on a port of the Incus server. */
import type { Declare, In, Order } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Instance } from "../../kinds/instance.ts";
import { NetworkForward } from "../../kinds/network-forward.ts";
import { Router } from "../../kinds/router.ts";
import { Traffic } from "../../kinds/traffic.ts";
import type { RolloutArguments } from "./arguments.ts";
import type { Edge, Ground } from "./homes.ts";
import type { Member } from "./members.ts";
import type { Entrance } from "./stages.ts";

/** What the entrance leads to. */
export interface Behind {
  readonly app: string;
  readonly members: readonly Member[];
  /** Names of the instances that a header leads to. */
  readonly canaries: readonly string[];
  readonly expose: Expose;
  readonly ground: Ground;
}

type Expose = NonNullable<RolloutArguments["expose"]>;

/** While no node is there, as when it is alone and changes, requests wait this long for one. */
const HOLD = "30s";

/** What a router of its own is made of, where `expose` does not say. */
interface Material {
  readonly expose?: Expose | undefined;
  readonly image?: In<string> | undefined;
  readonly profiles?: In<string[]> | undefined;
}

/** The router: the one that is named, or one of its own, whose port is a device of its instance, so that both come and go together. */
export function declareRouter(declare: Declare, args: Material, ground: Ground): Edge {
  const { expose } = args;
  if (expose?.router !== undefined) return { router: expose.router };
  const { as, address = "0.0.0.0", image = args.image, network } = expose ?? {};
  if (as === undefined || image === undefined)
    throw new TypeError("an entrance needs a port, and an image for its router");
  const entrance = {
    type: "proxy" as const,
    listen: declare.text`tcp:${address}:${as}`,
    connect: declare.text`tcp:127.0.0.1:${as}`,
  };
  const there = ground.on("router");
  const instance = declare.resource(Instance, "router", {
    ...there,
    image,
    ...defined({ profiles: args.profiles }),
    ...(network === undefined && { devices: { entrance } }),
    pinAddress: true,
    // Nobody could take over from it: a new image of the nodes must not interrupt all users.
    restart: "defer",
  });
  const { incarnation } = instance;
  const router = declare.resource(Router, "router", { ...there, instance: instance.name, incarnation });
  return { router: router.instance, incarnation };
}

/** The traffic to the members. They come in when their nodes are verified. */
export function declareTraffic(
  declare: Declare,
  args: RolloutArguments,
  { router, incarnation }: Edge,
  { app, members, canaries, expose, ground }: Behind,
  order: Order = {},
): Entrance {
  const { port, as, canaryHeader, hold = HOLD } = expose;
  const canary =
    canaryHeader !== undefined && canaries.length > 0 ? { header: canaryHeader, servers: canaries } : undefined;
  const traffic = declare.resource(
    Traffic,
    "traffic",
    {
      ...ground.on("router"),
      ...ground.reach,
      router,
      app,
      listen: as,
      servers: members.map(({ instance }) => ({ name: instance.name, address: instance.ipv4Address, port })),
      ...defined({
        incarnation,
        protocol: expose.protocol,
        hostname: expose.hostname,
        certificate: expose.certificate,
        check: expose.check,
        sticky: expose.sticky,
        maintenance: expose.maintenance,
        assets: expose.assets,
        hold,
        maxConnections: expose.maxConnections,
        drainTimeout: args.drainTimeout,
        canary,
      }),
    },
    order,
  );
  const { network, address = "" } = expose;
  if (network !== undefined)
    declare.resource(NetworkForward, "entrance", {
      ...ground.on("router"),
      network,
      address,
      port: declare.text`${as}`,
      target: traffic.address,
    });
  return { router: traffic.router, traffic, url: traffic.url };
}
