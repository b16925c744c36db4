/**
 * A revision: what a node must be restarted for.
 *
 * Its id is the digest of the parts that are not secret. A changed secret shows in a second digest, keyed with a random
 * key of the instance, so that nobody who sees the digest can try secrets against it.
 */
import { createHash, createHmac } from "node:crypto";
import { canonical } from "./canonical.ts";
import type { Discovery } from "./discovery.ts";
import type { Distribution } from "./distribution.ts";

/** The parts of a revision that are not secret. */
export interface RevisionParts {
  /** SHA-256 of the release's tarball. */
  readonly release: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly startFlags: readonly string[];
  /** First part of the node's name. The address is the node's own and no part of it: all nodes of a cluster run the same revision. */
  readonly nodeBase: string;
  readonly distribution: Distribution;
  /** Settings of a discovery library. The peers in them are no part of it. */
  readonly discovery?: Discovery | undefined;
  readonly user: string;
}

/** The secret parts. */
export interface RevisionSecrets {
  readonly secrets: Readonly<Record<string, string>>;
  readonly cookie: string;
}

/** Id of a revision: 12 hex digits. */
export function revisionId({
  release,
  environment,
  startFlags,
  nodeBase,
  distribution,
  discovery,
  user,
}: RevisionParts): string {
  const { port, epmd, connectTimeout } = distribution;
  const found = canonical(discovery ?? {});
  const parts = [release, sorted(environment), startFlags, nodeBase, [port, epmd, connectTimeout], found, user];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 12);
}

/** Digest of a revision's secrets: 12 hex digits, only comparable on the instance whose key it is. */
export const secretRevisionId = (key: string, { secrets, cookie }: RevisionSecrets): string =>
  createHmac("sha256", Buffer.from(key, "hex"))
    .update(JSON.stringify([sorted(secrets), cookie]))
    .digest("hex")
    .slice(0, 12);

/** Name of a revision's folder. */
export const revisionFolder = (revision: string, secretRevision: string): string => `${revision}-${secretRevision}`;

const sorted = (map: Readonly<Record<string, string>>) =>
  Object.entries(map).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
