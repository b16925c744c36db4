/** The log of a node, as its init system keeps it. */
import type { Script } from "../shell.ts";
import { HIDE } from "./hide.ts";
import { PRELUDE } from "./init.ts";

/** Which part of the log. */
export interface LogWish {
  readonly app: string;
  /** Number of last lines. */
  readonly lines: number;
  /** Whether to go on with what is written from now on, until somebody hangs up. */
  readonly follow: boolean;
}

/** The script that writes the log to its output, each line with its time where that is known. Secrets are hidden. */
export const logOf = ({ app, lines, follow }: LogWish): Script => ({
  name: "log",
  text: SCRIPT,
  args: [app, String(lines), follow ? "follow" : ""],
});

const SCRIPT = `${PRELUDE}
lines=$1 follow=$2
${HIDE}
if [ -n "$follow" ]; then stty -opost -echo 2>/dev/null || true; fi
written() {
  if [ "$init" = systemd ]; then
    SYSTEMD_COLORS=0 journalctl --quiet --no-pager --output=short-iso --no-hostname --lines="$lines" --unit="$app.service" \${follow:+--follow}
  elif [ -n "$follow" ]; then tail -n "$lines" -F "/var/log/$app.log" 2>/dev/null
  else cat "/var/log/$app.log.1" "/var/log/$app.log" 2>/dev/null | tail -n "$lines"
  fi
}
written | hide
`;
