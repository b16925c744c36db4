/** `cul8er abort`: an open rollout ends, and its nodes return to what ran before it. */
import { defineCommand } from "./command.ts";
import { nodesIn, nodesOf } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";
import { type Returning, ran, returnByHand } from "./return.ts";
import { CAREFUL } from "./terminal.ts";

export const abort = defineCommand({
  name: "abort",
  words: "<app>",
  takes: [1, 1],
  summary: "Ends an open rollout: the nodes that it touched return to what ran before it.",
  details: "Nodes that no open rollout has touched stay as they are. Stop the engine's run first, if one goes on.",
  options: { ...WHERE, ...CAREFUL },
  async run(call) {
    const [app = ""] = call.words;
    const place = placeOf(call);
    const nodes = nodesOf(await nodesIn(place), app, place).filter(ran);
    const all = nodes.flatMap((node): Returning[] => (node.journal.base ? [{ node, target: node.journal.base }] : []));
    return returnByHand(call, all, {
      app,
      check: "abort",
      idle: `No rollout of ${app} is open.`,
      headline: (most) => `The rollout of ${app} ends, ${most} node${most === 1 ? "" : "s"} at a time:`,
    });
  },
});
