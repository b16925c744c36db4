/** What an engine has planned, or has done, in one form for all engines. Secret values are not in it. */
import { z } from "zod";

/** Values by the names of the kinds' fields, whatever the engine calls them. */
export type Fields = Readonly<Record<string, unknown>>;

/** What happens to one resource. */
export interface Change {
  /** What the engine calls it, unique. */
  readonly id: string;
  /** Type of the kind, `beam_node`; empty where it is none of ours. */
  readonly kind: string;
  /** What people call it: `Instance chat-1`, `cul8er_instance.chat-1`. */
  readonly label: string;
  /** `import`: it is there already, and comes into the state. `forget`: it leaves the state, and stays where it is. */
  readonly action: "none" | "create" | "update" | "replace" | "delete" | "import" | "forget";
  readonly before: Fields;
  /** What is known of it afterwards. */
  readonly after: Fields;
  /** Fields that are not known before it is done. */
  readonly unknown: ReadonlySet<string>;
  /** Inputs that change, by name. */
  readonly changed: readonly string[];
  /** What forces a replacement. */
  readonly because: readonly string[];
  /** Ids of the resources that it comes after. */
  readonly follows: readonly string[];
}

/** What the engine says beside it. */
export interface Remark {
  readonly severity: "error" | "warning" | "info";
  /** Label of the resource that it is about. */
  readonly about?: string | undefined;
  readonly text: string;
}

/** All of it. */
export interface Planned {
  readonly engine: "pulumi" | "terraform";
  /** Whether it was done already. */
  readonly applied: boolean;
  readonly changes: readonly Change[];
  readonly remarks: readonly Remark[];
  /** The name that the engine's users have for a field: `minUptime`, `min_uptime`. */
  inWords(field: string): string;
}

/** The text is not what an engine writes. */
export class NotAPlan extends Error {
  override readonly name = "NotAPlan";
}

/** An object of any form. */
export const fields = z.record(z.string(), z.unknown());
