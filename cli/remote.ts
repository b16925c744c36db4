/** `cul8er remote`: a person in front of a running node. */
import type { TerminalLine, TerminalOptions } from "../provider/incus/terminal.ts";
import { defineCommand, WrongUsage } from "./command.ts";
import { nodeOn, nodesIn } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";
import type { Terminal } from "./terminal.ts";

export const remote = defineCommand({
  name: "remote",
  words: "<instance> [app]",
  takes: [1, 2],
  summary: "Opens a console of the running node: IEx, or the Erlang shell.",
  details:
    "All keys go to the console, Ctrl-C too: leave it with Ctrl-C twice (IEx), or Ctrl-G and q (Erlang). The node runs on.",
  options: WHERE,
  async run(call) {
    const { words, terminal } = call;
    const [instance = "", app] = words;
    if (!terminal.stdin.isTTY || !terminal.stdout.isTTY)
      throw new WrongUsage("a console needs a terminal; for one expression there is `cul8er eval`");
    const place = placeOf(call);
    const { site } = nodeOn(await nodesIn(place), instance, app, place);
    const code = await seated(terminal, (options) =>
      place.context.incus(place.project).terminal(instance, [`/usr/local/bin/${site.app}`, "remote"], options),
    );
    return code === 0 ? 0 : 1;
  },
});

type Work = (options: TerminalOptions) => Promise<number>;

/** Lends the terminal out: every key goes there, and all that comes is shown as it is. */
async function seated({ stdin, stdout }: Terminal, work: Work): Promise<number> {
  const size = () => ({ columns: stdout.columns, rows: stdout.rows });
  let leave = () => {};
  const opened = (line: TerminalLine) => {
    const typed = (keys: Buffer) => line.type(keys);
    const resized = () => line.resize(size());
    stdin.setRawMode(true);
    stdin.on("data", typed).resume();
    stdout.on("resize", resized);
    resized();
    leave = () => {
      stdin.off("data", typed).pause();
      stdin.setRawMode(false);
      stdout.off("resize", resized);
    };
  };
  const environment = { TERM: process.env.TERM || "xterm", LANG: "C.UTF-8" };
  try {
    return await work({ size: size(), environment, opened, hear: (written) => void stdout.write(written) });
  } finally {
    leave();
  }
}
