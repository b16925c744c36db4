/** `cul8er status`: what runs, whether it is well, and what waits. */

import { defineCommand } from "./command.ts";
import { type NodeStatus, nodeStatus } from "./node-status.ts";
import { nodesIn, nodesNamed } from "./nodes.ts";
import { placeOf, WHERE } from "./place.ts";
import { membersBehind } from "./routers.ts";

export const status = defineCommand({
  name: "status",
  words: "[app|instance...]",
  takes: [0, Number.POSITIVE_INFINITY],
  summary: "Shows the nodes: what they run and keep, whether they are well, open rollouts, and what waits.",
  details: "Every node is asked right now; nothing is changed.",
  options: WHERE,
  async run(call) {
    const { words, terminal, flag } = call;
    const place = placeOf(call);
    const nodes = nodesNamed(await nodesIn(place), words, place);
    const members = await membersBehind(nodes);
    const found = await Promise.all(nodes.map((node) => nodeStatus(node, members)));
    if (flag("json")) terminal.print(JSON.stringify({ project: place.project, nodes: found }));
    else if (found.length === 0)
      terminal.print(`There are no nodes in the project ${place.project} of ${place.server.name}.`);
    else for (const [app, own] of Map.groupBy(found, (each) => each.app)) terminal.print(pageOf(app, own));
    return 0;
  },
});

/** The nodes of one application, as people read them. */
function pageOf(app: string, nodes: readonly NodeStatus[]): string {
  const sick = nodes.filter(({ healthy }) => !healthy).length;
  const open = nodes.filter(({ rollout }) => rollout !== undefined).length;
  const state = [
    `${nodes.length} node${nodes.length === 1 ? "" : "s"}`,
    sick === 0 ? "all well" : `${sick} not well`,
    ...(open > 0 ? [`a rollout is open on ${open}`] : []),
  ];
  const rows = nodes.map(({ instance, version, since, healthy, verified, router, slot }) => [
    instance,
    version ?? "-",
    since ? since.slice(0, 16).replace("T", " ") : "-",
    healthy ? "well" : "NOT WELL",
    verified ? "verified" : "not verified",
    routed(router, slot),
  ]);
  const table = columns([["INSTANCE", "RUNS", "SINCE (UTC)", "HEALTH", "STATE", "ROUTER"], ...rows]);
  const [head = "", ...lines] = table;
  const more = nodes.map((each) => remarks(each).map((line) => `      ${line}`));
  return [
    `${app}: ${state.join(", ")}`,
    `  ${head}`,
    ...lines.flatMap((line, row) => [`  ${line}`, ...(more[row] ?? [])]),
    "",
  ].join("\n");
}

/** Whether it gets requests, in words. */
function routed(router: NodeStatus["router"], slot: NodeStatus["slot"]): string {
  if (slot) return `${slot.name} slot, ${slot.active ? "gets requests" : "stands by"}`;
  if (!router) return "-";
  if (router.state === undefined) return "GONE";
  if (router.state !== "ready") return `no requests (${router.state})`;
  return router.up ? "gets requests" : "down for the router";
}

function remarks({ why, rollout, putBack, kept, pending, status, router }: NodeStatus): string[] {
  return [
    ...(status === "Running" ? [] : [`the instance is ${status.toLowerCase()}`]),
    ...(why ? [why] : []),
    ...(rollout ? [`a rollout is open: it came from ${rollout.base}`] : []),
    ...(putBack ? [`${putBack.version} was put back: ${putBack.why}`] : []),
    ...(pending ? [pending] : []),
    ...(router && router.state === undefined ? [`the router ${router.name} is gone, or does not know it`] : []),
    ...(router && router.weight !== router.base ? [`weight ${router.weight} of ${router.base} in the router`] : []),
    ...(kept.length > 0
      ? [
          `keeps ${kept.map(({ version, verified }) => (verified ? version : `${version} (never verified)`)).join(", ")}`,
        ]
      : []),
  ];
}

/** Cells as columns of equal width. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => (cells[column] ?? "").length)));
  return rows.map((cells) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
