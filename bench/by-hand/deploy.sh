#!/bin/bash
# Three nodes and a router, as a person sets them up with the commands of Incus: the other side of the benchmark.
#
# deploy.sh PROJECT IMAGE PREFIX TARBALL   prints the router's address
set -euo pipefail
project=$1 image=$2 prefix=$3 tarball=$4
version=$(basename "$tarball" .tar.gz) version=${version#chat-}
nodes=("$prefix-1" "$prefix-2" "$prefix-3") router=$prefix-router
incus() { command incus --project "$project" "$@"; }

address() {
  local found
  for _ in $(seq 200); do
    found=$(incus list "^$1\$" --format csv --columns 4 | sed 's/ .*//')
    if [ -n "$found" ]; then echo "$found"; return; fi
    sleep 0.1
  done
  echo "$1 has no address" >&2
  exit 1
}

launched=()
for instance in "${nodes[@]}" "$router"; do
  incus launch -q "$image" "$instance" -c limits.cpu=1 -c limits.memory=256MiB </dev/null >&2 & launched+=($!)
done
for one in "${launched[@]}"; do wait "$one"; done

addresses=()
for node in "${nodes[@]}"; do addresses+=("$(address "$node")"); done
peers=$(printf "'chat@%s'," "${addresses[@]}")

install_router() {
  incus exec "$router" -- sh -c 'export DEBIAN_FRONTEND=noninteractive; apt-get update -qq && apt-get install -qq -y haproxy socat >/dev/null' >&2
  {
    cat <<'EOF'
global
  stats socket /run/haproxy/admin.sock mode 600 level admin
defaults
  mode http
  timeout connect 5s
  timeout client 60s
  timeout server 60s
  retries 3
  option redispatch
frontend web
  bind :80
  default_backend chat
backend chat
  option httpchk GET /health
  default-server check inter 1s fall 2 rise 2
EOF
    for index in "${!nodes[@]}"; do echo "  server ${nodes[$index]} ${addresses[$index]}:4000"; done
  } | incus file push -q - "$router/etc/haproxy/haproxy.cfg"
  incus exec "$router" -- systemctl restart haproxy >&2
}

install_node() {
  local node=$1 own=$2
  incus exec "$node" -- mkdir -p "/opt/chat/releases/$version" /opt/chat/data >&2
  incus exec "$node" -- tar -xzf - -C "/opt/chat/releases/$version" <"$tarball" >&2
  incus exec "$node" -- ln -sfn "/opt/chat/releases/$version" /opt/chat/current >&2
  cat <<EOF | incus file push -q --mode 0600 - "$node/etc/chat.env"
PORT=4000
DATA_DIR=/opt/chat/data
LANG=C.UTF-8
SECRET_KEY_BASE=$(head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n')
RELEASE_DISTRIBUTION=name
RELEASE_NODE=chat@$own
RELEASE_COOKIE=by_hand
ELIXIR_ERL_OPTIONS="-start_epmd false -erl_epmd_port 6789 -kernel sync_nodes_timeout 2000 -kernel sync_nodes_optional [${peers%,}]"
EOF
  cat <<'EOF' | incus file push -q - "$node/etc/systemd/system/chat.service"
[Unit]
After=network-online.target
[Service]
EnvironmentFile=/etc/chat.env
ExecStart=/opt/chat/current/bin/chat start
Restart=on-failure
RestartSec=2
TimeoutStopSec=30
[Install]
WantedBy=multi-user.target
EOF
  incus exec "$node" -- systemctl enable -q --now chat >&2
}

installed=()
install_router & installed+=($!)
for index in "${!nodes[@]}"; do install_node "${nodes[$index]}" "${addresses[$index]}" & installed+=($!); done
for one in "${installed[@]}"; do wait "$one"; done
address "$router"
