/** Reads what `pulumi preview --json` and `pulumi up --json` write. */
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type Change, type Fields, fields, type Planned, type Remark } from "./planned.ts";

/** Stands for what is not known before it is done (pulumi/pulumi, `sdk/go/common/resource/plugin/rpc.go`). */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SECRET = "[secret]";

const state = z.object({
  type: z.string(),
  inputs: fields.nullish(),
  outputs: fields.nullish(),
  dependencies: z.array(z.string()).nullish(),
  retainOnDelete: z.boolean().nullish(),
});

const diagnostic = z.object({
  urn: z.string().optional(),
  message: z.string().optional(),
  severity: z.string().optional(),
  ephemeral: z.boolean().optional(),
});

const step = z.object({
  op: z.string(),
  urn: z.string(),
  oldState: state.nullish(),
  newState: state.nullish(),
  replaceReasons: z.array(z.string()).nullish(),
});

/** One document: `pulumi preview --json`. */
export const preview = z.object({
  steps: z.array(step).nullish(),
  diagnostics: z.array(diagnostic).nullish(),
  changeSummary: z.record(z.string(), z.number()).nullish(),
  duration: z.number().optional(),
});

/** One event of many: a line of `pulumi up --json`. */
export const event = z.object({
  sequence: z.number(),
  timestamp: z.number(),
  diagnosticEvent: diagnostic.optional(),
  resourcePreEvent: z
    .object({
      metadata: z.object({
        op: z.string(),
        urn: z.string(),
        old: state.nullish(),
        new: state.nullish(),
        keys: z.array(z.string()).nullish(),
      }),
      planning: z.boolean().optional(),
    })
    .optional(),
});

/** What a preview says. */
export const ofPreview = ({ steps, diagnostics }: z.output<typeof preview>): Planned =>
  planned(steps ?? [], diagnostics ?? [], false);

/** What the events of an `up` say. */
export function ofEvents(events: readonly z.output<typeof event>[]): Planned {
  const steps = events.flatMap(({ resourcePreEvent }): z.output<typeof step>[] => {
    if (!resourcePreEvent || resourcePreEvent.planning) return [];
    const { op, urn, old, new: wanted, keys } = resourcePreEvent.metadata;
    return [{ op, urn, oldState: old, newState: wanted, replaceReasons: keys }];
  });
  const said = events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []);
  return planned(steps, said, true);
}

function planned(
  steps: readonly z.output<typeof step>[],
  diagnostics: readonly z.output<typeof diagnostic>[],
  applied: boolean,
): Planned {
  const changes = new Map<string, Change>();
  for (const each of steps) {
    const change = changeOf(each);
    const known = changes.get(each.urn);
    // A replacement comes as several steps of one name.
    if (change && (!known || change.action === "replace")) changes.set(each.urn, change);
  }
  return {
    engine: "pulumi",
    applied,
    changes: [...changes.values()],
    remarks: diagnostics.flatMap(remarkOf),
    inWords: (field) => field,
  };
}

const ACTIONS: Readonly<Record<string, Change["action"]>> = {
  same: "none",
  create: "create",
  import: "import",
  update: "update",
  replace: "replace",
  "create-replacement": "replace",
  "delete-replaced": "replace",
  delete: "delete",
};

function changeOf({ op, urn, oldState, newState, replaceReasons }: z.output<typeof step>): Change | undefined {
  const type = newState?.type ?? oldState?.type ?? "";
  const action = ACTIONS[op];
  if (
    !action ||
    /^pulumi:(pulumi|providers):/.test(type) ||
    (!/^pulumi-nodejs:dynamic/.test(type) && /^cul8er:/.test(type))
  )
    return undefined;
  const own = /^pulumi-nodejs:dynamic\/cul8er:(\w+)$/.exec(type)?.[1];
  const [had, were, wanted] = [oldState?.inputs ?? {}, oldState?.outputs ?? {}, newState?.inputs ?? {}];
  const names = new Set([...Object.keys(had), ...Object.keys(wanted)].filter((name) => !name.startsWith("__")));
  const changed = [...names].filter(
    (name) => !isDeepStrictEqual(wanted[name], had[name]) && !isDeepStrictEqual(wanted[name], were[name]),
  );
  return {
    id: urn,
    kind: own?.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase() ?? "",
    label: labelOf(urn),
    action: action === "delete" && oldState?.retainOnDelete ? "forget" : action,
    before: shown({ ...had, ...were }),
    after: shown(wanted),
    unknown: new Set(Object.keys(wanted).filter((name) => holdsUnknown(wanted[name]))),
    changed: oldState && newState ? changed : [],
    because: (replaceReasons ?? []).filter((name) => !name.startsWith("__")),
    follows: newState?.dependencies ?? oldState?.dependencies ?? [],
  };
}

/** Without the engine's own fields, what is secret, and what is unknown. */
const shown = (values: Fields): Fields =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([name, value]) => !name.startsWith("__") && value !== SECRET && value !== null && !holdsUnknown(value),
    ),
  );

const holdsUnknown = (value: unknown): boolean =>
  value === UNKNOWN ||
  (typeof value === "object" && value !== null && Object.values(value).some((inner) => holdsUnknown(inner)));

/** `Instance chat-1` of `urn:pulumi:...::pulumi-nodejs:dynamic/cul8er:Instance::chat-1`. */
function labelOf(urn: string): string {
  const [type = "", ...name] = urn.split("::").slice(2);
  return `${type.split("$").at(-1)?.split(":").at(-1)} ${name.join("::")}`.trim();
}

function remarkOf({ urn, message, severity = "info", ephemeral }: z.output<typeof diagnostic>): Remark[] {
  const text = message
    ?.replace(/^(error|warning): /, "")
    .replace(/^pulumi-nodejs:dynamic\/cul8er:\w+ resource '[^']*' has a problem: /, "")
    .trim();
  // That it failed is said by what failed.
  if (!text || severity === "debug" || ephemeral || /^(update|preview) failed$/.test(text)) return [];
  const about = urn && !/::pulumi:pulumi:Stack::/.test(urn) ? labelOf(urn) : undefined;
  return [{ severity: severity === "error" || severity === "warning" ? severity : "info", about, text }];
}
