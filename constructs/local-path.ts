/** Paths of files in a program, which starts in one folder, while Terraform runs in another. */
import { isAbsolute, join, relative, resolve } from "node:path";
import { App, type IConstruct, type IResolvable, Lazy, TerraformAsset, TerraformStack } from "./cdk.ts";

/**
 * A path relative to the program's folder, as it is from the folder where Terraform runs; paths of assets are left alone.
 *
 * It is absolute where the CDK writes to a folder outside of the program's: no relative path would survive its move. In
 * a test's synth, which goes to a random folder, it stays as it was written.
 */
export const localPath = (path: string): string | IResolvable =>
  isAbsolute(path) || /^https?:/.test(path) ? path : Lazy.anyValue({ produce: ({ scope }) => fromStack(path, scope) });

function fromStack(path: string, scope: IConstruct): string {
  const stack = TerraformStack.of(scope);
  if (scope.node.tryGetContext("cdktfVersion") === "stubbed" || isAsset(path, stack)) return path;
  const folder = resolve(App.of(stack).outdir, "stacks", stack.node.id);
  const outside = relative(process.cwd(), folder).startsWith("..");
  return outside ? resolve(path) : relative(folder, join(process.cwd(), path)).replaceAll("\\", "/");
}

const isAsset = (path: string, stack: TerraformStack): boolean =>
  stack.node.findAll().some((one) => one instanceof TerraformAsset && one.path === path);
