/** Starts the demo as a plugin. */
import { serve } from "../../provider/terraform/protocol/serve.ts";

void serve(async () => (await import("./demo.ts")).demo(), {
  source: "cul8er/demo",
  args: process.argv.slice(2),
}).then((code) => process.exit(code));
