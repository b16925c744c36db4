/**
 * A cluster of BEAM nodes: an instance, a volume, a release and a node for each member, and the gates between them.
 *
 * The graph is the rollout: first every release is staged, then the stages of the strategy follow each other, and a last
 * gate looks at all nodes together.
 */
import { z } from "zod";
import { type Declare, defineComponent } from "../component.ts";
import { defined } from "../defined.ts";
import { Placement } from "../kinds/placement.ts";
import { rolling } from "../strategies/rolling.ts";
import { wrongStrategy } from "../strategies/strategy.ts";
import { clusterArguments, GROUPS, PLAIN } from "./beam-cluster/arguments.ts";
import { declareGround, partsOf } from "./beam-cluster/ground.ts";
import { clusterHomes } from "./beam-cluster/homes.ts";
import { declareRollout, membersOf, planOf, told } from "./rollout/rollout.ts";

/** What moves to another server is there before it leaves the one that it was on. */
const overlapping = (declare: Declare): Declare => ({
  ...declare,
  resource: (kind, name, inputs, order) => declare.resource(kind, name, inputs, { ...order, overlaps: true }),
});

/** Nodes that form one cluster, spread over instances of their own, and changed without an outage. */
export const BeamCluster = defineComponent({
  type: "beam_cluster",
  summary: "BEAM nodes that form one cluster, each in an instance of its own, changed one after the other.",
  example: `new BeamCluster("chat", {
  size: 3,
  image: image.fingerprint,
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" } },
  expose: { port: 4000, as: 80 },
})`,
  arguments: clusterArguments,
  plain: PLAIN,
  groups: GROUPS,
  outputs: z.strictObject({
    nodes: told.nodes,
    url: told.url,
    where: Placement.outputs.shape.where
      .optional()
      .describe("Server of each instance, where the cluster has several `hosts`."),
    report: told.report,
  }),

  problems: ({ size, strategy = rolling(), expose, host, hosts }) => [
    ...wrongStrategy(strategy, size, expose !== undefined),
    ...(host !== undefined && hosts !== undefined ? ["host and hosts are two ways to say where it is: keep one"] : []),
    ...(hosts !== undefined && expose?.router !== undefined
      ? ["expose.router is on one server, and the cluster on several: leave it out, so that the cluster has its own"]
      : []),
  ],

  build(declare, name, { size, strategy = rolling(), app = name, tasks = {}, ...args }) {
    const on = args.hosts === undefined ? declare : overlapping(declare);
    const numbers = Array.from({ length: size }, (_, index) => `${index + 1}`);
    const plan = planOf(strategy, (slot) => {
      const members = numbers.map((number) => (slot ? `${slot}-${number}` : number));
      return { members, names: members.map((member) => `${name}-${member}`) };
    });
    const ground = declareGround(on, name, args, partsOf(membersOf(plan), args, tasks));
    const homes = clusterHomes(on, args, app, ground);
    return { ...declareRollout(on, args, homes, { app, tasks, plan }), ...defined({ where: ground.where }) };
  },
});
