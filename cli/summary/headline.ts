/** What happens, in a sentence. */
import type { Rollout } from "./rollout.ts";
import type { Summary } from "./summary.ts";

/** `chat goes from 1.0.0 to 2.0.0 on 3 nodes, one after the other. 2 other resources change.` */
export function headlineOf({
  rollouts,
  others,
  onPaper,
  replaced,
  problems,
  applied,
}: Omit<Summary, "headline">): string {
  const sentences = rollouts.map(sentenceOf);
  const count = others.length;
  if (count > 0) {
    const more = rollouts.length > 0 ? "other " : "";
    const again =
      replaced.length > 0 ? `, ${replaced.length} of all ${replaced.length === 1 ? "is" : "are"} replaced` : "";
    const untouched = rollouts.length === 0 ? "; no node is touched" : "";
    sentences.push(`${things(count, `${more}resource`)} ${count === 1 ? "changes" : "change"}${again}${untouched}.`);
  }
  if (sentences.length === 0)
    sentences.push(onPaper.length > 0 ? "Nothing changes but what the engine keeps account of." : "Nothing changes.");
  if (problems.length === 0) return sentences.join(" ");
  const refused = applied ? "This failed" : "This cannot be done as it is";
  return `${refused}: ${things(problems.length, "problem")}.`;
}

function sentenceOf({ app, from, to, rounds, removed }: Rollout): string {
  const nodes = rounds.flatMap(({ nodes }) => nodes);
  const order = orderOf(rounds.filter(({ nodes }) => nodes.length > 0).map(({ nodes }) => nodes.length));
  const version = to.join(" and ");
  const moved = nodes.filter(({ action }) => action === "switch").length;
  const started = nodes.filter(({ action }) => action === "start").length;
  const restarted = nodes.length - moved - started;
  const parts = [
    ...(moved > 0 ? [`goes from ${from.join(" and ")} to ${version} on ${things(moved, "node")}`] : []),
    ...(restarted > 0 ? [`${moved > 0 ? "" : `${version} `}is restarted on ${things(restarted, "node")}`] : []),
    ...(started > 0
      ? [
          `${moved + restarted > 0 ? "" : `${version} `}starts on ${things(started, started === nodes.length ? "node" : "new node")}`,
        ]
      : []),
    ...(removed.length > 0 ? [`leaves ${things(removed.length, "node")}`] : []),
  ];
  const moves = rounds.flatMap(({ gates }) => gates.filter(({ sort }) => sort === "traffic"));
  if (parts.length === 0) return `The traffic of ${app} moves: ${moves.map(({ asks }) => asks).join(", ")}.`;
  return `${app} ${parts.join(" and ")}${order}.`;
}

/** In which order, where there is one. */
function orderOf(sizes: readonly number[]): string {
  const [first = 0] = sizes;
  if (sizes.length > 1)
    return sizes.every((size) => size === 1) ? ", one after the other" : `, in ${sizes.length} batches`;
  return first > 1 ? ", all at once" : "";
}

const things = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? "" : "s"}`;
