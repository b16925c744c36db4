/** Functions that configurations may call: `provider::cul8er::bytes("2GiB")`. */
import { digestOf } from "../file-pieces.ts";
import { bytes, milliseconds } from "../units.ts";
import type { CallFunctionRequest, CallFunctionResponse } from "./protocol/messages.ts";
import type { FunctionSignature } from "./protocol/schema.ts";
import type { Value } from "./protocol/value.ts";

interface Defined {
  readonly signature: FunctionSignature;
  call(text: string): Promise<Value>;
}

/** An argument that is none. */
class WrongArgument extends Error {
  override readonly name = "WrongArgument";
}

const SIZE = { name: "size", type: "string", description: "A number and a unit: `256MiB`, `2GB`." } as const;
const DURATION = { name: "duration", type: "string", description: "A number and a unit: `500ms`, `5m`." } as const;
const PATH = {
  name: "path",
  type: "string",
  description: "Path of the file; a relative one starts at the folder of the root module.",
} as const;

const all: Readonly<Record<string, Defined>> = {
  bytes: {
    signature: { parameters: [SIZE], returns: "number", summary: "A size in bytes" },
    call: async (text) =>
      bytes(text) ?? wrong(`${JSON.stringify(text)} is not a size: write a number and a unit, like "256MiB" or "2GB"`),
  },
  milliseconds: {
    signature: { parameters: [DURATION], returns: "number", summary: "A duration in milliseconds" },
    call: async (text) => lengthOf(text),
  },
  seconds: {
    signature: { parameters: [DURATION], returns: "number", summary: "A duration in seconds" },
    call: async (text) => lengthOf(text) / 1000,
  },
  file_digest: {
    signature: {
      parameters: [PATH],
      returns: "string",
      summary: "The digest of a release or an image",
      description: "SHA-256 of a file of any size, as `digest` takes it. The file is read piece by piece.",
    },
    call: (path) =>
      digestOf(path).catch((error: NodeJS.ErrnoException) =>
        wrong(`${path} cannot be read: ${error.code ?? error.message}`),
      ),
  },
};

/** What they take and give. */
export const signatures: Readonly<Record<string, FunctionSignature>> = Object.fromEntries(
  Object.entries(all).map(([name, { signature }]) => [name, signature]),
);

/** Answers `call`. */
export async function callFunction({ name, arguments: given }: CallFunctionRequest): Promise<CallFunctionResponse> {
  const called = all[name];
  if (!called) return { error: { text: `there is no function ${name}` } };
  try {
    return { result: await called.call(String(given[0])) };
  } catch (error) {
    if (error instanceof WrongArgument) return { error: { text: error.message, argument: 0 } };
    throw error;
  }
}

function wrong(text: string): never {
  throw new WrongArgument(text);
}

const lengthOf = (text: string): number =>
  milliseconds(text) ??
  wrong(`${JSON.stringify(text)} is not a duration: write a number and a unit, like "500ms" or "5m"`);
