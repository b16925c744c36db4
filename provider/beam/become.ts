/**
 * Shell text: the function `become USER COMMAND...`, which turns the shell into a command of that user, in the
 * environment at hand. Busybox has a `setpriv` of the same name that cannot do it.
 */
export const BECOME = `become() {
  who=$1; shift
  if setpriv --version >/dev/null 2>&1; then
    exec setpriv --reuid "$who" --regid "$(id -g "$who")" --init-groups "$@"
  fi
  exec su -s /bin/sh "$who" -c 'exec "$0" "$@"' -- "$@"
}
`;
