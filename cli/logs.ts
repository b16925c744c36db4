/** `cul8er logs`: what a node wrote. */
import { logOf } from "../provider/beam/log.ts";
import { Aborted } from "../provider/incus/errors.ts";
import { run } from "../provider/kinds/node/site.ts";
import { commandOf } from "../provider/shell.ts";
import { defineCommand, WrongUsage } from "./command.ts";
import { nodeOn, nodesIn } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";

export const logs = defineCommand({
  name: "logs",
  words: "<instance> [app]",
  takes: [1, 2],
  summary: "Shows what a node wrote, from its init system. Secrets of the node are hidden.",
  options: {
    ...WHERE,
    lines: { type: "string", short: "n", value: "NUMBER", help: "Number of last lines. Default: 100." },
    follow: { type: "boolean", short: "f", help: "Go on with what is written from now on, until Ctrl-C." },
  },
  async run(call) {
    const { words, terminal, signal, flag, count } = call;
    const [instance = "", app] = words;
    const [lines, follow] = [count("lines") ?? 100, flag("follow")];
    if (follow && flag("json"))
      throw new WrongUsage("--follow never ends, and JSON needs an end: leave one of them out");
    const place = placeOf(call);
    const { site } = nodeOn(await nodesIn(place), instance, app, place);
    const script = logOf({ app: site.app, lines, follow });
    if (!follow) {
      const written = (await run(site, script, "reading the log")).trimEnd();
      if (flag("json"))
        terminal.print(JSON.stringify({ instance, app: site.app, lines: written ? written.split("\n") : [] }));
      else if (written) terminal.print(written);
      return 0;
    }
    try {
      const hear = (written: Buffer) => void terminal.stdout.write(written);
      // In a terminal of its own, which hangs up when we go: nothing is left running there.
      const code = await place.context.incus(place.project).terminal(instance, commandOf(script), { size: WIDE, hear });
      return code === 0 ? 0 : 1;
    } catch (error) {
      if (signal.aborted && error instanceof Aborted) return 0;
      throw error;
    }
  },
});

/** No line is so long. */
const WIDE = { columns: 10_000, rows: 50 };
