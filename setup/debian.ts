// Debian packages: which are missing, where they come from, installing them once for all parts.
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { onPath, run } from "./command.ts";

/** Where the backports suite is added, if it is. */
export const backportsFile = "/etc/apt/sources.list.d/cul8er-backports.sources";
const archiveKey = "/usr/share/keyrings/debian-archive-keyring.gpg";

/** A Debian package that a part needs, and what for. */
export interface Package {
  name: string;
  why: string;
  /** Its release's own version is too old: take the one from backports, where the release has them. */
  fromBackports?: boolean;
}

/** Whether this machine installs its software with apt. */
export function hasApt(): boolean {
  return onPath("apt-get");
}

/** Those of the packages that are not installed. */
export async function missingPackages(packages: Package[]): Promise<Package[]> {
  if (!hasApt() || packages.length === 0) return packages;
  const installed = await having(
    "Installed",
    packages.map(({ name }) => name),
  );
  return packages.filter(({ name }) => !installed.has(name));
}

/** Installs packages without asking and without what they merely recommend. */
export async function installPackages(packages: Package[]): Promise<void> {
  const names = packages.map(({ name }) => name);
  if ((await withoutCandidate(names)).length > 0) await update();
  const newer = packages.filter(({ fromBackports }) => fromBackports).map(({ name }) => name);
  if (newer.length > 0 || (await withoutCandidate(names)).length > 0) await addBackports();
  const nowhere = await withoutCandidate(names);
  if (nowhere.length > 0) throw new Error(`apt knows no package ${nowhere.join(", ")}: install it by hand`);
  const install = async () => {
    await apt(["install", ...names.filter((name) => !newer.includes(name))]);
    const suite = existsSync(backportsFile) ? ["-t", `${await release("VERSION_CODENAME")}-backports`] : [];
    if (newer.length > 0) await apt(["install", ...suite, ...newer]);
  };
  // Package lists of an older day name versions that are gone: fetch new lists and try once more.
  await install().catch(() => update().then(install));
}

/** Where this machine gets Debian from, if it is a Debian: the host of its own package sources. */
export async function debianMirror(): Promise<string | undefined> {
  if (!hasApt() || (await release("ID")) !== "debian") return undefined;
  const targets = await run("apt-get", ["indextargets", "--format", "$(RELEASE) $(REPO_URI)", "Created-By: Packages"]);
  const codename = await release("VERSION_CODENAME");
  return targets
    .split("\n")
    .map((line) => line.split(" "))
    .find(([suite]) => suite === codename)?.[1];
}

/** Adds the backports suite of the machine's own mirror, checked with Debian's own key; newer Debians need none. */
async function addBackports(): Promise<void> {
  const [mirror, codename] = [await debianMirror(), await release("VERSION_CODENAME")];
  if (!mirror || codename !== "bookworm" || existsSync(backportsFile)) return;
  const source = {
    Types: "deb",
    URIs: mirror,
    Suites: `${codename}-backports`,
    Components: "main",
    "Signed-By": archiveKey,
  };
  const text = Object.entries(source).map(([key, value]) => `${key}: ${value}\n`);
  await run("tee", [backportsFile], { input: text.join(""), asRoot: true });
  await update();
}

async function withoutCandidate(names: string[]): Promise<string[]> {
  const known = await having("Candidate", names);
  return names.filter((name) => !known.has(name));
}

/** Those of the packages for which apt knows an installed or an installable version. */
async function having(field: "Installed" | "Candidate", names: string[]): Promise<Set<string>> {
  const policy = await run("apt-cache", ["policy", ...names], { env: { LC_ALL: "C" } });
  const entries = policy.split(/^(?=\S)/m).filter((entry) => new RegExp(`${field}: (?!\\(none\\))`).test(entry));
  return new Set(entries.map((entry) => entry.slice(0, entry.indexOf(":"))));
}

/** Sources of others may be out of reach; what counts is whether the packages can be had afterwards. */
async function update(): Promise<void> {
  await apt(["update"]).catch(() => undefined);
}

async function apt([command = "", ...args]: string[]): Promise<void> {
  const patience = ["-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
  const quiet = ["-y", "--no-install-recommends"];
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  await run("apt-get", [...patience, command, ...quiet, ...args], { asRoot: true, env });
}

async function release(key: string): Promise<string | undefined> {
  const text = await readFile("/etc/os-release", "utf8").catch(() => "");
  return new RegExp(`^${key}="?([^"\n]*)"?$`, "m").exec(text)?.[1];
}
