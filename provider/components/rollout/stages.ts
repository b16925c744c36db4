/** The stages of a strategy as resources, one behind the other. */
import type { Behind, Declare, Declared, Ref } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Analysis } from "../../kinds/analysis.ts";
import { Approval } from "../../kinds/approval.ts";
import { BeamNode } from "../../kinds/beam-node.ts";
import { HealthCheck } from "../../kinds/health-check.ts";
import { WATCH } from "../../kinds/node/gate.ts";
import { TrafficWeight } from "../../kinds/traffic-weight.ts";
import type { Analyse, Change, Check, Stage } from "../../strategies/stage.ts";
import type { RolloutArguments } from "./arguments.ts";
import type { Ground } from "./homes.ts";
import { at, type Member } from "./members.ts";

/** What the rollout is about. */
export interface Rollout {
  readonly app: string;
  readonly members: readonly Member[];
  /** Names of the instances. */
  readonly names: readonly string[];
  readonly stages: readonly Stage[];
  readonly maxUnavailable: number;
  /** The router that gives nodes their requests, where there is one. */
  readonly entrance: Entrance | undefined;
  /** Whether the nodes stay as they are, whatever is wanted. */
  readonly keep?: Ref<boolean>;
  /** What must be done before a node changes, besides staging. */
  readonly behind?: readonly Behind[];
  readonly ground: Ground;
}

/** Where requests come in. */
export interface Entrance {
  /** Instance of the router. */
  readonly router: Ref<string>;
  /** What must be there before a node can be given requests. */
  readonly traffic: Behind;
  /** Where users reach it. */
  readonly url: Ref<string>;
}

/** A node, as it is declared. */
export type Node = Declared<typeof BeamNode>;

/** What became of it: the nodes in the order of the members, and what is behind all of it. */
export interface Staged {
  readonly nodes: readonly Node[];
  readonly passed: readonly Behind[];
}

/** Declares nodes and gates. */
export function declareStages(declare: Declare, args: RolloutArguments, rollout: Rollout): Staged {
  const { app, members, names, stages, maxUnavailable, entrance, keep, behind = [], ground } = rollout;
  const { healthCheck, minUptime = WATCH } = args;
  const { onFailure, keepVersions, retry, snapshot } = args.rollback ?? {};
  const nodes = new Map<number, Node>();
  const ready: Behind[] = [
    ...members.map(({ release }) => release),
    ...(entrance ? [entrance.traffic] : []),
    ...behind,
  ];

  // Where others serve meanwhile, the first ones are watched before users come in, not while they do.
  const watchedBefore = entrance !== undefined && members.length > maxUnavailable;

  const change = (index: number, { first, share, nodes: group }: Change, after: readonly Behind[]): Node => {
    const { name, instance, release } = at(members, index);
    return declare.resource(
      BeamNode,
      name,
      {
        ...ground.on(name),
        ...ground.reach,
        instance: instance.name,
        app,
        ...defined({ incarnation: instance.incarnation, pending: instance.pending }),
        revision: release.revision,
        secretRevision: release.secretRevision,
        version: release.version,
        nodeName: release.nodeName,
        cluster: names,
        maxUnavailable,
        onFailure: "gate",
        ...defined({ healthCheck, router: entrance?.router, keep, retry, snapshot, hooks: args.hooks }),
        ...(first && watchedBefore && { minUptime }),
        ...(share !== undefined && { canary: { share, instances: group.map((each) => at(names, each)) } }),
      },
      { after },
    );
  };

  /** What every gate is told of the nodes that it judges. */
  const about = (judged: readonly Node[]) => ({
    ...ground.across,
    app,
    instances: judged.map(({ instance }) => instance),
    generations: judged.map(({ generation }) => generation),
    ...defined({ hooks: args.hooks }),
  });

  const check = ({ name, watch, final }: Check, judged: readonly Node[], after: readonly Behind[]) => {
    const watched = typeof watch === "object" ? watch.for : watch === "end" || !watchedBefore ? minUptime : undefined;
    return declare.resource(
      HealthCheck,
      name,
      {
        ...about(judged),
        maxUnavailable,
        final,
        cluster: true,
        ...defined({ check: healthCheck, minUptime: watch && watched, onFailure, keepVersions }),
      },
      { after },
    );
  };

  const analyse = ({ name, window, nodes: group }: Analyse, judged: readonly Node[], after: readonly Behind[]) =>
    declare.resource(
      Analysis,
      name,
      {
        ...about(judged),
        router: routerOf(entrance),
        stable: names.filter((_, index) => !group.includes(index)),
        maxUnavailable,
        ...defined({ ...args.analysis, onFailure }),
        ...defined({ window }),
        // Without limits it only waits, and asks whether the nodes are well.
        ...(!args.analysis && { noData: "pass" as const }),
      },
      { after },
    );

  const weigh = (
    { name, nodes: group, share }: { name: string; nodes: readonly number[]; share?: number },
    judged: readonly Node[],
    after: readonly Behind[],
  ) =>
    declare.resource(
      TrafficWeight,
      name,
      {
        ...about(judged),
        router: routerOf(entrance),
        others: names.filter((_, index) => !group.includes(index)),
        ...defined({ share }),
      },
      { after },
    );

  let passed: Behind[] = [];
  for (const stage of stages) {
    if (stage.do === "change") {
      const after = [...ready, ...passed];
      for (const index of stage.nodes) nodes.set(index, change(index, stage, after));
      passed = [];
      continue;
    }
    const judged = stage.nodes.flatMap((index) => nodes.get(index) ?? []);
    const after = [...judged, ...passed];
    const gate =
      stage.do === "check"
        ? check(stage, judged, after)
        : stage.do === "weigh"
          ? weigh(stage, judged, after)
          : stage.do === "analyse"
            ? analyse(stage, judged, after)
            : declare.resource(
                Approval,
                stage.name,
                { ...about(judged), ...defined({ approved: args.approved }) },
                { after },
              );
    passed = [gate];
  }
  return { nodes: members.flatMap((_, index) => nodes.get(index) ?? []), passed };
}

function routerOf(entrance: Entrance | undefined): Ref<string> {
  if (!entrance) throw new TypeError("a strategy that moves requests needs an entrance");
  return entrance.router;
}
