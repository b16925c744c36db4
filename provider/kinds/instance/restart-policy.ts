/** What a change of somebody else's instance does where it needs a restart. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import type { Context } from "../../context.ts";
import type { Plan } from "../../resource.ts";
import { steers, unread } from "../../schema.ts";
import type { Answered } from "./answer.ts";
import { isUp } from "./answer.ts";
import { type Edit, edit, look, quiet } from "./edit.ts";
import { PENDING_KEY, pendingOf, pendingText } from "./pending.ts";
import { start, stop } from "./power.ts";
import { carryOutPending } from "./rebuild.ts";

/** Input: when a restart happens. */
export const restartPolicy = () =>
  steers(z.enum(["now", "defer", "refuse"]).default("now")).describe(
    "When a change needs a restart: do it now, record it as pending for a BeamNode, or refuse the change. Default: now.",
  );

/** Input: the root disk that the change is for. */
export const incarnationInput = () =>
  unread(z.string().optional()).describe("The instance's `incarnation`, so that this is applied again on a new one.");

/** What a running instance needs for a change. */
export type Need = "nothing" | "restart" | "stop";

const SHUTDOWN = 30_000; // milliseconds

/** Why a change is refused; `undefined` where it is not. */
export function refusal(need: Need, policy: "now" | "defer" | "refuse" | undefined): string | undefined {
  if (need === "nothing" || policy === undefined || policy === "now") return undefined;
  if (policy === "defer" && need === "restart") return undefined;
  const why = need === "stop" ? "can only be changed while the instance is stopped" : "needs a restart of the instance";
  return `${why}, and restart is ${JSON.stringify(policy)}: set it to "now", or stop the instance first`;
}

/**
 * Changes an instance, and restarts it where it needs that and `policy` lets it. May be repeated after a crash: an
 * instance that ran then runs again. What `last` holds is written when all is done.
 */
export async function editWith(
  context: Context,
  { project, instance, restart }: { project: string; instance: string; restart: "now" | "defer" | "refuse" },
  need: Need,
  change: (now: Answered) => Edit,
  last: Config = {},
): Promise<void> {
  const incus = context.incus(project);
  await quiet(incus, instance);
  const { body } = await look(incus, instance);
  const resumes = isRestarting(body);
  const up = isUp(body) || resumes;
  const waits = up && need === "restart";
  const restarts = up && (need === "stop" || (waits && restart === "now") || resumes);
  const begun = restarts ? { [RESTARTING_KEY]: "true" } : last;
  if (up && need === "stop") {
    await edit(incus, instance, () => ({ config: begun }));
    await stop(incus, instance, SHUTDOWN);
  }
  await edit(incus, instance, (now) => {
    const { config, ...wanted } = change(now);
    const pending = pendingText({ ...pendingOf(now.config), restart: true });
    return { ...wanted, config: { ...config, ...begun, ...(waits && { [PENDING_KEY]: pending }) } };
  });
  if (!restarts) return;
  if (need !== "stop") await carryOutPending(context, project, instance, { keepIncarnation: true });
  await start(incus, instance);
  await edit(incus, instance, () => ({ config: { ...last, [RESTARTING_KEY]: "" } }));
}

/** The plan of what restarts an instance where nothing is left to change: a restart that a client began and died over. */
export const finishRestart = (instance: Answered | undefined): Plan =>
  instance && isRestarting(instance)
    ? {
        action: "update",
        changed: [],
        unknown: [],
        restarts: true,
        reason: "finishes the restart that an earlier run began",
      }
    : { action: "none" };

/** Config key that is set while a running instance is stopped for a change. */
const RESTARTING_KEY = "user.cul8er.restarting";

const isRestarting = ({ config }: Answered): boolean => config[RESTARTING_KEY] === "true";
