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

/** Beginning of a `start` script: `$here` is the revision's folder. Sockets are files: 1024, the usual limit, are few. */
export const START = `#!/bin/sh
set -e
here="$(dirname "$(readlink -f "$0")")"
ulimit -S -n 65536 2>/dev/null || ulimit -S -n "$(ulimit -H -n)"
`;
