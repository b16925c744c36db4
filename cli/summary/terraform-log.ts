/** Reads what `terraform plan -json` and `tofu plan -json` tell while they plan: warnings and errors, which no plan has in it. */
import { z } from "zod";
import type { Planned, Remark } from "./planned.ts";
import { ofPlan } from "./terraform.ts";

/** One line. */
export const line = z.object({
  "@level": z.string(),
  "@message": z.string(),
  type: z.string().optional(),
  diagnostic: z
    .object({
      severity: z.enum(["error", "warning"]),
      summary: z.string(),
      detail: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
});

/** What was told, without any changes. */
export const ofLog = (lines: readonly z.output<typeof line>[]): Planned => ({
  ...ofPlan({ format_version: "" }),
  remarks: lines.flatMap(({ diagnostic }): Remark[] => {
    if (!diagnostic) return [];
    const { severity, summary, detail, address } = diagnostic;
    return [{ severity, about: address, text: detail || summary }];
  }),
});
