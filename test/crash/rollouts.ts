/** A cluster behind a router, with users, that changes by every strategy in place. */
import type { Machine } from "../../setup/environment.ts";
import type { Environment } from "../stack.ts";
import { contentsOf, Exposed, type Wish } from "./exposed.ts";
import type { Traveller } from "./journey.ts";
import type { Stage } from "./survival.ts";

const canary = {
  strategy: { type: "canary", steps: [{ share: 20 }, { share: 60 }] },
  analysis: { window: "2s", minRequests: 10, errorRate: { max: 0.01 }, latency: { max: "700ms" }, noData: "pass" },
} as const;
const recreate = { strategy: { type: "recreate" } } as const;

/** Opens the stack; nothing is on the server yet. */
export async function rollouts(machine: Machine): Promise<Traveller> {
  const cluster = await Exposed.of(machine, { size: 2 });
  const { name, stack } = cluster;
  const members = ["1", "2"];
  const old: Wish = { version: "1.0.0" };

  const stage = (stage: string, from: string, wish: Wish, ...deeds: string[]): Stage => ({
    name: stage,
    from,
    serves: [old.version, wish.version],
    run: (environment: Environment) => cluster.up(wish, environment),
    expected: contentsOf(name, members, wish.version),
    deeds: deeds.map((deed) => requestOf(deed, name)),
  });
  const refused = (stage: string, wish: Wish, serves: readonly string[], says: RegExp): Stage => ({
    name: stage,
    from: "first",
    serves,
    retries: true,
    open: true,
    onlyInMatrix: true,
    run: (environment: Environment) => cluster.refuse({ stays: old, wish, says }, environment),
    expected: contentsOf(name, members, old.version),
  });
  /** A way to a bad release that ends in the middle, and whoever comes then wants what was before. */
  const regretted = (stage: string, { run, serves = [] }: Stage, ...deeds: string[]): Stage => ({
    name: stage,
    from: "first",
    serves,
    onlyInMatrix: true,
    interrupted: run,
    run: (environment: Environment) => cluster.up(old, environment),
    expected: contentsOf(name, members, old.version),
    deeds: deeds.map((deed) => requestOf(deed, name)),
  });
  const { serves: _, ...first } = stage("first", "last", old);
  const bad = refused("refused", { version: "3.0.0", fault: "health_500" }, [old.version], /answered 500/);
  const slow = refused(
    "refused canary",
    { version: "3.0.0", fault: "slow_ms=1000", arguments: canary },
    [old.version, "3.0.0"],
    /analysis: p95/,
  );

  return {
    stack,
    stages: [
      { ...first, onlyInMatrix: true },
      stage("rolled", "first", { version: "2.0.0" }, ...ROLLED),
      bad,
      regretted("refused or rather not", bad, "PATCH 1#5", "drain router#3", "admit router", ...RETURNED),
      stage("canaried", "first", { version: "2.0.0", arguments: canary }, ...CANARIED),
      slow,
      regretted("refused canary or rather not", slow, "weigh router#2", ...RETURNED),
      stage("recreated", "first", { version: "2.0.0", arguments: recreate }, ...RECREATED),
      refused(
        "refused recreation",
        { version: "3.0.0", fault: "health_500", arguments: recreate },
        [old.version],
        /answered 500/,
      ),
      {
        name: "last",
        from: "first",
        open: true,
        stops: true,
        onlyInMatrix: true,
        run: (environment) => stack.destroy(environment),
        expected: {},
      },
    ],
    look: () => cluster.look(),
    whole: () => cluster.whole(),
    clean: () => cluster.clean(),
    services: cluster.services("2"),
    watch: (stage) => cluster.watch(stage),
    end: () => cluster.end(),
  };
}

/** Requests that every way makes: each kind of step, on each node. */
const ROLLED = [
  ...["PATCH 1", "drain router", "switch 1", "verify 1", "offer router", "admit router", "PATCH 1#2"],
  ...["switch 2", "verify 2"],
];
const CANARIED = [...ROLLED, "weigh router", "sample router", "weigh router#2"];
/** Those of a node that is put back. */
const RETURNED = ["PATCH 1#6", "drain router#2", "switch 1#2", "PATCH 1#7", "PATCH 1#8"];
const RECREATED = ["drain router", "switch 1", "switch 2", "verify 2", "admit router"];

/** `switch 1` stands for the first run of that script on the first instance, `PATCH 1#2` for the second change of it. */
export function requestOf(deed: string, name: string): string {
  const [, what, member, count = "#1"] = /^(\w+) ([\w-]+)(#\d+)?$/.exec(deed) ?? [];
  return `${what} /1.0/instances/${name}-${member}${count}`;
}
