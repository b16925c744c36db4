// The whole machine in working order: says what is missing and why, installs it once, builds the rest side by side.
import { join } from "node:path";
import { build, root } from "./build.ts";
import { confirmPrivilege, privilege } from "./command.ts";
import { hasApt, installPackages, missingPackages, type Package } from "./debian.ts";
import { elixirPackages } from "./elixir.ts";
import { ensureImage, hasImage, imagePackages } from "./image.ts";
import { ensureIncus, incusPackages, knock } from "./incus.ts";
import { remember } from "./installed.ts";
import { phase, say } from "./progress.ts";
import { ensurePulumi, pulumiBin, pulumiPackages } from "./pulumi.ts";
import { buildRelease, demoBuilds } from "./release.ts";

/** Brings the machine in order, or throws with the reason why it cannot be. */
export async function prepareMachine(): Promise<void> {
  const packages = await missing();
  const reason = await hopeless(packages);
  if (reason) throw new Error(reason);
  await announce(packages);
  if (packages.length > 0 || !hasImage() || (await knock()) !== "answers") confirmPrivilege();
  if (packages.length > 0) {
    await phase(`Debian packages (${packages.length})`, () => installPackages(packages));
    await remember(packages);
  }
  await phase("Incus", ensureIncus);
  // What is slow to build is finished, and kept, even when something beside it fails.
  const parts = await Promise.allSettled([
    phase("Debian image", ensureImage),
    phase("Pulumi", (note) => ensurePulumi(join(root, "node_modules"), note)),
    phase("example releases", async () => Promise.all(demoBuilds.map(buildRelease))),
    phase("cul8er itself", build),
  ]);
  for (const part of parts) if (part.status === "rejected") throw part.reason;
}

/** Why this machine cannot be brought in order without its owner, if so. */
export async function whyNot(): Promise<string | undefined> {
  return hopeless(await missing());
}

async function missing(): Promise<Package[]> {
  const needed = await Promise.all([incusPackages(), imagePackages(), pulumiPackages(), elixirPackages()]);
  return missingPackages(needed.flat());
}

async function hopeless(packages: Package[]): Promise<string | undefined> {
  const incus = await knock();
  if (incus === "no permission") return "an Incus is here, but this user may not use it (join its group, or be root)";
  if (packages.length === 0 && incus === "answers" && hasImage()) return undefined;
  if (privilege === undefined) return "no Incus to use here, and no root or sudo to set one up";
  if (packages.length > 0 && !hasApt()) return `missing here, and no apt to install them: ${names(packages)}`;
  return undefined;
}

/** What will be done, before it is done. */
async function announce(packages: Package[]): Promise<void> {
  const width = Math.max(...packages.map(({ name }) => name.length));
  const lines = packages.map(({ name, why }) => `  ${name.padEnd(width)}  ${why}`);
  if (lines.length > 0) say(["These Debian packages are missing and will be installed:", ...lines].join("\n"));
  if (!(await pulumiBin()))
    say("Pulumi is missing and will be built from its Go modules into the cache: about 4 minutes, once.");
  if (!hasImage())
    say("The Debian image is missing and will be made from this machine's mirror: about a minute, once.");
}

function names(packages: Package[]): string {
  return packages.map(({ name }) => name).join(", ");
}
