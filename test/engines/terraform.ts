/**
 * The real Terraform or OpenTofu, with the plugin that was built here, and the state in a temporary folder.
 *
 * The plugin is named in `dev_overrides`, so that no run needs an `init`.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { execa } from "execa";
import { z } from "zod";
import { handlers } from "../../provider/terraform/handlers.ts";
import { attribute, resourceType, SOURCE } from "../../provider/terraform/names.ts";
import type { Diagnostic } from "../../provider/terraform/protocol/messages.ts";
import { UNKNOWN, type Value } from "../../provider/terraform/protocol/value.ts";
import { type Resource, resourceNamed } from "../../provider/terraform/schema.ts";
import { encodeObject, type Members } from "../../provider/terraform/values.ts";
import { root } from "../../setup/build.ts";
import type { Machine } from "../../setup/environment.ts";
import type { TerraformCli } from "../../setup/terraform.ts";
import {
  type Change,
  type Declaration,
  type Deployment,
  type Engine,
  type Imported,
  type Outcome,
  OutputOf,
} from "./engine.ts";
import { type Line, linesOf } from "./terraform-lines.ts";

/** Terraform of that machine; undefined where it has none that is new enough. */
export const terraformOf = ({ terraform }: Machine): Engine | undefined => terraform && engine("terraform", terraform);

/** OpenTofu of that machine. */
export const tofuOf = ({ tofu }: Machine): Engine => engine("tofu", tofu);

const engine = (name: string, cli: TerraformCli): Engine => ({
  name,
  open: (name) => TerraformFolder.open(cli, name),
  remakes: "create",
  inWords: (path) => path.replaceAll(/\b[a-z]+[A-Z]\w*/g, attribute),
});

class TerraformFolder implements Deployment {
  readonly #cli: TerraformCli;
  readonly #folder: string;

  readonly #owner: string;

  private constructor(cli: TerraformCli, folder: string, name: string) {
    this.#cli = cli;
    this.#folder = folder;
    this.#owner = `${name} in ${folder}`;
  }

  static async open(cli: TerraformCli, name: string): Promise<TerraformFolder> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-terraform-"));
    const overrides = `provider_installation {\n  dev_overrides { "${SOURCE}" = "${join(root, "dist/plugin")}" }\n}\n`;
    await writeFile(join(folder, "cli.tfrc"), overrides);
    return new TerraformFolder(cli, folder, name);
  }

  async preview(program: readonly Declaration[]): Promise<Outcome> {
    await this.#write(program);
    const lines = await this.#run("plan", "-out=plan");
    return this.#previewed(lines, program);
  }

  /** What a plan says, from the plan itself. */
  async #previewed(lines: readonly Line[], program: readonly Declaration[]): Promise<Outcome> {
    const changes: Record<string, Change> = {};
    const changed: Record<string, readonly string[]> = {};
    if (!lines.some(isError)) {
      const plan = planned.parse(JSON.parse(await this.#show("plan")));
      for (const { address, change } of plan.resource_changes) {
        changes[nameOf(address, program)] = changeOf(change);
        changed[nameOf(address, program)] = changedIn(change);
      }
    }
    return { ...outcome(lines, changes, program), changed: (name) => changed[name] ?? [] };
  }

  async importAgain(program: readonly Declaration[], names: readonly string[]): Promise<Imported> {
    const ids = Object.entries(await this.#states()).filter(([address]) => names.includes(nameOf(address, program)));
    const imports = ids.map(([to, { id }]) => ({ to, id: String(id) }));
    await this.#cul8er(["state", "rm", ...imports.map(({ to }) => to)]);
    const others = program.filter(({ name }) => !names.includes(name));
    await this.#write(others, { import: imports.filter(({ to }) => isReadable(to)) });
    const lines = await this.#run("plan", "-out=plan", "-generate-config-out=generated.tf");
    const generated = await this.#previewed(lines, program);
    await rm(join(this.#folder, "generated.tf"), { force: true });
    await this.#write(program, { import: imports });
    const written = await this.#previewed(await this.#run("plan", "-out=plan"), program);
    await this.#run("apply", "plan");
    return { generated, written };
  }

  async up(program: readonly Declaration[]): Promise<Outcome> {
    await this.#write(program);
    return done(await this.#run("apply", "-auto-approve"), program);
  }

  async refusal(declaration: Declaration): Promise<string> {
    const provider = handlers();
    const resource = resourceNamed(resourceType(declaration.type));
    const config = configOf(resource, declaration, UNKNOWN);
    const typeName = resource.type;
    const clientCapabilities = { deferralAllowed: false, writeOnlyAttributesAllowed: true };
    const signal = new AbortController().signal;
    const settings = { host: null, project: null, owner: this.#owner };
    await provider.configureProvider({ terraformVersion: "", config: settings, clientCapabilities }, signal);
    const about = { typeName, config, clientCapabilities };
    const valid = await provider.validateResourceConfig(about, signal);
    const planned = await provider.planResourceChange(
      { ...about, priorState: null, proposedNewState: config, priorPrivate: new Uint8Array(), priorIdentity: null },
      signal,
    );
    const said = [...(valid.diagnostics ?? []), ...(planned.diagnostics ?? [])];
    return said
      .filter(({ severity }) => severity === "error")
      .map(textOf)
      .join("\n");
  }

  async refresh(program: readonly Declaration[]): Promise<Outcome> {
    await this.#write(program);
    const lines = await this.#run("apply", "-refresh-only", "-auto-approve");
    const changes: Record<string, Change> = Object.fromEntries(program.map(({ name }) => [name, "none"]));
    for (const { type, address, action } of lines)
      if (type === "resource_drift" && address)
        changes[nameOf(address, program)] = action === "delete" ? "delete" : "update";
    return outcome(lines, changes, program);
  }

  async destroy(): Promise<Outcome> {
    const before = Object.keys(await this.#states());
    const outcome = done(await this.#run("apply", "-destroy", "-auto-approve"), this.#program);
    // What is gone already leaves the state when it is looked for, without a word.
    const forgotten = outcome.ok ? before.map((address) => [nameOf(address, this.#program), "delete"] as const) : [];
    return { ...outcome, changes: { ...outcome.changes, ...Object.fromEntries(forgotten) } };
  }

  async state(name: string): Promise<Record<string, unknown> | undefined> {
    return Object.entries(await this.#states()).find(([address]) => nameOf(address, this.#program) === name)?.[1];
  }

  stored(): Promise<string> {
    return readFile(join(this.#folder, "terraform.tfstate"), "utf8");
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }

  #program: readonly Declaration[] = [];

  async #write(program: readonly Declaration[], more: object = {}): Promise<void> {
    this.#program = program;
    const resource: Record<string, Record<string, unknown>> = {};
    for (const declaration of program) {
      const type = resourceType(declaration.type);
      resource[type] = { ...resource[type], [labelOf(declaration.name)]: body(declaration, program) };
    }
    const configuration = {
      terraform: { required_providers: { cul8er: { source: SOURCE } } },
      provider: { cul8er: { owner: this.#owner } },
      ...(program.length > 0 && { resource }),
      ...more,
    };
    await writeFile(join(this.#folder, "main.tf.json"), JSON.stringify(configuration));
  }

  async #run(command: string, ...args: string[]): Promise<Line[]> {
    const { stdout, stderr } = await this.#cul8er([command, "-json", "-input=false", "-no-color", ...args]);
    return linesOf(stdout, stderr);
  }

  /** What the state has, by address. */
  async #states(): Promise<Record<string, Record<string, unknown>>> {
    const { values } = shown.parse(JSON.parse(await this.#show()));
    return Object.fromEntries(values?.root_module.resources.map(({ address, values }) => [address, values]) ?? []);
  }

  async #show(...args: string[]): Promise<string> {
    return (await this.#cul8er(["show", "-json", ...args])).stdout;
  }

  async #cul8er(args: readonly string[]): Promise<{ stdout: string; stderr: string }> {
    const env = { ...this.#cli.environment, TF_CLI_CONFIG_FILE: join(this.#folder, "cli.tfrc") };
    return execa(this.#cli.executable, args, { cwd: this.#folder, env, extendEnv: false, reject: false });
  }
}

/** Whether all that a resource needs can be read back: what has a secret that is required cannot be written by itself. */
const isReadable = (address: string): boolean => {
  const { inputs } = resourceNamed(address.replace(/\..*/, ""));
  return inputs.fields.every(({ marks, optional }) => !marks.secret || optional);
};

/** A resource as Terraform's JSON has it. */
function body(declaration: Declaration, program: readonly Declaration[]): object {
  const { type, after = [], ignored = [] } = declaration;
  const resource = resourceNamed(resourceType(type));
  const inputs = Object.entries(declaration.inputs).map(([name, value]) => [name, written(value, program)] as const);
  const isReference = (name: string) => declaration.inputs[name] instanceof OutputOf;
  const values = encodeObject(resource.inputs, Object.fromEntries(inputs.filter(([name]) => !isReference(name))));
  return {
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)),
    // What another resource tells has the form of an attribute already.
    ...Object.fromEntries(inputs.flatMap(([name, value]) => (isReference(name) ? [[attribute(name), value]] : []))),
    depends_on: program.filter(({ name }) => after.includes(name)).map(addressOf),
    ...(ignored.length > 0 && { lifecycle: { ignore_changes: ignored.map(attribute) } }),
  };
}

/** A value in Terraform's JSON, where texts are templates. */
function written(value: unknown, program: readonly Declaration[]): unknown {
  if (value instanceof OutputOf) {
    const from = program.find(({ name }) => name === value.resource);
    return from ? `\${${addressOf(from)}.${attribute(value.output)}}` : "declared elsewhere";
  }
  if (typeof value === "string") return value.replaceAll(/([$%])\{/g, "$1$1{");
  if (Array.isArray(value)) return value.map((item) => written(item, program));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, written(item, program)]));
}

/** A configuration as the provider gets it. */
function configOf({ schema, inputs }: Resource, declaration: Declaration, unknown: Value): Members {
  const empty = Object.fromEntries(schema.block.attributes.map(({ name }) => [name, null]));
  const given = Object.entries(declaration.inputs).map(([name, value]) => [
    name,
    value instanceof OutputOf ? unknown : value,
  ]);
  return { ...empty, ...encodeObject(inputs, Object.fromEntries(given)) };
}

const labelOf = (name: string): string => name.replaceAll(/\W/g, "_");

const addressOf = ({ type, name }: Declaration): string => `${resourceType(type)}.${labelOf(name)}`;

const nameOf = (address: string, program: readonly Declaration[]): string =>
  program.find((declaration) => addressOf(declaration) === address)?.name ?? address.replace(/^\w+\./, "");

const textOf = ({ summary, detail = "" }: Diagnostic): string => `${summary}: ${detail}`;

const isGone = ({ type, action }: Line): boolean => type === "resource_drift" && action === "delete";

const isError = ({ severity }: Line): boolean => severity === "error";

/** What a run did: what it had planned, as far as it came to it. */
function done(lines: readonly Line[], program: readonly Declaration[]): Outcome {
  const failed = lines.some(isError);
  const changes: Record<string, Change> = failed
    ? {}
    : Object.fromEntries(program.map(({ name }) => [name, "none"] as const));
  const carried = new Set(
    lines.flatMap(({ type, address }) => (type === "apply_complete" && address ? [address] : [])),
  );
  for (const { type, address, action = "" } of lines) {
    if (!address) continue;
    if (type === "planned_change" && carried.has(address))
      changes[nameOf(address, program)] = ACTIONS[action] ?? "none";
    if (type === "apply_errored") changes[nameOf(address, program)] = "failed";
  }
  return outcome(lines, changes, program);
}

function outcome(
  lines: readonly Line[],
  changes: Readonly<Record<string, Change>>,
  program: readonly Declaration[],
): Outcome {
  const told = lines.filter((line) => line.severity || isGone(line));
  const said = (name: string) =>
    told
      .filter(({ address }) => address !== undefined && nameOf(address, program) === name)
      .map(({ severity, text }) => (severity ? text : "is gone"))
      .join("\n");
  const text = told.map(({ address = "", severity = "", text }) => `${address} ${severity}: ${text}`).join("\n");
  return { ok: !lines.some(isError), changes, changed: () => undefined, said, text };
}

const ACTIONS: Readonly<Record<string, Change>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
};

function changeOf({ actions }: { readonly actions: readonly string[] }): Change {
  if (actions.length > 1) return "replace";
  return ACTIONS[actions[0] ?? ""] ?? "none";
}

const plannedChange = z.object({
  actions: z.array(z.string()),
  before: z.record(z.string(), z.unknown()).nullish(),
  after: z.record(z.string(), z.unknown()).nullish(),
  after_unknown: z.record(z.string(), z.unknown()).optional(),
});

/** Attributes that a plan changes. */
function changedIn({ before, after, after_unknown: open = {} }: z.output<typeof plannedChange>): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(open)]);
  return [...names].filter((name) => open[name] === true || !isDeepStrictEqual(before?.[name], after?.[name])).sort();
}

const planned = z.object({
  resource_changes: z.array(z.object({ address: z.string(), change: plannedChange })).default([]),
});

const shown = z.object({
  values: z
    .object({
      root_module: z.object({
        resources: z.array(z.object({ address: z.string(), values: z.record(z.string(), z.unknown()) })).default([]),
      }),
    })
    .optional(),
});
