/** A switch of the slots that ended half way, since its client died: requests may go to both slots, or to the one that is to change next. */
import type { Context } from "../../context.ts";
import { duration } from "../../units.ts";
import { answered } from "../instance/answer.ts";
import { edit } from "../instance/edit.ts";
import { nodesOf } from "../node/step.ts";
import type { Where } from "../node/where.ts";
import { GateFailed } from "../rollout/step.ts";
import { handBack } from "./handover.ts";
import { drain, turnRequests, UP } from "./member.ts";
import { otherThan, readSlots, type Slot, writeSlots } from "./slots.ts";

/** Where the slots are. */
export interface Place {
  readonly context: Context;
  readonly project: string;
  readonly router: string;
  readonly app: string;
  readonly where?: Where | undefined;
}

/** Nobody is on the way from one slot to the other any more. */
export async function arrived({ context, project, router, app }: Omit<Place, "where">): Promise<void> {
  await edit(context.incus(project), router, ({ config }) => {
    const { turning, ...slots } = readSlots(config, app) ?? {};
    return turning && "format" in slots ? { config: writeSlots(app, slots) } : {};
  });
}

/**
 * The requests go back to the slot that had them, before the other one is given up or changes. May be repeated. Nothing
 * to do where no switch was interrupted.
 * @throws GateFailed where the slot that had them is not well: then they stay where they are
 */
export async function takeBack(place: Place): Promise<void> {
  const { context, project, router, app, where } = place;
  const found = await context.incus(project).member("/1.0/instances", router, answered);
  const { turning, members = {}, active, switched } = (found && readSlots(found.body.config, app)) ?? {};
  if (!turning) return;
  const [to, from] = [turning.slot, otherThan(turning.slot)];
  const serversOf = (slot: Slot) => members[slot] ?? [];
  const nodesIn = (slot: Slot) => nodesOf(context, { project, app, where, instances: serversOf(slot) });
  context.progress(`${app}: the switch to the ${to} slot was interrupted, and is taken back first`);
  if (active === from) {
    await handBack(
      { nodes: await nodesIn(from), calls: switched?.calls ?? {} },
      { nodes: await nodesIn(to), calls: turning.calls ?? {} },
    );
    const refused = await turnRequests(place, { to: serversOf(from), from: serversOf(to) }, UP);
    if (refused.length > 0)
      throw new GateFailed(
        `a switch of ${app} to the ${to} slot was interrupted, and cannot be taken back: the router ${router} never saw ${refused.join(", ")} up. The requests stay where they are; deploy what the ${to} slot has to finish that switch.`,
      );
  }
  await Promise.all(serversOf(to).map((server) => drain(place, server, duration(turning.drainTimeout))));
  await arrived(place);
}
