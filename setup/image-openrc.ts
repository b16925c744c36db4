// A Debian image with OpenRC, for the tests of releases under another init system than systemd.
import type { Image } from "./image.ts";

/** Debian's package expects the scripts of another one, which expects a third init system: this is all that a container needs. */
const network = `#!/sbin/openrc-run
description="Loopback, and an address by DHCP"

depend() {
  provide net
}

start() {
  ip link set lo up
  udhcpc -b -S -i eth0 >/dev/null 2>&1
}
`;

/** Debian 12 with OpenRC. */
export const debianWithOpenrc: Image = {
  name: "debian-12-openrc",
  version: 1,
  packages: ["openrc", "udhcpc"],
  files: { "etc/init.d/networking": network },
  commands: [
    ["ln", "-sf", "openrc-init", "/sbin/init"],
    ["rm", "-rf", "/etc/runlevels/sysinit/cgroups", "/etc/runlevels/sysinit/hwclock.sh"],
    ["rc-update", "add", "networking", "default"],
  ],
};
