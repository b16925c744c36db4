// Written by `npm run generate` from provider/kinds/index.ts. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
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
import type { Resource } from "./resource.ts";
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

/** A class, whatever its arguments. */
type Class = new (name: string, args: never, opts?: pulumi.CustomResourceOptions) => Resource;

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Class>> = {
  host: Host,
  project: Project,
  image: Image,
  instance: Instance,
  instance_device: InstanceDevice,
  instance_limits: InstanceLimits,
  mesh: Mesh,
  network: Network,
  network_forward: NetworkForward,
  placement: Placement,
  profile: Profile,
  snapshot: Snapshot,
  storage_pool: StoragePool,
  storage_volume: StorageVolume,
  certificate: Certificate,
  trust_token: TrustToken,
  server_config: ServerConfig,
  cluster_member: ClusterMember,
  cluster_group: ClusterGroup,
  release: Release,
  rollout: Rollout,
  beam_node: BeamNode,
  health_check: HealthCheck,
  traffic_weight: TrafficWeight,
  analysis: Analysis,
  approval: Approval,
  task: Task,
  rollout_report: RolloutReport,
  slots: Slots,
  traffic_switch: TrafficSwitch,
  router: Router,
  traffic: Traffic,
};
