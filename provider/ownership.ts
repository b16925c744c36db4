/**
 * Who made a thing on a server: written into its config when it is created, asked before it is touched.
 *
 * A mark in phase "creating" may be taken over by the same owner: then a client died, or could not tell its engine
 * what it had made. The first later change proves that the engine knows the resource, and sets the phase to "created".
 */
import { randomBytes } from "node:crypto";
import { z } from "zod";

/** Config key that carries the mark, on whatever has a config. */
export const OWNER_KEY = "user.cul8er.owner";

const mark = z.object({
  owner: z.string(),
  nonce: z.string(),
  phase: z.enum(["creating", "created"]),
  time: z.string(),
});

/** A mark, as it stands under `OWNER_KEY`. */
export type Mark = z.output<typeof mark>;

/** The text of a new mark. */
export const writeMark = (owner: string, phase: Mark["phase"]): string =>
  JSON.stringify({
    owner,
    nonce: randomBytes(8).toString("hex"),
    phase,
    time: new Date().toISOString(),
  } satisfies Mark);

/** The mark that a text carries; `undefined` when nobody left one that we can read. */
export function readMark(text: string | undefined): Mark | undefined {
  try {
    return mark.parse(JSON.parse(text ?? ""));
  } catch {
    return undefined;
  }
}

/** An owner in the words of a message: the stack and program where a person finds it. */
export function describeOwner(owner: string): string {
  const [stack, project, types, ...name] = owner.replace("urn:pulumi:", "").split("::");
  const type = types?.split("$").at(-1)?.split(":").at(-1);
  return owner.startsWith("urn:pulumi:")
    ? `${JSON.stringify(name.join("::"))} (${type}) of stack ${JSON.stringify(stack)} of Pulumi project ${JSON.stringify(project)}`
    : JSON.stringify(owner);
}
