/** Two groups of nodes, blue and green: one serves while the other changes, and one switch moves all requests. */
import type { Declare } from "../../component.ts";
import { defined } from "../../defined.ts";
import { Slots } from "../../kinds/slots.ts";
import { TrafficSwitch } from "../../kinds/traffic-switch.ts";
import { type BlueGreen, groupStages } from "../../strategies/blue-green.ts";
import type { ClusterArguments } from "./arguments.ts";
import { declareRouter, declareTraffic } from "./entrance.ts";
import { declareGround, partsOf } from "./ground.ts";
import { type Cluster, named, numbersTo, type Shape } from "./group.ts";
import { declareMembers } from "./members.ts";
import { declareOpening } from "./report.ts";
import { declareRollout } from "./rollout.ts";
import { declareTasks } from "./tasks.ts";

/** Declares both groups, the entrance, and the switch. */
export function declareSlots(
  declare: Declare,
  name: string,
  args: ClusterArguments,
  shape: Shape & { readonly strategy: BlueGreen },
): Cluster {
  const { size, app, tasks } = shape;
  const { type: _, ...turns } = shape.strategy;
  const { expose } = args;
  if (!expose) throw new TypeError("slots need an entrance");
  const membersIn = (slot: string) => numbersTo(size).map((number) => `${slot}-${number}`);
  const ground = declareGround(
    declare,
    name,
    args,
    partsOf([...membersIn("blue"), ...membersIn("green")], args, tasks),
  );
  const there = ground.on("router");
  const edge = declareRouter(declare, args, { expose, ground });
  const namesIn = (slot: string) => membersIn(slot).map((member) => `${name}-${member}`);
  const slots = declare.resource(Slots, "slots", {
    ...there,
    ...ground.reach,
    router: edge.router,
    app,
    members: { blue: namesIn("blue"), green: namesIn("green") },
    image: args.image,
    cookie: args.cluster.cookie,
    ...defined({
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
    const names = namesIn(slot);
    const members = membersIn(slot);
    const membership = { app, members, names, changes: "recreate" as const, scope: slot, keep, ground };
    return { slot, keep, names, members: declareMembers(declare, args, membership) };
  });

  const members = groups.flatMap((group) => group.members);
  const traffic = { app, members, canaries: [], expose, ground };
  const entrance = declareTraffic(declare, args, edge, traffic, { after: [slots] });

  const work = declareTasks(declare, args, tasks, { app, tasks, ground });
  const parts = groups.flatMap(({ members, keep }) => members.map((member) => ({ member, keep })));
  const opened = declareOpening(declare, args, { app, members: parts, tasks: work.place, entrance, ground });
  const behind = [opened.rollout, ...work.before([opened.rollout])];
  const rolled = groups.map(({ slot, keep, names, members }) => {
    const stages = groupStages(slot, size);
    const rollout = {
      app,
      members,
      names,
      stages,
      maxUnavailable: size,
      entrance: undefined,
      keep,
      behind,
      ground,
    };
    const { nodes, passed } = declareRollout(declare, args, rollout);
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
  const { report, running } = opened.told(work.after([turned], [...namesIn("blue"), ...namesIn("green")]));
  const nodes = rolled.flatMap(({ nodes }) => nodes);
  return { nodes, url: entrance.url, report, running, ...defined({ where: ground.where }) };
}
