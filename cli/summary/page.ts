/** A summary as Markdown: one page for a pull request, or for `$GITHUB_STEP_SUMMARY`. */
import { table, text } from "../../provider/report/markdown-text.ts";
import type { Remark } from "./planned.ts";
import type { NodeChange, Rollout } from "./rollout.ts";
import type { Summary, Touched } from "./summary.ts";

/** The page. */
export function pageOf(summary: Summary): string {
  const { headline, rollouts, replaced, irreversible, onPaper, others, problems, warnings, notes } = summary;
  const sections: [title: string, body: string][] = [
    ["Problems", problems.map(remarkLine).join("\n")],
    [
      "What cannot be undone",
      irreversible.map(({ resource, what }) => `- ⚠️ ${code(resource)} ${text(what)}`).join("\n"),
    ],
    ...rollouts.map((each): [string, string] => [`Rollout of ${text(each.app)}`, rolloutTable(each)]),
    ["Warnings", warnings.map(remarkLine).join("\n")],
    ["Replaced", replaced.map(({ resource, because }) => `- ${code(resource)}${reasons(because)}`).join("\n")],
    ["Everything else", folded(others)],
    ["Only on paper", folded(onPaper)],
    ["Notes", notes.map(remarkLine).join("\n")],
  ];
  const written = sections.filter(([, body]) => body !== "").map(([title, body]) => `### ${title}\n\n${body}`);
  return `${[`## ${text(headline)}`, ...written].join("\n\n")}\n`;
}

const ACTIONS: Readonly<Record<NodeChange["action"], string>> = {
  start: "starts",
  switch: "is switched",
  restart: "is restarted",
  remove: "is stopped",
};

const MACHINES: Readonly<Record<NonNullable<NodeChange["machine"]>, string>> = {
  new: "in a new instance",
  replaced: "in a new instance, the old one is removed",
  rebuilt: "its instance is rebuilt",
  restarted: "its instance is restarted",
};

function rolloutTable({ rounds, removed }: Rollout): string {
  const rows = rounds.flatMap(({ nodes, gates }, round) => [
    ...nodes.map((node) => nodeRow(String(round + 1), node)),
    ...gates.map(({ sort, name, asks }) => [String(round + 1), `${sort} ${code(name)}`, "", text(asks)]),
  ]);
  const leaving = removed.map((node) => nodeRow("", node));
  return table(["Step", "What", "Version", "How"], [...rows, ...leaving]);
}

const nodeRow = (step: string, { instance, action, from, to, machine, why }: NodeChange): string[] => [
  step,
  `node ${code(instance)}`,
  [...new Set([from, to])]
    .filter((version) => version !== undefined)
    .map(text)
    .join(" → "),
  [ACTIONS[action], machine && MACHINES[machine], why && text(why)].filter(Boolean).join("; "),
];

const SIGNS: Readonly<Record<Touched["action"], string>> = {
  none: " ",
  create: "+",
  update: "~",
  replace: "±",
  delete: "-",
  import: "→",
  forget: "←",
};

/** Long lists are folded: they are for those who look for something. */
function folded(touched: readonly Touched[]): string {
  const lines = touched.map(
    ({ resource, action, changed }) =>
      `- ${code(`${SIGNS[action]} ${resource}`)}${changed.length > 0 ? `: ${changed.map(text).join(", ")}` : ""}`,
  );
  if (lines.length <= FEW) return lines.join("\n");
  return `<details><summary>${lines.length} resources</summary>\n\n${lines.join("\n")}\n\n</details>`;
}

const FEW = 8;

const reasons = (because: readonly string[]): string =>
  because.length > 0 ? `, because of ${because.map(text).join(", ")}` : "";

/** A remark; what is below its first line is shown as it is, such as lines of a log. */
function remarkLine({ about, text: said }: Remark): string {
  const [first = "", ...more] = said.split("\n");
  const below = more.length > 0 ? `\n\n${more.map((line) => `      ${line}`.trimEnd()).join("\n")}\n` : "";
  return `- ${about ? `${code(about)}: ` : ""}${text(first)}${below}`;
}

/** A name as code; backquotes have no place in it. */
const code = (name: string): string => `\`${name.replaceAll(/[`\r\n|]/g, "'")}\``;
