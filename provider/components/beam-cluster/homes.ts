/** The instances of a cluster, of its own: one for each node with a volume, one for its tasks, one for its router. */
import type { Declare } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Instance } from "../../kinds/instance.ts";
import { StorageVolume } from "../../kinds/storage-volume.ts";
import { declareRouter } from "../rollout/entrance.ts";
import { type Ground, type Home, type Homes, TASKS } from "../rollout/homes.ts";
import { at } from "../rollout/members.ts";
import type { ClusterArguments } from "./arguments.ts";

/** Homes that are declared as they are needed. */
export const clusterHomes = (declare: Declare, args: ClusterArguments, app: string, ground: Ground): Homes => ({
  ground,
  // Where a node runs, its switch is the moment for a restart.
  nodes: ({ members }) => declareInstances(declare, args, { app, members, restart: "defer", ground }),
  tasks: () => at(declareInstances(declare, args, { app, members: [TASKS], restart: "now", ground }), 0),
  router: () => declareRouter(declare, args, ground),
});

interface Instances {
  readonly app: string;
  readonly members: readonly string[];
  readonly restart: "now" | "defer";
  readonly ground: Ground;
}

/** An instance each, with the application's folder on a volume that survives it. */
function declareInstances(
  declare: Declare,
  args: ClusterArguments,
  { app, members, restart, ground }: Instances,
): Home[] {
  const pool = args.storage?.pool ?? "default";
  const volumes = members.map((member) =>
    declare.resource(StorageVolume, member, { ...ground.on(member), pool, ...defined({ size: args.storage?.size }) }),
  );
  return volumes.map((volume, index) =>
    declare.resource(Instance, at(members, index), {
      ...ground.on(at(members, index)),
      image: args.image,
      ...defined({ profiles: args.profiles, limits: args.limits, config: args.config }),
      devices: { ...args.devices, [app]: { type: "disk", pool, source: volume.name, path: `/opt/${app}` } },
      pinAddress: true,
      restart,
    }),
  );
}
