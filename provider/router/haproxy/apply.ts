/** An application is brought behind the router, changed, and taken away. */
import type { Script } from "../../shell.ts";
import type { Routing } from "../routing.ts";
import { appFile, type NewServer } from "./app-file.ts";
import { EXIT } from "./assemble.ts";
import { CHANGING, OF_APP, PRELUDE } from "./prelude.ts";
import { RELOAD } from "./reload.ts";

/**
 * Brings an application to what is declared. Servers that are known already keep their state, and the weight of a canary
 * step; new ones begin in the state that is said. One that serves, and has another address now under which it may not yet,
 * serves under its old one until it is admitted. Those that are not wanted any
 * more go, but one with open connections leaves: it gets nothing new, and goes with the first change after `patience`
 * milliseconds, or when it is let go. What is structure needs a reload, which loses no request; the rest is told to the
 * running HAProxy.
 */
export const apply = (
  routing: Routing,
  declared: unknown,
  servers: readonly NewServer[],
  patience: number,
): Script => ({
  name: "apply",
  text: `${PRELUDE}\nwhole "$1" "$2" "$3" "$4"\n`,
  args: [APPLY, routing.app, appFile(routing, declared, servers), String(Math.ceil(Math.max(0, patience) / 1000))],
});

/** Lets go of a server that leaves, with what is still connected to it; one that is wanted stays. */
export const letGo = (app: string, server: string): Script => ({
  name: "let-go",
  text: `${OF_APP}\nwhole "$2" "$app" "$1"\n`,
  args: [app, server, LET_GO],
});

/** Takes an application away from the router. */
export const forget = (app: string): Script => ({
  name: "forget",
  text: `${PRELUDE}\nwhole "$1" "$2"\n`,
  args: [FORGET, app],
});

/** `tidy` removes what is not named any more, `take_up` reloads with servers as they are. */
const RELOADING = `${PRELUDE}${RELOAD}
app=$1
file=$root/apps/$app draft=$root/apps/.$app
lock
[ -S "$run/admin.sock" ] || fail ${EXIT.noRouter} "HAProxy does not run"
# Files of the application that none of its lines names any more.
tidy() {
  for old in "$root/certificates/$app."* "$root/pages/$app."*; do
    if [ -f "$old" ] && ! { [ -f "$file" ] && grep -qF "\${old##*/}" "$file"; }; then rm -f "$old"; fi
  done
}
take_up() {
  cli "show servers state" > "$run/servers.new"
  mv "$run/servers.new" "$run/servers"
  reload || return 1
  # Only for this reload: after a restart our own files say it all.
  rm -f "$run/servers"
}
`;

const APPLY = `${RELOADING}
printf '%s' "$2" > "$draft.wanted"
known=/dev/null
if [ -f "$file" ]; then known=$file; fi
# Servers with connections: those that are not wanted any more stay, without anything new, until their time is over.
busy=$(cli "show stat" | awk -F , -v "app=$app" '($1 == app || index($1, app ".") == 1) && $5 > 0 { printf " %s ", $2 }')
awk -v "known=$known" -v "busy=$busy" -v "time=$(date +%s)" -v "patience=$3" '
  FILENAME == known {
    if ($1 == "rollout") rollout = $0
    if ($1 != "server") next
    if (NF < 8) { place[$2] = $3 " " $4; weight[$2] = $5; base[$2] = $6; state[$2] = $7 }
    until = NF < 8 ? time + patience : $8
    if (index(busy, " " $2 " ") && until > time) leaving[$2] = "server " $2 " " $3 " " $4 " " $5 " " $6 " maint " until
    next
  }
  $1 == "server" { delete leaving[$2] }
  $1 == "server" && ($2 in place) && place[$2] != $3 " " $4 && state[$2] == "ready" && $7 == "maint" {
    moves[$2] = "moves " $2 " " $3 " " $4
    split(place[$2], old, " "); $3 = old[1]; $4 = old[2]
  }
  $1 == "server" && place[$2] == $3 " " $4 { $7 = state[$2]; if (weight[$2] != base[$2]) $5 = weight[$2] }
  $1 == "rule" { for (name in leaving) { print leaving[name]; delete leaving[name] } }
  { print }
  $1 == "server" && ($2 in moves) { print moves[$2] }
  END { if (rollout) print rollout }' "$known" "$draft.wanted" > "$draft"
rm "$draft.wanted"
# Servers that begin or cease to leave: the state that is written for them is told anew.
turned=$(awk '$1 == "server" && NF > 7 { printf " %s ", $2 }' "$known" "$draft")
"$root/assemble" with "$draft" "$app" > "$root/.draft.cfg"
complaint=$(haproxy -c -q -f "$root/.draft.cfg" 2>&1) || fail ${EXIT.rejected} "HAProxy refuses the configuration: $complaint"
rm "$root/.draft.cfg"
structure() { grep -vE '^(server|moves|declared|rollout) ' "$1" || true; }
states=$(cli "show servers state")
reloads=no
if [ "$known" = /dev/null ] || [ "$(structure "$file")" != "$(structure "$draft")" ]; then reloads=yes; fi
for backend in $(awk '$1 == "backend" && $2 !~ /maintenance$/ { print $2 }' "$draft"); do
  cli "show servers state $backend" | grep -q "^# be_id" || reloads=yes
done
if [ "$reloads" = yes ]; then
  if [ "$known" != /dev/null ]; then cp "$file" "$draft.before"; fi
  mv "$draft" "$file"
  "$root/assemble"
  if ! take_up; then
    if [ -f "$draft.before" ]; then mv "$draft.before" "$file"; else rm "$file"; fi
    "$root/assemble"
    take_up || true
    said=$(journalctl --quiet --no-pager --output=cat --lines=40 --unit=cul8er-router 2>/dev/null | grep ALERT | tail -n 1 || true)
    fail ${EXIT.rejected} "HAProxy does not take up the configuration, and goes on with the one before: $said"
  fi
  rm -f "$draft.before"
else
  mv "$draft" "$file"
  "$root/assemble"
fi
states=$(cli "show servers state")
# What the running HAProxy must be told; servers to be deleted come as "delete".
difference() {
  { printf '%s\\n' "$states"; echo ===; places; } | awk -v "app=$app" -v "turned=$turned" '
    $0 == "===" { ours = 1; next }
    !ours { if ($2 == app || index($2, app ".") == 1) live[$2 "/" $4] = $5 " " $19 " " $8; next }
    {
      key = $1 "/" $2; wanted[key] = 1
      parameters = $0; for (i = 0; i < 6; i++) sub(/^[^ ]+ /, "", parameters)
      where = index($3, ":") ? "[" $3 "]" : $3
      if (!(key in live)) {
        print "add server " key " " where ":" $4 " " parameters ($5 == "-" ? "" : " weight " $5)
        print "enable health " key
        if ($6 != "maint") print "set server " key " state " $6
        renewed[$1] = 1
        next
      }
      split(live[key], is, " ")
      if (is[1] != $3 || is[2] != $4) { print "set server " key " state " $6; print "set server " key " addr " $3 " port " $4; renewed[$1] = 1 }
      if ($5 != "-" && is[3] != $5) print "set server " key " weight " $5
      if (index(turned, " " $2 " ")) print "set server " key " state " $6
    }
    END {
      for (key in live) { split(key, part, "/"); if (!(key in wanted) && index(part[2], ".") == 0) print "delete " key }
      for (backend in renewed) print "renew " backend
    }'
}
changes=$(difference)
printf '%s\\n' "$changes" | grep -vE '^(delete|renew) ' | tell
# Cookies of servers that were added live, or have moved, are made when this is said again.
if grep -q '^| cookie ' "$file"; then
  printf '%s\\n' "$changes" | sed -n 's/^renew /enable dynamic-cookie backend /p' | tell
fi
for gone in $(printf '%s\\n' "$changes" | sed -n 's/^delete //p'); do let_go "$gone"; done
tidy
echo "reloaded=$reloads"
`;

const FORGET = `${RELOADING}
if [ -f "$file" ]; then
  rm "$file"
  "$root/assemble"
  take_up || fail ${EXIT.rejected} "HAProxy did not reload"
fi
tidy
`;

const LET_GO = `${CHANGING}
server=$1
grep -q "^server $server .* [0-9][0-9]*$" "$file" || exit 0
gone=$(places | awk -v "server=$server" '$2 == server { print $1 "/" $2 }')
rewrite -v "server=$server" '$1 != "server" || $2 != server'
for place in $gone; do let_go "$place"; done
`;
