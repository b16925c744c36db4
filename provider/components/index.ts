/** All components: the registry that classes and documents are made from. */
import type { AnyComponent } from "../component.ts";
import { BeamCluster } from "./beam-cluster.ts";
import { BeamRollout } from "./beam-rollout.ts";
import { IncusCluster } from "./incus-cluster.ts";

export { BeamCluster, BeamRollout, IncusCluster };

export const components: readonly AnyComponent[] = [BeamCluster, BeamRollout, IncusCluster];
