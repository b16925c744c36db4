/** The shell of every component that its users see: a construct around the resources that it is made of. */
import { type Dependable, resourcesAt } from "./behind.ts";
import { Construct, type ITerraformDependable, type TerraformProvider } from "./cdk.ts";

/** What every component takes besides its own arguments. */
export interface ComponentConfig {
  /** Name that the resources below are called after. Default: the construct's id. */
  readonly name?: string | undefined;
  /** Provider of all resources below. Default: the one of the stack without an alias. */
  readonly provider?: TerraformProvider | undefined;
  /** What all resources below come after: resources, or constructs, which stand for all resources below them. */
  readonly dependsOn?: readonly Dependable[] | undefined;
}

/** Resources wired together, below one construct. */
export abstract class Component extends Construct {
  /** All resources below, for the `dependsOn` of resources of other providers. */
  get resources(): ITerraformDependable[] {
    return resourcesAt(this);
  }
}
