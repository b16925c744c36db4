/** Gleam's erlang-shipment (`gleam export erlang-shipment`): compiled modules and an entry point, without a runtime. */

import { quote } from "../shell.ts";
import { START } from "./launch.ts";
import type { Layout } from "./layout.ts";
import { remoteCommand } from "./remote-command.ts";

/** A shipment needs an Erlang on the instance; the node's name and distribution come in through `ERL_AFLAGS`. */
export const shipment: Layout = {
  name: "shipment",
  recognise({ heads }) {
    const [, name] = /^PACKAGE=["']?([a-z0-9_]+)/m.exec(heads.get("entrypoint.sh")?.toString("utf8") ?? "") ?? [];
    const app = heads.get(`${name}/ebin/${name}.app`)?.toString("utf8");
    if (name === undefined || app === undefined) return undefined;
    return { name, version: /\{\s*vsn\s*,\s*"([^"]+)"/.exec(app)?.[1] ?? "0" };
  },
  files: (launch) => ({
    "start.args": launch.startArgs,
    "remote.args": launch.remoteArgs,
    start: `${START}export ERL_AFLAGS="-name ${launch.node} -args_file $here/start.args"
exec ${quote(`${launch.release}/entrypoint.sh`)} run
`,
    command: remoteCommand(launch),
  }),
  environment: () => ({}),
};
