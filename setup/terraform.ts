// Terraform and OpenTofu: where they are, and an environment in which they find the plugin of this repository.
import { mkdir, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { cached, once } from "./cache.ts";
import { isAtLeast, locate, run } from "./command.ts";
import type { Package } from "./debian.ts";
import { goBuild, goPackages } from "./go.ts";
import { cliConfig } from "./mirror.ts";

/** The first Terraform that knows all that the plugin needs: write-only attributes. */
const oldestTerraform = "1.11.0";
const tofuVersion = "1.12.6";
const tofuPath = cached(`opentofu-${tofuVersion}`, "tofu");

/** A command line that runs configurations. */
export interface TerraformCli {
  /** Path of the executable. */
  executable: string;
  /** Its whole environment: it takes the plugin from what was built here, and nothing from a registry. */
  environment: Record<string, string>;
}

/** What building OpenTofu needs from Debian where there is neither it nor Go. */
export function tofuPackages(): Package[] {
  return hasTofu() ? [] : goPackages("builds OpenTofu");
}

/** Whether OpenTofu has been built. */
export function hasTofu(): boolean {
  return locate("tofu", dirname(tofuPath)) !== undefined;
}

/** Builds OpenTofu where it is missing. */
export async function ensureTofu(note: (text: string) => void): Promise<void> {
  await once(dirname(tofuPath), async (draft) => {
    const workshop = join(draft, "workshop");
    await mkdir(draft);
    note("about 3 minutes once");
    await goBuild(workshop, join(draft, "tofu"), {
      main: "github.com/opentofu/opentofu/cmd/tofu",
      require: { "github.com/opentofu/opentofu": tofuVersion },
      // Its makers' own fork, which their module names in a line that counts for themselves alone.
      replace: {
        "github.com/hashicorp/hcl/v2 v2.20.1": "github.com/opentofu/hcl/v2 v2.20.2-0.20251021132045-587d123c2828",
      },
      goVersion: "1.26.6",
      texts: { "github.com/opentofu/opentofu/version.dev": "no" },
    });
    await rm(workshop, { recursive: true });
  });
}

/** OpenTofu as set-up has built it. */
export function tofu(): TerraformCli {
  return cli(tofuPath);
}

/**
 * The user's own Terraform, or undefined where there is none that is new enough. It cannot be built like the others: its
 * published module lacks parts of itself.
 */
export async function terraform(): Promise<TerraformCli | undefined> {
  const executable = locate("terraform");
  if (!executable) return undefined;
  const { terraform_version: found = "" } = JSON.parse(
    await run(executable, ["version", "-json"], { env: quiet }).catch(() => "{}"),
  ) as { terraform_version?: string };
  return isAtLeast(found, oldestTerraform) ? cli(executable) : undefined;
}

const quiet = { CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };

function cli(executable: string): TerraformCli {
  const PATH = [dirname(process.execPath), process.env.PATH].join(":");
  return {
    executable,
    environment: { ...quiet, HOME: homedir(), PATH, TF_CLI_CONFIG_FILE: cliConfig, TF_IN_AUTOMATION: "1" },
  };
}
