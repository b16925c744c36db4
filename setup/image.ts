// Debian images that nodes run on: each one tarball, made from the machine's own Debian mirror.
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { cached, once } from "./cache.ts";
import { onPath, run } from "./command.ts";
import { debianMirror, type Package } from "./debian.ts";

/** An image, by what makes it different from a bare Debian. */
export interface Image {
  /** Part of the file's name. */
  name: string;
  /** Changes with everything that changes the image. */
  version: number;
  /** Packages of its init system and network. */
  packages: string[];
  /** Files by their paths; those that begin with `#!` are executable. */
  files: Record<string, string>;
  /** Commands that are run inside. */
  commands: string[][];
}

const suite = "bookworm";
const architecture = { x64: "amd64", arm64: "arm64" }[process.arch as string] ?? process.arch;
/** What a release with its own ERTS needs, whatever starts it. */
const libraries = ["iproute2", "libncurses6", "libssl3", "libstdc++6", "zlib1g"];

/** Path of an image's tarball in the cache. */
export const imagePath = ({ name, version }: Image): string =>
  cached("image", `${name}-${version}-${architecture}.tar.gz`);

/** Whether an image is made already. */
export const hasImage = (image: Image): boolean => existsSync(imagePath(image));

/** What Debian has to bring where an image is missing. */
export async function imagePackages(images: Image[]): Promise<Package[]> {
  if (images.every(hasImage) || onPath("debootstrap")) return [];
  return [{ name: "debootstrap", why: "makes the Debian image that the nodes run on" }];
}

/** Makes an image unless it is there, and returns its path. */
export function ensureImage(image: Image, note: (text: string) => void): Promise<string> {
  return once(imagePath(image), async (draft) => {
    const folder = `${draft}.folder`;
    try {
      note("debootstrap, about a minute once");
      await mkdir(folder, { recursive: true });
      await bootstrap(join(folder, "rootfs"), [...image.packages, ...libraries]);
      await configure(folder, image);
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

async function bootstrap(rootfs: string, packages: string[]): Promise<void> {
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

/** Makes it a container: a name and hosts of its own, nothing that only a real machine needs. */
async function configure(folder: string, { version, files, commands }: Image): Promise<void> {
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
    const file = join(rootfs, path);
    await run("mkdir", ["-p", dirname(file)], { asRoot: true });
    await run("tee", [file], { input: text, asRoot: true });
    if (text.startsWith("#!")) await run("chmod", ["755", file], { asRoot: true });
  }
  for (const command of commands) await run("chroot", [rootfs, ...command], { asRoot: true });
  await mkdir(join(folder, "templates"));
  await writeFile(join(folder, "templates/hostname.tpl"), "{{ container.name }}\n");
  await writeFile(join(folder, "templates/hosts.tpl"), hosts);
  await writeFile(join(folder, "metadata.yaml"), metadata(version));
}

/** Without localhost here the Erlang tools of OTP 25 crash. */
const hosts = `127.0.0.1 localhost
127.0.1.1 {{ container.name }}
::1 localhost ip6-localhost ip6-loopback
`;

function metadata(version: number): string {
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
