/** What a revision's files need to know, and what every start has in common. */

/** A revision on its instance. */
export interface Launch {
  /** Folder of the application, `/opt/<app>`. */
  readonly root: string;
  /** Folder of the unpacked release. */
  readonly release: string;
  /** Name of the release. */
  readonly name: string;
  readonly version: string;
  /** Name of the node. */
  readonly node: string;
  /** Flags of the Erlang runtime for the start only, one a line (`distribution.ts`). */
  readonly startArgs: string;
  /** Flags for a command beside the node, which must not listen. */
  readonly remoteArgs: string;
}

/**
 * Beginning of a `start` script: `$here` is the revision's folder. Sockets are files: 1024, the usual limit, are few. Right
 * after the start of an instance its address may not be there yet, which the node listens at and would die of: that is
 * waited for, up to 30 seconds.
 */
export const START = `#!/bin/sh
set -e
here="$(dirname "$(readlink -f "$0")")"
ulimit -S -n 65536 2>/dev/null || ulimit -S -n "$(ulimit -H -n)"
address=$(sed -n 's/^-kernel inet_dist_use_interface {\\([0-9,]*\\)}$/\\1/p' "$here/start.args" | tr , .) tenths=0
until [ -z "$address" ] || [ "$tenths" = 300 ] ||
  awk -v "own=$address" '$NF == own { there = 1 } END { exit !there }' /proc/net/fib_trie; do
  sleep 0.1
  tenths=$((tenths + 1))
done
`;
