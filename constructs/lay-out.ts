/** The shell of every component: lays out in a stack what the component declares. */
import { withoutResources, wrongArguments } from "../provider/arguments.ts";
import type { AnyComponent, Behind, Declare, Declared, In, Order, Wiring } from "../provider/component.ts";
import type { Kind } from "../provider/resource.ts";
import type { Dependable } from "./behind.ts";
import { Construct, propertyAccess, type TerraformProvider, Token } from "./cdk.ts";
import { classes } from "./classes.ts";
import type { ComponentConfig } from "./component.ts";
import { WriteOnly } from "./write-only.ts";

/**
 * Makes the resources of a component below it, and gives it its outputs.
 *
 * @throws RefusedArguments where an argument is wrong
 */
export function layOut(parent: Construct, component: AnyComponent, config: ComponentConfig): void {
  const { name = parent.node.id, provider, dependsOn = [], ...given } = config;
  const args = withoutResources(given, (value) => Construct.isConstruct(value));
  const wrong = wrongArguments(component, args, isReference);
  if (wrong.length > 0) throw new RefusedArguments(component.type, parent.node.path, wrong);
  const shared = { ...(provider && { provider }), dependsOn };
  Object.assign(parent, component.build(declareBelow(parent, name, shared), name, { ...args }));
}

/** What all resources of a component are given. */
interface Shared {
  readonly provider?: TerraformProvider;
  readonly dependsOn: readonly Dependable[];
}

/** What a component's author works with, in a stack: a reference is a token. */
const declareBelow = (parent: Construct, prefix: string, shared: Shared): Declare => ({
  resource<K extends Pick<Kind, "type">>({ type }: K, name: string, inputs: Wiring<K>, order: Order = {}): Declared<K> {
    const Class = classes[type];
    if (!Class) throw new Error(`there is no class for ${type}: run \`npm run generate\``);
    const dependsOn = [...shared.dependsOn, ...(order.after?.filter(isConstruct) ?? [])];
    const config = {
      ...(Class.named && { name: `${prefix}-${name}` }),
      ...inputs,
      ...shared,
      dependsOn,
      ...(order.overlaps && { lifecycle: { createBeforeDestroy: true } }),
    };
    // One schema types the wiring and the class's configuration, the references and the class's tokens: they are the same.
    return new Class.Class(parent, `${type.replaceAll("_", "-")}-${name}`, config as never) as never;
  },
  text: (parts: TemplateStringsArray, ...values: In<string | number>[]) =>
    parts.map((part, at) => part + (at in values ? Token.asString(values[at]) : "")).join("") as never,
  entry: (map, key) => propertyAccess(map, [key]) as never,
  part: (of, field) => (Token.isUnresolved(of) ? propertyAccess(of, [String(field)]) : Reflect.get(of, field)) as never,
});

const isConstruct = (behind: Behind): behind is Behind & Construct => Construct.isConstruct(behind);

/** Arguments that a component cannot be made with. */
export class RefusedArguments extends Error {
  constructor(type: string, path: string, reasons: readonly string[]) {
    super(`${type} ${JSON.stringify(path)}: ${reasons.join("; ")}`);
    this.name = "RefusedArguments";
  }
}

const isReference = (value: unknown): boolean => value instanceof WriteOnly || Token.isUnresolved(value);
