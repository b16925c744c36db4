/**
 * A rollout over instances that the program declares itself: a release and a node on each, and the gates between them.
 *
 * The same strategies as those of a `BeamCluster`, for whoever wires instances, volumes and routers alone.
 */
import { z } from "zod";
import { type ArgumentsOf, type Declare, defineComponent } from "../component.ts";
import { defined } from "../defined.ts";
import { Instance } from "../kinds/instance.ts";
import { rolling } from "../strategies/rolling.ts";
import { wrongStrategy } from "../strategies/strategy.ts";
import { appName, changes, entrance, everywhere, GROUPS, hasTasks, PLAIN } from "./rollout/arguments.ts";
import { declareRouter } from "./rollout/entrance.ts";
import type { Home, Homes } from "./rollout/homes.ts";
import { at } from "./rollout/members.ts";
import { declareRollout, planOf, told } from "./rollout/rollout.ts";

const of = Instance.outputs.shape;

/** An instance, as a resource `Instance` tells of it. */
const home = z.object({
  ipv4Address: of.ipv4Address,
  incarnation: of.incarnation.optional(),
  pending: of.pending.optional(),
});

const homes = () => z.record(z.string(), home);

const inputs = z.strictObject({
  ...everywhere,
  instances: homes().describe(
    'Instances of the nodes by their names on the server, in the order in which the nodes change: resources `Instance`. With `pinAddress: true` and `restart: "defer"` they change with their nodes, and with a volume at `/opt/<app>` releases survive a new image.',
  ),
  green: homes()
    .optional()
    .describe(
      "Instances of the other group, where the strategy is `blueGreen`: as many as `instances`, which are blue.",
    ),
  taskInstance: homes()
    .optional()
    .describe("The one instance that `tasks` run in, by its name. Needed where there are tasks."),
  app: appName().describe(
    "Name of the application: its user, unit and folder on the instances. Default: the name of the rollout.",
  ),
  expose: entrance(),
  ...changes,
});

type Arguments = ArgumentsOf<z.input<typeof inputs>, (typeof PLAIN)[number], "instances" | "green" | "taskInstance">;

/** A release that is rolled out over instances which are there. */
export const BeamRollout = defineComponent({
  type: "beam_rollout",
  summary: "A release on instances of your own: BEAM nodes that form one cluster, changed by a strategy.",
  example: `const web = ["web-1", "web-2"].map((name) =>
  new Instance(name, { image: image.fingerprint, pinAddress: true, restart: "defer" }))

new BeamRollout("chat", {
  instances: { "web-1": web[0], "web-2": web[1] },
  release: "chat-1.0.0.tar.gz",
  cluster: { cookie: config.requireSecret("cookie") },
  healthCheck: { http: { port: 4000, path: "/health" } },
  expose: { port: 4000, as: 80, image: image.fingerprint },
  strategy: rolling({ maxUnavailable: 1 }),
})`,
  arguments: inputs,
  plain: PLAIN,
  groups: ["instances", "green", "taskInstance", ...GROUPS],
  outputs: z.strictObject(told),

  problems({ instances, green, taskInstance, tasks = {}, strategy = rolling(), expose }) {
    const size = namesOf(instances).length;
    const twice = namesOf(green).filter((name) => name in instances);
    const several = strategy.type === "blueGreen";
    return [
      ...(size === 0 ? ["instances has none"] : wrongStrategy(strategy, size, expose !== undefined)),
      ...(several && namesOf(green).length !== size
        ? [`strategy blueGreen needs as many instances in green as in instances: ${size}`]
        : []),
      ...(!several && green !== undefined ? ["green is for the strategy blueGreen alone"] : []),
      ...twice.map((name) => `green has ${JSON.stringify(name)}, which instances has, too`),
      ...(expose && expose.router === undefined && expose.image === undefined
        ? ["expose needs the instance of a router (`router`), or the `image` to make one of"]
        : []),
      ...(hasTasks(tasks) && namesOf(taskInstance).length !== 1
        ? ["tasks need one instance of their own: taskInstance"]
        : []),
    ];
  },

  build(
    declare,
    name,
    { instances, green = {}, taskInstance = {}, strategy = rolling(), app = name, tasks = {}, ...args },
  ) {
    const plan = planOf(strategy, (slot) => {
      const names = namesOf(slot === "green" ? green : instances);
      return { members: names, names };
    });
    const homes = givenHomes(declare, { ...instances, ...green }, taskInstance, args);
    return declareRollout(declare, args, homes, { app, tasks, plan });
  },
});

const namesOf = (instances: object = {}): string[] => Object.keys(instances);

/** Homes that are there already, all on one server. */
function givenHomes(
  declare: Declare,
  instances: Arguments["instances"],
  taskInstance: Arguments["instances"],
  args: Parameters<typeof declareRouter>[1] & Pick<Arguments, keyof typeof everywhere>,
): Homes {
  const { host, project, timeout, adopt } = args;
  const there = defined({ host, project, timeout, adopt });
  const ground = { on: () => there, across: there, reach: {} };
  const homes = new Map(
    Object.entries({ ...instances, ...taskInstance }).map(([name, instance]): [string, Home] => {
      const part = <F extends keyof z.input<typeof home>>(field: F) => declare.part(instance, field);
      return [
        name,
        { name, ipv4Address: part("ipv4Address"), incarnation: part("incarnation"), pending: part("pending") },
      ];
    }),
  );
  const homesOf = (names: readonly string[]) => names.flatMap((name) => homes.get(name) ?? []);
  return {
    ground,
    nodes: ({ names }) => homesOf(names),
    tasks: () => at(homesOf(namesOf(taskInstance)), 0),
    router: () => declareRouter(declare, args, ground),
  };
}
