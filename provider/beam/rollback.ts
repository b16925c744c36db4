/** Rolling back by hand: which nodes return to which of the revisions that are kept on them. Pure. */
import { BeamError } from "./errors.ts";
import { isVerified, type Journal, type Ref } from "./journal.ts";
import { nodeName } from "./node-name.ts";
import { findKept, folderOf, type Staged, type StagedRevision } from "./staged.ts";

/** A node that ran at least once. */
export interface Running {
  readonly instance: string;
  readonly journal: Journal;
  readonly staged: Staged | undefined;
}

/** What a node is to return to. */
export interface Aim {
  readonly instance: string;
  readonly target: Ref;
}

/** There is nothing to return to, or it cannot be told what is meant. */
export class NoWayBack extends BeamError {}

/**
 * What each node returns to; those that are there already are left out.
 *
 * - Named: the kept revision of that name, on every node.
 * - While a rollout is open, or a rollback was interrupted: what ran before it.
 * - Otherwise: the last verified revision that was staged before the one that runs.
 * @throws NoWayBack
 */
export function planRollback(nodes: readonly Running[], to?: string): Aim[] {
  const aims = to === undefined ? before(nodes) : nodes.map((node) => named(node, to));
  return aims.filter(({ instance, target }) => {
    const journal = nodes.find((node) => node.instance === instance)?.journal;
    return !journal || journal.current.folder !== target.folder || !isVerified(journal);
  });
}

/** The journal of a node that is to return to `target`. One that was begun already stays as it is. */
export function aimedAt(journal: Journal, target: Ref): Journal {
  if (journal.base?.folder === target.folder) return journal;
  const { refused: _, ...rest } = journal;
  return { ...rest, base: target };
}

function named({ instance, journal, staged }: Running, to: string): Aim {
  const kept = findKept(staged, to);
  if (kept) return { instance, target: refOf(kept, journal) };
  const versions = [...new Set(staged?.revisions.map(({ release }) => release.version))];
  throw new NoWayBack(
    `${JSON.stringify(to)} is not kept on ${instance}: ${versions.length > 0 ? `there are ${versions.join(", ")}` : "nothing is"}. Older releases go out as an ordinary deploy: name the file in your program.`,
  );
}

function before(nodes: readonly Running[]): Aim[] {
  const goal = openGoal(nodes);
  const aims = nodes.map((node): Aim => {
    const { instance, journal } = node;
    if (goal === undefined) return { instance, target: earlier(node) };
    if (journal.current.revision === goal && !journal.failure) return { instance, target: journal.current };
    const open = [journal.base, journal.stable].find((ref) => ref?.revision === goal);
    return { instance, target: open ?? named(node, goal).target };
  });
  const goals = new Set(aims.map(({ target }) => target.revision));
  if (goals.size <= 1) return aims;
  const said = aims.map(({ instance, target }) => `${instance} to ${target.version} (${target.revision})`);
  throw new NoWayBack(
    `the nodes would return to different revisions: ${said.join(", ")}. Say which one you mean with --to.`,
  );
}

/** What ran before a rollout that is still open, or before a rollback that was interrupted. */
function openGoal(nodes: readonly Running[]): string | undefined {
  const open = nodes.map(({ journal }) => journal.base ?? (journal.failure && journal.stable)).find(Boolean);
  if (open) return open.revision;
  const back = nodes.find(({ journal: { refused } }, index) =>
    nodes.some((other, place) => place !== index && refused?.folder.startsWith(`${other.journal.current.revision}-`)),
  );
  return back?.journal.current.revision;
}

/** The last verified revision that was staged before the one that runs. */
function earlier({ instance, journal, staged }: Running): Ref {
  const current = staged?.revisions.find((each) => folderOf(each) === journal.current.folder);
  const [found] = (staged?.revisions ?? [])
    .filter(
      (each) =>
        each.verified &&
        folderOf(each) !== journal.current.folder &&
        each.stagedAt <= (current?.stagedAt ?? Number.POSITIVE_INFINITY),
    )
    .sort((a, b) => b.stagedAt - a.stagedAt);
  if (found) return refOf(found, journal);
  const others = (staged?.revisions ?? []).filter((each) => folderOf(each) !== journal.current.folder);
  const kept =
    others.length > 0
      ? `kept are ${others.map(({ release }) => release.version).join(", ")}: name one with --to`
      : "nothing else is kept";
  throw new NoWayBack(`no verified revision older than ${journal.current.version} is on ${instance}; ${kept}`);
}

/** The image of then is known only of what ran last. */
function refOf(kept: StagedRevision, { base, stable, current }: Journal): Ref {
  const folder = folderOf(kept);
  const known = [base, stable, current].find((ref) => ref?.folder === folder);
  const { revision, secretRevision, release, nodeBase, address } = kept;
  return known ?? { folder, revision, secretRevision, version: release.version, nodeName: nodeName(nodeBase, address) };
}
