/** Weights of servers. */
import type { Script } from "../../shell.ts";
import { CHANGING, OF_APP } from "./prelude.ts";

/** New weights of some servers; undefined: the base weights of all. */
export const weigh = (app: string, weights: Readonly<Record<string, number>> | undefined): Script => ({
  name: "weigh",
  text: `${OF_APP}\nwhole "$1" "$app" "$2"\n`,
  args: [
    app,
    WEIGH,
    weights
      ? Object.entries(weights)
          .map(([name, weight]) => `${name}=${weight}`)
          .join(",")
      : "base",
  ],
});

const WEIGH = `${CHANGING}
rewrite -v "weights=$1" '
  BEGIN { n = split(weights, each, ","); for (i = 1; i <= n; i++) { split(each[i], pair, "="); wanted[pair[1]] = pair[2] } }
  $1 == "server" { if (weights == "base") $5 = $6; else if ($2 in wanted) $5 = wanted[$2] }
  { print }'
places | awk '$5 != "-" { print "set server " $1 "/" $2 " weight " $5 }' | tell
`;
