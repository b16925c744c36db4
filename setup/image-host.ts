// A Debian image that is a machine as a provider hands it over: systemd, an SSH server, and nothing else.
import type { Image } from "./image.ts";
import { debian } from "./image-systemd.ts";

/**
 * Containers in a container: cgroup controllers that the machine has mounted together are taken apart, or Incus inside
 * cannot start any. Where there is only one hierarchy, nothing is to be done.
 */
const cgroups = `#!/bin/sh
[ -d /sys/fs/cgroup/cpu,cpuacct ] || exit 0
mount -o remount,rw /sys/fs/cgroup
umount /sys/fs/cgroup/cpu,cpuacct
rm -f /sys/fs/cgroup/cpu /sys/fs/cgroup/cpuacct
rmdir /sys/fs/cgroup/cpu,cpuacct
for controller in cpu cpuacct; do
  mkdir -p /sys/fs/cgroup/$controller
  mount -t cgroup -o $controller cgroup /sys/fs/cgroup/$controller
done
`;

/** Debian 12 with an SSH server; `deploy` may use sudo, `guest` may not. Keys of users are put in by who starts it. */
export const debianHost: Image = {
  name: "debian-12-host",
  version: 1,
  packages: [
    ...debian.packages.filter((name) => name !== "haproxy"),
    "openssh-server",
    "sudo",
    "procps",
    "ca-certificates",
  ],
  files: {
    ...debian.files,
    // Each machine has host keys of its own.
    "etc/systemd/system/ssh.service.d/keys.conf":
      "[Service]\nExecStartPre=\nExecStartPre=/usr/bin/ssh-keygen -A\nExecStartPre=/usr/sbin/sshd -t\n",
    "etc/ssh/sshd_config.d/keys-only.conf": "PasswordAuthentication no\nUseDNS no\n",
    "etc/sudoers.d/deploy": "deploy ALL=(ALL) NOPASSWD: ALL\n",
    "etc/dpkg/dpkg.cfg.d/unsafe-io": "force-unsafe-io\n",
    "usr/local/sbin/split-cgroups": cgroups,
    "etc/systemd/system/split-cgroups.service":
      "[Unit]\nDefaultDependencies=no\nBefore=basic.target incus.service\n[Service]\nType=oneshot\nExecStart=/usr/local/sbin/split-cgroups\n[Install]\nWantedBy=basic.target\n",
  },
  commands: [
    ...debian.commands.filter(([, , name]) => name !== "haproxy.service"),
    ["systemctl", "enable", "split-cgroups.service"],
    ["sh", "-c", "rm -f /etc/ssh/ssh_host_*; chmod 440 /etc/sudoers.d/deploy"],
    ["useradd", "--create-home", "--shell", "/bin/bash", "deploy"],
    ["useradd", "--create-home", "--shell", "/bin/bash", "guest"],
  ],
};
