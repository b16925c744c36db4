/** The command for people where the release has none of its own that works beside the running node. */

import { quote } from "../shell.ts";
import type { Launch } from "./launch.ts";

/** `rpc`, `eval`, `remote` with Erlang expressions, through the release's own runtime. The cookie comes from the home folder. */
export const remoteCommand = ({ release, node }: Launch): string => `#!/bin/sh
here="$(dirname "$(readlink -f "$0")")"
erl=${quote(`${release}/.cul8er/erl`)}
node=${quote(node)}
run='{ok,T,_}=erl_scan:string(os:getenv("CUL8ER_EXPRESSION")),{ok,E}=erl_parse:parse_exprs(T),'
verb="$1"
CUL8ER_EXPRESSION="\${2%.}."
export CUL8ER_EXPRESSION
case "$verb" in
  rpc)
    exec "$erl" -noshell -name "rpc-$$-$node" -hidden -args_file "$here/remote.args" -eval "$run"'{value,V,_}=erpc:call(list_to_atom("'"$node"'"),erl_eval,exprs,[E,[]]),io:format("~tp~n",[V]),halt().' ;;
  eval)
    exec "$erl" -noshell -pa ${quote(release)}/lib/*/ebin ${quote(release)}/*/ebin -eval "$run"'{value,V,_}=erl_eval:exprs(E,[]),io:format("~tp~n",[V]),halt().' ;;
  remote)
    exec "$erl" -name "remote-$$-$node" -hidden -args_file "$here/remote.args" -remsh "$node" ;;
  *)
    echo "Usage: $(basename "$0") rpc EXPRESSION | eval EXPRESSION | remote | pid" >&2; exit 1 ;;
esac
`;
