/** All kinds: the only registry. Adapters, SDK classes, documents and conformance tests are made from it. */
import type { Kind } from "../resource.ts";
import { Analysis } from "./analysis.ts";
import { Approval } from "./approval.ts";
import { BeamNode } from "./beam-node.ts";
import { Certificate } from "./certificate.ts";
import { ClusterGroup } from "./cluster-group.ts";
import { ClusterMember } from "./cluster-member.ts";
import { HealthCheck } from "./health-check.ts";
import { Host } from "./host.ts";
import { Image } from "./image.ts";
import { Instance } from "./instance.ts";
import { InstanceDevice } from "./instance-device.ts";
import { InstanceLimits } from "./instance-limits.ts";
import { Mesh } from "./mesh.ts";
import { Network } from "./network.ts";
import { NetworkForward } from "./network-forward.ts";
import { Placement } from "./placement.ts";
import { Profile } from "./profile.ts";
import { Project } from "./project.ts";
import { Release } from "./release.ts";
import { Rollout } from "./rollout.ts";
import { RolloutReport } from "./rollout-report.ts";
import { Router } from "./router.ts";
import { ServerConfig } from "./server-config.ts";
import { Slots } from "./slots.ts";
import { Snapshot } from "./snapshot.ts";
import { StoragePool } from "./storage-pool.ts";
import { StorageVolume } from "./storage-volume.ts";
import { Task } from "./task.ts";
import { Traffic } from "./traffic.ts";
import { TrafficSwitch } from "./traffic-switch.ts";
import { TrafficWeight } from "./traffic-weight.ts";
import { TrustToken } from "./trust-token.ts";

export {
  Analysis,
  Approval,
  BeamNode,
  Certificate,
  ClusterGroup,
  ClusterMember,
  HealthCheck,
  Host,
  Image,
  Instance,
  InstanceDevice,
  InstanceLimits,
  Mesh,
  Network,
  NetworkForward,
  Placement,
  Profile,
  Project,
  Release,
  Rollout,
  RolloutReport,
  Router,
  ServerConfig,
  Slots,
  Snapshot,
  StoragePool,
  StorageVolume,
  Task,
  Traffic,
  TrafficSwitch,
  TrafficWeight,
  TrustToken,
};

export const kinds: readonly Kind[] = [
  Host,
  Project,
  Image,
  Instance,
  InstanceDevice,
  InstanceLimits,
  Mesh,
  Network,
  NetworkForward,
  Placement,
  Profile,
  Snapshot,
  StoragePool,
  StorageVolume,
  Certificate,
  TrustToken,
  ServerConfig,
  ClusterMember,
  ClusterGroup,
  Release,
  Rollout,
  BeamNode,
  HealthCheck,
  TrafficWeight,
  Analysis,
  Approval,
  Task,
  RolloutReport,
  Slots,
  TrafficSwitch,
  Router,
  Traffic,
];
