/** Blue-green: two groups of nodes; one serves while the other takes what is new, and one switch moves all requests. */
import { nodesFrom } from "./batches.ts";
import type { Stage } from "./stage.ts";

/** A call into the release on each node of a group. */
export interface Call {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. It may run twice. */
  readonly command: string[];
  /** Longest time that it may take, as "30s", which is the default. */
  readonly limit?: string | undefined;
}

/** How the groups take turns. */
export interface Turns {
  /** How long the group without requests stays up, as "1h"; "0s": it is stopped by the run that moves the requests. Default: always. */
  readonly keepWarm?: string | undefined;
  /** For schedulers and singletons: before a group gets the requests. */
  readonly onActivate?: Call | undefined;
  /** Before it, on the group that loses them. */
  readonly onDeactivate?: Call | undefined;
}

/** Two groups. They need memory for twice the nodes while both are up. */
export interface BlueGreen extends Turns {
  readonly type: "blueGreen";
}

/** Changes the group of nodes that does not serve, and then moves all requests to it at once; the way back is the same. */
export const blueGreen = (turns: Turns = {}): BlueGreen => ({ type: "blueGreen", ...turns });

/** The stages of one group: nobody is served by it, so all of its nodes change side by side. */
export function groupStages(name: string, size: number): Stage[] {
  const all = nodesFrom(0, size);
  return [
    { do: "change", nodes: all, first: false },
    { do: "check", name, nodes: all, final: true, watch: "end" },
  ];
}
