/** What an instance is declared with, and what it tells. */
import { z } from "zod";
import { config } from "../../config.ts";
import { immutable, leads, owned, parting, secret, steers } from "../../schema.ts";
import { durationText } from "../../units.ts";
import { device } from "./devices.ts";
import { limits } from "./limits.ts";
import { WAITS } from "./waits.ts";

/** Names that Incus accepts: they become host names. */
export const instanceName = () =>
  z.string().regex(/^[a-zA-Z]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/, {
    error: ({ input }) =>
      `${JSON.stringify(input)} is no name of an instance: 1 to 63 letters, digits and dashes, starting with a letter and not ending with a dash`,
  });

/** Project of an instance. */
export const projectName = () =>
  z.string().min(1).default("default").describe("Project of the instance. Default: default.");

const variables = () => z.record(z.string().regex(/^[^=\0]+$/, "is no name of a variable"), z.string());

/** Inputs of an instance. */
export const inputs = z.strictObject({
  project: projectName(),
  name: instanceName().describe("Name of the instance, unique in its project. Also its host name."),
  type: immutable(z.enum(["container", "virtual-machine"]).default("container")).describe(
    "A container, or a virtual machine. Default: container.",
  ),
  image: z
    .string()
    .min(1)
    .describe(
      "Image that the root disk is made from: a fingerprint, or an alias on this server. Another one rebuilds the root disk in place; an alias that moves on the server does not.",
    ),
  description: z.string().optional().describe("What the instance is for, in a sentence."),
  profiles: z
    .array(z.string())
    .optional()
    .describe("Profiles, the later ones win. Default: those of the server, usually the one named default."),
  limits: owned(limits.optional()).describe("What the instance may use of the machine."),
  devices: owned(z.record(z.string(), device).default({})).describe(
    "Devices by name, beside those of the profiles; one of the same name replaces the profile's.",
  ),
  config: config().describe("Options of the instance that have no input of their own, as Incus documents them."),
  environment: owned(variables().default({})).describe(
    "Environment of the first process and of commands run in the instance. Services of systemd do not get it.",
  ),
  secretEnvironment: secret(owned(variables().default({}))).describe("Like `environment`, for secrets."),
  cloudInit: secret(
    z.strictObject({
      userData: z.string().optional().describe("User data, starting with #cloud-config or #!."),
      vendorData: z.string().optional().describe("Vendor data."),
      networkConfig: z.string().optional().describe("Network configuration."),
    }),
  )
    .optional()
    .describe("Set-up by cloud-init, where the image has it. A change restarts the instance."),
  ephemeral: immutable(z.boolean().default(false)).describe(
    "Whether the instance is deleted when it stops. Default: false.",
  ),
  target: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Member of the cluster to put it on, or @group for any of a group. Another one moves it there with its disks, stopped meanwhile. Default: the cluster chooses.",
    ),
  running: z.boolean().default(true).describe("Whether it runs. Default: true."),
  pinAddress: z
    .boolean()
    .default(false)
    .describe("Whether it keeps the IPv4 address that it got at its first start. Default: false."),
  waitFor: steers(z.array(z.enum(WAITS)).optional()).describe(
    "What to wait for after a start: started, address, agent (virtual machines), ready, cloud-init. Default: started, and an address if one comes soon.",
  ),
  restart: steers(z.enum(["now", "defer"]).default("now")).describe(
    "When a change needs a restart or a rebuild: do it now, or record it as pending for a BeamNode. Default: now.",
  ),
  stopTimeout: parting(durationText().optional()).describe(
    "How long it may take to shut down before it is switched off. Default: 30s; on delete it is switched off at once.",
  ),
});

/** Outputs of an instance. */
export const outputs = z.strictObject({
  status: z.string().describe("Running, Ready, Stopped, Frozen or Error."),
  ipv4Address: z.string().optional().describe("Its first global IPv4 address."),
  ipv6Address: z.string().optional().describe("Its first global IPv6 address."),
  addresses: z.record(z.string(), z.array(z.string())).describe("All global addresses, by interface."),
  macAddress: z.string().optional().describe("MAC address of the first network device."),
  location: z.string().describe("Cluster member that it is on; none where there is no cluster."),
  architecture: z.string().describe("Architecture: x86_64, aarch64, ..."),
  fingerprint: z.string().describe("Fingerprint of the image that the root disk was made from."),
  incarnation: leads(z.string()).describe(
    "Id of the root disk. Give it to what lives inside, so that it is made again on a new disk.",
  ),
  pending: z.string().describe("Change that waits for a restart or rebuild, as JSON; empty where none does."),
  createdAt: z.string().describe("When it was created."),
});

/** An instance as it is wanted. */
export type Wanted = z.output<typeof inputs>;

/** What an instance tells. */
export type Told = z.output<typeof outputs>;
