// Written by `npm run generate` from provider/kinds/index.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import { BeamNode } from "./beam-node.ts";
import { HealthCheck } from "./health-check.ts";
import { Image } from "./image.ts";
import { Instance } from "./instance.ts";
import { InstanceDevice } from "./instance-device.ts";
import { InstanceLimits } from "./instance-limits.ts";
import { Network } from "./network.ts";
import { Profile } from "./profile.ts";
import { Project } from "./project.ts";
import { Release } from "./release.ts";
import type { Resource } from "./resource.ts";
import { Snapshot } from "./snapshot.ts";
import { StoragePool } from "./storage-pool.ts";
import { StorageVolume } from "./storage-volume.ts";

/** A class, whatever its arguments. */
type Class = new (name: string, args: never, opts?: pulumi.CustomResourceOptions) => Resource;

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Class>> = {
  project: Project,
  image: Image,
  instance: Instance,
  instance_device: InstanceDevice,
  instance_limits: InstanceLimits,
  network: Network,
  profile: Profile,
  snapshot: Snapshot,
  storage_pool: StoragePool,
  storage_volume: StorageVolume,
  release: Release,
  beam_node: BeamNode,
  health_check: HealthCheck,
};
