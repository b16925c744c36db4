/** What exists for each node of a cluster: a volume, an instance, and a release that is staged there. */
import type { Declare, Declared, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Instance } from "../../kinds/instance.ts";
import { Release } from "../../kinds/release.ts";
import { StorageVolume } from "../../kinds/storage-volume.ts";
import type { ClusterArguments } from "./arguments.ts";
import type { Ground } from "./ground.ts";

/** What exists for one node. */
export interface Member {
  /** Its name in the program, below that of the cluster. */
  readonly name: string;
  readonly instance: Declared<typeof Instance>;
  readonly release: Declared<typeof Release>;
}

/** What the members have in common. */
export interface Membership {
  readonly app: string;
  /** Names in the program, below that of the cluster. */
  readonly members: readonly string[];
  /** Names of the instances, whose nodes start side by side on a first deploy. Without them nothing starts. */
  readonly names?: readonly string[];
  readonly changes: "rolling" | "recreate";
  /** Part of the cluster that they are; nodes of different parts never join. */
  readonly scope?: string;
  /** Whether they stay as they are, whatever is wanted. */
  readonly keep?: Ref<boolean>;
  readonly ground: Ground;
}

/** Declares all that exists for the nodes. Everything is staged side by side, before anything changes. */
export function declareMembers(declare: Declare, args: ClusterArguments, membership: Membership): Member[] {
  const { app, members, names, changes, scope, keep, ground } = membership;
  const pool = args.storage?.pool ?? "default";
  const volumes = members.map((member) =>
    declare.resource(StorageVolume, member, { ...ground.on(member), pool, ...defined({ size: args.storage?.size }) }),
  );
  const instances = volumes.map((volume, index) =>
    declare.resource(Instance, at(members, index), {
      ...ground.on(at(members, index)),
      image: args.image,
      ...defined({ profiles: args.profiles, limits: args.limits, config: args.config }),
      devices: { ...args.devices, [app]: { type: "disk", pool, source: volume.name, path: `/opt/${app}` } },
      pinAddress: true,
      // Where a node runs, its switch is the moment for a restart.
      restart: names ? "defer" : "now",
    }),
  );
  return instances.map((instance, index) => ({
    name: at(members, index),
    instance,
    release: declare.resource(Release, at(members, index), {
      ...ground.on(at(members, index)),
      ...ground.reach,
      instance: instance.name,
      app,
      incarnation: instance.incarnation,
      address: instance.ipv4Address,
      peers: instances.filter((peer) => peer !== instance).map((peer) => peer.ipv4Address),
      ...defined({ cluster: names }),
      changes,
      cookie: args.cluster.cookie,
      ...defined({
        nodeBase: args.cluster.name,
        distribution: args.cluster.distribution,
        discovery: args.cluster.discovery,
        release: args.release,
        digest: args.digest,
        kept: args.kept,
        environment: args.environment,
        secrets: args.secrets,
        startFlags: args.startFlags,
        drainTimeout: args.drainTimeout,
        healthCheck: args.healthCheck,
        keepVersions: args.rollback?.keepVersions,
        scope,
        keep,
      }),
    }),
  }));
}

/** An item that is known to be there. */
export function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`there is no member ${index + 1} of ${items.length}`);
  return item;
}
