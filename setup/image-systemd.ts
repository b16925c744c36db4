// The Debian image with systemd, which the demo and almost all tests run on.
import type { Image } from "./image.ts";

const network = `[Match]
Name=eth*

[Network]
DHCP=ipv4
LinkLocalAddressing=no
IPv6AcceptRA=no

[DHCPv4]
UseDomains=yes
UseHostname=no
`;

/** Units that wait for hardware or clean up what a fresh container does not have. */
const unwanted = [
  "systemd-networkd-wait-online.service",
  "systemd-logind.service",
  "console-getty.service",
  "e2scrub_reap.service",
  "apt-daily.timer",
  "apt-daily-upgrade.timer",
  "dpkg-db-backup.timer",
  "e2scrub_all.timer",
  "fstrim.timer",
];

/** Debian 12 with systemd; an address by DHCP. */
export const debian: Image = {
  name: "debian-12",
  version: 2,
  // The router is there already, so that a demo does not wait for a package mirror; it runs only where it is wanted.
  packages: ["systemd-sysv", "dbus", "udev", "systemd-resolved", "haproxy", "socat"],
  files: {
    // Empty: each container gets an identity of its own, without the ceremony of a first boot.
    "etc/machine-id": "",
    "etc/systemd/network/80-dhcp.network": network,
    // The host's hundreds of devices show in a container too; networkd waits only for the network ones.
    "etc/systemd/system/systemd-udev-trigger.service.d/network-only.conf":
      "[Service]\nExecStart=\nExecStart=udevadm trigger --action=add --subsystem-match=net\n",
    // In memory, but little of it: it counts for the container's limit.
    "etc/systemd/journald.conf.d/small.conf": "[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n",
  },
  commands: [
    ["systemctl", "enable", "systemd-networkd.service", "systemd-resolved.service"],
    ["systemctl", "mask", ...unwanted],
    ["systemctl", "disable", "haproxy.service"],
    ["systemctl", "set-default", "multi-user.target"],
  ],
};
