/**
 * The one file that knows which CDK it is: the build writes it once for `cdktn` and once for `cdktf`. Whatever is
 * named here is in both.
 */
export type { IResolvable, ITerraformDependable, TerraformMetaArguments } from "cdktn";
export {
  App,
  dependable,
  ImportableResource,
  Lazy,
  propertyAccess,
  TerraformAsset,
  TerraformDataSource,
  TerraformProvider,
  TerraformResource,
  TerraformStack,
  Token,
} from "cdktn";
export type { IConstruct } from "constructs";
export { Construct } from "constructs";
