/** A script as one command line that every login shell understands alike. */
import { commandOf, quote, type Script } from "../shell.ts";

/** What the script's process ends with where root cannot be had; no script of ours uses it. */
export const NO_ROOT = 213;

/**
 * The command line of a script: as root where `root` is asked for, by sudo or doas, which must not want a password.
 *
 * sshd gives it to the user's login shell, which may be one that quotes in its own way; so what this shell sees holds no
 * character that means anything to any of them.
 */
export function commandLine(script: Script, { root }: { readonly root: boolean }): string {
  const words = commandOf(script).map(quote).join(" ");
  const program = root ? becomeRoot(words) : `exec ${words}`;
  return `/bin/sh -c 'eval "$(echo $0 | base64 -d)"' ${Buffer.from(program).toString("base64")}`;
}

const becomeRoot = (words: string): string => `
[ "$(id -u)" = 0 ] && exec ${words}
sudo -n /bin/sh -c : </dev/null >/dev/null 2>&1 && exec sudo -n ${words}
doas -n /bin/sh -c : </dev/null >/dev/null 2>&1 && exec doas -n ${words}
{ sudo -n /bin/sh -c : </dev/null || doas -n /bin/sh -c : </dev/null; } >&2
exit ${NO_ROOT}`;
