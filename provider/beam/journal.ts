/**
 * A node's journal: what it is meant to run, what it ran before while a rollout is open, and what was verified.
 *
 * It is kept in the instance's config, so that the bulk read of a plan brings it, and changed only by the pure transitions
 * below, each written only if nobody else wrote meanwhile.
 */
import { z } from "zod";
import { UnreadableJournal } from "./errors.ts";

const ref = z.object({
  /** Folder of the revision: both ids. */
  folder: z.string(),
  revision: z.string(),
  secretRevision: z.string(),
  version: z.string(),
  nodeName: z.string(),
  /** Fingerprint of the image that the instance was made from then. */
  image: z.string().optional(),
});

const failure = z.object({
  version: z.string(),
  folder: z.string(),
  check: z.string(),
  detail: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
});

const journal = z.object({
  format: z.literal(1),
  /** What the node is meant to run. */
  current: ref,
  /** Id of the switch to it; drawn by lot, since a counter goes backwards when a snapshot is restored. */
  generation: z.string(),
  /** When it was meant to be so, in milliseconds since 1970. */
  since: z.number(),
  /** The instance's incarnation at that time. */
  incarnation: z.string().optional(),
  /** The generation that passed its verification. */
  verified: z.string().optional(),
  /** Digest of the health check that it passed. */
  verifiedWith: z.string().optional(),
  /** The last revision that passed, to be returned to while a rollout is open. */
  base: ref.optional(),
  /** The last revision that ever passed. */
  stable: ref.optional(),
  /** Why this generation did not pass. */
  failure: failure.optional(),
  /** What was put back last, and why. */
  refused: failure.optional(),
  /** It stands still because its slot gets no requests: it is to be started before it gets some. */
  rest: z.object({ stopped: z.boolean() }).optional(),
  /** Names of the instances of the same cluster. */
  cluster: z.array(z.string()).optional(),
  /** Instance of the router that sends it requests. */
  router: z.string().optional(),
});

/** A revision that a node runs, or ran. */
export type Ref = z.output<typeof ref>;
/** Why a generation did not pass. */
export type Failure = z.output<typeof failure>;
/** A node's journal. */
export type Journal = z.output<typeof journal>;

/** Config key of the journal. */
export const journalKey = (app: string): string => `user.cul8er.node.${app}`;

/** Reads a journal; undefined where there is none. @throws UnreadableJournal */
export function readJournal(text: string | undefined): Journal | undefined {
  if (!text) return undefined;
  try {
    return journal.parse(JSON.parse(text));
  } catch (cause) {
    throw new UnreadableJournal(
      "the journal of the node cannot be read: it is from a newer version, or was changed by hand. Update cul8er, or remove the key to begin anew.",
      { cause },
    );
  }
}

/** The journal as text. */
export const writeJournal = (value: Journal): string => JSON.stringify(value);

/** Whether what the node is meant to run has passed. */
export const isVerified = ({ verified, generation }: Journal): boolean => verified === generation;

/** Whether the node runs `target` already, and passed, so that there is nothing to do; unless it is to be started `again`. */
export const isSettled = (journal: Journal, target: Ref, again = false): boolean =>
  isSame(journal.current, target) && isVerified(journal) && !again;

/** What begins. */
export interface Beginning {
  readonly target: Ref;
  /** Id for the switch, if it is a new one. */
  readonly generation: string;
  readonly incarnation?: string | undefined;
  readonly cluster?: readonly string[] | undefined;
  readonly router?: string | undefined;
  /** Fingerprint of the image that the instance is made from now. */
  readonly image?: string | undefined;
  readonly now: number;
  /** The same revision is to be started again all the same: a restart of the instance waits for it. */
  readonly again?: boolean;
}

/**
 * The node is meant to run `target` from now on. The first time since the last close what ran verified becomes the base.
 * One that was begun and interrupted goes on under its generation: it may have been carried out already.
 */
export function begin(
  known: Journal | undefined,
  { target, generation, incarnation, cluster, router, image, now, again }: Beginning,
): Journal {
  const before = known && withoutRouter(known);
  const resumes = before && isSame(before.current, target) && !before.failure && !isVerified(before);
  const stays = {
    ...(incarnation !== undefined && { incarnation }),
    ...(cluster && { cluster: [...cluster] }),
    ...(router !== undefined && { router }),
  };
  if (resumes) return { ...before, ...stays };
  if (before && isSettled(before, target, again)) return { ...before, ...stays };
  const stable =
    before?.stable && isVerified(before) ? { ...before.stable, ...(image !== undefined && { image }) } : before?.stable;
  const base = before?.base ?? stable;
  return {
    format: 1,
    current: target,
    generation,
    since: now,
    ...stays,
    ...(base && { base }),
    ...(stable && { stable }),
  };
}

function withoutRouter({ router: _, ...rest }: Journal): Journal {
  return rest;
}

/** This generation passed. With it ends a return to the base. */
export function passed(before: Journal, image?: string, verifiedWith?: string): Journal {
  const { failure: _, base, verifiedWith: __, ...rest } = before;
  const current = { ...before.current, ...(image !== undefined && { image }) };
  const returned = before.refused !== undefined;
  return {
    ...rest,
    current,
    verified: before.generation,
    ...(verifiedWith !== undefined && { verifiedWith }),
    stable: current,
    ...(base && !returned && { base }),
  };
}

/** This generation did not pass. */
export const failed = (before: Journal, check: string, detail: string, now: number): Journal => {
  const { verified: _, verifiedWith: __, ...rest } = before;
  const { version, folder } = before.current;
  return { ...rest, failure: { version, folder, check, detail, at: now } };
};

/** The rollout has ended well: there is nothing to return to any more. */
export function closed(before: Journal): Journal {
  const { base: _, ...rest } = before;
  return rest;
}

/** The node stands still until its next switch, or is about to. */
export const rested = (before: Journal, stopped: boolean): Journal => ({ ...before, rest: { stopped } });

/** The node is meant to run its base again, under a new generation. Without a base nothing changes. */
export function returning(before: Journal, generation: string, why: Omit<Failure, "version" | "folder">): Journal {
  if (!before.base) return before;
  if (before.refused && isSame(before.current, before.base) && !before.failure) return before;
  const { failure, verified: _, verifiedWith: __, ...rest } = before;
  const { version, folder } = before.current;
  const refused = before.refused ?? failure ?? { version, folder, ...why };
  return { ...rest, current: before.base, generation, since: why.at, refused };
}

/** Whether two mean the same revision under the same name. */
const isSame = (a: Ref, b: Ref): boolean => a.folder === b.folder && a.nodeName === b.nodeName;
