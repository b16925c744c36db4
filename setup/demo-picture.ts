// The demo's last word: what runs now, seen from outside, and what to do with it.
import { styleText } from "node:util";
import { z } from "zod";
import type { DemoStack } from "./demo-stack.ts";
import { buildRelease, demoBuilds } from "./release.ts";

/** A node, as the program's outputs tell it. */
interface Node {
  name: string;
  address: string;
  /** In a sight: the one that it answers with. */
  version: string;
  /** Instance that it runs in. */
  instance: string;
}

/** A node, as it answers. */
interface Sight extends Node {
  /** Its name in the distribution, or undefined when it does not answer. */
  node: string | undefined;
  /** Names of the nodes that it is connected to. */
  peers: string[];
}

/** The cluster, seen from outside. */
export interface Cluster {
  /** Whether every node answers and sees every other. */
  connected: boolean;
  /** Where it answers, and what. */
  url: string;
  answer: string;
  sights: Sight[];
}

/** Asks every node of the program's outputs for its version and whom it sees. */
export async function lookAt(outputs: unknown): Promise<Cluster> {
  const { nodes, url } = exported.parse(outputs);
  const sights = await Promise.all(nodes.map(ask));
  const everybody = sights.map(({ node }) => node);
  const connected = sights.every(({ node, peers }) =>
    everybody.every((other) => other !== undefined && (other === node || peers.includes(other))),
  );
  const [answer = ""] = (await page(url)).split("\n");
  return { connected, url, answer, sights };
}

/** Draws it: the nodes, the address that answers, the times, the commands to go on with. */
export async function drawPicture(
  cluster: Cluster,
  seconds: Record<string, number>,
  { pulumi, cul8er }: DemoStack,
): Promise<string> {
  const { sights, url, answer } = cluster;
  const nameOf = new Map(sights.map(({ node, instance }) => [node, instance]));
  const namesOf = (peers: string[]) => peers.map((peer) => nameOf.get(peer) ?? peer).sort();
  const rows = sights.map(({ instance, address, version, node, peers }) => [
    node ? styleText("green", "●") : styleText("red", "○"),
    instance,
    address,
    version,
    node ? `sees ${namesOf(peers).join(", ") || "nobody"}` : "does not answer",
  ]);
  const [good, better, bad] = await Promise.all(demoBuilds.map(buildRelease));
  const [{ instance = "", version = "" } = {}] = sights;
  const other = version === demoBuilds[1].version ? good : better;
  return [
    "",
    ...table(rows),
    "",
    `  ${styleText("bold", url)}  ${styleText("dim", answer)}`,
    "",
    `  ${Object.entries(seconds)
      .map(([phase, value]) => `${PHASES[phase] ?? phase} ${value} s`)
      .join(" · ")}`,
    "",
    ...commands([
      ["look at the nodes", `${cul8er} status`],
      ["at the instances", "incus list"],
      ["inside one of them", `incus exec ${instance} -- journalctl -n 20`],
      ["say something", `curl -d hello ${new URL("/say", url)}`],
      ["what Pulumi knows", `${pulumi} stack`],
      ["another version", `${pulumi} config set release ${other} && ${pulumi} up`],
      ["a broken version", `${pulumi} config set release ${bad} && ${pulumi} up`],
      ["remove everything", "npm run demo -- --destroy"],
    ]),
    "",
  ].join("\n");
}

/** Past the router, on the port that the program gives to the nodes. */
async function ask(node: Node): Promise<Sight> {
  const host = node.address.includes(":") ? `[${node.address}]` : node.address;
  const { data } = health.safeParse(await page(`http://${host}:4000/health`).then(parsed));
  return { ...node, version: data?.version ?? node.version, node: data?.node, peers: data?.peers ?? [] };
}

/** A page's text; nothing where nobody answers. */
async function page(url: string): Promise<string> {
  return fetch(url, { signal: AbortSignal.timeout(10_000) }).then(
    (response) => response.text(),
    () => "",
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function table(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}

function commands(list: [what: string, command: string][]): string[] {
  return list.map(([what, command]) => `  ${styleText("dim", what.padEnd(18))}  ${command}`);
}

/** What the times are of, in words. */
const PHASES: Readonly<Record<string, string>> = {
  setup: "set-up",
  up: "first pulumi up",
  rollout: "rollout",
  putBack: "bad version put back",
  noop: "nothing to change",
};

const exported = z.object({
  nodes: z.array(z.object({ name: z.string(), address: z.string(), version: z.string(), instance: z.string() })).min(1),
  url: z.url(),
});
const health = z.object({ node: z.string(), version: z.string(), peers: z.array(z.string()) });
