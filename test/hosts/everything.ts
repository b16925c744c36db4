/** All that a person could tell a difference by on a machine: packages, files of the system, services, groups, networks. */
import type { BareHost } from "./bare-hosts.ts";

/** What there is, a line each. */
export const everythingOn = ({ shell }: BareHost): Promise<string> =>
  shell(`dpkg-query -W -f '\${binary:Package} \${db:Status-Status}\\n' | sort
find /etc /root /home /opt /srv /usr/local /var/lib -xdev -path /var/lib/apt -prune -o -path /var/lib/dpkg -prune -o -path /var/lib/systemd -prune -o -print | grep -v -e '^/etc/ld.so.cache' -e '-$' | sort
cat /etc/passwd /etc/group /etc/subuid /etc/subgid | sort
systemctl list-unit-files --no-legend --no-pager | sort
ls /sys/class/net`);

/** Files with a private key or a token in them, besides those of sshd's users; empty where there is none. */
export const secretsOn = ({ shell }: BareHost): Promise<string> =>
  shell(`grep -rlE 'PRIVATE KEY|"secret"' /var/lib/cul8er /tmp /root /home 2>/dev/null | grep -v /.ssh/ || true`);

/** Lines that only one of two texts has. */
export function differenceOf(before: string, after: string): string[] {
  const [had, has] = [new Set(before.split("\n")), new Set(after.split("\n"))];
  return [
    ...[...had].filter((line) => !has.has(line)).map((line) => `- ${line}`),
    ...[...has].filter((line) => !had.has(line)).map((line) => `+ ${line}`),
  ];
}
