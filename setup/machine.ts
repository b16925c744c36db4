// The whole machine in working order: says what is missing and why, installs it once, builds the rest side by side.
import { join } from "node:path";
import { build, root } from "./build.ts";
import { ensureCdks, hasCdks } from "./cdk.ts";
import { confirmPrivilege, privilege } from "./command.ts";
import { hasApt, installPackages, missingPackages, type Package } from "./debian.ts";
import { elixirPackages, rebarPackages } from "./elixir.ts";
import { ensureImage, hasImage, imagePackages } from "./image.ts";
import { debianHost } from "./image-host.ts";
import { debianWithOpenrc } from "./image-openrc.ts";
import { debian } from "./image-systemd.ts";
import { ensureIncus, incusPackages, knock } from "./incus.ts";
import { remember } from "./installed.ts";
import { phase, say } from "./progress.ts";
import { ensurePulumi, pulumiBin, pulumiPackages } from "./pulumi.ts";
import { buildRelease, demoBuilds } from "./release.ts";
import { ensureTofu, hasTofu, terraform, tofuPackages } from "./terraform.ts";

/** What the machine is wanted for: the demo needs less than the tests. */
export type Purpose = "demo" | "tests";

/** Images that are made for it. */
const images = { demo: [debian], tests: [debian, debianWithOpenrc, debianHost] };

/** Brings the machine in order, or throws with the reason why it cannot be. */
export async function prepareMachine(purpose: Purpose = "tests"): Promise<void> {
  const packages = await missing(purpose);
  const reason = await hopeless(purpose, packages);
  if (reason) throw new Error(reason);
  await announce(purpose, packages);
  if (packages.length > 0 || !images[purpose].every(hasImage) || (await knock()) !== "answers") confirmPrivilege();
  if (packages.length > 0) {
    await phase(`Debian packages (${packages.length})`, () => installPackages(packages));
    await remember(packages);
  }
  await phase("Incus", ensureIncus);
  // What is slow to build is finished, and kept, even when something beside it fails.
  const parts = await Promise.allSettled([
    ...images[purpose].map((image) => phase(`image ${image.name}`, (note) => ensureImage(image, note))),
    phase("Pulumi", (note) => ensurePulumi(join(root, "node_modules"), note)),
    ...(purpose === "tests" ? [phase("OpenTofu", ensureTofu), phase("CDK command lines", ensureCdks)] : []),
    phase("example releases", async () => Promise.all(demoBuilds.map(buildRelease))),
    phase("cul8er itself", build),
  ]);
  for (const part of parts) if (part.status === "rejected") throw part.reason;
}

/** Why this machine cannot be brought in order without its owner, if so. */
export async function whyNot(purpose: Purpose = "tests"): Promise<string | undefined> {
  return hopeless(purpose, await missing(purpose));
}

async function missing(purpose: Purpose): Promise<Package[]> {
  const needed = await Promise.all([
    incusPackages(),
    imagePackages(images[purpose]),
    pulumiPackages(),
    elixirPackages(),
    ...(purpose === "tests" ? [rebarPackages(), tofuPackages()] : []),
  ]);
  return missingPackages(needed.flat());
}

async function hopeless(purpose: Purpose, packages: Package[]): Promise<string | undefined> {
  const incus = await knock();
  if (incus === "no permission") return "an Incus is here, but this user may not use it (join its group, or be root)";
  if (packages.length === 0 && incus === "answers" && images[purpose].every(hasImage)) return undefined;
  if (privilege === undefined) return "no Incus to use here, and no root or sudo to set one up";
  if (packages.length > 0 && !hasApt()) return `missing here, and no apt to install them: ${names(packages)}`;
  return undefined;
}

/** What will be done, before it is done. */
async function announce(purpose: Purpose, packages: Package[]): Promise<void> {
  const width = Math.max(...packages.map(({ name }) => name.length));
  const lines = packages.map(({ name, why }) => `  ${name.padEnd(width)}  ${why}`);
  if (lines.length > 0) say(["These Debian packages are missing and will be installed:", ...lines].join("\n"));
  if (!(await pulumiBin()))
    say("Pulumi is missing and will be built from its Go modules into the cache: about 4 minutes, once.");
  if (purpose === "tests" && !hasTofu())
    say("OpenTofu is missing and will be built from its Go module into the cache: about 3 minutes, once.");
  if (purpose === "tests" && !hasCdks())
    say("The command lines of CDKTF and CDKTN are missing and will be installed into the cache: 0.8 GB, once.");
  if (purpose === "tests" && !(await terraform()))
    say(
      "Terraform 1.11 or newer is not on the PATH, and cannot be built: what needs it is tested with OpenTofu alone.",
    );
  if (!images[purpose].every(hasImage))
    say("A Debian image is missing and will be made from this machine's mirror: about a minute, once.");
}

function names(packages: Package[]): string {
  return packages.map(({ name }) => name).join(", ");
}
