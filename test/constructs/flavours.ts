/** Both CDKs, each with the constructs that are built for it. */
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as cdk from "cdktn";
import { z } from "zod";
import type * as constructs from "../../constructs/index.ts";

/** A CDK and our constructs for it, as a program gets them. */
export interface Flavour {
  readonly name: "cdktf" | "cdktn";
  readonly cdk: typeof cdk;
  readonly ours: typeof constructs;
}

const load = createRequire(import.meta.url);

/** The flavours; what is loaded is the package as it was built. */
export const flavours: readonly Flavour[] = (["cdktf", "cdktn"] as const).map((name) => ({
  name,
  cdk: load(name),
  ours: load(`cul8er/${name}`),
}));

/** Where the apps of these tests would write: what the CDKs make where nothing is said stays for ever. */
export const out = mkdtempSync(join(tmpdir(), "cul8er-out-"));
process.once("exit", () => rmSync(out, { recursive: true }));

/** A test's app. */
export const appOf = ({ cdk }: Pick<Flavour, "cdk">, context: Record<string, unknown> = {}): cdk.App =>
  cdk.Testing.app({ context, outdir: out });

/** A stack in a test's app, with our provider in it. */
export function stackOf({ cdk, ours }: Flavour, context: Record<string, unknown> = {}): cdk.TerraformStack {
  const stack = new cdk.TerraformStack(appOf({ cdk }, context), "shop");
  new ours.Cul8erProvider(stack, "incus");
  return stack;
}

const attributes = z.record(z.string(), z.unknown());
const synthesized = z.looseObject({
  resource: z.record(z.string(), z.record(z.string(), attributes)).default({}),
  provider: z.record(z.string(), z.array(attributes)).default({}),
});

/** What Terraform would read of a stack. */
export type Synthesized = z.output<typeof synthesized>;

/** Synthesizes a stack, as its own CDK does in tests. */
export const synth = ({ cdk }: Flavour, stack: cdk.TerraformStack): Synthesized =>
  synthesized.parse(JSON.parse(cdk.Testing.synth(stack, true)));

/** The only resource of a type, without what the CDK notes down for itself. */
export function only(result: Synthesized, type: string): Record<string, unknown> {
  const [resource = {}, ...others] = Object.values(result.resource[type] ?? {});
  if (others.length > 0) throw new Error(`there are ${others.length + 1} of ${type}`);
  const { "//": _, ...rest } = resource;
  return rest;
}

type Class = new (scope: cdk.TerraformStack, id: string, config: unknown) => cdk.TerraformResource;

/** A construct by the name of its class, for whatever configuration. */
export function classOf({ ours }: Flavour, name: string): Class {
  const found: unknown = Reflect.get(ours, name);
  if (typeof found !== "function") throw new Error(`there is no ${name}`);
  return found as Class;
}
