/**
 * The real Pulumi CLI and its dynamic provider process, with the state in a temporary folder.
 *
 * The program runs in this process (Automation API): that saves a language host for each of many runs.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import type { EngineEvent, LocalWorkspace, Stack } from "@pulumi/pulumi/automation/index.js";
import { pascal } from "../../generate/names.ts";
import { root } from "../../setup/build.ts";
import type { Machine } from "../../setup/environment.ts";
import { type Change, type Declaration, type Deployment, type Engine, type Outcome, OutputOf } from "./engine.ts";

/** The package as a program sees it: built, and found by its name. */
const require = createRequire(join(root, "test/engines/program.js"));
type Class = new (name: string, args: object, opts: pulumi.CustomResourceOptions) => pulumi.Resource;

/** The engine of that machine. */
export const pulumiOf = (machine: Machine): Engine => ({
  name: "pulumi",
  open: (name) => PulumiStack.open(machine, name),
  remakes: "update",
  inWords: (path) => path,
});

class PulumiStack implements Deployment {
  readonly #folder: string;
  readonly #stack: Stack;

  private constructor(folder: string, stack: Stack) {
    this.#folder = folder;
    this.#stack = stack;
  }

  static async open(machine: Machine, stackName: string): Promise<PulumiStack> {
    const folder = await mkdtemp(join(tmpdir(), "cul8er-pulumi-"));
    const [state, passphraseFile] = [join(folder, "state"), join(folder, "passphrase")];
    await mkdir(state);
    await writeFile(passphraseFile, "correct horse battery staple", { mode: 0o600 });
    const envVars = { ...machine.pulumi({ state, passphraseFile }), PULUMI_AUTOMATION_API_SKIP_VERSION_CHECK: "1" };
    const { LocalWorkspace } = automation(envVars);
    const stack = await LocalWorkspace.createStack(
      { stackName, projectName: "conformance", program: async () => {} },
      {
        workDir: folder,
        envVars,
        // The provider's process works in the folder `main`, and finds the package from there.
        projectSettings: { name: "conformance", runtime: "nodejs", main: root },
      },
    );
    return new PulumiStack(folder, stack);
  }

  preview(program: readonly Declaration[]): Promise<Outcome> {
    return observed((onEvent) => this.#stack.preview({ program: inline(program), onEvent, color: "never" }));
  }

  up(program: readonly Declaration[]): Promise<Outcome> {
    const how = { program: inline(program), continueOnError: true, color: "never" } as const;
    return observed((onEvent) => this.#stack.up({ ...how, onEvent }));
  }

  async refusal({ type, name, inputs }: Declaration): Promise<string> {
    const { provider }: typeof import("../../provider/pulumi/dynamic.ts") = require("cul8er/provider");
    const urn = `urn:pulumi:${this.#stack.name}::conformance::pulumi-nodejs:dynamic/cul8er:${pascal(type)}::${name}`;
    // As the engine does: what is undefined is not sent.
    const news: Record<string, unknown> = JSON.parse(JSON.stringify({ ...inputs, __urn: urn }));
    const { failures = [] } = (await provider(type).check?.({}, news)) ?? {};
    return failures.map(({ reason }) => reason).join("\n");
  }

  refresh(): Promise<Outcome> {
    return observed((onEvent) => this.#stack.refresh({ onEvent, color: "never" }));
  }

  destroy(): Promise<Outcome> {
    return observed((onEvent) => this.#stack.destroy({ continueOnError: true, onEvent, color: "never" }));
  }

  async state(name: string): Promise<Record<string, unknown> | undefined> {
    const { deployment } = await this.#stack.exportStack();
    const { resources = [] }: Stored = deployment;
    return resources.find(({ urn }) => nameOf(urn) === name)?.outputs;
  }

  /** The file itself: the Automation API exports secrets in clear. */
  stored(): Promise<string> {
    return readFile(join(this.#folder, "state/.pulumi/stacks/conformance", `${this.#stack.name}.json`), "utf8");
  }

  async close(): Promise<void> {
    await rm(this.#folder, { recursive: true });
  }
}

interface Stored {
  readonly resources?: readonly { readonly urn: string; readonly outputs?: Record<string, unknown> }[];
}

/** The Automation API looks for the CLI on the PATH of its own process. */
function automation({ PATH }: Record<string, string>): { LocalWorkspace: typeof LocalWorkspace } {
  process.env.PATH = PATH;
  const settings: Settings = require("@pulumi/pulumi/runtime/settings");
  for (const options of [settings.grpcChannelOptions, settings.grpcClientOptions])
    options["grpc.use_local_subchannel_pool"] = 1;
  return require("@pulumi/pulumi/automation");
}

/**
 * What the SDK's clients and servers are made with. Clients of one process share what they know of an address, and a port
 * comes again after some hundred runs: the new engine there then counts as gone, the SDK takes that for the engine's end, and the
 * program ends well without having declared anything.
 */
type Settings = Record<"grpcChannelOptions" | "grpcClientOptions", Record<string, unknown>>;

/** A program that declares resources, as its author would. */
const inline = (program: readonly Declaration[]) => async () => {
  const classes: Record<string, Class> = require("cul8er/pulumi");
  const made: Record<string, pulumi.Resource> = {};
  for (const { type, name, inputs, ignored, after = [] } of program) {
    const declared = classes[pascal(type)];
    if (!declared) throw new Error(`cul8er/pulumi has no ${pascal(type)}: build it`);
    const resolved = Object.entries(inputs).map(([field, value]) => [
      field,
      value instanceof OutputOf ? Reflect.get(made[value.resource] ?? {}, value.output) : value,
    ]);
    made[name] = new declared(name, Object.fromEntries(resolved), {
      dependsOn: after.flatMap((each) => made[each] ?? []),
      ...(ignored && { ignoreChanges: [...ignored] }),
    });
  }
};

/** Runs, and gathers what its events say. A run that fails is an outcome, too. */
async function observed(run: (onEvent: (event: EngineEvent) => void) => Promise<unknown>): Promise<Outcome> {
  const changes: Record<string, Change> = {};
  const said: Record<string, string[]> = {};
  const text: string[] = [];
  const onEvent = ({ resourcePreEvent, resOutputsEvent, resOpFailedEvent, diagnosticEvent }: EngineEvent) => {
    const { urn, op } = (resOutputsEvent ?? resourcePreEvent)?.metadata ?? {};
    const change = op && CHANGES[op];
    if (urn && change && !LASTING.has(changes[nameOf(urn)] ?? "")) changes[nameOf(urn)] = change;
    if (resOpFailedEvent) changes[nameOf(resOpFailedEvent.metadata.urn)] = "failed";
    if (!diagnosticEvent || diagnosticEvent.ephemeral || !SEVERITIES.has(diagnosticEvent.severity)) return;
    const line = diagnosticEvent.message.trim();
    said[nameOf(diagnosticEvent.urn ?? "")] = [...(said[nameOf(diagnosticEvent.urn ?? "")] ?? []), line];
    text.push(`${nameOf(diagnosticEvent.urn ?? "")}: ${line}`);
  };
  const failed = await run(onEvent).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (failed) text.push(String(failed));
  return {
    ok: !failed,
    changes,
    changed: () => undefined,
    said: (name) => (said[name] ?? []).join("\n"),
    text: text.join("\n"),
  };
}

/** What the display shows of a diagnostic; the SDK's own debugging comes as events, too. */
const SEVERITIES: ReadonlySet<string> = new Set(["info", "info#err", "warning", "error"]);

/** Of what several events tell, these count. */
const LASTING: ReadonlySet<string> = new Set(["replace", "failed"]);

const CHANGES: Record<string, Change> = {
  same: "none",
  create: "create",
  update: "update",
  delete: "delete",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  refresh: "none",
};

const nameOf = (urn: string): string => urn.split("::").slice(3).join("::");
