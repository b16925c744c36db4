/** `cul8er rollback`: the nodes of an application return to a revision that ran before. */
import { NoWayBack, planRollback } from "../provider/beam/rollback.ts";
import { defineCommand } from "./command.ts";
import { NoSuchNode, nodesIn, nodesOf } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";
import { type Returning, ran, returnByHand } from "./return.ts";
import { CAREFUL } from "./terminal.ts";

export const rollback = defineCommand({
  name: "rollback",
  words: "<app>",
  takes: [1, 1],
  summary: "Puts the nodes of an application back to the version that ran before, or to another one that is kept.",
  details: `Nodes that fail return first and at once, the others a few at a time; each is verified before the next. While a rollout is
open, all return to what ran before it; otherwise to the last verified revision that is older than the one that runs. It is
written in the journals: the next plan says that the newer version was put back, and wants it again until you change that.`,
  options: {
    ...WHERE,
    ...CAREFUL,
    to: {
      type: "string",
      value: "VERSION",
      help: "Version or revision that is kept on the instances, as `status` shows them.",
    },
  },
  async run(call) {
    const { words, text } = call;
    const [app = ""] = words;
    const place = placeOf(call);
    const nodes = nodesOf(await nodesIn(place), app, place).filter(ran);
    if (nodes.length === 0)
      throw new NoSuchNode(`${app} is staged, but never ran anywhere: there is nothing to roll back`);
    const slots = nodes.find((node) => node.slots)?.slots;
    if (slots)
      throw new NoWayBack(
        `${app} has two slots, and ${slots.active ?? "none"} gets the requests: deploy the version before with your program. The other slot has it still, so no node is touched and one switch moves the requests.`,
      );
    const aims = planRollback(
      nodes.map(({ site, journal, staged }) => ({ instance: site.instance, journal, staged })),
      text("to"),
    );
    const all = aims.flatMap(({ instance, target }): Returning[] =>
      nodes.filter(({ site }) => site.instance === instance).map((node) => ({ node, target })),
    );
    return returnByHand(call, all, {
      app,
      check: "rollback",
      idle: `All nodes of ${app} are there already.`,
      headline: (most) => `${app} is put back, ${most} at a time:`,
    });
  },
});
