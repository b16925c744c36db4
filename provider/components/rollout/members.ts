/** The members of a rollout: a release that is staged on each instance. Everything is staged side by side, before anything changes. */
import type { Declare, Declared, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Release } from "../../kinds/release.ts";
import type { RolloutArguments } from "./arguments.ts";
import type { Ground, Home } from "./homes.ts";

/** What exists for one node. */
export interface Member {
  /** Its name in the program, below that of the component. */
  readonly name: string;
  readonly instance: Home;
  readonly release: Declared<typeof Release>;
}

/** What the members have in common. */
export interface Membership {
  readonly app: string;
  /** Names in the program, below that of the component. */
  readonly members: readonly string[];
  readonly instances: readonly Home[];
  /** Names of the instances, whose nodes start side by side on a first deploy. Without them nothing starts. */
  readonly names?: readonly string[];
  readonly changes: "rolling" | "recreate";
  /** Part of the cluster that they are; nodes of different parts never join. */
  readonly scope?: string;
  /** Whether they stay as they are, whatever is wanted. */
  readonly keep?: Ref<boolean>;
  readonly ground: Ground;
}

/** Declares what is staged for the nodes. */
export function declareMembers(declare: Declare, args: RolloutArguments, membership: Membership): Member[] {
  const { app, members, instances, names, changes, scope, keep, ground } = membership;
  return instances.map((instance, index) => ({
    name: at(members, index),
    instance,
    release: declare.resource(Release, at(members, index), {
      ...ground.on(at(members, index)),
      ...ground.reach,
      instance: instance.name,
      app,
      address: instance.ipv4Address,
      peers: instances.filter((peer) => peer !== instance).map((peer) => peer.ipv4Address),
      ...defined({ incarnation: instance.incarnation, cluster: names }),
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
