/** Pruning: which of the staged revisions may go, and the script that removes them. */

import type { Script } from "../shell.ts";
import { PRELUDE } from "./init.ts";

/** A revision as pruning sees it. */
export interface Prunable {
  readonly folder: string;
  readonly version: string;
  /** Whether it ever was verified on this instance. */
  readonly verified: boolean;
  /** When it was staged, in milliseconds. */
  readonly stagedAt: number;
}

/**
 * The folders that stay: all that are `bound` (what runs, base, the last verified), and the newest others until there
 * are `keep` in all. Those that were never verified go first.
 */
export function keptFolders(revisions: readonly Prunable[], keep: number, bound: ReadonlySet<string>): Set<string> {
  const kept = new Set(revisions.map(({ folder }) => folder).filter((folder) => bound.has(folder)));
  const others = revisions
    .filter(({ folder }) => !bound.has(folder))
    .sort((a, b) => Number(b.verified) - Number(a.verified) || b.stagedAt - a.stagedAt);
  for (const { folder } of others) if (kept.size < keep) kept.add(folder);
  return kept;
}

/** The script that removes all revisions but those, and all releases that none of them needs. What runs stays even then. */
export const prune = (app: string, kept: Iterable<string>): Script => ({
  name: "prune",
  text: SCRIPT,
  args: [app, ...kept],
});

const SCRIPT = `${PRELUDE}
exec 8>"$root/incoming/lock"
flock 8
running=$(basename "$(readlink "$root/current" || true)")
needed=" "
for folder in "$running" "$@"; do
  [ -z "$folder" ] || needed="$needed$(cat "$root/revisions/$folder/release" 2>/dev/null || true) "
done
for path in "$root"/revisions/* "$root"/revisions/.draft-*; do
  [ -d "$path" ] || continue
  keep=
  for folder in "$running" "$@"; do if [ "$path" = "$root/revisions/$folder" ]; then keep=1; fi; done
  [ -n "$keep" ] || rm -rf "$path"
done
for path in "$root"/releases/* "$root"/releases/.draft-*; do
  [ -d "$path" ] || continue
  case "$needed" in *" $(basename "$path") "*) ;; *) rm -rf "$path" ;; esac
done
rm -f "$root"/incoming/*.tar.gz
`;
