/** What Terraform and OpenTofu say of a run with `-json`: a line an event. */
import { z } from "zod";

/** An event, as far as the tests look at it. */
export interface Line {
  readonly type: string;
  /** The resource that it is about. */
  readonly address: string | undefined;
  readonly action: string | undefined;
  /** Of a diagnostic. */
  readonly severity: "error" | "warning" | undefined;
  readonly text: string;
}

/** The events of a run. What it says elsewhere is an error, too. */
export function linesOf(stdout: string, stderr: string): Line[] {
  const lines = stdout
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map(lineOf);
  const rest = [...stdout.split("\n").filter((line) => line && !line.startsWith("{")), stderr].join("\n").trim();
  if (rest === "") return lines;
  return [...lines, { type: "diagnostic", address: undefined, action: undefined, severity: "error", text: rest }];
}

function lineOf(line: string): Line {
  const { type, diagnostic, change, hook, ...rest } = event.parse(JSON.parse(line));
  const about = hook ?? change;
  return {
    type,
    address: diagnostic?.address ?? about?.resource?.addr,
    action: about?.action,
    severity: diagnostic?.severity,
    text: diagnostic ? `${diagnostic.summary}: ${diagnostic.detail}` : rest["@message"],
  };
}

const about = z.object({ resource: z.object({ addr: z.string() }).optional(), action: z.string().optional() });

const event = z.object({
  "@message": z.string(),
  type: z.string().default(""),
  diagnostic: z
    .object({
      severity: z.enum(["error", "warning"]),
      summary: z.string(),
      detail: z.string().default(""),
      address: z.string().optional(),
    })
    .optional(),
  change: about.optional(),
  hook: about.optional(),
});
