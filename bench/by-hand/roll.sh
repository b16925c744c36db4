#!/bin/bash
# A rolling update as a careful person writes it: everything unpacked first, then one node after the other leaves the
# router, is restarted, checked and taken back. The nodes are watched for a while after the first of them, and at the end.
#
# roll.sh PROJECT PREFIX TARBALL MIN_UPTIME_SECONDS
set -euo pipefail
project=$1 prefix=$2 tarball=$3 uptime=$4
version=$(basename "$tarball" .tar.gz) version=${version#chat-}
nodes=("$prefix-1" "$prefix-2" "$prefix-3") router=$prefix-router
incus() { command incus --project "$project" "$@"; }
haproxy() { incus exec "$router" -- sh -c "echo '$1' | socat -t 30 stdio /run/haproxy/admin.sock"; }

declare -A address
for node in "${nodes[@]}"; do address[$node]=$(incus list "^$node\$" --format csv --columns 4 | sed 's/ .*//'); done

# Requests that the router has under way to a node.
under_way() { haproxy "show stat chat 4 -1" | awk -F, -v node="$1" '$2 == node { print $5 }'; }

stage() {
  incus exec "$1" -- mkdir -p "/opt/chat/releases/$version"
  incus exec "$1" -- tar -xzf - -C "/opt/chat/releases/$version" <"$tarball"
}

healthy() {
  local told
  told=$(curl -sf -m 2 "http://${address[$1]}:4000/health") || return 1
  # It is the new version, and it sees both others.
  case $told in *'"version":"'"$version"'"'*) ;; *) return 1 ;; esac
  [ "$(grep -o 'chat@' <<<"$told" | wc -l)" -eq 3 ]
}

restarts() { incus exec "$1" -- systemctl show chat --value -p NRestarts; }

watch() {
  sleep "$uptime"
  for node in "$@"; do
    [ "$(restarts "$node")" = 0 ] || { echo "$node was started again by itself" >&2; exit 1; }
  done
}

staging=()
for node in "${nodes[@]}"; do stage "$node" & staging+=($!); done
for one in "${staging[@]}"; do wait "$one"; done

for node in "${nodes[@]}"; do
  haproxy "set server chat/$node state drain"
  for _ in $(seq 100); do
    [ "$(under_way "$node")" = 0 ] && break
    sleep 0.1
  done
  incus exec "$node" -- sh -c "ln -sfn /opt/chat/releases/$version /opt/chat/current && systemctl restart chat"
  for try in $(seq 150); do
    healthy "$node" && break
    [ "$try" -lt 150 ] || { echo "$node is not healthy; it stays out of the router" >&2; exit 1; }
    sleep 0.2
  done
  [ "$node" != "${nodes[0]}" ] || watch "$node"
  haproxy "set server chat/$node health up"
  haproxy "set server chat/$node state ready"
done
watch "${nodes[@]}"
