#!/bin/bash
# A bare Debian becomes an Incus server with its first instance, as a person types it over SSH.
#
# first.sh ADDRESS KEY KNOWN_HOSTS SUBNET IMAGE
set -euo pipefail
address=$1 key=$2 known=$3 subnet=$4 image=$5
on() { ssh -i "$key" -o "UserKnownHostsFile=$known" -o StrictHostKeyChecking=accept-new -o BatchMode=yes "root@$address" "$@"; }

on sh -es "$subnet" <<'SCRIPT' >&2
export DEBIAN_FRONTEND=noninteractive
apt-get -q update
mirror=$(apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | sed -n 's/^bookworm //p' | head -n 1)
echo "deb $mirror bookworm-backports main" > /etc/apt/sources.list.d/backports.list
apt-get -q update
apt-get -q -y --no-install-recommends install incus-base incus-client lxcfs dnsmasq-base nftables iproute2 xz-utils
incus admin init --preseed <<PRESEED
config: { core.https_address: ":8443" }
storage_pools: [{ name: default, driver: dir }]
networks: [{ name: incusbr0, type: bridge, config: { ipv4.address: $1, ipv6.address: none } }]
profiles:
  - name: default
    devices:
      root: { type: disk, path: /, pool: default }
      eth0: { type: nic, network: incusbr0, name: eth0 }
PRESEED
SCRIPT
on 'cat > /root/image.tar.gz' < "$image"
on 'incus image import -q /root/image.tar.gz --alias debian && rm /root/image.tar.gz && incus launch -q debian web </dev/null' >&2
