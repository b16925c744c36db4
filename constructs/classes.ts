// Written by `npm run generate` from provider/kinds/index.ts. Do not edit.

import { Analysis } from "./analysis.ts";
import { Approval } from "./approval.ts";
import { BeamNode } from "./beam-node.ts";
import type { Construct, TerraformResource } from "./cdk.ts";
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

/** A class, whatever its configuration. */
interface Entry {
  readonly Class: new (scope: Construct, id: string, config: never) => TerraformResource;
  readonly named: boolean;
}

/** The classes by the type of their kind. */
export const classes: Readonly<Record<string, Entry>> = {
  host: { Class: Host, named: true },
  project: { Class: Project, named: true },
  image: { Class: Image, named: true },
  instance: { Class: Instance, named: true },
  instance_device: { Class: InstanceDevice, named: true },
  instance_limits: { Class: InstanceLimits, named: false },
  mesh: { Class: Mesh, named: true },
  network: { Class: Network, named: true },
  network_forward: { Class: NetworkForward, named: false },
  placement: { Class: Placement, named: true },
  profile: { Class: Profile, named: true },
  snapshot: { Class: Snapshot, named: true },
  storage_pool: { Class: StoragePool, named: true },
  storage_volume: { Class: StorageVolume, named: true },
  certificate: { Class: Certificate, named: true },
  trust_token: { Class: TrustToken, named: true },
  server_config: { Class: ServerConfig, named: true },
  cluster_member: { Class: ClusterMember, named: true },
  cluster_group: { Class: ClusterGroup, named: true },
  release: { Class: Release, named: false },
  rollout: { Class: Rollout, named: true },
  beam_node: { Class: BeamNode, named: false },
  health_check: { Class: HealthCheck, named: true },
  traffic_weight: { Class: TrafficWeight, named: true },
  analysis: { Class: Analysis, named: true },
  approval: { Class: Approval, named: true },
  task: { Class: Task, named: true },
  rollout_report: { Class: RolloutReport, named: true },
  slots: { Class: Slots, named: false },
  traffic_switch: { Class: TrafficSwitch, named: false },
  router: { Class: Router, named: false },
  traffic: { Class: Traffic, named: false },
};
