/** The schema of a release: what a user says of it, and what it tells. */
import { z } from "zod";
import { discovery } from "../../beam/discovery.ts";
import { distribution } from "../../beam/distribution.ts";
import { variableName, variableValue } from "../../beam/environment-file.ts";
import { appName } from "../../beam/folders.ts";
import { healthCheck } from "../../beam/health.ts";
import { cookie, nodeAddress, nodeBase } from "../../beam/node-name.ts";
import { file, leads, secret, steers, unread } from "../../schema.ts";
import { durationText } from "../../units.ts";
import { whereInput } from "./where.ts";

const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "is no SHA-256: write 64 hexadecimal digits");

/** Inputs of a release. */
export const inputs = z.strictObject({
  project: z.string().default("default").describe("Project of the instance."),
  instance: z.string().min(1).describe("Instance that the release is staged on."),
  app: appName().describe(
    "Name of the application: of its user, its unit and its folder `/opt/<app>` on the instance.",
  ),
  incarnation: z
    .string()
    .optional()
    .describe("Incarnation of the instance: with a new one everything is staged again."),
  release: file(z.string().optional(), "digest").describe(
    "Tarball of the release (`mix release`, `rebar3 tar`, `gleam export erlang-shipment`): a path, or an https URL together with `digest`.",
  ),
  digest: sha256.optional().describe("SHA-256 of the tarball. Default: taken from the file."),
  kept: z
    .string()
    .optional()
    .describe("Instead of `release`: version or revision of one that is still kept on the instance."),
  environment: z.record(variableName(), variableValue()).default({}).describe("Environment of the application."),
  secrets: secret(z.record(variableName(), variableValue()).default({})).describe(
    "Secret part of the environment. On the instance only root can read it.",
  ),
  cookie: secret(cookie()).describe("Secret that the nodes of a cluster share."),
  scope: unread(cookie().optional()).describe(
    "Part of a cluster that the node belongs to: the cookie is derived for it, so that nodes of different parts never join. Default: the whole cluster.",
  ),
  nodeBase: nodeBase()
    .optional()
    .describe("First part of the node's name, before the `@`. Default: the application's name."),
  address: nodeAddress().describe("Address of the node, the second part of its name."),
  peers: z
    .array(nodeAddress())
    .default([])
    .describe("Addresses of the other nodes, connected to at boot. A change restarts nothing."),
  distribution: distribution().describe(
    "How the nodes talk to each other. It is not encrypted: keep them on a network of their own.",
  ),
  discovery: discovery().describe(
    "Settings for libcluster or dns_cluster, where the application finds its peers with them.",
  ),
  startFlags: z
    .array(z.string().regex(/^[^\r\n]+$/, "is not one line"))
    .default([])
    .describe("Flags of the Erlang runtime, as in vm.args: `+P 1000000`."),
  healthCheck: healthCheck()
    .optional()
    .describe("When the node is healthy. Kept with the revision; a change restarts nothing."),
  drainTimeout: durationText()
    .default("30s")
    .describe("Longest time that the application may take to stop. Default: 30s."),
  user: z
    .string()
    .regex(/^[a-z_][a-z0-9_-]{0,30}$/, "is no name for a user")
    .optional()
    .describe("User that the node runs as. Default: one of its own, named after the application."),
  keep: steers(z.boolean().default(false)).describe(
    "Whether what is staged stays as it is, whatever the other inputs say: for a slot that is not the target. Default: false.",
  ),
  keepVersions: steers(z.int().min(1).default(3)).describe("Revisions that are kept on the instance. Default: 3."),
  changes: steers(z.enum(["rolling", "recreate"]).optional()).describe(
    "How the nodes of the cluster change: what cannot roll is refused where they do so one after the other.",
  ),
  where: whereInput(),
  cluster: steers(z.array(z.string()).optional()).describe(
    "Names of all instances of the cluster. While none of them ever ran a verified node, staging also starts the node.",
  ),
});

/** Outputs of a release. */
export const outputs = z.strictObject({
  revision: leads(z.string()).describe(
    "Id of what the node must be restarted for: release, environment, start flags, names and ports.",
  ),
  secretRevision: leads(z.string()).describe("Digest of the secrets, keyed for the instance."),
  version: leads(z.string()).describe("Version of the release."),
  nodeName: leads(z.string()).describe("Full name of the node."),
  versions: z.array(z.string()).describe("Versions that are on the instance."),
});

/** Inputs of a release, complete. */
export type ReleaseInputs = z.output<typeof inputs>;
