/** The example under each of the four: CDKTF and CDKTN by their own command lines, HCL by Terraform and OpenTofu. */
import { type Cdk, cdkCli } from "../../setup/cdk.ts";
import { testEnvironment } from "../../setup/environment.ts";
import { type TerraformCli, terraform, tofu } from "../../setup/terraform.ts";
import { Lots } from "../crash/point.ts";
import { App } from "./app.ts";
import type { Example } from "./example.ts";
import { hcl } from "./hcl.ts";
import { describeExample } from "./story.ts";

/** Terraform where the machine has it. */
const anyTerraform = async () => (await terraform()) ?? tofu();

const cdk = async (name: string, which: Cdk, engine: TerraformCli): Promise<Example> =>
  App.of(cdkCli(which, engine), `beam-cluster-${which}`, name);

const { everything, seed } = await testEnvironment();
const lots = new Lots(seed);

const inHcl = {
  "in HCL, under Terraform": async (name: string) => hcl(await anyTerraform(), name),
  "in HCL, under OpenTofu": async (name: string) => hcl(tofu(), name),
};
/** Each CDK is seen with another engine. */
const inCdks = {
  "of CDKTF": async (name: string) => cdk(name, "cdktf", await anyTerraform()),
  "of CDKTN": async (name: string) => cdk(name, "cdktn", tofu()),
};

// Of HCL one engine, and of all one that tells the whole story: unless there is time for everything.
const drawn = everything ? Object.entries(inHcl) : [lots.draw(Object.entries(inHcl))];
const examples = [...drawn, ...Object.entries(inCdks)];
const [whole] = lots.draw(examples);

for (const [title, open] of examples)
  describeExample(`the example ${title}`, open, { whole: everything || title === whole });
