// What set-up added to this machine, kept so that it can say how to take it away again.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cached, cacheFolder } from "./cache.ts";
import { backportsFile, type Package } from "./debian.ts";

const list = cached("installed-packages");

/** Notes packages that were installed for us. */
export async function remember(packages: Package[]): Promise<void> {
  const all = new Set([...(await installed()), ...packages.map(({ name }) => name)]);
  await mkdir(cacheFolder, { recursive: true });
  await writeFile(list, [...all].map((name) => `${name}\n`).join(""));
}

/** The commands that take away all that set-up installed, for a person to judge and run. */
export async function removal(): Promise<string[]> {
  const packages = await installed();
  const incus = packages.includes("incus-base");
  return [
    ...(incus ? ["incus admin shutdown; umount /var/lib/lxcfs"] : []),
    ...(packages.length > 0 ? [`apt-get purge --autoremove ${packages.join(" ")}`] : []),
    ...(incus ? [`rm -rf /var/lib/incus ${backportsFile}`] : []),
    `rm -rf ${cacheFolder}`,
  ];
}

async function installed(): Promise<string[]> {
  return (await readFile(list, "utf8").catch(() => "")).split("\n").filter(Boolean);
}
