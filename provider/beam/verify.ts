/**
 * Verification: whether the node that runs is the one that was meant, and well.
 *
 * Its process is that of the revision, it never restarted, it owns its port, it answers under its own name, and it passes
 * its health check; all of it in one command on the instance, which returns when it is decided.
 */

import { answerOf, type Script } from "../shell.ts";
import { duration } from "../units.ts";
import { BECOME } from "./become.ts";
import { type Distribution, remoteArgs } from "./distribution.ts";
import { Atom, erlangTerm, type Term, Tuple } from "./erlang-term.ts";
import { ScriptFailed } from "./errors.ts";
import { describeCheck, type HealthCheckSpec } from "./health.ts";
import { HIDE } from "./hide.ts";
import { PRELUDE } from "./init.ts";
import { PROBE } from "./probe-program.ts";

/** A node and what is asked of it. */
export interface Verification {
  readonly app: string;
  readonly user: string;
  /** The node that must run; absent where there is none of ours, and only the check is made. */
  readonly node?: {
    readonly name: string;
    /** Folder of the revision that must run. */
    readonly folder: string;
    readonly distribution: Distribution;
    readonly erts?: string | undefined;
  };
  /** Address that http and tcp checks go to. */
  readonly address: string;
  readonly check?: HealthCheckSpec | undefined;
  /** Names of all nodes, for a check of the cluster. */
  readonly members?: readonly string[];
  /** Version of the release, for an http check that compares it. */
  readonly version?: string | undefined;
  /** Milliseconds that the node must have stayed up, counted from its first good answer. */
  readonly minUptime: number;
  /** Whether one that ended by itself, and has been up for half a minute since, is well. Default: it is not. */
  readonly forgives?: boolean;
  /** The switch under way that brings the node about: only when it has ended the node is looked at. Default: none. */
  readonly after?: SwitchUnderWay | undefined;
}

/**
 * A switch that is waited for on the instance itself, with the probe at hand: its runtime starts while the old node stops,
 * instead of beside the new one.
 */
export interface SwitchUnderWay {
  readonly generation: string;
  /** Milliseconds that it may take at most. */
  readonly patience: number;
}

/** What became of it. */
export interface Verdict {
  readonly ok: boolean;
  /** Which check decided: `process`, `port`, or the health check in words. */
  readonly check: string;
  readonly detail: string;
  /** Last lines of the node's log, where it failed. Secrets of the node are hidden already. */
  readonly log: string;
}

/** The script. */
export function verify(verification: Verification): Script {
  const { app, user, node, check } = verification;
  const { name = "", folder = "", distribution, erts } = node ?? {};
  const remote = distribution ? remoteArgs({ distribution, erts }).trim().split("\n").join(" ") : "";
  const ports = [
    ...(distribution ? [distribution.port] : []),
    ...[check?.http?.port, check?.tcp?.port].filter((port) => port !== undefined),
  ];
  const args = [
    app,
    user,
    folder,
    name,
    remote,
    node ? ports.join(" ") : "",
    check?.exec ? "yes" : "",
    termOf(verification),
    PROBE,
    verification.forgives ? "yes" : "",
    verification.after?.generation ?? "",
  ];
  return { name: "verify", text: SCRIPT, args };
}

/** Longest time that the script may take, in milliseconds. */
export const patienceOf = ({ check, minUptime, after }: Pick<Verification, "check" | "minUptime" | "after">): number =>
  (after?.patience ?? 0) +
  duration(check?.deadline ?? DEADLINE) +
  duration(check?.timeout ?? "5s") * 3 +
  minUptime +
  SLACK;

/** Reads the verdict. */
export function verdict(stdout: string, code: number, stderr: string): Verdict {
  const { values, text } = answerOf(stdout);
  const { ok, check = "process", detail = "" } = values;
  if (code !== 0 || ok === undefined)
    throw new ScriptFailed(
      `the check could not be carried out on the instance (exit code ${code}): ${stderr.trim() || stdout.trim().slice(-500)}`,
    );
  return { ok: ok === "1", check, detail, log: text };
}

/** What a busy machine may add, in milliseconds: the deadline itself is kept on the instance. */
const SLACK = 60_000;

/** Without a check of its own a node has this long to answer over distribution. */
const DEADLINE = "60s";

function termOf({ address, check, node, members = [], version, minUptime }: Verification): string {
  const questions: Term[] = [];
  if (node) questions.push({ kind: new Atom("node"), name: "node" });
  const name = describeCheck(check ?? {});
  if (check?.http) {
    const { http } = check;
    const wanted = { ...http.json, ...(http.version !== undefined && { [http.version]: version ?? "" }) };
    const { port, path, status, body, headers = {} } = http;
    questions.push({
      kind: new Atom("http"),
      name,
      port,
      path,
      status,
      body,
      headers: pairs(headers),
      json: pairs(wanted),
    });
  } else if (check?.tcp) questions.push({ kind: new Atom("tcp"), name, port: check.tcp.port });
  else if (check?.exec) questions.push({ kind: new Atom("exec"), name, command: check.exec.command });
  if (check?.cluster)
    questions.push({ kind: new Atom("cluster"), name, members: members.map((member) => new Atom(member)) });
  return erlangTerm({
    host: address,
    node: new Atom(node?.name ?? "none"),
    questions,
    interval: duration(check?.interval ?? "500ms"),
    timeout: duration(check?.timeout ?? "5s"),
    successes: check?.successes ?? 1,
    // Greater than every number, in Erlang's order.
    retries: check?.retries ?? new Atom("infinity"),
    backoff: check?.backoff ?? 1,
    deadline: duration(check?.deadline ?? DEADLINE),
    uptime: minUptime,
  });
}

const pairs = (map: Readonly<Record<string, string>>): Term =>
  Object.entries(map).map(([name, value]) => new Tuple(name, value));

const SCRIPT = `${PRELUDE}
user=$1 folder=$2 name=$3 remote=$4 ports=$5 environment=$6 check=$7 program=$8 forgives=$9 generation=\${10}
${HIDE}log() { echo ---; service_log | hide; }
no() { printf 'ok=0\\ncheck=%s\\ndetail=%s\\n' "$1" "$2" | hide; log; exit 0; }
pid=0 amiss=
# The pid of the node's process, and what is amiss with it.
facts() {
  state= pid=0 restarts=0 status= since= amiss=
  eval "$(service_facts | sed -n 's/^\\(state\\|pid\\|restarts\\|status\\|since\\)=\\([A-Za-z0-9-]*\\)$/\\1=\\2/p')"
  if [ -n "$forgives" ] && [ "$(($(date +%s) - \${since:-$(date +%s)}))" -ge 30 ]; then restarts=0; fi
  if [ "$restarts" != 0 ]; then amiss="it ended by itself and was started again ($restarts times)"
  elif [ "$pid" = 0 ]; then amiss="it ended by itself (state $state, exit status \${status:-unknown})"
  else case "$state" in active | activating) ;; *) amiss="it does not run (state $state, exit status \${status:-unknown})" ;; esac; fi
}
# The same of the revision's process. Under OpenRC a node begins as a script, which has no environment yet.
look() {
  facts
  runs= tenths=0
  while [ -z "$amiss$runs" ] && [ "$tenths" -lt 50 ]; do
    [ "$tenths" = 0 ] || { sleep 0.1; facts; }
    runs=$(tr '\\0' '\\n' < "/proc/$pid/environ" 2>/dev/null | sed -n 's/^CUL8ER_REVISION=//p')
    tenths=$((tenths + 1))
  done
  [ -n "$amiss" ] || [ "$runs" = "$folder" ] || amiss="the revision \${runs:-unknown} runs instead of $folder"
}
# Whether the switch has ended: its note says so.
switched() {
  noted=
  while read -r line; do
    case "$line" in "generation=$generation" | phase=started) noted="$noted+" ;; esac
  done 2>/dev/null <"$root/switch"
  [ "$noted" = ++ ]
}
if [ -n "$folder" ]; then
  if [ -z "$generation" ]; then look; [ -z "$amiss" ] || no process "$amiss"; fi
  erl=$root/releases/$(cat "$root/revisions/$folder/release")/.cul8er/erl
else
  erl=
  for candidate in "$root"/releases/*/.cul8er/erl; do [ -x "$candidate" ] && erl=$candidate; done
  [ -n "$erl" ] || erl=$(command -v erl || true)
  [ -n "$erl" ] || no probe "this instance has no Erlang to probe with: neither a staged release nor a system one"
fi
export CUL8ER_CHECK="$check" CUL8ER_COOKIE=
# The cookie in its home is that of the revision before, as long as the switch is under way, and none before the first.
if [ -n "$name" ]; then
  flags="-name probe-$$-$name -hidden -setcookie none_yet $remote" CUL8ER_COOKIE=$root/revisions/$folder/cookie
else flags=; fi
home=$root/home; [ -d "$home" ] || home=/
id -u "$user" >/dev/null 2>&1 || user=root
# The probe waits for the line that tells it whom to look at. Nobody waits any more where this shell was ended.
tell() {
  if [ -n "$generation" ]; then
    until switched || ! kill -0 $$ 2>/dev/null; do sleep 0.05; done
    look
  fi
  printf '%s\\n' "\${amiss:-$pid}"
}
${BECOME}cd "$home"
probe() {
  if [ -n "$environment" ] && [ -n "$folder" ]; then set -a; . "$root/revisions/$folder/environment"; set +a; fi
  export HOME="$home"
  become "$user" "$erl" -noshell $flags -eval "$program" 2>&1
}
said=$(tell | probe) || { printf '%s\\n' "$said" | tail -n 5 | hide >&2; exit 1; }
if [ -n "$folder" ]; then
  facts
  [ -z "$amiss" ] || no process "$amiss"
  case "\${said##*pid=}" in *[!0-9]* | "$pid") ;; *) no process "it was started again meanwhile" ;; esac
fi
case "$said" in *ok=0*) printf '%s\\n' "$said" | hide; log; exit 0 ;; esac
family="$pid $(cat /proc/$pid/task/*/children 2>/dev/null || true)"
for port in $ports; do
  inodes=$(cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v port="$(printf ':%04X$' "$port")" '$4 == "0A" && $2 ~ port { print "socket:[" $10 "]" }')
  [ -n "$inodes" ] || no port "nothing listens on port $port"
  owned=
  for member in $family; do
    if ls -l "/proc/$member/fd" 2>/dev/null | grep -qF "$inodes"; then owned=1; fi
  done
  [ -n "$owned" ] || no port "port $port belongs to another process"
done
printf '%s\\n' "$said" | hide
`;
