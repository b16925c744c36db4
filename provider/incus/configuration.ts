/** What a server says about its own configuration keys: which there are, of which type, and which need a restart. */
import { z } from "zod";

/** A configuration key, as the server documents it. */
export interface ConfigurationKey {
  /** The key as documented: `limits.memory`, `user.*`, `volatile.<name>.hwaddr`. */
  key: string;
  group: string;
  /** `string`, `integer`, `int`, `bool`, `blob`, ... Empty where the server does not say. */
  type: string;
  default: string | undefined;
  /** `yes`, `no`, or a condition in words; undefined where the server does not say. */
  liveUpdate: string | undefined;
  /** When the key applies: `container`, `virtual machine`, ... in the server's words. */
  condition: string | undefined;
  /** In a cluster: the same on all members (`global`), or each its own (`local`). */
  scope: string | undefined;
  description: string;
}

/** What is wrong with one entry of a configuration. */
export interface Problem {
  key: string;
  problem: string;
  /** The key that was probably meant. */
  suggestion?: string | undefined;
}

/** Whose configuration is checked, where that matters. */
export interface Subject {
  /** Type of the instance: some keys are for one only. */
  instanceType?: "container" | "virtual-machine" | undefined;
  /** One group of the entity, such as the type of a device. Default: all. */
  group?: string | undefined;
}

const documented = z.object({
  type: z.string().default(""),
  default: z.string().optional(),
  defaultdesc: z.string().optional(),
  liveupdate: z.string().optional(),
  condition: z.string().optional(),
  scope: z.string().optional(),
  shortdesc: z.string().default(""),
});

/** The answer of `GET /1.0/metadata/configuration`. */
export const configurationDocument = z.object({
  configs: z.record(
    z.string(),
    z.record(z.string(), z.object({ keys: z.array(z.record(z.string(), documented)).nullish() })),
  ),
});

// Accepted on an entity, but documented elsewhere or not at all.
const also: Record<string, string[]> = { instance: ["kernel"] };
const free: Record<string, RegExp> = { instance: /^(image|user|environment)\./ };

// Read by the server when it acts on them, so that a change needs no restart although it is not a live update.
const readLater = (key: ConfigurationKey) =>
  key.group === "boot" || key.group === "snapshots" || key.key === "cluster.evacuate";

/** The configuration keys that one server knows. */
export class ConfigurationMetadata {
  readonly #keys = new Map<string, ConfigurationKey[]>();

  constructor(document: z.infer<typeof configurationDocument>) {
    for (const [entity, groups] of Object.entries(document.configs))
      this.#keys.set(
        entity,
        Object.entries(groups).flatMap(([group, { keys }]) => (keys ?? []).flatMap((each) => keysOf(group, each))),
      );
  }

  /** Every documented key of an entity (`instance`, `devices`, `project`, ...); empty where the server documents none. */
  keys(entity: string, group?: string): ConfigurationKey[] {
    const all = [entity, ...(also[entity] ?? [])].flatMap((each) => this.#keys.get(each) ?? []);
    return group === undefined ? all : all.filter((each) => each.group === group);
  }

  /** What the server says about a key; a key named in full wins over a pattern that it matches. */
  lookup(entity: string, group: string | undefined, key: string): ConfigurationKey | undefined {
    const keys = this.keys(entity, group);
    return keys.find((each) => each.key === key) ?? keys.find((each) => pattern(each.key).test(key));
  }

  /** The documented key that is closest to a misspelt one; undefined where none is close. */
  suggest(entity: string, key: string, group?: string): string | undefined {
    const near = this.keys(entity, group)
      .filter((each) => !/[*<]/.test(each.key))
      .map((each) => ({ key: each.key, distance: distance(each.key, key) }))
      .sort((a, b) => a.distance - b.distance)[0];
    return near && near.distance <= Math.max(2, Math.floor(key.length / 4)) ? near.key : undefined;
  }

  /**
   * What the server would refuse in a configuration. Where it documents nothing about an entity, nothing is known to be
   * wrong (Incus 6.0 documents neither networks nor storage). Empty values mean "unset" and always pass.
   */
  check(entity: string, config: Readonly<Record<string, string>>, subject: Subject = {}): Problem[] {
    if (this.keys(entity, subject.group).length === 0) return [];
    return Object.entries(config).flatMap(([key, value]) => this.#checkEntry(entity, key, value, subject));
  }

  /** Whether a running instance takes a change of this key only after a restart. Unknown keys: no. */
  needsRestart(entity: string, key: string, instanceType: "container" | "virtual-machine" = "container"): boolean {
    const known = this.lookup(entity, undefined, key);
    if (!known?.liveUpdate || readLater(known)) return false;
    if (/^(yes|no)$/i.test(known.liveUpdate)) return /^no$/i.test(known.liveUpdate);
    return !applies(known.liveUpdate, instanceType);
  }

  #checkEntry(entity: string, key: string, value: string, { instanceType, group }: Subject): Problem[] {
    const known = this.lookup(entity, group, key);
    if (!known) {
      if (free[entity]?.test(key)) return [];
      const suggestion = this.suggest(entity, key, group);
      return [{ key, problem: suggestion ? `no such key; did you mean ${suggestion}?` : "no such key", suggestion }];
    }
    if (instanceType && known.condition && !applies(known.condition, instanceType))
      return [{ key, problem: `is for a ${known.condition} only` }];
    const problem = value === "" ? undefined : mistyped(known.type, value);
    return problem ? [{ key, problem }] : [];
  }
}

function keysOf(group: string, keys: Record<string, z.infer<typeof documented>>): ConfigurationKey[] {
  return Object.entries(keys).map(([key, { default: preset, defaultdesc, liveupdate, shortdesc, ...rest }]) => ({
    key,
    group,
    type: rest.type,
    default: (preset ?? defaultdesc)?.replaceAll("`", ""),
    liveUpdate: liveupdate,
    condition: rest.condition,
    scope: rest.scope,
    description: shortdesc,
  }));
}

/** Documented keys have `*` for any rest, and `<name>`, `NAME` or `POOL_NAME` for one part. */
function pattern(key: string): RegExp {
  const parts = key.split(".").map((part) => {
    if (part === "*") return ".+";
    return /^<.+>$|^[A-Z_]{3,}$/.test(part) ? "[^.]+" : part.replace(/[\\^$*+?()[\]{}|]/g, "\\$&");
  });
  return new RegExp(`^${parts.join("\\.")}$`);
}

function applies(condition: string, instanceType: "container" | "virtual-machine"): boolean {
  if (/container/i.test(condition)) return instanceType === "container";
  if (/virtual machine|\bVMs?\b/i.test(condition)) return instanceType === "virtual-machine";
  return true;
}

function mistyped(type: string, value: string): string | undefined {
  if (/^int(eger)?$/.test(type) && !/^-?\d+$/.test(value)) return `must be a whole number, not "${value}"`;
  if (type === "bool" && !/^(true|false|1|0|yes|no|on|off)$/i.test(value))
    return `must be true or false, not "${value}"`;
  return undefined;
}

/** Number of single-letter edits between two words (Levenshtein). */
export function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
