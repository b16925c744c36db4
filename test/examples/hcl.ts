/** The example in plain HCL, run by Terraform or OpenTofu. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { root } from "../../setup/root.ts";
import type { TerraformCli } from "../../setup/terraform.ts";
import { Configuration } from "../terraform/configuration.ts";
import { type Example, type Run, secrets } from "./example.ts";

/** The example as files of HCL. */
export interface Hcl extends Example {
  /** Writes one more file of it. */
  write(path: string, text: string): Promise<void>;
}

/** A copy of it, whose instances are called after `name` and are in the Incus project of that name. */
export async function hcl(cli: TerraformCli, name: string): Promise<Hcl> {
  const configuration = await Configuration.of(cli, {
    TF_VAR_image: "image.tar.gz",
    TF_VAR_release: "release.tar.gz",
    TF_VAR_name: name,
    TF_VAR_secrets: JSON.stringify(secrets),
  });
  const { folder } = configuration;
  const example = quicker(await readFile(join(root, "examples/beam-cluster-hcl/main.tf"), "utf8"));
  await writeFile(join(folder, "provider.tf"), `provider "cul8er" {\n  project = "${name}"\n}\n`);
  await configuration.write(example);
  const { ok, text } = await configuration.run("init", "-input=false");
  if (!ok) throw new Error(text);

  return {
    folder,
    sizes: [3, 2, 3],
    set: (more) => configuration.set(more),
    write: (path, text) => writeFile(join(folder, path), text),
    resize: (size) => configuration.write(size === 3 ? example : withoutThird(example)),
    apply: () => configuration.apply(),
    plan: (): Promise<Run> => configuration.plan("-out=plan"),
    destroy: () => configuration.destroy(),
    byHand: {
      first: "cul8er_beam_node.first",
      interrupted: (words) => configuration.interrupted(words, "apply", "-input=false", "-auto-approve"),
    },
    stored: async () => `${await configuration.stored()}${(await configuration.run("show", "-json", "plan")).text}`,
    async nodes() {
      const { text } = await configuration.run("output", "-json");
      return outputs.parse(JSON.parse(text.slice(text.indexOf("{")))).nodes.value;
    },
    [Symbol.asyncDispose]: () => configuration[Symbol.asyncDispose](),
  };
}

/** The example, in less of a hurry to be sure. */
const quicker = (example: string): string =>
  example
    .replace('deadline = "60s"', 'deadline = "15s"')
    .replace('min_uptime  = "10s"', 'min_uptime  = "1s"')
    .replace("final   = true", 'final   = true\n  min_uptime = "1s"');

/** The example with a node less: without its blocks, and all that names them. */
const withoutThird = (example: string): string =>
  example
    .replace("range(1, 4)", "range(1, 3)")
    .replaceAll(/^resource "\w+" "third" \{\n[\s\S]*?^\}\n/gm, "")
    .replaceAll(/^ *cul8er_beam_node\.third\.\w+,\n/gm, "")
    .replaceAll(", cul8er_beam_node.third", "");

const outputs = z.object({ nodes: z.object({ value: z.unknown() }) });
