// What can be seen of a rollout while it goes on: the nodes and the router by their own records, and what users get.
import { z } from "zod";
import { nodesIn } from "../cli/nodes.ts";
import { membersBehind } from "../cli/routers.ts";
import { isVerified } from "../provider/beam/journal.ts";
import { contextOf } from "../provider/context.ts";
import { connect } from "../provider/incus/server.ts";
import type { Load } from "../test/load/load.ts";
import { now } from "../test/load/record.ts";
import { isGood, summarise } from "../test/load/summary.ts";

/** A node, as `cul8er status` would tell of it. */
export interface LiveNode {
  instance: string;
  version: string;
  /** Whether what it runs has passed its checks. */
  verified: boolean;
  /** Percent of the requests that the router gives it; 0 while it is out of the rotation. */
  share: number;
  /** Its weight in the router. */
  weight: number;
  /** Open WebSockets. */
  sockets: number;
}

/** One moment of a rollout. */
export interface Moment {
  nodes: LiveNode[];
  requests: number;
  failed: number;
  /** WebSockets: open ones, those that their node has sent elsewhere, and those that just broke. */
  sockets: { open: number; moved: number; dropped: number };
  /** Percent of the latest answers, by the version that gave them. */
  versions: Record<string, number>;
}

/** Looks at the nodes of the stack's outputs, and at the load. */
export class View {
  readonly #load: Load;
  readonly #since: number;
  readonly #instances: readonly string[];
  readonly #place: Parameters<typeof nodesIn>[0];
  #nodes: LiveNode[] = [];
  /** Nodes whose last check the router did not see pass: one alone may be a hiccup. */
  #shaky: ReadonlySet<string> = new Set();

  /** @param outputs what the program exports */
  constructor(load: Load, outputs: unknown, project: string, signal: AbortSignal) {
    this.#load = load;
    this.#since = now();
    this.#instances = exported.parse(outputs).nodes.map(({ instance }) => instance);
    const server = connect(undefined);
    const quiet = () => undefined;
    const context = contextOf({ server, owner: "cul8er", signal, progress: quiet, warn: quiet }, "update");
    this.#place = { server, project, context };
  }

  /** Looks once. A server that is too busy to answer is asked again the next time. */
  async look(): Promise<Moment> {
    this.#nodes = await this.#look().catch(() => this.#nodes);
    const { requests, failed, sockets } = summarise(this.#load.recorded, this.#since);
    return {
      nodes: this.#nodes,
      requests,
      failed: failed.length,
      sockets: { open: this.#load.open, moved: sockets.closed, dropped: sockets.dropped.length },
      versions: this.#versions(),
    };
  }

  async #look(): Promise<LiveNode[]> {
    const nodes = (await nodesIn(this.#place)).filter(({ site }) => this.#instances.includes(site.instance));
    const members = await membersBehind(nodes);
    const shaky = this.#shaky;
    this.#shaky = new Set([...members.values()].flatMap((member) => (member && !member.up ? member.name : [])));
    const weightOf = (node: (typeof nodes)[number]) => {
      const member = members.get(node);
      const gone = !member || (shaky.has(member.name) && this.#shaky.has(member.name));
      return !gone && member.state === "ready" ? member.weight : 0;
    };
    const all = nodes.reduce((sum, node) => sum + weightOf(node), 0);
    return nodes.map((node) => ({
      instance: node.site.instance,
      version: node.journal?.current.version ?? "-",
      verified: node.journal !== undefined && isVerified(node.journal),
      share: all === 0 ? 0 : Math.round((100 * weightOf(node)) / all),
      weight: weightOf(node),
      sockets: members.get(node)?.sockets ?? 0,
    }));
  }

  /** By the answers of the last two seconds that were told. */
  #versions(): Record<string, number> {
    const { answers } = this.#load.recorded;
    const from = Math.max(this.#since, (answers.at(-1)?.began ?? 0) - 2000);
    const latest = answers.slice(-1000).filter((answer) => answer.began >= from && isGood(answer));
    const counts = Map.groupBy(latest, ({ version }) => version);
    return Object.fromEntries([...counts].map(([version, own]) => [version, (100 * own.length) / latest.length]));
  }
}

const exported = z.object({ nodes: z.array(z.object({ instance: z.string() })) });
