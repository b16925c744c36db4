/** The engines that a suite of the plugin runs under. */
import { expect } from "chai";
import { hasTofu, type TerraformCli, terraform, tofu } from "../../setup/terraform.ts";

/** The engines of this machine by name; in CI each must be there. */
export async function enginesHere(): Promise<readonly (readonly [name: string, cli: TerraformCli | undefined])[]> {
  const found = [
    ["terraform", await terraform()],
    ["tofu", hasTofu() ? tofu() : undefined],
  ] as const;
  const missing = found.filter(([, cli]) => !cli).map(([name]) => name);
  if (process.env.CI && missing.length > 0) throw new Error(`not here: ${missing.join(", ")}`);
  return found;
}

/** Describes a suite once for each engine; without one of them it is skipped. */
export function describeEngines(title: string, suite: (cli: () => TerraformCli) => void): void {
  for (const name of ["terraform", "tofu"])
    describe(`${title} (${name})`, function () {
      this.timeout(120_000);
      let cli: TerraformCli | undefined;
      before(async function () {
        cli = new Map(await enginesHere()).get(name) ?? this.skip();
      });
      suite(() => cli ?? expect.fail("there is none"));
    });
}
