/** The rollout with which an application is first deployed: its nodes start side by side, each with its own release, before anything could be drawn for all of them. */
import { createHash } from "node:crypto";
import { lastRollout, type RolloutRecord } from "../../report/record.ts";
import type { Answered } from "../instance/answer.ts";
import type { Found } from "../node/site.ts";

/** What tells one instance from every other, also of the same name. */
type Machine = Pick<Answered, "name" | "created_at" | "config">;

/** What is deployed. */
export interface First {
  readonly app: string;
  /** Names of the instances. */
  readonly cluster: readonly string[];
  readonly version: string;
  readonly revision: string;
  readonly now: number;
}

/**
 * The record of it, the same on every instance: its id follows from the first instance of the cluster, which is new
 * whenever a cluster is, and from the deploy before, if that failed. One that was interrupted goes on.
 */
export function firstRollout(
  found: ReadonlyMap<string, Pick<Found, "rollout"> & { readonly now: Machine }>,
  { app, cluster, version, revision, now }: First,
): RolloutRecord {
  const last = lastRollout([...found.values()].map(({ rollout }) => rollout));
  const first = cluster.map((name) => found.get(name)?.now).find((each) => each !== undefined);
  const seed = [app, first?.name, first?.created_at, first?.config["volatile.uuid"], last?.id].join(" ");
  const id = last && !last.ended ? last.id : createHash("sha256").update(seed).digest("hex").slice(0, 12);
  const instances = [...cluster];
  return { format: 1, id, began: now, from: [], to: version, wanted: revision, instances, steps: [] };
}
