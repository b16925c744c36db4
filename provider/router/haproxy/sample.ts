/** What the router's own log says of the requests of a window. */
import type { Script } from "../../shell.ts";
import { EXIT } from "./assemble.ts";
import { OF_APP } from "./prelude.ts";

/** What is watched, and for how long. */
export interface Window {
  readonly milliseconds: number;
  /** Servers by the name of their group. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Ends early when a group fails more than its share of at least so many requests. */
  readonly stopAt?: { readonly group: string; readonly failedShare: number; readonly minRequests: number } | undefined;
}

/** Requests of some servers during a window. */
export interface Sample {
  readonly requests: number;
  /** Of those: answered with 5xx, or not at all. */
  readonly failed: number;
  /** Response times in milliseconds; 0 where there was no request. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Listens to the log of requests from now on, for as long as the window is. Fails where HAProxy ends meanwhile. */
export const sample = (app: string, { milliseconds, groups, stopAt }: Window): Script => {
  const names = Object.keys(groups);
  const members = names.flatMap((group, index) => (groups[group] ?? []).map((server) => `${server}=${index}`));
  return {
    name: "sample",
    text: SCRIPT,
    args: [
      app,
      String(milliseconds / 1000),
      members.join(","),
      String(stopAt ? names.indexOf(stopAt.group) : -1),
      String(stopAt?.failedShare ?? 1),
      String(stopAt?.minRequests ?? 0),
    ],
  };
};

/** Reads it. */
export function sampled({ groups }: Pick<Window, "groups">, stdout: string): Record<string, Sample> {
  const lines = stdout.split("\n").map((line) => line.split(" "));
  const numbers = (word: string, index: number) =>
    lines
      .filter(([first, group]) => first === word && group === String(index))
      .map(([, , ...rest]) => rest.map(Number));
  return Object.fromEntries(
    Object.keys(groups).map((group, index) => {
      const [[requests = 0, failed = 0] = []] = numbers("group", index);
      const times = numbers("time", index).map(([time = 0, count = 0]): [number, number] => [time, count]);
      const at = (share: number) => percentile(times, share);
      return [group, { requests, failed, p50: at(0.5), p95: at(0.95), p99: at(0.99) }];
    }),
  );
}

/** The smallest time that at least this share of all requests did not exceed (nearest rank); 0 where there was none. */
export function percentile(counts: readonly (readonly [time: number, count: number])[], share: number): number {
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const rank = Math.ceil(share * sorted.reduce((sum, [, count]) => sum + count, 0));
  let passed = 0;
  for (const [time, count] of sorted) {
    passed += count;
    if (count > 0 && passed >= rank) return time;
  }
  return 0;
}

// A user who goes away (a termination state that begins with C) is no failure of the server. Long times are rounded to
// three digits: there are few of them, whatever the number of requests. mawk waits for its buffer unless it is told not to.
// A HAProxy that began anew meanwhile has told only a part.
const SCRIPT = `${OF_APP}
seconds=$1 members=$2 watched=$3 share=$4 least=$5
awk=awk
case "$(readlink -f "$(command -v awk)")" in */mawk) awk="mawk -W interactive" ;; esac
worker() { info=$(cli "show info"); printf '%s\\n' "$info" | sed -n 's/^Pid: //p'; }
before=$(worker)
counted=$(printf 'show events requests -w -n\\n' |
  { timeout "$seconds" socat -t 86400 - "UNIX-CONNECT:$run/admin.sock,shut-none" 2>/dev/null || true; } |
  $awk -v "app=$app" -v "members=$members" -v "watched=$watched" -v "share=$share" -v "least=$least" '
    BEGIN { n = split(members, each, ","); for (i = 1; i <= n; i++) { split(each[i], pair, "="); group[pair[1]] = pair[2] } }
    ($1 != app && $1 != app ".canary" && $1 != app ".assets") || !($2 in group) || $3 !~ /^(-|-?[0-9]+)$/ { next }
    {
      g = group[$2]; bad = 0
      if ($3 == "-") bad = $4 ~ /^[Ss]/
      else if ($3 >= 500) bad = 1
      else if ($3 <= 0) { if ($4 ~ /^[Cc]/) next; bad = 1 }
      requests[g]++; failed[g] += bad
      if ($5 >= 0) { unit = 1; while ($5 / unit >= 1000) unit *= 10; times[g " " int($5 / unit) * unit]++ }
      if (g == watched && requests[g] >= least && failed[g] > share * requests[g]) exit
    }
    END {
      for (g in requests) print "group", g, requests[g], failed[g] + 0
      for (key in times) print "time", key, times[key]
    }')
if [ "$(worker)" != "$before" ]; then fail ${EXIT.noRouter} "HAProxy ended while its requests were watched"; fi
printf '%s\\n' "$counted"
`;
