/** `cul8er report`: what the last rollout of an application did, from what its instances tell. */
import { reportLines } from "../provider/report/lines.ts";
import { reportMarkdown } from "../provider/report/markdown.ts";
import { lastRollout, reportOf } from "../provider/report/record.ts";
import { defineCommand } from "./command.ts";
import { NoSuchNode, nodesIn, nodesOf } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";

export const report = defineCommand({
  name: "report",
  words: "<app>",
  takes: [1, 1],
  summary: "Tells of the last rollout: its steps, their times and checks, what was put back and why.",
  details: `It is put together from what the instances tell, so it is there after a failed run, too, and from every machine that reaches
them. With --markdown it is a page for a pull request or a job.`,
  options: { ...WHERE, markdown: { type: "boolean", short: "m", help: "Write Markdown." } },
  async run(call) {
    const [app = ""] = call.words;
    const place = placeOf(call);
    const nodes = nodesOf(await nodesIn(place), app, place);
    const last = lastRollout(nodes.map(({ rollout }) => rollout));
    if (!last)
      throw new NoSuchNode(`nothing tells of a rollout of ${app}: there was none since cul8er writes them down`);
    const told = reportOf(app, last);
    if (call.flag("json")) call.terminal.print(JSON.stringify(told));
    else call.terminal.print(call.flag("markdown") ? reportMarkdown(told).trimEnd() : reportLines(told).join("\n"));
    return 0;
  },
});
