/** Finds out which engine wrote a text, and reads it. */
import type { z } from "zod";
import { NotAPlan, type Planned } from "./planned.ts";
import { event, ofEvents, ofPreview, preview } from "./pulumi.ts";
import { ofPlan, plan } from "./terraform.ts";
import { line, ofLog } from "./terraform-log.ts";

const ADVICE =
  "give it the output of `pulumi preview --json`, `pulumi up --json`, `terraform show -json <plan>` or `tofu show -json <plan>`";

/**
 * What the text says.
 * @param log what Terraform told while it planned, where that was kept
 * @throws NotAPlan
 */
export function readPlanned(text: string, log?: string): Planned {
  const planned = readText(text);
  return log === undefined ? planned : { ...planned, remarks: [...planned.remarks, ...readLog(log).remarks] };
}

function readText(text: string): Planned {
  if (text.trim() === "") throw new NotAPlan(`there is nothing to read: ${ADVICE}`);
  const whole = json(text);
  const asPlan = plan.safeParse(whole);
  if (asPlan.success) return ofPlan(asPlan.data);
  const events = linesOf(text, event);
  if (events.length > 0) return ofEvents(events);
  if (linesOf(text, line).length > 0) return readFailure(text);
  const asPreview = preview.safeParse(whole);
  if (asPreview.success && (asPreview.data.changeSummary || asPreview.data.steps || asPreview.data.diagnostics))
    return ofPreview(asPreview.data);
  throw new NotAPlan(`this is ${whole === undefined ? "no JSON" : "JSON, but no plan"}: ${ADVICE}`);
}

/** Where Terraform could not plan there is no plan, only what it told. */
function readFailure(text: string): Planned {
  const told = readLog(text);
  if (told.remarks.some(({ severity }) => severity === "error")) return told;
  throw new NotAPlan(
    "this is what Terraform told while it planned; the plan is needed, too: `terraform show -json <plan>`, with this file as --log",
  );
}

function readLog(text: string): Planned {
  const lines = linesOf(text, line);
  if (lines.length === 0)
    throw new NotAPlan("this is no log: give --log the output of `terraform plan -json` or `tofu plan -json`");
  return ofLog(lines);
}

/** The lines that are documents of a form. */
const linesOf = <T>(text: string, schema: z.ZodType<T>): T[] =>
  text.split("\n").flatMap((each) => {
    const read = each.startsWith("{") ? schema.safeParse(json(each)) : undefined;
    return read?.success ? [read.data] : [];
  });

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
