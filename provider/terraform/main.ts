/** The program `terraform-provider-cul8er`. What answers is loaded while the engine already talks to us. */
import { SOURCE } from "./names.ts";
import { serve } from "./protocol/serve.ts";

void serve(async () => (await import("./handlers.ts")).handlers(), {
  source: SOURCE,
  args: process.argv.slice(2),
}).then((code) => process.exit(code));
