/** All components: the registry that classes and documents are made from. */
import type { AnyComponent } from "../component.ts";
import { BeamCluster } from "./beam-cluster.ts";
import { IncusCluster } from "./incus-cluster.ts";

export { BeamCluster, IncusCluster };

export const components: readonly AnyComponent[] = [BeamCluster, IncusCluster];
