/** Reads what `terraform show -json` and `tofu show -json` write of a plan. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { attribute, fieldOf, resourceType } from "../../provider/terraform/names.ts";
import { type Change, type Fields, fields, type Planned } from "./planned.ts";

const resourceChange = z.object({
  address: z.string(),
  mode: z.string().optional(),
  type: z.string(),
  previous_address: z.string().optional(),
  change: z.object({
    actions: z.array(z.string()),
    before: fields.nullish(),
    after: fields.nullish(),
    after_unknown: z.union([fields, z.boolean()]).nullish(),
    before_sensitive: z.union([fields, z.boolean()]).nullish(),
    after_sensitive: z.union([fields, z.boolean()]).nullish(),
    replace_paths: z.array(z.array(z.unknown())).nullish(),
    importing: z.unknown().optional(),
  }),
});

interface Module {
  readonly resources?: { address: string; expressions?: unknown; depends_on?: string[] | undefined }[] | undefined;
  readonly module_calls?: Record<string, { module?: Module | undefined }> | undefined;
}

const module: z.ZodType<Module> = z.object({
  resources: z
    .array(z.object({ address: z.string(), expressions: z.unknown(), depends_on: z.array(z.string()).optional() }))
    .optional(),
  get module_calls() {
    return z.record(z.string(), z.object({ module: module.optional() })).optional();
  },
});

/** The whole document. */
export const plan = z.object({
  format_version: z.string(),
  resource_changes: z.array(resourceChange).nullish(),
  configuration: z.object({ root_module: module.optional() }).nullish(),
  errored: z.boolean().optional(),
});

/** What a plan says. */
export function ofPlan({ resource_changes, configuration, errored }: z.output<typeof plan>): Planned {
  const found = (resource_changes ?? []).filter(({ mode }) => mode !== "data");
  const behind = referencesIn(configuration?.root_module, "");
  const byConfiguration = Map.groupBy(found, ({ address }) => withoutKeys(address));
  const follows = (address: string) =>
    (behind.get(withoutKeys(address)) ?? [])
      .flatMap((name) => byConfiguration.get(name) ?? [])
      .map((each) => each.address);
  return {
    engine: "terraform",
    applied: false,
    changes: found.map((each) => changeOf(each, follows(each.address))),
    remarks: errored
      ? [
          {
            severity: "error",
            text: "the plan is not complete: `terraform plan` ended with an error, which it has shown",
          },
        ]
      : [],
    inWords: attribute,
  };
}

type Found = z.output<typeof resourceChange>;

function changeOf({ address, type, change }: Found, follows: readonly string[]): Change {
  const { before, after, before_sensitive, after_sensitive, after_unknown, replace_paths } = change;
  const [had, wanted, unknown] = [before ?? {}, after ?? {}, partsOf(after_unknown)];
  const open = Object.keys(unknown).filter((name) => holdsTrue(unknown[name]));
  const names = new Set([...Object.keys(had), ...Object.keys(wanted)]);
  const changed = [...names].filter((name) => !open.includes(name) && !isDeepStrictEqual(had[name], wanted[name]));
  return {
    id: address,
    kind: type.startsWith(resourceType("")) ? type.slice(resourceType("").length) : "",
    label: address,
    action: actionOf(change),
    before: shown(had, before_sensitive),
    after: shown(wanted, after_sensitive),
    unknown: new Set(open.map(fieldOf)),
    changed: before && after ? [...new Set([...changed, ...open.filter((name) => name in had)].map(plainField))] : [],
    because: [...new Set((replace_paths ?? []).map(([name]) => plainField(String(name))))],
    follows,
  };
}

/** A secret that only its version stands for is that secret. */
const plainField = (name: string): string => fieldOf(name.replace(/_wo(_version)?$/, ""));

function actionOf({ actions, importing }: Found["change"]): Change["action"] {
  const [first, second] = actions;
  if (second) return "replace";
  if (first === "create" || first === "update" || first === "delete" || first === "forget") return first;
  return importing ? "import" : "none";
}

/** By the names of fields, without what is secret or not set. */
const shown = (values: Fields, sensitive: Found["change"]["before_sensitive"]): Fields =>
  sensitive === true
    ? {}
    : Object.fromEntries(
        Object.entries(values)
          .filter(([name, value]) => value !== null && !holdsTrue(partsOf(sensitive)[name]))
          .map(([name, value]) => [fieldOf(name), camelled(value)]),
      );

/** Inner names, too: those of our own fields. Keys of maps look like them, but none of these is shown. */
function camelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelled);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, inner]) => inner !== null);
  return Object.fromEntries(known.map(([name, inner]) => [fieldOf(name), camelled(inner)]));
}

const partsOf = (marks: Found["change"]["before_sensitive"]): Fields =>
  typeof marks === "object" && marks ? marks : {};

const holdsTrue = (value: unknown): boolean =>
  value === true || (typeof value === "object" && value !== null && Object.values(value).some(holdsTrue));

/** Address in the configuration: without the keys of `count` and `for_each`. */
const withoutKeys = (address: string): string => address.replaceAll(/\["(?:[^"\\]|\\.)*"\]|\[\d+\]/g, "");

/** Which resources each resource names, by their addresses in the configuration. */
function referencesIn(module: Module | undefined, prefix: string): Map<string, string[]> {
  const own = (module?.resources ?? []).map(({ address, expressions, depends_on }): [string, string[]] => [
    prefix + address,
    [...new Set([...namesIn(expressions), ...(depends_on ?? [])].flatMap(resourceIn))].map((name) => prefix + name),
  ]);
  const called = Object.entries(module?.module_calls ?? {}).flatMap(([name, { module }]) => [
    ...referencesIn(module, `${prefix}module.${name}.`),
  ]);
  return new Map([...own, ...called]);
}

function namesIn(expressions: unknown): string[] {
  if (typeof expressions !== "object" || expressions === null) return [];
  if ("references" in expressions && Array.isArray(expressions.references))
    return expressions.references.filter((name) => typeof name === "string");
  return Object.values(expressions).flatMap(namesIn);
}

/** `cul8er_beam_node.first` of `cul8er_beam_node.first.generation`. */
const resourceIn = (reference: string): string[] => {
  const [type = "", name = ""] = withoutKeys(reference).split(".");
  return type.startsWith(resourceType("")) && name ? [`${type}.${name}`] : [];
};
