/** The service that runs a node: what systemd and OpenRC are told. */

import { quote } from "../shell.ts";
import { BECOME } from "./become.ts";
import { foldersOf } from "./folders.ts";

/** How the service runs. */
export interface Unit {
  readonly app: string;
  /** User that the node runs as. */
  readonly user: string;
  /** Seconds that the application may take to stop. */
  readonly drainSeconds: number;
}

/** The supervisor gets a little longer than the application, so that the application's own limit is what counts. */
const GRACE = 5;

/**
 * A unit of systemd. A node that dies is started again after two seconds, a hundred times in ten minutes: enough to
 * outlive a database that restarts, and an end to one that can never run.
 */
export function systemdUnit({ app, user, drainSeconds }: Unit): string {
  const { root, current, data } = foldersOf(app);
  return `# Written by cul8er.
[Unit]
Description=${app}, a BEAM node
Wants=network-online.target
After=network-online.target
RequiresMountsFor=${root}
ConditionPathExists=${current}/start
StartLimitIntervalSec=600
StartLimitBurst=100

[Service]
Type=exec
User=${user}
WorkingDirectory=${data}
EnvironmentFile=${current}/environment
EnvironmentFile=-${root}/rollout
ExecStart=${current}/start
ExecStop=-${root}/bin/terminate $MAINPID
Restart=on-failure
RestartSec=2
KillMode=mixed
SuccessExitStatus=143
TimeoutStopSec=${drainSeconds + GRACE}
UMask=0027

[Install]
WantedBy=multi-user.target
`;
}

/**
 * Ends the node's process. The Erlang runtime loses a SIGTERM that comes while it boots (seen with OTP 25, between 0.3
 * and 0.8 s after its start) and would then be killed in the end, so it is sent again; one that is stopping already does
 * not mind.
 */
export const terminateScript = `#!/bin/sh
# Written by cul8er.
pid="\${1:-}" tenths=0
[ -n "$pid" ] && kill -TERM "$pid" 2>/dev/null || exit 0
while kill -0 "$pid" 2>/dev/null && [ "$tenths" -lt 60 ]; do
  sleep 0.1
  tenths=$((tenths + 1))
  case "$tenths" in 10 | 20 | 50) kill -TERM "$pid" 2>/dev/null || true ;; esac
done
`;

/**
 * A service of OpenRC, supervised by its supervise-daemon, which starts a node that died again as systemd does. Its log
 * begins anew with each start; the one before is kept.
 */
export function openrcService({ app, drainSeconds }: Unit): string {
  const { root, current, data } = foldersOf(app);
  const log = `/var/log/${app}.log`;
  return `#!/sbin/openrc-run
# Written by cul8er.
description="${app}, a BEAM node"
supervisor=supervise-daemon
command=${root}/bin/launch
directory=${data}
output_log=${log}
error_log=${log}
respawn_delay=2
respawn_max=100
respawn_period=600
retry=SIGTERM/1/SIGTERM/2/SIGTERM/${drainSeconds + GRACE}/SIGKILL/5

depend() {
  use net
  after localmount
}

start_pre() {
  [ -x ${current}/start ] || return 1
  if [ -e ${log} ]; then mv -f ${log} ${log}.1; fi
  checkpath --file --mode 0640 ${log}
}
`;
}

/** What OpenRC starts, as root: only root can read the environment, in which the user's command goes on. */
export function launchScript({ app, user }: Unit): string {
  const { root, current } = foldersOf(app);
  return `#!/bin/sh
# Written by cul8er.
set -ea
. ${current}/environment
if [ -f ${root}/rollout ]; then . ${root}/rollout; fi
set +a
umask 027
${BECOME}become ${quote(user)} ${current}/start
`;
}
