/** The slots of an application behind a router, as its instance's config tells of them. */
import { z } from "zod";
import type { Config } from "../../config.ts";
import { callOn } from "./handover.ts";

/** Names of the slots. */
export const SLOTS = ["blue", "green"] as const;

/** A slot. */
export type Slot = (typeof SLOTS)[number];

const slot = z.enum(SLOTS);

const calls = z.object({ onActivate: callOn().optional(), onDeactivate: callOn().optional() });

const slots = z.object({
  format: z.literal(1),
  owner: z.string(),
  /** The one that takes what is new: it has what is wanted, or will have it. */
  target: slot,
  /** The one that gets the requests; none before the first switch. */
  active: slot.optional(),
  /** Since when, and by whose switch. */
  switched: z
    .object({
      since: z.string(),
      owner: z.string(),
      /** What its nodes were told then, and are told when it loses the requests. */
      calls: calls.optional(),
    })
    .optional(),
  /** The one that is about to get the requests, until it has them and nobody else has. */
  turning: z.object({ slot, calls: calls.optional(), drainTimeout: z.string() }).optional(),
  /** Digest of what each was last asked to be. */
  wishes: z.partialRecord(slot, z.string()),
  /** When each was asked that, in milliseconds since 1970. */
  asked: z.partialRecord(slot, z.number()).optional(),
  /** Digest of what was put back, and is not tried again: both slots stay as they are. */
  held: z.string().optional(),
  /** Key of the digests, so that nobody can guess secrets from them. */
  key: z.string(),
  /** Names of the instances of each. */
  members: z.partialRecord(slot, z.array(z.string())),
});

/** What is written about the slots of an application. */
export type Slots = z.output<typeof slots>;

/** Config key on the router's instance. */
export const slotsKey = (app: string): string => `user.cul8er.slots.${app}`;

/** Reads what is written; undefined where an application has no slots. */
export function readSlots(config: Config, app: string): Slots | undefined {
  const text = config[slotsKey(app)];
  try {
    return text ? slots.parse(JSON.parse(text)) : undefined;
  } catch {
    // What cannot be read decides nothing: the slots are found out anew.
    return undefined;
  }
}

/** Writes it. */
export const writeSlots = (app: string, value: Slots): Config => ({ [slotsKey(app)]: JSON.stringify(value) });

/** The slot that takes what is wanted: the active one where it has that already, otherwise the other. */
export function targetOf({ active, wishes }: Pick<Slots, "active" | "wishes">, wish: string): Slot {
  if (active === undefined) return "blue";
  return wishes[active] === wish ? active : otherThan(active);
}

/** The other slot. */
export const otherThan = (one: Slot): Slot => (one === "blue" ? "green" : "blue");

/** Whether a server may get requests: not one of a slot that is not the active one. */
export function mayServe(config: Config, app: string, server: string): boolean {
  const found = readSlots(config, app);
  const all = SLOTS.flatMap((each) => found?.members[each] ?? []);
  if (!found || !all.includes(server)) return true;
  return found.active !== undefined && (found.members[found.active] ?? []).includes(server);
}
