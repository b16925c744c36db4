/** Arguments of a cluster, in the groups in which a reader thinks of it: what exists, how it is set up, how nodes talk, when they change. */
import { z } from "zod";
import type { ArgumentsOf } from "../../component.ts";
import { Instance } from "../../kinds/instance.ts";
import { Placement } from "../../kinds/placement.ts";
import { sizeText } from "../../units.ts";
import * as rollout from "../rollout/arguments.ts";

const of = Instance.inputs.shape;
const placement = Placement.inputs.shape;
const { host, project, timeout, adopt } = rollout.everywhere;

const storage = z.strictObject({
  pool: z.string().default("default").describe("Storage pool of the volumes that hold releases and application data."),
  size: sizeText().optional().describe("Size of each volume. Default: the pool's."),
});

/** Arguments of a cluster. */
export const clusterArguments = z.strictObject({
  host,
  hosts: placement.hosts
    .optional()
    .describe(
      "Incus servers that the cluster is spread over, instead of `host`. Their instances must reach each other by address. Nodes of a server that is removed are made anew on the others, one after the other; nothing else ever moves.",
    ),
  spread: placement.spread,
  domains: placement.domains,
  project,
  timeout,
  adopt,
  size: z.int().min(1).describe("Number of nodes."),
  image: z.string().describe("Image that the instances are made of: a fingerprint or an alias on the server."),
  app: rollout.appName(),
  profiles: of.profiles,
  limits: of.limits,
  config: of.config,
  devices: of.devices.describe("Devices of every instance, besides those of its profiles."),
  storage: storage.optional().describe("The volume of each node. It survives every change of the instance's image."),
  expose: rollout.entrance(),
  ...rollout.changes,
});

/** Arguments that decide which resources there are. */
export const PLAIN = ["size", ...rollout.PLAIN] as const;

/** Arguments whose members may be references, and which themselves may not. */
export const GROUPS = ["storage", "limits", "devices", ...rollout.GROUPS] as const;

/** Arguments of a cluster, as a component gets them, without those that decide which resources there are. */
export type ClusterArguments = Omit<
  ArgumentsOf<z.input<typeof clusterArguments>, (typeof PLAIN)[number], (typeof GROUPS)[number]>,
  (typeof PLAIN)[number]
>;
