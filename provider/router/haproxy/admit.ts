/** Letting a server in. */
import { answerOf, type Script } from "../../shell.ts";
import { EXIT } from "./assemble.ts";
import { CHANGING, OF_APP } from "./prelude.ts";

/**
 * Lets a server in once HAProxy's own check has seen it up; after `patience` milliseconds it stays out.
 * @param offered whether it was offered since it was switched: what the check has seen since then counts
 */
export const admit = (app: string, server: string, patience: number, offered: boolean): Script => ({
  name: "admit",
  text: ADMIT,
  args: [app, server, String(Math.max(0, Math.round(patience))), SET_STATE, MOVE, offered ? "yes" : "no"],
});

/** Whether it was let in. */
export const admitted = (stdout: string): boolean => answerOf(stdout).values.admitted === "yes";

/** Has HAProxy look anew at a server that was switched and is still drained, before anybody knows whether it is well. */
export const offer = (app: string, server: string): Script => ({ name: "offer", text: OFFER, args: [app, server] });

/** Whether it looks anew. */
export const offered = (stdout: string): boolean => answerOf(stdout).values.offered === "yes";

/** A server that moves goes to its new address. */
export const MOVE = `${CHANGING}
server=$1
at=$(awk -v "server=$server" '$1 == "moves" && $2 == server { print $3, $4 }' "$file")
[ -n "$at" ] || exit 0
rewrite -v "server=$server" -v "at=$at" '
  $1 == "moves" && $2 == server { next }
  $1 == "server" && $2 == server { split(at, to, " "); $3 = to[1]; $4 = to[2]; $7 = "maint" }
  { print }'
places | awk -v "server=$server" '
  $2 == server { print "set server " $1 "/" $2 " state maint"; print "set server " $1 "/" $2 " addr " $3 " port " $4 }' | tell
if grep -q '^| cookie ' "$file"; then
  places | awk -v "server=$server" '$2 == server { print "enable dynamic-cookie backend " $1 }' | tell
fi
`;

/** A server gets requests, or none. */
export const SET_STATE = `${CHANGING}
server=$1 state=$2
rewrite -v "server=$server" -v "state=$state" '$1 == "server" && $2 == server { $7 = state } { print }'
places | awk -v "server=$server" -v "state=$state" '
  $2 == server { if (state == "ready") print "set server " $1 "/" $2 " health up"; print "set server " $1 "/" $2 " state " state }' | tell
`;

/**
 * Shell text: `placed SERVER`, which moves one that is to move by the script `$move`, and fails for one that is not known;
 * `serves SERVER`, whether it has its requests and is up; `offer SERVER`, from then on HAProxy checks it, and it gets no
 * requests; `comes_up SERVER`, whether it is seen up before `$end`.
 *
 * In drain a server is checked, and gets no requests. Called down, it is checked again soon, and up only then: what the
 * check saw before the node was switched counts for nothing.
 */
export const OFFERING = `
placed() {
  grep -q "^server $1 .* [a-z][a-z]*$" "$file" || fail ${EXIT.noServer} "the router knows no server $1 of $app"
  if grep -q "^moves $1 " "$file"; then whole "$move" "$app" "$1"; fi
}
# Operational state, administrative state, result of the last check.
look() { cli "show servers state $app" | awk -v "server=$1" '$4 == server { print $6, $7, $12 }'; }
serves() { grep -q "^server $1 .* ready$" "$file" && [ "$(look "$1")" = "2 0 3" ]; }
offer() {
  places | awk -v "server=$1" -v "app=$app" '
    $2 == server { print "set server " $1 "/" $2 " state drain"; print "enable health " $1 "/" $2 }
    $2 == server && $1 == app { print "set server " $1 "/" $2 " health down" }' | tell
}
comes_up() {
  until case "$(look "$1")" in [12]" "*" 3") true ;; *) false ;; esac; do
    [ "$(now)" -lt "$end" ] || return 1
    sleep 0.03
    # A HAProxy that was restarted meanwhile has it in maintenance, as the file says.
    case "$(look "$1")" in ?" "*[13579]" "?) offer "$1" ;; esac
  done
}
`;

// Sticky clients would reach a server that is drained and up: theirs is in maintenance, and stays there.
const OFFER = `${OF_APP}${OFFERING}
server=$1 offered=no
if grep -q "^server $server .* drain$" "$file" && ! grep -q '^| cookie ' "$file"; then offer "$server"; offered=yes; fi
echo "offered=$offered"
`;

const ADMIT = `${OF_APP}${OFFERING}
server=$1 patience=$2 set_state=$3 move=$4 offered=$5
placed "$server"
if serves "$server"; then echo admitted=yes; exit; fi
[ "$offered" = yes ] || offer "$server"
end=$(($(now) + patience))
if comes_up "$server"; then admitted=yes state=ready; else admitted=no state=maint; fi
whole "$set_state" "$app" "$server" "$state"
echo "admitted=$admitted"
`;
