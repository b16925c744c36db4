/** Reloading HAProxy, to the end: what is told afterwards reaches nobody but the new worker. */
import { EXIT } from "./assemble.ts";

/** Longest time of a reload, in milliseconds: on a busy machine the old worker may be slow to let go. */
const LONGEST = 20_000;

/**
 * Shell text: `await_worker` waits until HAProxy answers, and `reload` has it take up the configuration that is written.
 * It fails where HAProxy does not.
 */
export const RELOAD = `
worker() { printf 'show info\\n' | socat -t 5 - "UNIX-CONNECT:$run/admin.sock" 2>/dev/null | sed -n 's/^Pid: //p'; }
# Whether a worker takes connections at the socket. After a reload both do for a moment, and what the old one is told is lost.
listens() {
  for inode in $(awk -v "path=$run/admin.sock" 'index($8, path) == 1 && $4 == "00010000" { print $7 }' /proc/net/unix); do
    if ls -l "/proc/$1/fd" 2>/dev/null | grep -qF "socket:[$inode]"; then return 0; fi
  done
  return 1
}
reload() {
  before=$(worker)
  printf 'reload\\n' | socat -t 5 - "UNIX-CONNECT:$run/master.sock" >/dev/null 2>&1 || true
  end=$(($(now) + ${LONGEST}))
  until after=$(worker); [ -n "$after" ] && [ "$after" != "$before" ] && ! listens "$before"; do
    [ "$(now)" -lt "$end" ] || return 1
    sleep 0.02
  done
}
await_worker() {
  end=$(($(now) + ${LONGEST}))
  until [ -n "$(worker)" ]; do
    [ "$(now)" -lt "$end" ] || fail ${EXIT.noRouter} "HAProxy was installed, but does not run: look at its log on the instance"
    sleep 0.05
  done
}
`;
