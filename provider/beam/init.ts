/**
 * Init systems: systemd and OpenRC behind the same shell functions. Others are refused before anything is touched.
 *
 * `service_install SYSTEMD OPENRC`, `service_start`, `service_stop`, `service_remove`, `service_facts` (state, pid,
 * restarts, since when it runs in seconds since 1970), `service_log` and `detached NAME SCRIPT ARGS...`, which runs a script that outlives whoever started it.
 */

/** Exit codes of our scripts that mean something. */
export const EXIT = {
  noSpace: 70,
  wrongDigest: 71,
  notATarball: 72,
  doesNotRun: 73,
  noInit: 74,
  userTaken: 75,
  notStaged: 76,
} as const;

/** Beginning of every script: `$app`, its folder `$root`, `fail CODE WORDS`, and the functions of the init system at hand. */
export const PRELUDE = `
set -eu
app=$1; shift
root=/opt/$app
fail() { code=$1; shift; printf '%s\\n' "$*" >&2; exit "$code"; }
# Right after the start of an instance OpenRC has not begun yet; where it is only installed it never does.
booted() {
  tenths=0
  until case "$(cat /run/openrc/softlevel 2>/dev/null)" in '' | sysinit | boot) false ;; esac; do
    [ "$tenths" -lt 100 ] || return 1
    sleep 0.1; tenths=$((tenths + 1))
  done
}
# Not by its name: right after the start of an instance systemd is still called init.
case "$(readlink -f /proc/1/exe)" in */systemd) init=systemd ;; *) init= ;; esac
if [ "$init" = systemd ]; then
  while [ ! -S /run/systemd/private ]; do sleep 0.1; done
  service_install() {
    file=/etc/systemd/system/$app.service
    if ! printf '%s' "$1" | cmp -s - "$file"; then
      printf '%s' "$1" > "$file.new"; chmod 644 "$file.new"; mv "$file.new" "$file"; systemctl daemon-reload
    fi
    [ -e /etc/systemd/system/multi-user.target.wants/$app.service ] || systemctl enable --quiet "$app.service"
  }
  service_start() { systemctl reset-failed "$app.service" 2>/dev/null || true; systemctl start "$app.service"; }
  # systemd was seen to drop the connection of who waits for a stop: then it is asked again.
  service_stop() {
    [ -e /etc/systemd/system/$app.service ] || return 0
    systemctl stop "$app.service" || systemctl stop "$app.service"
  }
  service_remove() {
    [ -e /etc/systemd/system/$app.service ] || return 0
    systemctl disable --quiet --now "$app.service"; rm -f /etc/systemd/system/$app.service; systemctl daemon-reload
  }
  service_facts() {
    # Times as numbers are of systemd 247 or newer.
    for how in --timestamp=unix ""; do
      systemctl show $how "$app.service" -p ActiveState -p MainPID -p NRestarts -p ExecMainStatus -p ExecMainStartTimestamp 2>/dev/null && break
    done | sed -e 's/^ActiveState=/state=/' -e 's/^MainPID=/pid=/' -e 's/^NRestarts=/restarts=/' -e 's/^ExecMainStatus=/status=/' -e 's/^ExecMainStartTimestamp=@/since=/'
  }
  service_log() {
    begun=$(sed -n 's/^begun=//p' "$root/switch" 2>/dev/null || true)
    journalctl --no-pager --output=cat --lines=20 --since="@\${begun:-0}" --unit="$app.service" 2>/dev/null || true
  }
  # --wait needs D-Bus, which comes later than systemd when an instance starts; and the script may run already, for a
  # client that died.
  detached() {
    name=$1; shift
    systemd-run --quiet --collect --unit="$name" --description="$name" --property=KillMode=process /bin/sh -c "$@"
    while systemctl show "$name" -p ActiveState -p Job | grep -qE '^(ActiveState=(de)?activ|Job=[1-9])'; do
      sleep 0.05
      # Costs less to ask, where there are unified control groups.
      while [ -d "/sys/fs/cgroup/system.slice/$name.service" ]; do sleep 0.02; done
    done
  }
elif command -v openrc-run >/dev/null && booted; then init=openrc
  service_install() {
    file=/etc/init.d/$app
    if ! printf '%s' "$2" | cmp -s - "$file"; then printf '%s' "$2" > "$file.new"; chmod 755 "$file.new"; mv "$file.new" "$file"; fi
    rc-update --quiet add "$app" default
  }
  service_start() {
    rc-service --quiet --ifcrashed "$app" zap || true
    rc-service --quiet "$app" start </dev/null >/dev/null 2>&1
  }
  # A supervisor that was killed leaves its node behind, which must not keep the port.
  service_stop() {
    [ -e /etc/init.d/$app ] || return 0
    left=$(cat "/run/openrc/options/$app/child_pid" 2>/dev/null || true)
    rc-service --quiet --ifstarted "$app" stop || true
    tenths=0
    while [ -n "$left" ] && grep -qs CUL8ER_REVISION= "/proc/$left/environ"; do
      case "$tenths" in 0 | 10 | 30) signal=TERM ;; 300) signal=KILL ;; *) signal=0 ;; esac
      kill -s "$signal" "$left" 2>/dev/null || true
      sleep 0.1; tenths=$((tenths + 1))
    done
  }
  service_remove() {
    [ -e /etc/init.d/$app ] || return 0
    service_stop; rc-update --quiet del "$app" default || true
    rm -f "/etc/init.d/$app" "/var/log/$app.log" "/var/log/$app.log.1"
  }
  service_facts() {
    options=/run/openrc/options/$app
    pid=$(cat "$options/child_pid" 2>/dev/null || true)
    if [ -n "$pid" ] && [ -d "/proc/$pid" ]; then echo "state=active"; else echo "state=failed"; pid=0; fi
    echo "pid=$pid"
    echo "since=$(stat -c %Y "$options/child_pid" 2>/dev/null || echo 0)"
    # What it calls the count of starts begins with 0.
    echo "restarts=$(cat "$options/start_count" 2>/dev/null || echo 0)"
  }
  service_log() { tail -n 20 "/var/log/$app.log" 2>/dev/null || true; }
  detached() { name=$1; shift; setsid sh -c "$@" </dev/null >/dev/null 2>&1 & wait $!; }
else
  fail ${EXIT.noInit} "this instance runs neither systemd nor OpenRC"
fi
`;
