/** What a router knows of an application. */
import { z } from "zod";
import type { Script } from "../../shell.ts";
import type { Member, State } from "../routing.ts";
import { OF_APP } from "./prelude.ts";

/** An application as the router has it. */
export interface Look {
  /** What `Traffic` has declared. */
  readonly declared: unknown;
  readonly members: readonly LiveMember[];
}

/** A server of it. */
export interface LiveMember extends Member {
  /** The weight that our own file says; `weight` differs from it when another hand has changed it. */
  readonly written: number;
}

/** Looks at an application. */
export const look = (app: string): Script => ({ name: "look", text: SCRIPT, args: [app] });

const SCRIPT = `${OF_APP}
states=$(cli "show servers state")
statistics=$(cli "show stat")
cat "$file"
echo ---
printf '%s\\n' "$states" | awk -v "app=$app" '$2 == app || $2 == app ".ws"'
echo ---
printf '%s\\n' "$statistics" | awk -F , -v "app=$app" '$1 == app || index($1, app ".") == 1'
`;

/**
 * Reads it. Servers that HAProxy has lost are missing, and those that only leave; those that another hand has added have
 * no base weight but 0.
 */
export function looked(app: string, stdout: string): Look {
  const [file = "", states = "", statistics = ""] = stdout.split("\n---\n");
  const lines = file.split("\n").map((line) => line.split(" "));
  const written = new Map(lines.filter(([word]) => word === "server").map((words) => [words[1], words]));
  const moves = new Map(lines.filter(([word]) => word === "moves").map((words) => [words[1], words]));
  const declared = file
    .split("\n")
    .find((line) => line.startsWith("declared "))
    ?.slice("declared ".length);
  const counts = statistics.split("\n").map((line) => line.split(","));
  const members = states
    .split("\n")
    .map((line) => line.split(" "))
    .filter(([, backend, , name = ""]) => backend === app && name !== "" && !name.includes("."))
    .filter(([, , , name]) => (written.get(name)?.length ?? 0) <= SERVER_WORDS)
    .map(([, , , name = "", address = "", operation, admin, weight, , , , result, , , , , , , port]) => {
      const row = written.get(name);
      const [, , movesTo, movesPort] = moves.get(name) ?? [];
      const state = stateOf(Number(admin));
      const under = (backend: (name: string) => boolean) =>
        counts
          .filter(([at = "", server]) => server === name && backend(at))
          .reduce((sum, each) => sum + Number(each[4]) + Number(each[2] || 0), 0);
      return {
        name,
        address: movesTo ?? address,
        port: Number(movesPort ?? port),
        weight: Number(weight),
        written: Number(row?.[4] ?? 0),
        base: Number(row?.[5] ?? 0),
        state,
        up: state !== "maint" && Number(operation) > 0 && result === PASSED,
        requests: under((at) => at !== `${app}.ws`),
        sockets: under((at) => at === `${app}.ws`),
      };
    });
  return { declared: declared === undefined ? undefined : z.unknown().parse(JSON.parse(declared)), members };
}

/** Words of a server's line; one that leaves has one more. */
const SERVER_WORDS = 7;

/** Result of a check that HAProxy calls CHK_RES_PASSED. */
const PASSED = "3";

/** The state of HAProxy's administrative flags: 0x23 are those of maintenance, 0x18 those of drain. */
const stateOf = (flags: number): State => (flags & 0x23 ? "maint" : flags & 0x18 ? "drain" : "ready");
