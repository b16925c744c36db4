/** Releases of relx, as `rebar3 tar` makes them (Erlang). */

import { quote } from "../shell.ts";
import { START } from "./launch.ts";
import type { Layout } from "./layout.ts";
import { launcherOf, startErl } from "./mix.ts";
import { remoteCommand } from "./remote-command.ts";

/** Releases of relx: the extended start script, which rewrites its configuration at each start. */
export const relx: Layout = {
  name: "relx",
  recognise(inventory) {
    const { erts, version } = startErl(inventory);
    const name = launcherOf(inventory, /^releases\/(?:[^/]+\/)?([^/]+)\.rel$/);
    return version === undefined || name === undefined ? undefined : { name, version, ...erts };
  },
  libraries: "SYSTEM_LIB_DIR",
  files: (launch) => ({
    "start.args": launch.startArgs,
    "remote.args": launch.remoteArgs,
    // Name and cookie in the release's own vm.args are those of a developer's machine. The launcher fills in variables of
    // a .src file and writes the result to RELX_OUT_FILE_PATH, since the release itself is not writable.
    start: `${START}args="$RELX_OUT_FILE_PATH/start-vm.args"
own=${quote(`${launch.release}/releases/${launch.version}/vm.args`)}
rm -f "$args" "$args.src" "$args.orig"
if [ -f "$own.src" ]; then own="$own.src" target="$args.src"; touch "$args"; else target="$args"; fi
{ printf -- '-name %s\\n' ${quote(launch.node)}; cat "$here/start.args"; grep -v -e '^ *-s\\{0,1\\}name ' -e '^ *-setcookie ' "$own" || true; } > "$target"
export VMARGS_PATH="$args"
exec ${quote(`${launch.release}/bin/${launch.name}`)} foreground
`,
    command: remoteCommand(launch),
  }),
  environment: ({ root }) => ({ RELX_OUT_FILE_PATH: `${root}/tmp` }),
};
