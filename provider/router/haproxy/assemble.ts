/** The program on the router that puts HAProxy's configuration together from the applications' files. */
import { ROOT } from "./app-file.ts";

/** Exit codes of our scripts that mean something. */
export const EXIT = {
  noRouter: 80,
  noApp: 81,
  noServer: 82,
  clash: 83,
  rejected: 84,
  noPackages: 85,
  noInit: 86,
} as const;

/** What all applications share. */
export const BASE = `# Written by cul8er. What is changed here by hand is lost.
global
  user haproxy
  group haproxy
  chroot /var/lib/haproxy
  stats socket /run/cul8er-router/admin.sock mode 600 level admin expose-fd listeners
  stats timeout 30m
  server-state-file /run/cul8er-router/servers
  mworker-max-reloads 20
  ssl-default-bind-options ssl-min-ver TLSv1.2
  log ring@requests format raw local0 info

ring requests
  format raw
  maxlen 512
  size 1048576

defaults
  log global
  load-server-state-from-file global
  timeout connect 2s
  timeout client 5m
  timeout server 5m
  timeout tunnel 24h
  timeout queue 30s
  timeout http-request 30s
  timeout http-keep-alive 60s
  timeout client-fin 30s
  option redispatch 1
  option idle-close-on-response
  http-reuse safe

backend cul8er.nobody
  mode http
  http-request return status 404 content-type "text/plain" string "Nothing is served under this name.\\n"
`;

/**
 * `assemble` writes the configuration; `assemble checked` only where HAProxy accepts it. `assemble with FILE APP` prints
 * it with another file of an application.
 */
export const ASSEMBLE = `#!/bin/sh
# Written by cul8er: puts haproxy.cfg together from base.cfg and the files in apps.
set -eu
cd ${ROOT}
how=\${1:-}
draft= app=
if [ "$how" = with ]; then draft=$2 app=$3; fi
set --
for file in apps/*; do
  if [ -f "$file" ] && [ "$file" != "apps/$app" ]; then set -- "$@" "$file"; fi
done
[ -z "$draft" ] || set -- "$@" "$draft"
any=0.0.0.0
if [ -e /proc/net/if_inet6 ]; then any=::; fi
put_together() {
  cat base.cfg
  [ $# -gt 0 ] || return 0
  awk -v "any=$any" '
    function fail(words) { print words > "/dev/stderr"; failed = 1; exit ${EXIT.clash} }
    function app(file) { sub(/.*\\/\\.?/, "", file); return file }
    function rest(from) { sub("^" from " ?", ""); return $0 }
    FNR == 1 { n = 0; host = "" }
    $1 == "listen" {
      port = $2
      if (!(port in mode)) { order[++ports] = port; mode[port] = $3; secure[port] = $4 != ""; first[port] = app(FILENAME) }
      else if (mode[port] != "http" || $3 != "http") fail("port " port " is taken by " first[port] ": only http applications can share one")
      else if (secure[port] != ($4 != "")) fail("port " port " is shared with " first[port] ", of which only one has a certificate")
      if ($4 != "") certificates[port] = certificates[port] " crt ${ROOT}/" $4
    }
    $1 == "host" { host = $2 }
    $1 == "rollout" { variable = app(FILENAME); gsub(/-/, ".", variable); rollouts = rollouts "  set-var proc.rollout." variable " str(" $2 ")\\n" }
    $1 == "server" { name[++n] = $2; at[n] = $3; on[n] = $4; weight[n] = $5; state[n] = $7 }
    $1 == "rule" {
      key = port " " host
      if (key in served && served[key] != FILENAME) fail("port " port " is taken by " app(served[key]) (host == "" ? ": give one of them a host name" : " for the same host name"))
      served[key] = FILENAME
      line = "  " rest("rule") "\\n"
      if (host == "") common[port] = common[port] line; else hosted[port] = hosted[port] line
    }
    $1 == "backend" { backends = backends "\\nbackend " $2 "\\n" }
    $1 == "|" { backends = backends "  " rest("\\\\|") "\\n" }
    $1 == "servers" {
      which = $2; sub(/^servers [^ ]+ /, "")
      for (i = 1; i <= n; i++) if (which == "*" || index("," which ",", "," name[i] ",")) {
        where = index(at[i], ":") ? "[" at[i] "]" : at[i]
        backends = backends "  server " name[i] " " where ":" on[i] " " $0 (which == "*" ? " weight " weight[i] : "") (state[i] == "ready" ? "" : " disabled") "\\n"
      }
    }
    END {
      if (failed) exit ${EXIT.clash}
      if (rollouts) print "\\nglobal\\n" rollouts
      for (i = 1; i <= ports; i++) {
        port = order[i]
        print "\\nfrontend port." port "\\n  mode " mode[port]
        tls = secure[port] ? " ssl" certificates[port] (mode[port] == "http" ? " alpn h2,http/1.1" : "") : ""
        print "  bind " (any == "::" ? ":::" port " v4v6" : ":" port) tls
        if (mode[port] == "http") print "  log-format \\"%b %s %ST %ts %Tr %[var(txn.rollout)] %HM %HPO %Tt\\""
        else print "  log-format \\"%b %s - %ts %Tt %[var(txn.rollout)]\\""
        printf "%s", hosted[port] common[port]
        if (mode[port] == "http" && common[port] == "") print "  default_backend cul8er.nobody"
      }
      printf "%s", backends
    }' "$@"
}
if [ "$how" = with ]; then put_together "$@"; exit; fi
umask 077
put_together "$@" > .haproxy.cfg
if [ "$how" = checked ]; then /usr/sbin/haproxy -c -q -f .haproxy.cfg; fi
mv .haproxy.cfg haproxy.cfg
`;
