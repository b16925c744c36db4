/** A call into the release that runs on an instance: `rpc` or `eval`, in the environment of the node. */
import { answerOf, type Script } from "../shell.ts";
import { HIDE } from "./hide.ts";
import { PRELUDE } from "./init.ts";

/** A call. */
export interface Call {
  /** Arguments of the release's own command: `["rpc", "Chat.Scheduler.start()"]`. */
  readonly command: readonly string[];
  /** Seconds after which it is ended. */
  readonly seconds: number;
}

/** What became of it. */
export interface Called {
  /** Whether the node runs; one that does not is not called. */
  readonly runs: boolean;
  readonly code: number;
  /** The last lines of what it said, without secrets. */
  readonly said: string;
}

/** The script that makes it. */
export const call = (app: string, { command, seconds }: Call): Script => ({
  name: "call",
  text: SCRIPT,
  args: [app, String(seconds), ...command],
});

/** Reads what became of it. */
export function called(stdout: string): Called {
  const { values, text } = answerOf(stdout);
  return { runs: values.runs === "yes", code: Number(values.code ?? 0), said: text };
}

const SCRIPT = `${PRELUDE}
${HIDE}
seconds=$1; shift
case "$(service_facts | sed -n 's/^pid=//p')" in '' | 0) echo runs=no; exit ;; esac
code=0
said=$(timeout -k 5 "$seconds" "$root/bin/$app" "$@" 2>&1 </dev/null) || code=$?
echo runs=yes
echo "code=$code"
echo ---
printf '%s\\n' "$said" | tail -n 20 | hide
`;
