/** Whether a rollout is to be opened, gone on with, or neither: by what is wanted of each node, and what runs. Pure. */
import { isSettled, type Journal } from "../../beam/journal.ts";
import { revisionFolder } from "../../beam/revision.ts";
import { lastRollout, type RolloutRecord } from "../../report/record.ts";

/** What is wanted of a node. */
export interface Wish {
  readonly instance: string;
  readonly revision: string;
  readonly secretRevision: string;
  readonly nodeName: string;
  readonly incarnation?: string | undefined;
  /** Whether it stays as it is, whatever is wanted. */
  readonly keep: boolean;
}

/** A node, and what is written about it. */
export interface Seen {
  readonly wish: Wish;
  readonly journal: Journal | undefined;
  readonly rollout: RolloutRecord | undefined;
  /** What its instance waits for now, empty where it waits for nothing. What is wished of it may be from before its restart. */
  readonly pending: string;
  /** Whether it is not tried again, since what is wanted was put back before. */
  readonly held?: boolean;
}

/** What is to be written: `open` a rollout, or go on with one (`resume`) that some of its nodes know nothing of. */
export type Opening =
  | { readonly do: "nothing"; readonly last: RolloutRecord | undefined }
  | {
      readonly do: "open" | "resume";
      readonly from: readonly string[];
      readonly wanted: string;
      readonly last: RolloutRecord | undefined;
    };

/** @param turns whether requests will move from one slot to the other, though no node may change */
export function openingOf(nodes: readonly Seen[], turns: boolean): Opening {
  const own = nodes.filter(({ wish }) => !wish.keep);
  const moving = own.filter((each) => !isAtRest(each));
  const last = lastRollout(own.map(({ rollout }) => rollout));
  if (moving.length === 0 && !turns) return { do: "nothing", last };
  const wanted = unique(own.map(({ wish }) => wish.revision)).join(" ");
  const from = versionsBefore(nodes);
  if (!last || last.ended || last.wanted !== wanted) return { do: "open", from, wanted, last };
  const strangers = own.some(({ rollout }) => rollout?.id !== last.id);
  const unsaid = last.from.length === 0 && from.length > 0;
  return strangers || unsaid ? { do: "resume", from, wanted, last } : { do: "nothing", last };
}

/** Whether a node runs what is wanted, verified, and nothing waits for its restart. */
function isAtRest({ wish, journal, pending, held }: Seen): boolean {
  if (held) return true;
  if (!journal) return false;
  const { revision, secretRevision, nodeName, incarnation } = wish;
  const folder = revisionFolder(revision, secretRevision);
  const waits = pending !== "" || journal.rest !== undefined;
  return isSettled(
    journal,
    { folder, revision, secretRevision, version: "", nodeName },
    waits || journal.incarnation !== incarnation,
  );
}

/** The versions that users get now: of slots those of the one that stays, otherwise what each node ran verified last. */
function versionsBefore(nodes: readonly Seen[]): string[] {
  const serving = nodes.filter(({ wish, journal }) => wish.keep && journal?.stable);
  const asked = serving.length > 0 ? serving : nodes;
  return unique(asked.flatMap(({ journal }) => (journal?.base ?? journal?.stable)?.version ?? []));
}

const unique = (texts: readonly string[]): string[] => [...new Set(texts)];
