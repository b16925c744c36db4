// The Debian image that the nodes run on: one tarball, made from the machine's own Debian mirror.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cached, once } from "./cache.ts";
import { onPath, run } from "./command.ts";
import { debianMirror, type Package } from "./debian.ts";

/** Changes with everything below that changes the image. */
const version = 1;
const suite = "bookworm";
const architecture = { x64: "amd64", arm64: "arm64" }[process.arch as string] ?? process.arch;
/** What a release with its own ERTS needs, besides an init system that it can be a unit of. */
const packages = [
  ...["systemd-sysv", "dbus", "udev", "systemd-resolved", "iproute2"],
  ...["libncurses6", "libssl3", "libstdc++6", "zlib1g"],
];

/** Path of the image's tarball in the cache. */
export const imagePath = cached("image", `debian-12-${version}-${architecture}.tar.gz`);

/** Whether the image is made already. */
export function hasImage(): boolean {
  return existsSync(imagePath);
}

/** What Debian has to bring where the image is missing. */
export async function imagePackages(): Promise<Package[]> {
  if (hasImage() || onPath("debootstrap")) return [];
  return [{ name: "debootstrap", why: "makes the Debian image that the nodes run on" }];
}

/** Makes the image unless it is there, and returns its path. */
export function ensureImage(note: (text: string) => void): Promise<string> {
  return once(imagePath, async (draft) => {
    const folder = `${draft}.folder`;
    try {
      note("debootstrap, about a minute once");
      await mkdir(folder, { recursive: true });
      await bootstrap(join(folder, "rootfs"));
      await configure(folder);
      note("packing");
      const parts = ["metadata.yaml", "templates", "rootfs"];
      await run("tar", ["--numeric-owner", "--xattrs", "-C", folder, "-I", "gzip -1", "-cf", draft, ...parts], {
        asRoot: true,
      });
    } finally {
      await remove(folder);
    }
  });
}

async function bootstrap(rootfs: string): Promise<void> {
  const mirror = await debianMirror();
  const options = ["--variant=minbase", `--include=${packages.join(",")}`, `--arch=${architecture}`];
  await run("debootstrap", [...options, suite, rootfs, ...(mirror ? [mirror] : [])], { asRoot: true });
}

/** A debootstrap that was interrupted leaves file systems mounted. */
async function remove(folder: string): Promise<void> {
  const mounts = (await readFile("/proc/mounts", "utf8")).split("\n").map((line) => line.split(" ")[1] ?? "");
  for (const mount of mounts.filter((path) => path.startsWith(`${folder}/`)))
    await run("umount", ["-l", mount], { asRoot: true });
  await run("rm", ["-rf", "--one-file-system", folder], { asRoot: true });
}

/** Makes it a container: an address by DHCP, a name and hosts of its own, nothing that only a real machine needs. */
async function configure(folder: string): Promise<void> {
  const rootfs = join(folder, "rootfs");
  for (const waste of [
    "var/cache/apt/archives",
    "var/lib/apt/lists",
    "usr/share/doc",
    "usr/share/locale",
    "usr/share/man",
  ])
    await run("find", [join(rootfs, waste), "-mindepth", "1", "-delete"], { asRoot: true });
  await run("rm", ["-f", join(rootfs, "etc/hostname"), join(rootfs, "etc/machine-id")], { asRoot: true });
  for (const [path, text] of Object.entries(files)) {
    await run("mkdir", ["-p", dirname(join(rootfs, path))], { asRoot: true });
    await run("tee", [join(rootfs, path)], { input: text, asRoot: true });
  }
  for (const unit of ["systemd-networkd.service", "systemd-resolved.service"])
    await run("chroot", [rootfs, "systemctl", "enable", unit], { asRoot: true });
  for (const unit of unwanted) await run("chroot", [rootfs, "systemctl", "mask", unit], { asRoot: true });
  await run("chroot", [rootfs, "systemctl", "set-default", "multi-user.target"], { asRoot: true });
  await mkdir(join(folder, "templates"));
  await writeFile(join(folder, "templates/hostname.tpl"), "{{ container.name }}\n");
  await writeFile(join(folder, "templates/hosts.tpl"), hosts);
  await writeFile(join(folder, "metadata.yaml"), metadata());
}

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

const files = {
  // Empty: each container gets an identity of its own, without the ceremony of a first boot.
  "etc/machine-id": "",
  "etc/systemd/network/80-dhcp.network": network,
  // The host's hundreds of devices show in a container too; networkd waits only for the network ones.
  "etc/systemd/system/systemd-udev-trigger.service.d/network-only.conf":
    "[Service]\nExecStart=\nExecStart=udevadm trigger --action=add --subsystem-match=net\n",
  // In memory, but little of it: it counts for the container's limit.
  "etc/systemd/journald.conf.d/small.conf": "[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n",
};

/** Without localhost here the Erlang tools of OTP 25 crash. */
const hosts = `127.0.0.1 localhost
127.0.1.1 {{ container.name }}
::1 localhost ip6-localhost ip6-loopback
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

function metadata(): string {
  return `architecture: ${process.arch === "arm64" ? "aarch64" : "x86_64"}
creation_date: ${Math.floor(Date.now() / 1000)}
properties:
  os: Debian
  release: ${suite}
  description: Debian 12 for BEAM releases (cul8er ${version})
templates:
  /etc/hostname:
    when: [create, copy]
    template: hostname.tpl
  /etc/hosts:
    when: [create, copy]
    template: hosts.tpl
`;
}
