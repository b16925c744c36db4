/** `cul8er summary`: a page about what a plan means. */
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { defineCommand, WrongUsage } from "./command.ts";

/** Its rules and kinds are loaded when they are needed: other commands begin without them. */
export const summary = defineCommand({
  name: "summary",
  words: "[file|-]",
  takes: [0, 1],
  summary: "Turns a plan into a page for a pull request: which nodes change in which order, and what cannot be undone.",
  details: `Reads \`pulumi preview --json\`, \`pulumi up --json\`, \`terraform show -json <plan>\` or \`tofu show -json <plan>\`, from a
file or from standard input, and writes Markdown. Values that are secret are never shown.

  pulumi preview --json | cul8er summary >> "$GITHUB_STEP_SUMMARY"
  terraform plan -json -out=plan > plan.log; terraform show -json plan | cul8er summary --log plan.log`,
  options: {
    log: {
      type: "string",
      value: "FILE",
      help: "Output of `terraform plan -json`: its warnings, which are not in the plan, come to the page.",
    },
  },
  async run({ words: [file = "-"], terminal, flag, text: option }) {
    if (file === "-" && terminal.stdin.isTTY) throw new WrongUsage("name a file, or pipe a plan into it");
    const { pageOf, readPlanned, summarize } = await import("./summary/index.ts");
    const log = option("log");
    const [plan, told] = await Promise.all([
      file === "-" ? text(terminal.stdin) : readFile(file, "utf8"),
      log === undefined ? undefined : readFile(log, "utf8"),
    ]);
    const found = summarize(readPlanned(plan, told));
    terminal.print(flag("json") ? JSON.stringify(found) : pageOf(found).trimEnd());
    return 0;
  },
});
