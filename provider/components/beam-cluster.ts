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
import { clusterArguments, clusterNode, GROUPS, PLAIN } from "./beam-cluster/arguments.ts";
import { declareGroup } from "./beam-cluster/group.ts";
import { declareSlots } from "./beam-cluster/slots.ts";

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
    nodes: z.array(clusterNode).describe("The nodes, in the order in which they change."),
    url: z
      .string()
      .optional()
      .describe("Where the router answers, where the cluster is exposed: `http://10.0.0.5:80`."),
    where: Placement.outputs.shape.where
      .optional()
      .describe("Server of each instance, where the cluster has several `hosts`."),
    report: z.string().describe("The report of the last rollout as Markdown, for a pull request or the page of a job."),
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
    const { nodes, url, where, report, running } =
      strategy.type === "blueGreen"
        ? declareSlots(on, name, args, { size, app, tasks, strategy })
        : declareGroup(on, name, args, { size, app, tasks, strategy });
    return {
      nodes: nodes.map(({ node: { nodeName, address, instance }, name }) => ({
        name: nodeName,
        address,
        // A node that was put back is not changed by the run that says so: its own outputs stay as they were.
        version: declare.entry(running, name),
        instance,
      })),
      report,
      ...defined({ url, where }),
    };
  },
});
