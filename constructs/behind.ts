/** What a resource comes after: Terraform knows edges between resources only, so a group of them is taken apart. */
import { type IConstruct, type ITerraformDependable, TerraformDataSource, TerraformResource } from "./cdk.ts";

/** A resource, or a construct with resources below it. */
export type Dependable = ITerraformDependable | IConstruct;

/** All resources and data sources at and below a construct. */
export const resourcesAt = (construct: IConstruct): ITerraformDependable[] =>
  construct.node
    .findAll()
    .filter((one) => TerraformResource.isTerraformResource(one) || TerraformDataSource.isTerraformDataSource(one));

/** What comes before a resource by `node.addDependency`, on itself or on a construct around it. */
export function dependenciesOf(resource: IConstruct): IConstruct[] {
  const around = resource.node.scopes;
  return around.flatMap(({ node }) => node.dependencies).filter((dependency) => !around.includes(dependency));
}

/** What Terraform knows by itself. */
export const isAddressable = (dependable: Dependable): dependable is ITerraformDependable => "fqn" in dependable;

/** A construct that must be taken apart. */
export const isGroup = (dependable: Dependable): dependable is IConstruct => !isAddressable(dependable);
