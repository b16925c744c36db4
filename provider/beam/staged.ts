/** The revisions that are staged on an instance, and all that is not secret in them. Kept in the instance's config, like the journal. */
import { z } from "zod";
import { discovery } from "./discovery.ts";
import { distribution } from "./distribution.ts";
import { UnreadableJournal } from "./errors.ts";
import { healthCheck } from "./health.ts";
import { revisionFolder } from "./revision.ts";

const revision = z.object({
  revision: z.string(),
  secretRevision: z.string(),
  release: z.object({
    layout: z.enum(["mix", "relx", "shipment"]),
    name: z.string(),
    version: z.string(),
    erts: z.string().optional(),
    digest: z.string(),
    size: z.number(),
  }),
  environment: z.record(z.string(), z.string()),
  startFlags: z.array(z.string()),
  nodeBase: z.string(),
  address: z.string(),
  peers: z.array(z.string()),
  distribution: distribution(),
  discovery: discovery(),
  healthCheck: healthCheck().optional(),
  user: z.string(),
  drainTimeout: z.string(),
  /** Milliseconds since 1970. */
  stagedAt: z.number(),
  /** Whether a node ever passed its verification with it. */
  verified: z.boolean().default(false),
});

const staged = z.object({
  format: z.literal(1),
  /** Folder of the revision that was asked for last. */
  wanted: z.string(),
  /** Incarnation of the instance that it was staged on. */
  incarnation: z.string().optional(),
  revisions: z.array(revision),
});

/** A staged revision. */
export type StagedRevision = z.output<typeof revision>;
/** All that is staged on an instance. */
export type Staged = z.output<typeof staged>;

/** Config key of the list. */
export const stagedKey = (app: string): string => `user.cul8er.revisions.${app}`;

/** Reads the list; undefined where nothing was staged. @throws UnreadableJournal */
export function readStaged(text: string | undefined): Staged | undefined {
  if (!text) return undefined;
  try {
    return staged.parse(JSON.parse(text));
  } catch (cause) {
    throw new UnreadableJournal(
      "the list of staged revisions cannot be read: it is from a newer version, or was changed by hand. Update cul8er, or remove the key to stage anew.",
      { cause },
    );
  }
}

/** The list as text. */
export const writeStaged = (value: Staged): string => JSON.stringify(value);

/** Folder of a staged revision. */
export const folderOf = ({ revision, secretRevision }: Pick<StagedRevision, "revision" | "secretRevision">): string =>
  revisionFolder(revision, secretRevision);

/** The staged revision of a folder. */
export const stagedIn = (list: Staged | undefined, folder: string): StagedRevision | undefined =>
  list?.revisions.find((each) => folderOf(each) === folder);

/** The list with a revision in it, which is the wanted one from now on. */
export function withRevision(list: Staged | undefined, added: StagedRevision, incarnation: string | undefined): Staged {
  const folder = folderOf(added);
  const before = stagedIn(list, folder);
  const others = list?.revisions.filter((each) => folderOf(each) !== folder) ?? [];
  return {
    format: 1,
    wanted: folder,
    ...(incarnation !== undefined && { incarnation }),
    revisions: [...others, { ...added, verified: before?.verified ?? false }],
  };
}

/** The list with a revision marked as one that passed. */
export const withVerified = (list: Staged, folder: string): Staged => ({
  ...list,
  revisions: list.revisions.map((each) => (folderOf(each) === folder ? { ...each, verified: true } : each)),
});

/** The list without what was pruned. */
export const withOnly = (list: Staged, kept: ReadonlySet<string>): Staged => ({
  ...list,
  revisions: list.revisions.filter((each) => kept.has(folderOf(each))),
});

/** The kept revision that a person names by its version, its revision id or both ids; the newest where several fit. */
export const findKept = (list: Staged | undefined, name: string): StagedRevision | undefined =>
  list?.revisions
    .filter((each) => [each.release.version, each.revision, folderOf(each)].includes(name))
    .sort((a, b) => Number(b.verified) - Number(a.verified) || b.stagedAt - a.stagedAt)[0];
