/**
 * A task: a command of a staged release that runs once, such as a migration of a database.
 *
 * It runs as a unit of its own on the instance and leaves its result in a file, so that it is neither broken off nor run
 * a second time when its client dies.
 */
import { answerOf, type Script } from "../shell.ts";
import { BECOME } from "./become.ts";
import { ScriptFailed } from "./errors.ts";
import { HIDE } from "./hide.ts";
import { EXIT, PRELUDE } from "./init.ts";

/** A task of a revision. */
export interface Task {
  readonly app: string;
  readonly user: string;
  readonly name: string;
  /** Folder of the revision whose release has the command. */
  readonly folder: string;
  /** Digest of the command: another one is another task. */
  readonly digest: string;
  /** Arguments of the release's own command: `["eval", "Chat.Release.migrate()"]`. */
  readonly command: readonly string[];
  /** Seconds after which it is ended. */
  readonly seconds: number;
}

/** What became of it. */
export interface Ended {
  readonly code: number;
  /** The last lines of what it said, without secrets. */
  readonly said: string;
}

/** The script that has it done, unless it was done, and waits for it. A task that failed is run again. */
export const runTask = ({ app, user, name, folder, digest, command, seconds }: Task): Script => ({
  name: "task",
  text: WAIT,
  args: [
    app,
    `cul8er-${app}-task-${name}`,
    RUN,
    name,
    `${folder}-${digest}`,
    folder,
    user,
    String(seconds),
    ...command,
  ],
});

/** Reads what became of it. */
export function ended(stdout: string): Ended {
  const { values, text } = answerOf(stdout);
  if (values.code === undefined) throw new ScriptFailed("the task left no result on the instance: run again");
  return { code: Number(values.code), said: text };
}

const RUN = `${PRELUDE}
${BECOME}
task=$1 key=$2 folder=$3 user=$4 seconds=$5
shift 5
exec 9>"$root/tasks/lock-$task"
flock 9
if [ "$(cat "$root/tasks/$task" 2>/dev/null)" = "$key 0" ]; then exit 0; fi
here=$root/revisions/$folder
set -a; . "$here/environment"; set +a
code=0
(become "$user" timeout --kill-after=5 "$seconds" "$here/command" "$@") > "$root/tasks/$task.log" 2>&1 9>&- </dev/null || code=$?
printf '%s %s\\n' "$key" "$code" > "$root/tasks/$task.new"
mv "$root/tasks/$task.new" "$root/tasks/$task"
`;

const WAIT = `${PRELUDE}
${HIDE}
unit=$1 script=$2 task=$3 key=$4 folder=$5
shift 2
[ -d "$root/revisions/$folder" ] || fail ${EXIT.notStaged} "the revision $folder is not staged on this instance"
(umask 077; mkdir -p "$root/tasks")
detached "$unit" "$script" "$unit" "$app" "$@" || true
exec 9>"$root/tasks/lock-$task"
flock 9
result=$(cat "$root/tasks/$task" 2>/dev/null || true)
case "$result" in "$key "*) echo "code=\${result##* }" ;; esac
echo ---
tail -n 20 "$root/tasks/$task.log" 2>/dev/null | hide
`;
