// Written by `npm run generate` from provider/kinds/index.ts. Do not edit.

import { BeamNode } from "./beam-node.ts";
import type { Construct, TerraformResource } from "./cdk.ts";
import { HealthCheck } from "./health-check.ts";
import { Image } from "./image.ts";
import { Instance } from "./instance.ts";
import { InstanceDevice } from "./instance-device.ts";
import { InstanceLimits } from "./instance-limits.ts";
import { Network } from "./network.ts";
import { Profile } from "./profile.ts";
import { Project } from "./project.ts";
import { Release } from "./release.ts";
import { Snapshot } from "./snapshot.ts";
import { StoragePool } from "./storage-pool.ts";
import { StorageVolume } from "./storage-volume.ts";

/** A class, whatever its configuration. */
interface Entry {
  readonly Class: new (scope: Construct, id: string, config: never) => TerraformResource;
  readonly named: boolean;
}

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Entry>> = {
  project: { Class: Project, named: true },
  image: { Class: Image, named: true },
  instance: { Class: Instance, named: true },
  instance_device: { Class: InstanceDevice, named: true },
  instance_limits: { Class: InstanceLimits, named: false },
  network: { Class: Network, named: true },
  profile: { Class: Profile, named: true },
  snapshot: { Class: Snapshot, named: true },
  storage_pool: { Class: StoragePool, named: true },
  storage_volume: { Class: StorageVolume, named: true },
  release: { Class: Release, named: false },
  beam_node: { Class: BeamNode, named: false },
  health_check: { Class: HealthCheck, named: true },
};
