/** The id of the rollout under which an application's requests are logged. */
import type { Script } from "../../shell.ts";
import { rolloutVariable } from "./app-file.ts";
import { CHANGING, OF_APP } from "./prelude.ts";

/** Has the log name it from now on, also when HAProxy was reloaded or started again. No request notices. */
export const label = (app: string, rollout: string): Script => ({
  name: "label",
  text: `${OF_APP}\nwhole "$1" "$app" "$2" "$3"\n`,
  args: [app, LABEL, rollout, rolloutVariable(app)],
});

// HAProxy 2.6 takes variables of the whole process at run time only where experiments are allowed.
const LABEL = `${CHANGING}
rollout=$1 variable=$2
rewrite -v "rollout=$rollout" '$1 != "rollout" { print } END { print "rollout " rollout }'
printf 'experimental-mode on\\nset var %s str(%s)\\n' "$variable" "$rollout" | tell
`;
