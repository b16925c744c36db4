/** What is wrong with a component's arguments, said in their own words before any resource is declared. */
import { z } from "zod";
import type { AnyComponent } from "./component.ts";
import { validate } from "./inputs.ts";
import { showPath } from "./lifecycle.ts";
import type { Problem, Values } from "./resource.ts";
import { bare } from "./schema.ts";

/**
 * The reasons, as ends of a sentence; none where all is well.
 *
 * @param isReference tells a value of the engine's that may not be known yet: what holds one is checked by the engine's
 *   own resources, except in a group, whose other members are checked here.
 */
export function wrongArguments(
  component: AnyComponent,
  args: object,
  isReference: (value: unknown) => boolean,
): string[] {
  const wrong = wrongValues(component, args, isReference);
  return wrong.length > 0 ? wrong : [...(component.problems?.({ ...args }) ?? [])];
}

function wrongValues(component: AnyComponent, args: object, isReference: (value: unknown) => boolean): string[] {
  const open = openIn(args, isReference);
  const groups = component.groups.filter((group) => open.has(group) && !isReference(Reflect.get(args, group)));
  return [
    ...problemsIn(component.type, component.arguments, args, open),
    ...groups.flatMap((group) => {
      const schema = bare(component.arguments.shape[group]);
      const given: unknown = Reflect.get(args, group);
      if (!(schema instanceof z.ZodObject) || typeof given !== "object" || given === null) return [];
      const problems = problemsIn(`${component.type}.${group}`, schema, given, openIn(given, isReference));
      return problems.map(({ path, message }) => ({ path: [group, ...path], message }));
    }),
  ]
    .map(({ path, message }) => `${showPath(path)} ${message}`)
    .concat(
      component.plain
        .filter((argument) => open.has(argument))
        .map((argument) => `${argument} must be a plain value, since it decides which resources there are`),
    );
}

function problemsIn(type: string, accepts: z.ZodObject, given: object, open: ReadonlySet<string>): readonly Problem[] {
  const known: Values = Object.fromEntries(
    Object.entries(given).filter(([name, value]) => value !== undefined && !open.has(name)),
  );
  return validate({ type, accepts }, known, open).problems;
}

/** The names of what holds a reference anywhere. */
const openIn = (given: object, isReference: (value: unknown) => boolean): Set<string> =>
  new Set(
    Object.entries(given)
      .filter(([, value]) => holds(value, isReference))
      .map(([name]) => name),
  );

function holds(value: unknown, isReference: (value: unknown) => boolean): boolean {
  if (isReference(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some((inner) => holds(inner, isReference));
}

/**
 * The arguments, in which a resource stands for what is taken of it, alone, in a list or in a map: a host for its endpoint,
 * an instance for what a node must know of it.
 */
export function withoutResources(args: object, isResource: (value: unknown) => value is object): object {
  const taken = (value: unknown): unknown => (isResource(value) ? takenOf(value) : value);
  return mapped(args, (value) => {
    if (Array.isArray(value)) return value.map(taken);
    return isMap(value) ? mapped(value, taken) : taken(value);
  });
}

function takenOf(resource: object): unknown {
  if ("endpoint" in resource) return resource.endpoint;
  if (!("ipv4Address" in resource && "incarnation" in resource && "pending" in resource)) return resource;
  const { ipv4Address, incarnation, pending } = resource;
  return { ipv4Address, incarnation, pending };
}

const mapped = (members: object, change: (value: unknown) => unknown): object =>
  Object.fromEntries(Object.entries(members).map(([name, value]) => [name, change(value)]));

const isMap = (value: unknown): value is object =>
  typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
