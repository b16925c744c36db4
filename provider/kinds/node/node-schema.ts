/** The schema of a node: what a user says of it, and what it tells. */
import { z } from "zod";
import { appName } from "../../beam/folders.ts";
import { healthCheck } from "../../beam/health.ts";
import { steers } from "../../schema.ts";
import { durationText } from "../../units.ts";
import { hooksInput } from "../rollout/hooks.ts";
import { whereInput } from "./where.ts";

/** Schema of what becomes of a revision that was put back. */
export const retry = () =>
  z
    .enum(["always", "on-change"])
    .describe(
      "Whether a revision that was put back is tried again by the next run, or only when another one is wanted. Default: always.",
    );

/** Inputs of a node. */
export const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the instance."),
  instance: z.string().min(1).describe("Instance that the node runs in."),
  app: appName().describe("Name of the application."),
  incarnation: z.string().optional().describe("Incarnation of the instance: with a new one the node is started again."),
  revision: z.string().describe("Revision that shall run, from the release."),
  secretRevision: z.string().describe("Digest of its secrets, from the release."),
  version: steers(z.string().optional()).describe("Version of the release, for messages."),
  nodeName: z.string().describe("Full name of the node, from the release."),
  pending: steers(z.string().optional()).describe(
    "What the instance waits for, from its output `pending`: it is carried out when the node stands still.",
  ),
  healthCheck: steers(healthCheck().optional()).describe(
    "When the node is healthy. Default: the check of its release.",
  ),
  minUptime: steers(durationText().default("0s")).describe(
    "Time that the node must stay up before it is verified. Default: none.",
  ),
  router: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Instance of the router that sends it requests: it leaves the rotation before it is stopped, and returns when it is verified.",
    ),
  canary: steers(
    z
      .strictObject({
        share: z.int().min(0).max(100).describe("Percent of the requests that they get together."),
        instances: z.array(z.string()).min(1).describe("Instances whose nodes go first."),
      })
      .optional(),
  ).describe(
    "The share of the requests that the first nodes with something new get when they return. Default: as many as each other node.",
  ),
  keep: steers(z.boolean().default(false)).describe(
    "Whether the node stays as it is, whatever the other inputs say: for a slot that is not the target. Default: false.",
  ),
  where: whereInput(),
  cluster: steers(z.array(z.string()).optional()).describe(
    "Names of all instances of the cluster. Default: only this one.",
  ),
  maxUnavailable: steers(z.int().min(1).default(1)).describe(
    "Nodes of the cluster that may be out of service at the same time. Default: 1.",
  ),
  onFailure: steers(z.enum(["gate", "putBack", "manual"]).default("putBack")).describe(
    "What becomes of a node whose revision fails: a gate behind it judges, it is put back to what ran before, or it is left as it is. Default: putBack.",
  ),
  retry: steers(retry().default("always")),
  snapshot: steers(z.boolean().default(false)).describe(
    "Whether a snapshot of the instance and of the application's volume is taken before each switch, for restoring by hand. Default: false.",
  ),
  hooks: hooksInput(),
});

/** Outputs of a node. */
export const outputs = z.strictObject({
  generation: z.string().describe("Id of the last switch."),
  verified: z.boolean().describe("Whether what runs has passed its checks."),
  address: z.string().describe("Address of the node."),
  runningVersion: z
    .string()
    .describe("Version that the node is meant to run now: after it was put back, the one before."),
  runningRevision: z.string().describe("Revision that the node is meant to run now."),
});

/** Inputs of a node, complete. */
export type NodeInputs = z.output<typeof inputs>;
