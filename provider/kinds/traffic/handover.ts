/** Handing over from one slot to the other: calls into both releases, for schedulers and whatever else may run only once. */
import { z } from "zod";
import { call, called } from "../../beam/call.ts";
import { duration, durationText } from "../../units.ts";
import { type Before, run } from "../node/site.ts";
import { GateFailed } from "../rollout/step.ts";

/** Schema of a call into a release. */
export const callOn = () =>
  z.strictObject({
    command: z
      .array(z.string())
      .min(1)
      .describe('Arguments of the release\'s own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice.'),
    limit: durationText().optional().describe("Longest time that it may take; then it is ended. Default: 30s."),
  });

/** A call into a release. */
export type CallOn = z.output<ReturnType<typeof callOn>>;

/** The calls of a slot: when it gets the requests, and when it loses them. */
export interface Calls {
  readonly onActivate?: CallOn | undefined;
  readonly onDeactivate?: CallOn | undefined;
}

/** A slot: its nodes, and what they are told. */
export interface Party {
  readonly nodes: readonly Before[];
  readonly calls: Calls;
}

/**
 * Who has the requests is told first that it loses them, then the other that it gets them: what may run only once never
 * runs twice.
 * @throws GateFailed with all as it was before, as far as the calls can undo each other
 */
export async function handOver(from: Party, to: Party): Promise<void> {
  try {
    await tellAll(from, "onDeactivate");
    await tellAll(to, "onActivate");
  } catch (error) {
    await handBack(from, to);
    if (!(error instanceof CallFailed)) throw error;
    throw new GateFailed(`${error.message}\nThe requests stay where they are.`);
  }
}

/** The way back: nothing stops it, what fails is told. */
export async function handBack(from: Party, to: Party): Promise<void> {
  const [first] = [...to.nodes, ...from.nodes];
  const warn = (error: unknown) => {
    if (!(error instanceof CallFailed)) throw error;
    first?.site.context.warn(error.message);
  };
  await tellAll(to, "onDeactivate").catch(warn);
  await tellAll(from, "onActivate").catch(warn);
}

class CallFailed extends Error {
  override readonly name = "CallFailed";
}

const tellAll = async ({ nodes, calls }: Party, which: keyof Calls): Promise<void> => {
  const wanted = calls[which];
  if (wanted) await Promise.all(nodes.map((node) => tell(node, which, wanted)));
};

/** What a command that was ended by its limit ends with. */
const OVERDUE = 124;

async function tell({ site }: Before, which: keyof Calls, { command, limit = "30s" }: CallOn): Promise<void> {
  const milliseconds = duration(limit);
  const script = call(site.app, { command, seconds: Math.ceil(milliseconds / 1000) });
  site.context.progress(`${site.instance}: ${which}`);
  const { runs, code, said } = called(await run(site, script, `calling ${which}`, { timeout: milliseconds + 30_000 }));
  // What does not run has nothing to let go of, and must not keep back the release that mends it.
  if (!runs && which === "onDeactivate") return;
  if (runs && code === 0) return;
  const how = !runs ? "the node does not run" : code === OVERDUE ? `not done after ${limit}` : `ended with ${code}`;
  const lines = said ? `\nLast lines of what it said:\n${said.replace(/^/gm, "  ")}` : "";
  throw new CallFailed(`${which} (${command.join(" ")}) failed on ${site.instance}: ${how}${lines}`);
}
