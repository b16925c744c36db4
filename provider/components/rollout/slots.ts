/** Two groups of nodes, blue and green: one serves while the other changes, and one switch moves all requests. */
import type { Declare, In } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Slots } from "../../kinds/slots.ts";
import { TrafficSwitch } from "../../kinds/traffic-switch.ts";
import { type BlueGreen, groupStages } from "../../strategies/blue-green.ts";
import type { RolloutArguments } from "./arguments.ts";
import { declareTraffic } from "./entrance.ts";
import { named, type Rolled, type Shape } from "./group.ts";
import type { Group, Homes } from "./homes.ts";
import { declareMembers } from "./members.ts";
import { declareOpening } from "./report.ts";
import { declareStages } from "./stages.ts";
import { declareTasks } from "./tasks.ts";

/** The nodes of both slots. */
export interface Groups {
  readonly blue: Group;
  readonly green: Group;
}

/** Declares both groups, the entrance, and the switch. */
export function declareSlots(
  declare: Declare,
  args: RolloutArguments & { readonly image?: In<string> },
  homes: Homes,
  { app, tasks, strategy, groups: both }: Shape & { readonly groups: Groups; readonly strategy: BlueGreen },
): Rolled {
  const { type: _, ...turns } = strategy;
  const { expose } = args;
  const { ground } = homes;
  if (!expose) throw new TypeError("slots need an entrance");
  const there = ground.on("router");
  const edge = homes.router();
  const slots = declare.resource(Slots, "slots", {
    ...there,
    ...ground.reach,
    router: edge.router,
    app,
    members: { blue: both.blue.names, green: both.green.names },
    cookie: args.cluster.cookie,
    ...defined({
      image: args.image,
      release: args.release,
      digest: args.digest,
      kept: args.kept,
      environment: args.environment,
      startFlags: args.startFlags,
      nodeBase: args.cluster.name,
      distribution: args.cluster.distribution,
      discovery: args.cluster.discovery,
      secrets: args.secrets,
      retry: args.rollback?.retry,
    }),
  });

  const groups = (["blue", "green"] as const).map((slot) => {
    const keep = slot === "blue" ? slots.keepBlue : slots.keepGreen;
    const group = both[slot];
    const instances = homes.nodes(group);
    const membership = { app, ...group, instances, changes: "recreate", scope: slot, keep, ground } as const;
    return { slot, keep, names: group.names, members: declareMembers(declare, args, membership) };
  });

  const members = groups.flatMap((group) => group.members);
  const traffic = { app, members, canaries: [], expose, ground };
  const entrance = declareTraffic(declare, args, edge, traffic, { after: [slots] });

  const work = declareTasks(declare, args, homes, { app, tasks });
  const parts = groups.flatMap(({ members, keep }) => members.map((member) => ({ member, keep })));
  const opened = declareOpening(declare, args, { app, members: parts, tasks: work.place, entrance, ground });
  const behind = [opened.rollout, ...work.before([opened.rollout])];
  const rolled = groups.map(({ slot, keep, names, members }) => {
    const rollout = {
      app,
      members,
      names,
      stages: groupStages(slot, names.length),
      maxUnavailable: names.length,
      entrance: undefined,
      keep,
      behind,
      ground,
    };
    const { nodes, passed } = declareStages(declare, args, rollout);
    return { nodes: named(nodes, names), passed };
  });
  const turned = declare.resource(
    TrafficSwitch,
    "switch",
    {
      ...there,
      ...ground.reach,
      router: entrance.router,
      app,
      slot: slots.target,
      ...defined({ incarnation: edge.incarnation, drainTimeout: args.drainTimeout, hooks: args.hooks, ...turns }),
    },
    { after: [entrance.traffic, ...rolled.flatMap(({ passed }) => passed)] },
  );
  const { report, running } = opened.told(work.after([turned], [...both.blue.names, ...both.green.names]));
  const nodes = rolled.flatMap(({ nodes }) => nodes);
  return { nodes, url: entrance.url, report, running };
}
