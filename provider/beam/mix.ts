/** Releases of `mix release` (Elixir). */

import { quote } from "../shell.ts";
import { type Launch, START } from "./launch.ts";
import type { Layout } from "./layout.ts";
import type { Inventory } from "./tarball.ts";

/**
 * The stock launcher puts the cookie into the node's arguments, which every process on the instance can read. A copy
 * without it lets Erlang read the cookie from the home folder. Where the copy does not come out right, the stock one is used.
 */
const adapt = `
launcher="$release/bin/.$name-without-cookie"
sed -e '/^ *--cookie "\\$RELEASE_COOKIE" *\\\\$/d' -e 's/ --cookie "\\$RELEASE_COOKIE"//g' "$release/bin/$name" > "$launcher"
if sh -n "$launcher" && ! grep -q -e '--cookie' -e '-setcookie' "$launcher"; then
  chmod 755 "$launcher"
else
  ln -sf "$name" "$launcher"
  echo "note=the launcher of this release passes the cookie in the node's arguments; it could not be avoided"
fi
`;

/** Releases of `mix release`: an Elixir launcher, a boot script for each version, its own Erlang as a rule. */
export const mix: Layout = {
  name: "mix",
  recognise(inventory) {
    const { erts, version } = startErl(inventory);
    if (version === undefined || !inventory.paths.has(`releases/${version}/env.sh`)) return undefined;
    const name = launcherOf(inventory, /^releases\/[^/]+\/([^/]+)\.rel$/);
    return name === undefined ? undefined : { name, version, ...erts };
  },
  libraries: "RELEASE_LIB",
  adapt,
  files: (launch) => ({
    "start.args": `${launch.startArgs}-args_file ${launch.release}/releases/${launch.version}/vm.args\n`,
    "remote.args": `${launch.remoteArgs}-args_file ${launch.release}/releases/${launch.version}/remote.vm.args\n`,
    // The distribution's flags are for the start only: with them in the environment, rpc and eval would fail or wait.
    start: `${START}export RELEASE_VM_ARGS="$here/start.args"
exec ${launcher(launch)} start
`,
    command: `#!/bin/sh
export RELEASE_REMOTE_VM_ARGS="$(dirname "$(readlink -f "$0")")/remote.args"
exec ${launcher(launch)} "$@"
`,
  }),
  environment: ({ root, node }, cookie) => ({
    RELEASE_DISTRIBUTION: "name",
    RELEASE_NODE: node,
    RELEASE_COOKIE: cookie,
    RELEASE_TMP: `${root}/tmp`,
  }),
};

const launcher = ({ release, name }: Launch) => quote(`${release}/bin/.${name}-without-cookie`);

/** Runtime and version that a release names as its own, in `releases/start_erl.data`. */
export function startErl({ heads, paths }: Inventory): { erts?: { erts: string }; version?: string } {
  const data = heads.get("releases/start_erl.data")?.toString("utf8").trim();
  const [, erts, version] = /^(\S+) (\S+)$/.exec(data ?? "") ?? [];
  if (erts === undefined || version === undefined) return {};
  return paths.has(`erts-${erts}/bin/erlexec`) ? { erts: { erts }, version } : { version };
}

/** The release's name: that of the `.rel` file for which there is a launcher. */
export const launcherOf = ({ paths }: Inventory, rel: RegExp): string | undefined =>
  [...paths].map((path) => rel.exec(path)?.[1]).find((name) => name !== undefined && paths.has(`bin/${name}`));
