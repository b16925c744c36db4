/** An instance becomes a router, and stops being one. */
import { z } from "zod";
import { answerOf, type Script } from "../../shell.ts";
import { ROOT } from "./app-file.ts";
import { ASSEMBLE, BASE, EXIT } from "./assemble.ts";
import { PRELUDE, RUN } from "./prelude.ts";
import { RELOAD } from "./reload.ts";

/** Installs HAProxy where it is missing, and has it run as a service of ours. Safe to repeat. */
export const install = (): Script => ({
  name: "install",
  text: INSTALL,
  args: [BASE, ASSEMBLE, SYSTEMD, OPENRC],
});

/** Takes the service and its files away; the packages stay. */
export const uninstall = (): Script => ({ name: "uninstall", text: UNINSTALL, args: [] });

/** Asks whether the router runs, and as it should. */
export const probe = (): Script => ({ name: "probe", text: PROBE, args: [BASE, ASSEMBLE] });

/** What a router says of itself. */
export interface Probe {
  /** Version of HAProxy; empty where there is none. */
  readonly version: string;
  /** What is wrong with it, in words; empty where nothing is. */
  readonly flaw: string;
}

/** Reads what `install` and `probe` say. */
export const probed = (stdout: string): Probe => answer.parse(answerOf(stdout).values);

const answer = z.object({ version: z.string(), flaw: z.string().default("") });

const COMMAND = `/usr/sbin/haproxy -W -db -f ${ROOT}/haproxy.cfg -S ${RUN}/master.sock,mode,600`;

const SYSTEMD = `# Written by cul8er.
[Unit]
Description=cul8er-router, HAProxy between users and applications
Wants=network-online.target
After=network-online.target

[Service]
Type=notify
RuntimeDirectory=cul8er-router
RuntimeDirectoryMode=0700
ExecStartPre=-${ROOT}/assemble checked
ExecStart=${COMMAND.replace("-W -db", "-Ws")}
ExecReload=-${ROOT}/assemble checked
ExecReload=/bin/kill -USR2 $MAINPID
KillMode=mixed
Restart=always
RestartSec=100ms
StartLimitIntervalSec=0
TimeoutStopSec=10
SuccessExitStatus=143
LimitNOFILE=524288

[Install]
WantedBy=multi-user.target
`;

const OPENRC = `#!/sbin/openrc-run
# Written by cul8er.
description="cul8er-router, HAProxy between users and applications"
supervisor=supervise-daemon
command=/usr/sbin/haproxy
command_args="${COMMAND.replace("/usr/sbin/haproxy ", "")}"
respawn_delay=1
respawn_max=0
retry=SIGTERM/10/SIGKILL/5

depend() {
  need net
}

start_pre() {
  checkpath --directory --mode 0700 ${RUN}
  ${ROOT}/assemble checked || true
}
`;

const INIT = `
# Right after the start of an instance neither is ready for us.
case "$(readlink -f /proc/1/exe)" in */systemd) init=systemd ;; *) init= ;; esac
if [ "$init" = systemd ]; then
  while [ ! -S /run/systemd/private ]; do sleep 0.1; done
elif command -v openrc-run >/dev/null; then
  init=openrc
else
  fail ${EXIT.noInit} "this instance runs neither systemd nor OpenRC"
fi
version() { /usr/sbin/haproxy -v 2>/dev/null | sed -n 's/^HAProxy version \\([0-9.]*\\).*/\\1/p'; }
`;

const INSTALL = `${PRELUDE}${RELOAD}
base=$1 assemble=$2 systemd=$3 openrc=$4
${INIT}
umask 022
if ! [ -x /usr/sbin/haproxy ] || ! command -v socat >/dev/null; then
  there=no
  if [ -x /usr/sbin/haproxy ]; then there=yes; fi
  # Right after the start of an instance its network is not there yet.
  end=$(($(now) + 15000))
  until awk '$2 == "00000000" { there = 1 } END { exit !there }' /proc/net/route || [ "$(now)" -ge "$end" ]; do sleep 0.1; done
  # Without waiting for the disk after each file: an installation that is cut off is begun again.
  by_apt() {
    export DEBIAN_FRONTEND=noninteractive
    apt-get "$@" -o DPkg::Lock::Timeout=120 -o DPkg::Options::=--force-unsafe-io </dev/null 2>&1
  }
  if command -v apt-get >/dev/null; then
    said=$(by_apt install --quiet --quiet --yes --no-install-recommends haproxy socat) ||
      said=$(by_apt update --quiet --quiet && by_apt install --quiet --quiet --yes --no-install-recommends haproxy socat) ||
      fail ${EXIT.noPackages} "HAProxy could not be installed with apt-get: $(printf '%s\\n' "$said" | grep '^E:' | tail -n 1)"
  elif command -v apk >/dev/null; then
    said=$(apk add --quiet --update-cache haproxy socat 2>&1) ||
      fail ${EXIT.noPackages} "HAProxy could not be installed with apk: $(printf '%s\\n' "$said" | tail -n 1)"
  else
    fail ${EXIT.noPackages} "this instance has neither apt-get nor apk: install HAProxy and socat in its image"
  fi
  # The service that the package brings along is not ours.
  if [ "$there" = yes ]; then :
  elif [ "$init" = systemd ]; then systemctl disable --quiet --now haproxy.service || true
  else
    rc-service --quiet --ifstarted haproxy stop >/dev/null 2>&1 || true
    rc-update --quiet del haproxy default >/dev/null 2>&1 || true
  fi
fi
mkdir -p "$root" /var/lib/haproxy
chmod 700 "$root"
lock
(umask 077; mkdir -p "$root/apps" "$root/certificates" "$root/pages")
changed=no
put() {
  if ! printf '%s' "$2" | cmp -s - "$1"; then printf '%s' "$2" > "$1.new"; chmod "$3" "$1.new"; mv "$1.new" "$1"; changed=yes; fi
}
put "$root/base.cfg" "$base" 600
put "$root/assemble" "$assemble" 700
master() { printf '%s\\n' "$1" | socat -t 5 - "UNIX-CONNECT:$run/master.sock" >/dev/null 2>&1; }
if [ "$init" = systemd ]; then
  put /etc/systemd/system/cul8er-router.service "$systemd" 644
  [ "$changed" = no ] || systemctl daemon-reload
  systemctl enable --quiet cul8er-router.service
else
  put /etc/init.d/cul8er-router "$openrc" 755
  rc-update --quiet add cul8er-router default
fi
if master "show proc"; then
  # HAProxy takes up what has changed without losing a request.
  if [ "$changed" = yes ]; then "$root/assemble" checked >&2; reload || true; fi
elif [ "$init" = systemd ]; then
  systemctl reset-failed cul8er-router.service 2>/dev/null || true
  systemctl start cul8er-router.service 9>&-
else
  rc-service --quiet --ifcrashed cul8er-router zap || true
  said=$(rc-service cul8er-router start </dev/null 2>&1 9>&-) || fail ${EXIT.noRouter} "HAProxy does not start: $said"
fi
await_worker
echo "version=$(version)"
`;

const PROBE = `${PRELUDE}
base=$1 assemble=$2
echo "version=$(/usr/sbin/haproxy -v 2>/dev/null | sed -n 's/^HAProxy version \\([0-9.]*\\).*/\\1/p')"
same() { printf '%s' "$2" | cmp -s - "$1"; }
if ! [ -x /usr/sbin/haproxy ] || ! command -v socat >/dev/null; then echo "flaw=HAProxy is not installed"
elif ! printf 'show info\\n' | socat -t 5 - "UNIX-CONNECT:$run/admin.sock" >/dev/null 2>&1; then echo "flaw=HAProxy does not run"
elif ! same "$root/base.cfg" "$base" || ! same "$root/assemble" "$assemble"; then echo "flaw=its base configuration is not the one of this version"
fi
`;

const UNINSTALL = `${PRELUDE}
if [ -e /etc/systemd/system/cul8er-router.service ]; then
  systemctl disable --quiet --now cul8er-router.service
  rm -f /etc/systemd/system/cul8er-router.service
  systemctl daemon-reload
fi
if [ -e /etc/init.d/cul8er-router ]; then
  rc-service --quiet --ifstarted cul8er-router stop || true
  rc-update --quiet del cul8er-router default || true
  rm -f /etc/init.d/cul8er-router
fi
rm -rf "$root" "$run"
`;
