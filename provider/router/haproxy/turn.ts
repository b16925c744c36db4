/** Turning all requests from some servers to others, at one moment. */
import { answerOf, type Script } from "../../shell.ts";
import { MOVE, OFFERING, SET_STATE } from "./admit.ts";
import { CHANGING, OF_APP } from "./prelude.ts";

/** Which servers get the requests, and which lose them. */
export interface Turn {
  readonly to: readonly string[];
  readonly from: readonly string[];
}

/**
 * Turns the requests once HAProxy's own check has seen all servers up that are to get them. When one of them is not up
 * after `patience` milliseconds, all stays as it is.
 */
export const turn = (app: string, { to, from }: Turn, patience: number): Script => ({
  name: "turn",
  text: SCRIPT,
  args: [app, to.join(" "), from.join(" "), String(Math.max(0, Math.round(patience))), SET_STATE, MOVE, FLIP],
});

/** Names of the servers that never came up; none where the requests were turned. */
export const turned = (stdout: string): string[] => answerOf(stdout).values.late?.split(" ").filter(Boolean) ?? [];

// Sticky clients still reach a server that is drained, and none that is in maintenance. One that leaves has nothing anyhow.
const FLIP = `${CHANGING}
to=" $1 " from=" $2 " out=drain
if grep -q '^| cookie ' "$file"; then out=maint; fi
rewrite -v "to=$to" -v "from=$from" -v "out=$out" '
  $1 == "server" && NF < 8 && index(from, " " $2 " ") { $7 = out }
  $1 == "server" && index(to, " " $2 " ") { $7 = "ready" }
  { print }'
places | awk -v "to=$to" -v "from=$from" -v "out=$out" '
  index(to, " " $2 " ") { print "set server " $1 "/" $2 " health up"; print "set server " $1 "/" $2 " state ready" }
  index(from, " " $2 " ") { last[++n] = "set server " $1 "/" $2 " state " out }
  END { for (i = 1; i <= n; i++) print last[i] }' | tell
`;

const SCRIPT = `${OF_APP}${OFFERING}
to=$1 from=$2 patience=$3 set_state=$4 move=$5 flip=$6 late= offered=
for server in $to; do
  placed "$server"
  if ! serves "$server"; then offer "$server"; offered="$offered $server"; fi
done
end=$(($(now) + patience))
for server in $offered; do comes_up "$server" || late="$late $server"; done
if [ -z "$late" ]; then whole "$flip" "$app" "$to" "$from"
else for server in $offered; do whole "$set_state" "$app" "$server" maint; done; fi
echo "late=$late"
`;
