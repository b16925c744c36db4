/**
 * Prepares an instance for an application: user, folders, unit, command for people. Safe to run at any time, and needed
 * again after its root disk was rebuilt; the folders under `/opt/<app>` may be older than everything else.
 */
import { z } from "zod";
import { answerOf, quote, type Script } from "../shell.ts";
import { BECOME } from "./become.ts";
import { ScriptFailed } from "./errors.ts";
import { EXIT, PRELUDE } from "./init.ts";
import { launchScript, openrcService, systemdUnit, terminateScript, type Unit } from "./unit.ts";

/** What an instance says of itself. */
export interface Prepared {
  /** Folders of releases that are unpacked already. */
  readonly releases: readonly string[];
  /** The instance's own random key, for the digests of secrets. Never stored anywhere else. */
  readonly key: string;
}

/** The script; `user` must be the application's own, or one that exists. */
export const prepare = (unit: Unit): Script => ({
  name: "prepare",
  text: SCRIPT,
  args: [
    unit.app,
    unit.user,
    systemdUnit(unit),
    openrcService(unit),
    commandForPeople(unit),
    terminateScript,
    launchScript(unit),
  ],
});

/** Reads what the script answered. */
export function prepared(stdout: string): Prepared {
  const read = answer.safeParse(answerOf(stdout).values);
  if (!read.success) throw new ScriptFailed("the instance was prepared, but did not say how: its output was cut off");
  const { releases, key } = read.data;
  return { releases: releases.split(" ").filter(Boolean), key };
}

const answer = z.object({
  releases: z.string(),
  key: z.string().regex(/^[0-9a-f]{64}$/),
});

// The user's id is that of the data folder, which may have outlived the root disk; the first time it follows from the name.
const SCRIPT = `${PRELUDE}
user=$1 systemd=$2 openrc=$3 people=$4 terminate=$5 launch=$6
umask 022
# While Debian boots it takes the locks of these files away, also under those who hold them (tmpfiles.d/passwd.conf).
insist() { tries=1; until "$@"; do [ "$tries" -lt 5 ] || return 1; tries=$((tries + 1)); sleep 1; done; }
mkdir -p "$root" "$root/releases" "$root/revisions" "$root/bin"
[ -d "$root/incoming" ] || mkdir -m 700 "$root/incoming"
if ! id -u "$user" >/dev/null 2>&1; then
  uid=$(stat -c %u "$root/data" 2>/dev/null || echo 0)
  if [ "$uid" = 0 ]; then uid=$((20000 + $(printf %s "$app" | cksum | cut -d' ' -f1) % 10000)); fi
  while cut -d: -f3 /etc/passwd /etc/group | grep -qx "$uid"; do uid=$((uid + 1)); done
  if command -v useradd >/dev/null; then
    getent group "$user" >/dev/null || insist groupadd --gid "$uid" "$user"
    insist useradd --uid "$uid" --gid "$user" --home-dir "$root/home" --no-create-home --shell /bin/sh "$user"
  else
    addgroup -g "$uid" "$user" 2>/dev/null || true
    adduser -D -H -u "$uid" -G "$user" -h "$root/home" -s /bin/sh "$user"
  fi
elif [ "$user" = "$app" ] && [ "$(getent passwd "$user" | cut -d: -f6)" != "$root/home" ]; then
  fail ${EXIT.userTaken} "the user $user exists already and is not the application's own"
fi
[ "$(id -u "$user")" != 0 ] || fail ${EXIT.userTaken} "the application must not run as root"
group=$(id -gn "$user")
for folder in data home tmp; do
  [ -d "$root/$folder" ] || mkdir -m 750 "$root/$folder"
  if [ "$(stat -c %U "$root/$folder")" != "$user" ]; then chown -R "$user:$group" "$root/$folder"; fi
done
[ -L "$root/home/.erlang.cookie" ] || ln -sfn ../current/cookie "$root/home/.erlang.cookie"
if [ ! -s "$root/key" ]; then
  (umask 077; od -An -N32 -tx1 /dev/urandom | tr -d ' \\n' > "$root/key.new"; mv "$root/key.new" "$root/key")
fi
install_command() {
  if ! printf '%s' "$2" | cmp -s - "$root/bin/$1"; then
    printf '%s' "$2" > "$root/bin/.new"; chmod 755 "$root/bin/.new"; mv "$root/bin/.new" "$root/bin/$1"
  fi
}
install_command "$app" "$people"
if [ "$init" = systemd ]; then install_command terminate "$terminate"; else install_command launch "$launch"; fi
ln -sfn "$root/bin/$app" "/usr/local/bin/$app"
service_install "$systemd" "$openrc"
echo "releases=$(ls "$root/releases" | tr "\\n" " ")"
echo "key=$(cat "$root/key")"
`;

/**
 * The command for people. The environment is readable for root only, so it is root's command; what it starts runs as the
 * application's user.
 */
const commandForPeople = ({ app, user }: Unit): string => `#!/bin/sh
# Written by cul8er: rpc, remote, eval and pid for the node of this instance.
set -e
app=${quote(app)} user=${quote(user)}
root=/opt/$app
[ "$(id -u)" = 0 ] || { echo "$app: run this as root" >&2; exit 1; }
[ -e "$root/current/command" ] || { echo "$app: nothing was deployed here yet" >&2; exit 1; }
if [ "\${1:-}" = pid ]; then
  if [ -d /run/systemd/system ]; then exec systemctl show -p MainPID --value "$app.service"; fi
  exec cat "/run/openrc/options/$app/child_pid"
fi
set -a
. "$root/current/environment"
set +a
cd "$root/data"
${BECOME}become "$user" "$root/current/command" "$@"
`;
