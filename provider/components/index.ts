/** All components: the registry that classes and documents are made from. */
import type { AnyComponent } from "../component.ts";
import { BeamCluster } from "./beam-cluster.ts";

export { BeamCluster };

export const components: readonly AnyComponent[] = [BeamCluster];
