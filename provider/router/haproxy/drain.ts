/** Taking a server out. */
import { z } from "zod";
import { answerOf, type Script } from "../../shell.ts";
import { CHANGING, OF_APP } from "./prelude.ts";

/** What a server still has after its drain. */
export interface Left {
  readonly requests: number;
  readonly sockets: number;
}

/** No new requests for a server; waits until none is under way, or `patience` milliseconds are over. */
export const drain = (app: string, server: string, patience: number): Script => ({
  name: "drain",
  text: SCRIPT,
  args: [app, server, String(Math.max(0, Math.round(patience))), TAKE_OUT],
});

/** Reads what is left. */
export const drained = (stdout: string): Left => left.parse(answerOf(stdout).values);

const left = z.object({ requests: z.coerce.number(), sockets: z.coerce.number() });

// Sticky clients still reach a server that is drained, and none that is in maintenance; what is under way is not touched.
const TAKE_OUT = `${CHANGING}
server=$1 state=drain
# One that leaves gets nothing new anyhow.
if grep -q "^server $server .* [0-9][0-9]*$" "$file"; then exit; fi
if grep -q '^| cookie ' "$file"; then state=maint; fi
rewrite -v "server=$server" -v "state=$state" '$1 == "server" && $2 == server { $7 = state } { print }'
places | awk -v "server=$server" -v "state=$state" '$2 == server { print "set server " $1 "/" $2 " state " state }' | tell
`;

// Workers from before a reload have requests under way, too.
const SCRIPT = `${OF_APP}
server=$1 patience=$2 take_out=$3
if ! grep -q "^server $server " "$file"; then echo requests=0; echo sockets=0; exit; fi
whole "$take_out" "$app" "$server"
look() {
  statistics=$(cli "show stat")
  for worker in $(workers_before); do
    statistics="$statistics
$(printf '@!%s show stat\\n' "$worker" | socat -t 5 - "UNIX-CONNECT:$run/master.sock" 2>/dev/null || true)"
  done
  printf '%s\\n' "$statistics" | awk -F , -v "app=$app" -v "server=$server" '
    $2 == server && $1 == app ".ws" { sockets += $5; next }
    $2 == server && ($1 == app || index($1, app ".") == 1) { requests += $3 + $5 }
    END { print requests + 0, sockets + 0 }'
}
end=$(($(now) + patience))
while :; do
  left=$(look) requests=\${left% *} sockets=\${left#* }
  if [ "$requests" = 0 ] || [ "$(now)" -ge "$end" ]; then break; fi
  sleep 0.05
done
echo "requests=$requests"
echo "sockets=$sockets"
`;
