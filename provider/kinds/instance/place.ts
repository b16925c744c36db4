/** On which member of a cluster an instance is, and how it gets to another one. */
import { z } from "zod";
import type { Context } from "../../context.ts";
import { path } from "../../incus/path.ts";
import type { Scope } from "../../incus/server.ts";
import type { Answered } from "./answer.ts";
import { unhindered } from "./edit.ts";

/**
 * The wanted target where the instance is there, else the member that it is on. One whose member was evacuated belongs to
 * that member: it goes back when the member does.
 */
export async function targetOf(
  context: Context,
  { config, location }: Pick<Answered, "config" | "location">,
  wanted: string | undefined,
): Promise<string | undefined> {
  if (wanted === undefined || location === "none" || location === "") return wanted;
  const home = config["volatile.evacuate.origin"] || location;
  if (!wanted.startsWith("@")) return home;
  const group = await context.incus().member("/1.0/cluster/groups", wanted.slice(1), withMembers);
  return group?.body.members?.includes(home) ? wanted : home;
}

/** Moves a stopped instance, with its disks, to a member or into a group. */
export async function move(incus: Scope, name: string, target: string): Promise<void> {
  const at = path`/1.0/instances/${name}`;
  await unhindered(incus, name, () => incus.post(at, { migration: true }, { query: { target } }));
}

const withMembers = z.object({ members: z.array(z.string()).nullish() });
