/** The shell around every resource class: what Pulumi's engine and our provider need besides what the user wrote. */
import * as pulumi from "@pulumi/pulumi";

/** What the shell must know of a kind, so that a program never loads its schema. */
export interface Outline {
  /** Type as the provider knows it: `storage_volume`. */
  readonly type: string;
  /** Name of the class: `StorageVolume`. */
  readonly class: string;
  /** Its name on the server is the name in the program, unless the arguments say another. */
  readonly named: boolean;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Inputs and outputs that are encrypted in the state. */
  readonly secrets: readonly string[];
}

/** Something on an Incus server, as a resource of a Pulumi program. */
export abstract class Resource extends pulumi.CustomResource {
  constructor(outline: Outline, name: string, args: object = existing, opts: pulumi.CustomResourceOptions = {}) {
    const type = `pulumi-nodejs:dynamic/cul8er:${outline.class}`;
    const properties = {
      ...nothingYet(outline),
      ...(outline.named && opts.id === undefined && { name }),
      ...withSecrets(outline, args),
      ...hidden(outline, type, name, opts),
    };
    // Pulumi notes a stack trace for each of four promises of each property: half the time of a program with many resources.
    // Where a resource stands in the program it notes with a limit of its own.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    try {
      super(type, name, properties, {
        ...opts,
        additionalSecretOutputs: [...(opts.additionalSecretOutputs ?? []), ...outline.secrets],
      });
    } catch (error) {
      Error.stackTraceLimit = stackTraceLimit;
      if (error instanceof Error) Error.captureStackTrace(error);
      throw error;
    } finally {
      Error.stackTraceLimit = stackTraceLimit;
    }
  }
}

/** Stands for the arguments of a resource that is only read. */
export const existing = {} as never;

/**
 * The provider, as the engine's shim runs it: one line that requires this package, so that no code ends up in the state.
 *
 * It must never change: the engine replaces a resource whose line is another one. It is looked up from the program's
 * folder first, then from the shim's, because pnpm hides from a program what only its dependencies depend on.
 */
export const providerLine = (type: string): string =>
  `exports.handler=()=>{let p="cul8er/provider";try{p=require(p)}catch{p=require.main.require(p)}return p.provider("${type}")}`;

/** All properties, so that Pulumi makes outputs of them, known or not. */
const nothingYet = ({ inputs, outputs }: Outline): Record<string, undefined> =>
  Object.fromEntries([...inputs, ...outputs].map((name) => [name, undefined]));

/** The arguments, with the secret ones marked as such even where the program did not. */
const withSecrets = ({ secrets }: Outline, args: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(args)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, secrets.includes(name) ? pulumi.secret(value) : value]),
  );

/** Inputs of our own, which no display shows: the provider's line, whose resource it is, and what is left alone. */
function hidden({ type, inputs }: Outline, token: string, name: string, opts: pulumi.CustomResourceOptions) {
  const ignored = opts.ignoreChanges?.includes("*") ? inputs : opts.ignoreChanges;
  return {
    __provider: providerLine(type),
    __urn: urnOf(token, name, opts.parent),
    ...(ignored?.length && { __ignored: ignored }),
  };
}

/** The URN that the engine will give. An output of its own: a dependency on the parent would make it wait for its own children. */
function urnOf(token: string, name: string, parent: pulumi.Resource | undefined): pulumi.Output<string> {
  const urn = pulumi.createUrn(name, token, parent);
  return pulumi.output(new Promise<string>((resolve) => urn.apply(resolve)));
}
