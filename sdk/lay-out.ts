/** The shell of every component: lays out in a Pulumi program what the component declares. */
import * as pulumi from "@pulumi/pulumi";
import { withoutResources, wrongArguments } from "../provider/arguments.ts";
import type { AnyComponent, Behind, Declare, Declared, In, Order, Wiring } from "../provider/component.ts";
import type { Kind } from "../provider/resource.ts";
import { classes } from "./classes.ts";

/**
 * Makes the resources of a component below it, and gives it its outputs.
 *
 * @returns the outputs, to be registered
 * @throws pulumi.RunError where an argument is wrong
 */
export function layOut(
  parent: pulumi.ComponentResource,
  component: AnyComponent,
  name: string,
  given: object,
): pulumi.Inputs {
  const args = withoutResources(given, (value) => pulumi.Resource.isInstance(value));
  const wrong = wrongArguments(component, args, isReference);
  if (wrong.length > 0) throw new pulumi.RunError(`${component.type} ${JSON.stringify(name)}: ${wrong.join("; ")}`);
  const outputs = Object.entries(component.build(declareBelow(parent, name), name, { ...args }));
  const lifted = Object.fromEntries(outputs.map(([output, value]) => [output, pulumi.output(value)]));
  Object.assign(parent, lifted);
  return lifted;
}

/** What a component's author works with, in a Pulumi program: a reference is an output. */
const declareBelow = (parent: pulumi.Resource, prefix: string): Declare => ({
  resource<K extends Pick<Kind, "type">>({ type }: K, name: string, inputs: Wiring<K>, order: Order = {}): Declared<K> {
    const Class = classes[type];
    if (!Class) throw new Error(`there is no class for ${type}: run \`npm run generate\``);
    const dependsOn = order.after?.filter(isResource) ?? [];
    // One schema types the wiring and the class's arguments, the references and the class's outputs: they are the same.
    return new Class(`${prefix}-${name}`, inputs as never, { parent, dependsOn }) as never;
  },
  text: (parts: TemplateStringsArray, ...values: In<string | number>[]) =>
    pulumi.interpolate(parts, ...values) as never,
  // In a program's own unit tests mocks may give no outputs.
  entry: (map, key) =>
    (map as unknown as pulumi.Output<Record<string, unknown> | undefined>).apply((known) => known?.[key]) as never,
  part: (of, field) =>
    (isReference(of) ? pulumi.output(of).apply((known) => Reflect.get(known, field)) : Reflect.get(of, field)) as never,
});

const isResource = (behind: Behind): behind is Behind & pulumi.Resource => pulumi.Resource.isInstance(behind);

const isReference = (value: unknown): boolean => pulumi.Output.isInstance(value) || value instanceof Promise;
