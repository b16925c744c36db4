/** Components in Pulumi: a component's references are Pulumi's outputs. */
import * as pulumi from "@pulumi/pulumi";
import type { AnyComponent, Declarable, Declare, Declared } from "../provider/component.ts";
import { fields, marks } from "../provider/schema.ts";
import { type Outline, Resource } from "./resource.ts";

/** A component of ours as a Pulumi program declares it. */
export abstract class Component extends pulumi.ComponentResource {
  protected constructor(
    component: AnyComponent,
    type: string,
    name: string,
    args: object,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(`cul8er:index:${type}`, name, {}, opts);
    checkPlain(component, name, args);
    const outcome = component.build(declareIn(this, name), name, args);
    const outputs = Object.fromEntries(Object.entries(outcome).map(([key, value]) => [key, pulumi.output(value)]));
    Object.assign(this, outputs);
    this.registerOutputs(outputs);
  }
}

function declareIn(parent: Component, name: string): Declare {
  return {
    // An opaque reference is an output here, and what a declared resource shows of itself is the resource.
    resource: (kind, suffix, inputs, { after = [] } = {}) =>
      new Member(outlineOf(kind), `${name}-${suffix}`, inputs, {
        parent,
        dependsOn: after as unknown as pulumi.Resource[],
      }) as unknown as Declared<typeof kind>,
    text: (parts, ...values) => pulumi.interpolate(parts, ...values) as unknown as ReturnType<Declare["text"]>,
  };
}

/** A resource that a component declares. */
class Member extends Resource {}

function outlineOf({ type, inputs, outputs }: Declarable): Outline {
  const secrets = [...fields(inputs), ...fields(outputs)].filter(([, schema]) => marks(schema).secret);
  return {
    type,
    class: type.replaceAll(/(?:^|_)(\w)/g, (_, first: string) => first.toUpperCase()),
    named: "name" in inputs.shape,
    inputs: Object.keys(inputs.shape),
    outputs: Object.keys(outputs.shape),
    secrets: secrets.map(([name]) => name),
  };
}

/** Arguments that shape the graph must be values: an output among them is refused by its name. All others are checked by their kinds. */
function checkPlain({ type, plain, arguments: { shape } }: AnyComponent, name: string, args: object): void {
  const errors = Object.keys(args)
    .filter((key) => !(key in shape))
    .map((key) => ({ propertyPath: key, reason: `is no argument of ${type}` }));
  for (const [field, value] of Object.entries(args).filter(([key]) => plain.includes(key))) {
    if (pulumi.Output.isInstance(value))
      errors.push({ propertyPath: field, reason: "shapes the graph: give a plain value, not an output" });
    else
      for (const { path, message } of shape[field]?.safeParse(value).error?.issues ?? [])
        errors.push({ propertyPath: [field, ...path].join("."), reason: message });
  }
  if (errors.length > 0) throw new pulumi.InputPropertiesError({ message: `${name} is refused`, errors });
}
