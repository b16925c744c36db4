/** What is done on a host of a mesh, as scripts that run as root. A key is made there, and only its public half comes back. */
import { answerOf, type Script } from "../shell.ts";

/** Where a mesh keeps what it needs on a host. */
const FOLDER = "/etc/cul8er/mesh";

/** Names of the packages that were installed for meshes. */
const BROUGHT = "/etc/cul8er/mesh-packages";

/** Exit codes of the scripts. */
export const EXIT = { system: 3, tools: 4, tunnel: 5, failed: 6 } as const;

/** What a host of a mesh is set to. */
export interface MeshSettings {
  readonly mesh: string;
  readonly owner: string;
  /** Its own address. */
  readonly address: string;
  /** The subnet of its instances. */
  readonly subnet: string;
  /** UDP port that it listens on. */
  readonly port: number;
  /** Ranges of all hosts, and of all instances. */
  readonly addresses: string;
  readonly subnets: string;
  /** Its peers, as WireGuard's own configuration has them. */
  readonly peers: string;
}

/** What a host tells of its place in a mesh. */
export interface MeshLook {
  readonly owner: string;
  readonly address: string;
  readonly subnet: string;
  readonly port: number;
  readonly addresses: string;
  readonly subnets: string;
  readonly publicKey: string;
  /** Whether the tunnel is up, with the addresses and peers that were given. */
  readonly whole: boolean;
  /** Whether the host has a bridge in its subnet, or another interface. */
  readonly used: boolean;
  readonly peers: string;
}

const COMMON = `set -eu
mesh=$1
folder=${FOLDER}/$mesh
fail() { code=$1; shift; printf '%s\\n' "$*" >&2; exit "$code"; }
setting() { sed -n "s|^$1 ||p" "$folder/settings"; }
live() { wg show "$mesh" allowed-ips 2>/dev/null | tr '\\t' ' ' | while read -r key rest; do printf '%s' "$key"; printf ' %s\\n' $rest | sort | tr -d '\\n'; echo; done | sort; }
`;

const INSTALLED = `
packages() {
  if command -v apt-get >/dev/null; then
    export DEBIAN_FRONTEND=noninteractive
    quiet="-qq -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3"
    case $1 in
      add) shift; apt-get $quiet install -y --no-install-recommends "$@" >/dev/null 2>&1 || { apt-get $quiet update >/dev/null; apt-get $quiet install -y --no-install-recommends "$@" >/dev/null; } ;;
      drop) shift; apt-get $quiet purge -y "$@" >/dev/null ;;
    esac
  elif command -v dnf >/dev/null; then
    case $1 in add) shift; dnf -q -y install "$@" >/dev/null ;; drop) shift; dnf -q -y remove "$@" >/dev/null ;; esac
  elif command -v pacman >/dev/null; then
    case $1 in add) shift; pacman -S --noconfirm --needed "$@" >/dev/null ;; drop) shift; pacman -R --noconfirm "$@" >/dev/null ;; esac
  else
    fail ${EXIT.tools} "there is no package manager that is known here (apt, dnf, pacman): install wg and nft by hand"
  fi
}
`;

/** Makes sure of tools and key, and tells the public key. May be repeated. */
export const prepareMesh = (mesh: string): Script => ({ name: "mesh-prepare", text: PREPARE, args: [mesh] });

/** Reads what it tells. */
export const preparedMesh = (stdout: string): string => answerOf(stdout).values.public ?? "";

const PREPARE = `${COMMON}${INSTALLED}
[ -d /run/systemd/system ] || fail ${EXIT.system} "it is not run by systemd, which keeps the tunnel up"
umask 077
mkdir -p "$folder"
need() {
  command -v "$1" >/dev/null && return
  packages add "$2" || fail ${EXIT.tools} "the package $2 could not be installed"
  command -v "$1" >/dev/null || fail ${EXIT.tools} "the package $2 has no $1"
  echo "$2" >> ${BROUGHT}
}
need ip iproute2
need wg wireguard-tools
need nft nftables
if [ ! -s "$folder/how" ]; then
  if ip link add cul8er-try type wireguard 2>/dev/null; then
    ip link delete cul8er-try
    echo kernel > "$folder/how"
  else
    need wireguard-go wireguard-go
    [ -c /dev/net/tun ] || fail ${EXIT.tunnel} "its kernel has neither WireGuard nor /dev/net/tun"
    echo user > "$folder/how"
  fi
fi
if [ ! -s "$folder/key" ]; then
  wg genkey > "$folder/key.new"
  mv "$folder/key.new" "$folder/key"
fi
echo "public=$(wg pubkey < "$folder/key")"
`;

/** Brings a host to its settings. Of a tunnel that is up only the peers change, and what goes through it is not touched. */
export const applyMesh = (settings: MeshSettings): Script => ({
  name: "mesh-apply",
  text: APPLY,
  args: [
    settings.mesh,
    `owner ${settings.owner}\naddress ${settings.address}\nsubnet ${settings.subnet}\nport ${settings.port}\naddresses ${settings.addresses}\nsubnets ${settings.subnets}\n`,
    settings.peers,
    UP,
    DOWN,
  ],
});

/** Brings the tunnel up, and to its settings. Run by its unit, and again whenever they change. */
const UP = `${COMMON}
if [ "$(cat "$folder/how")" = kernel ]; then
  ip link show dev "$mesh" >/dev/null 2>&1 || ip link add dev "$mesh" type wireguard
fi
tries=0
until wg show "$mesh" >/dev/null 2>&1; do
  tries=$((tries + 1))
  [ "$tries" -le 100 ] || fail ${EXIT.tunnel} "the tunnel $mesh does not come up"
  sleep 0.1
done
{ printf '[Interface]\\nListenPort = %s\\nPrivateKey = ' "$(setting port)"; cat "$folder/key" "$folder/peers"; } | wg syncconf "$mesh" /dev/stdin
addresses=$(setting addresses)
length=\${addresses##*/}
ip -4 address replace "$(setting address)/$length" dev "$mesh"
ip link set up dev "$mesh"
ip -4 route replace "$(setting subnets)" dev "$mesh" src "$(setting address)"
echo 1 > /proc/sys/net/ipv4/ip_forward
subnet=$(setting subnet) subnets=$(setting subnets)
nft -f - <<RULES
table inet cul8er_$mesh
delete table inet cul8er_$mesh
table inet cul8er_$mesh {
  chain forward {
    type filter hook forward priority filter; policy accept;
    ip daddr $subnets ip daddr != $subnet oifname != "$mesh" drop
    ip saddr $subnets ip saddr != $subnet iifname != "$mesh" drop
    oifname "$mesh" tcp flags syn tcp option maxseg size set rt mtu
  }
  chain output {
    type filter hook output priority filter; policy accept;
    ip daddr $subnets ip daddr != $subnet oifname != "$mesh" drop
  }
  chain outside {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr $subnet ip daddr != { $addresses, $subnets } masquerade
  }
}
RULES
`;

const DOWN = `${COMMON}
nft delete table inet "cul8er_$mesh" 2>/dev/null || true
ip link delete dev "$mesh" 2>/dev/null || true
`;

const APPLY = `${COMMON}
settings=$2 peers=$3 up=$4 down=$5
umask 077
unit=/etc/systemd/system/cul8er-mesh-$mesh.service
put() { printf '%s' "$2" > "$1.new"; mv "$1.new" "$1"; }
put "$folder/settings" "$settings"
put "$folder/peers" "$peers"
put "$folder/up" "$up"
put "$folder/down" "$down"
if [ "$(cat "$folder/how")" = kernel ]; then
  main="Type=oneshot
RemainAfterExit=yes
ExecStart=/bin/sh $folder/up $mesh"
else
  main="ExecStart=$(command -v wireguard-go) -f $mesh
ExecStartPost=/bin/sh $folder/up $mesh
Restart=always"
fi
wanted="[Unit]
Description=WireGuard mesh $mesh
Wants=network-online.target
After=network-online.target

[Service]
$main
ExecStopPost=/bin/sh $folder/down $mesh

[Install]
WantedBy=multi-user.target
"
# The shell drops the last line's end.
if [ ! -f "$unit" ] || [ "$(cat "$unit")" != "$(printf '%s' "$wanted")" ]; then
  put "$unit" "$wanted"
  chmod 644 "$unit"
  systemctl daemon-reload
fi
systemctl --quiet enable "cul8er-mesh-$mesh" 2>/dev/null
if systemctl --quiet is-active "cul8er-mesh-$mesh"; then
  /bin/sh "$folder/up" "$mesh"
else
  systemctl restart "cul8er-mesh-$mesh" || fail ${EXIT.failed} "$(journalctl --quiet --no-pager --output=cat --lines=5 --unit="cul8er-mesh-$mesh" 2>/dev/null)"
fi
live > "$folder/live"
`;

/** Looks at a host. Changes nothing. */
export const lookAtMesh = (mesh: string): Script => ({ name: "mesh-look", text: LOOK, args: [mesh] });

/** Reads what it tells; undefined where the host is not in the mesh. */
export function lookedAtMesh(stdout: string): MeshLook | undefined {
  const { values, text } = answerOf(stdout);
  const { owner = "", address = "", subnet = "", port = "", addresses = "", subnets = "", whole, used } = values;
  if (values.there !== "yes") return undefined;
  const look = { owner, address, subnet, port: Number(port), addresses, subnets, publicKey: values.public ?? "" };
  return { ...look, whole: whole === "yes", used: used === "yes", peers: text };
}

const LOOK = `${COMMON}
[ -f "$folder/settings" ] && [ -s "$folder/key" ] && [ -f "$folder/live" ] || { echo there=no; exit 0; }
echo there=yes
sed 's/ /=/' "$folder/settings"
echo "public=$(wg pubkey < "$folder/key")"
whole=yes
systemctl --quiet is-active "cul8er-mesh-$mesh" || whole=no
[ "$(live)" = "$(cat "$folder/live")" ] || whole=no
ip -4 address show dev "$mesh" 2>/dev/null | grep -qF " $(setting address)/" || whole=no
nft list table inet "cul8er_$mesh" >/dev/null 2>&1 || whole=no
echo "whole=$whole"
[ -z "$(ip -4 -oneline address show to "$(setting subnet)" 2>/dev/null)" ] || echo used=yes
echo ---
cat "$folder/peers"
`;

/** Takes a host out of a mesh: tunnel, key, and the packages that it brought. What is gone already is no error. */
export const leaveMesh = (mesh: string): Script => ({ name: "mesh-leave", text: LEAVE, args: [mesh] });

const LEAVE = `${COMMON}${INSTALLED}
unit=/etc/systemd/system/cul8er-mesh-$mesh.service
if [ -f "$unit" ]; then
  systemctl --quiet disable --now "cul8er-mesh-$mesh" 2>/dev/null || true
  rm -f "$unit"
  systemctl daemon-reload
fi
nft delete table inet "cul8er_$mesh" 2>/dev/null || true
ip link delete dev "$mesh" 2>/dev/null || true
rm -rf "$folder"
# The last one takes along what was brought for all of them.
if rmdir ${FOLDER} 2>/dev/null && [ -f ${BROUGHT} ]; then
  brought=$(grep -E '^wireguard' ${BROUGHT} || true)
  [ -z "$brought" ] || packages drop $brought || true
  rm -f ${BROUGHT}
fi
rmdir /etc/cul8er 2>/dev/null || true
`;
