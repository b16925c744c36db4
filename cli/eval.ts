/** `cul8er eval`: one expression on a running node. */
import { defineCommand } from "./command.ts";
import { nodeOn, nodesIn } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";

export const evaluate = defineCommand({
  name: "eval",
  words: "<instance> [app] '<expression>'",
  takes: [2, 3],
  summary: "Evaluates an expression on the running node, and shows what it writes.",
  details: `The expression is Elixir where the release is Elixir's, otherwise Erlang. In Elixir the value is shown only if the
expression writes it: 'IO.inspect(MyApp.health())'. It runs with the rights of the application: it can change anything there.`,
  options: WHERE,
  async run(call) {
    const { words, terminal, flag } = call;
    const [instance = "", expression = ""] = [words[0], words.at(-1)];
    const place = placeOf(call);
    const { site } = nodeOn(await nodesIn(place), instance, words.length === 3 ? words[1] : undefined, place);
    const command = [`/usr/local/bin/${site.app}`, "rpc", expression];
    const { code, stdout, stderr } = await place.context.incus(place.project).exec(instance, command);
    if (flag("json")) terminal.print(JSON.stringify({ instance, app: site.app, ok: code === 0, stdout, stderr }));
    else {
      if (stdout) terminal.print(stdout.replace(/\n$/, ""));
      if (stderr) terminal.note(stderr.replace(/\n$/, ""));
    }
    return code === 0 ? 0 : 1;
  },
});
