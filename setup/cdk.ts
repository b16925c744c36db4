// The command lines of both CDKs, which are too big for node_modules: in the cache, for the tests that deploy with them.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cached, once } from "./cache.ts";
import { run } from "./command.ts";
import type { TerraformCli } from "./terraform.ts";

/** A CDK that apps are written with. */
export type Cdk = "cdktf" | "cdktn";

const versions: Record<Cdk, string> = { cdktf: "0.21.0", cdktn: "0.24.0" };
/** The newest Node that cdktf's own parts in machine code are there for. Apps run on ours. */
const cdktfNode = `node-${process.platform}-${process.arch}`;
const cdktfNodeVersion = "22.23.3";

const folderOf = (cdk: Cdk): string => cached(`${cdk}-cli-${versions[cdk]}`);

/** Whether both are there. */
export const hasCdks = (): boolean => existsSync(folderOf("cdktf")) && existsSync(folderOf("cdktn"));

/** Installs both where they are missing. */
export async function ensureCdks(note: (text: string) => void): Promise<void> {
  await once(folderOf("cdktn"), (draft) => install(draft, { "cdktn-cli": versions.cdktn }, note));
  const parts = { "cdktf-cli": versions.cdktf, [cdktfNode]: cdktfNodeVersion };
  await once(folderOf("cdktf"), (draft) => install(draft, parts, note));
}

async function install(
  folder: string,
  dependencies: Record<string, string>,
  note: (text: string) => void,
): Promise<void> {
  const [name = ""] = Object.keys(dependencies);
  note(`${name}, about a minute once`);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, dependencies }));
  const quietly = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error", "--prefer-offline"];
  await run("npm", ["install", "--ignore-scripts", ...quietly], { cwd: folder });
}

/** How a CDK is started, so that it drives an engine. */
export interface CdkCli {
  executable: string;
  /** Arguments that come before those of the command. */
  args: readonly string[];
  environment: Record<string, string>;
}

/** A CDK's command line as set-up has installed it. */
export function cdkCli(cdk: Cdk, engine: TerraformCli): CdkCli {
  const modules = join(folderOf(cdk), "node_modules");
  const node = cdk === "cdktf" ? join(modules, cdktfNode, "bin/node") : process.execPath;
  return {
    executable: node,
    args: [join(modules, `.bin/${cdk}`)],
    environment: {
      ...engine.environment,
      TERRAFORM_BINARY_NAME: engine.executable,
      CI: "1", // plain lines instead of a display
    },
  };
}
