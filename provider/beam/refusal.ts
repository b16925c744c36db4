/** Refusal: a revision that was put back or failed, and is wanted all the same. With `retry: "on-change"` it is not tried again. Pure. */
import { type Failure, isVerified, type Journal } from "./journal.ts";
import { revisionFolder } from "./revision.ts";
import type { Staged } from "./staged.ts";

/** What is written about a node. */
export interface Written {
  readonly journal: Journal | undefined;
  readonly staged: Staged | undefined;
}

/** A revision as a node is asked for it. */
export interface Asked {
  readonly revision: string;
  readonly secretRevision: string;
}

/** Why a node refused a revision folder, unless it runs it well by now. One whose return was interrupted must change anyhow. */
function refusedOn({ journal }: Written, folder: string | undefined): Failure | undefined {
  if (!journal || folder === undefined) return undefined;
  const { current, refused, failure } = journal;
  if (current.folder === folder) return failure;
  return refused?.folder === folder && isVerified(journal) ? refused : undefined;
}

/** Why a node refused just what it was asked for last; undefined where it did not. */
export const refusalOn = (node: Written): Failure | undefined => refusedOn(node, node.staged?.wanted);

/**
 * Why a node does not try what is asked of it: it refused that itself, or another node of the cluster refused the same,
 * and nothing was asked for since. Secrets are only comparable on one instance, so of others it counts what was asked last.
 */
export function heldBack(asked: Asked, own: Written, others: readonly Written[]): Failure | undefined {
  const folder = revisionFolder(asked.revision, asked.secretRevision);
  const mine = refusedOn(own, folder);
  if (mine || own.staged?.wanted !== folder) return mine;
  return others.map(refusalOn).find((found) => found?.folder.startsWith(`${asked.revision}-`));
}
