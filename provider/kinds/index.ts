/** All kinds: the only registry. Adapters, SDK classes, documents and conformance tests are made from it. */
import type { Kind } from "../resource.ts";
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
import { Snapshot } from "./snapshot.ts";
import { StoragePool } from "./storage-pool.ts";
import { StorageVolume } from "./storage-volume.ts";

export {
  BeamNode,
  HealthCheck,
  Image,
  Instance,
  InstanceDevice,
  InstanceLimits,
  Network,
  Profile,
  Project,
  Release,
  Snapshot,
  StoragePool,
  StorageVolume,
};

export const kinds: readonly Kind[] = [
  Project,
  Image,
  Instance,
  InstanceDevice,
  InstanceLimits,
  Network,
  Profile,
  Snapshot,
  StoragePool,
  StorageVolume,
  Release,
  BeamNode,
  HealthCheck,
];
