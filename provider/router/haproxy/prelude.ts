/** What all scripts on a router begin with. */
import { ROOT } from "./app-file.ts";
import { EXIT } from "./assemble.ts";

/** Sockets and lock of the running router; only root may look inside. */
export const RUN = "/run/cul8er-router";

/**
 * `fail CODE WORDS`, `lock` (until the script ends), `cli COMMAND` (its answer), `tell` (commands on its input, one a
 * line; anything but silence is a failure), `workers_before` (that still serve requests from before a reload), `now`
 * (milliseconds), `let_go BACKEND/SERVER` (the running HAProxy forgets it, with what is still connected), and
 * `whole SCRIPT ARGS...`, which runs a script that goes to its end when whoever started it dies.
 */
export const PRELUDE = `
set -eu
umask 077
export LC_ALL=C
root=${ROOT} run=${RUN}
fail() { code=$1; shift; printf '%s\\n' "$*" >&2; exit "$code"; }
lock() { exec 9>"$root/lock"; flock 9; }
cli() {
  printf '%s\\n' "$1" | socat -t 5 - "UNIX-CONNECT:$run/admin.sock" 2>/dev/null || fail ${EXIT.noRouter} "HAProxy does not run"
}
tell() {
  awk '{ line = line between $0; between = "; " } NR % 30 == 0 { print line; line = between = "" } END { if (line) print line }' |
    while read -r line; do
      answer=$(cli "$line")
      said=$(printf '%s\\n' "$answer" | grep -vE '^$|^New server registered|^no need to change|changed from .* to|^No such server' || true)
      [ -z "$said" ] || fail ${EXIT.rejected} "HAProxy: $said"
    done
}
workers_before() {
  printf 'show proc\\n' | socat -t 5 - "UNIX-CONNECT:$run/master.sock" 2>/dev/null | awk '/^# old/ { old = 1 } old && $2 == "worker" { print $1 }'
}
now() { read -r up _ < /proc/uptime; echo "$(((\${up%.*} * 100 + 1\${up#*.} - 100) * 10))"; }
whole() { script=$1; shift; setsid /bin/sh -c "$script" "$0" "$@" & wait "$!"; }
let_go() {
  cli "set server $1 state maint" >/dev/null
  tries=0
  until cli "del server $1" | grep -qE 'Server deleted|No such server'; do
    case "$tries" in 0) ;; 40) fail ${EXIT.rejected} "HAProxy does not let go of $1" ;; *) cli "shutdown sessions server $1" >/dev/null ;; esac
    sleep 0.05; tries=$((tries + 1))
  done
}
# Each place of a server: backend, name, address, port, weight ("-" where it has none of its own), state, parameters.
places() {
  awk '
    $1 == "server" { name[++n] = $2; at[n] = $3 " " $4; weight[n] = $5; state[n] = $7 }
    $1 == "backend" { backend = $2 }
    $1 == "servers" {
      which = $2; sub(/^servers [^ ]+ /, "")
      for (i = 1; i <= n; i++) if (which == "*" || index("," which ",", "," name[i] ","))
        print backend, name[i], at[i], (which == "*" ? weight[i] : "-"), state[i], $0
    }' "$file"
}
`;

/** Beginning of the scripts about one application: `$app`, and its file `$file`, which must be there. */
export const OF_APP = `${PRELUDE}
app=$1; shift
file=$root/apps/$app
[ -f "$file" ] || fail ${EXIT.noApp} "the router does not serve $app"
`;

/** Also for scripts that change it: the lock is taken. `rewrite AWK...` changes the file and what follows from it. */
export const CHANGING = `${PRELUDE}
app=$1; shift
file=$root/apps/$app
lock
[ -f "$file" ] || fail ${EXIT.noApp} "the router does not serve $app"
rewrite() { awk "$@" "$file" > "$root/apps/.$app"; mv "$root/apps/.$app" "$file"; "$root/assemble"; }
`;
