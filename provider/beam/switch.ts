/**
 * The switch: the old revision is stopped, the link turned, the new one started.
 *
 * It runs as a unit of its own on the instance and keeps a note of how far it is, so that it goes on when its client
 * dies, and does nothing twice when it is asked again for the same generation.
 */
import { z } from "zod";
import { answerOf, type Script } from "../shell.ts";
import { ScriptFailed } from "./errors.ts";
import { EXIT, PRELUDE } from "./init.ts";

/** A switch of one node. */
export interface Switch {
  readonly app: string;
  /** Folder of the revision that shall run. */
  readonly folder: string;
  /** Id of this switch, never used for another one. */
  readonly generation: string;
  /**
   * `whole`: stop, turn, start. `turn`: stop and turn only, for an instance that is about to be restarted or rebuilt; a
   * `whole` of the same generation starts it afterwards.
   */
  readonly until: "whole" | "turn";
  /** Id of the rollout that it is part of, for the node's environment. It is no part of the revision: another one restarts nothing. */
  readonly rollout?: string | undefined;
}

/** How far the last switch of an instance came. */
export interface Switched {
  readonly generation: string;
  readonly folder: string;
  readonly phase: "stopping" | "turned" | "started";
}

/** The script that has it done and waits for it. */
export const switchTo = ({ app, folder, generation, until, rollout = "" }: Switch): Script => ({
  name: "switch",
  text: WAIT,
  args: [app, `cul8er-${app}-${generation}-${until}`, SCRIPT, folder, generation, until, rollout],
});

/** Reads how far the last switch came; undefined before the first. */
export function switched(stdout: string): Switched | undefined {
  const { values } = answerOf(stdout);
  if (values.generation === undefined) return undefined;
  const read = note.safeParse(values);
  if (!read.success) throw new ScriptFailed("the note of the last switch on the instance cannot be read");
  return read.data;
}

/** The script that stops a node until its next switch. Its link goes too, so that a restart of the instance does not start it. */
export const stop = (app: string): Script => ({
  name: "stop",
  text: `${PRELUDE}\nservice_stop\nrm -f "$root/current" "$root/switch" "$root/rollout"\n`,
  args: [app],
});

/** The script that removes what was staged, the unit and the command; the application's data and its user stay. */
export const remove = (app: string): Script => ({
  name: "remove",
  text: `${PRELUDE}
service_remove
rm -rf "$root/releases" "$root/revisions" "$root/incoming" "$root/tmp" "$root/bin" "$root/current" "$root/switch" "$root/rollout" "$root/lock" "$root/key"
if [ "$(readlink "/usr/local/bin/$app")" = "$root/bin/$app" ]; then rm -f "/usr/local/bin/$app"; fi
rm -f "$root/home/.erlang.cookie"
`,
  args: [app],
});

const note = z.object({
  generation: z.string(),
  folder: z.string(),
  phase: z.enum(["stopping", "turned", "started"]),
});

const SCRIPT = `${PRELUDE}
folder=$1 generation=$2 until=$3 rollout=$4
note() { printf 'generation=%s\\nfolder=%s\\nphase=%s\\nbegun=%s\\n' "$generation" "$folder" "$1" "$begun" > "$root/switch.new"; mv "$root/switch.new" "$root/switch"; }
exec 9>"$root/lock"
flock 9
[ -d "$root/revisions/$folder" ] || fail ${EXIT.notStaged} "the revision $folder is not staged on this instance"
phase= begun=$(date +%s)
if grep -qsx "generation=$generation" "$root/switch"; then
  phase=$(sed -n 's/^phase=//p' "$root/switch") begun=$(sed -n 's/^begun=//p' "$root/switch")
fi
if [ "$phase" = started ]; then exit 0; fi
if [ "$phase" != turned ]; then
  note stopping
  service_stop
  rm -f "$root/tmp/"*.runtime.config
  ln -sfn "revisions/$folder" "$root/current.new"
  mv -fT "$root/current.new" "$root/current"
  if [ -n "$rollout" ]; then
    printf 'CUL8ER_ROLLOUT=%s\\n' "$rollout" > "$root/rollout.new"; mv "$root/rollout.new" "$root/rollout"
  else rm -f "$root/rollout"; fi
  note turned
fi
if [ "$until" = turn ]; then exit 0; fi
service_start 9>&- || true
note started
`;

// The same unit may be running for a client that died. Only when it is through it counts what the note says.
const WAIT = `${PRELUDE}
unit=$1 script=$2 folder=$3 generation=$4 until=$5 rollout=$6
[ -d "$root/revisions/$folder" ] || fail ${EXIT.notStaged} "the revision $folder is not staged on this instance"
detached "$unit" "$script" "$unit" "$app" "$folder" "$generation" "$until" "$rollout" || true
exec 9>"$root/lock"
flock 9
cat "$root/switch"
`;
