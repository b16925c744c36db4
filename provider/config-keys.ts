/** Config keys checked against what a server says about its own, before anything is touched. */
import type { Config } from "./config.ts";
import type { ConfigurationMetadata } from "./incus/configuration.ts";
import type { Problem } from "./resource.ts";

/**
 * What the server would refuse in a config map, each with its path; nothing where the server documents nothing.
 *
 * `entity` is the server's word for what is configured: `project`, `network_bridge`, `storage_btrfs`.
 */
export function wrongKeys(
  metadata: ConfigurationMetadata | undefined,
  entity: string,
  config: Readonly<Config> = {},
  path: readonly string[] = ["config"],
): Problem[] {
  const documented = Object.fromEntries(Object.entries(config).filter(([key]) => !UNDOCUMENTED.test(key)));
  return (metadata?.check(entity, documented) ?? []).map(({ key, problem }) => ({
    path: [...path, key],
    message: inWords(problem),
  }));
}

/** Keys that servers take everywhere without documenting them everywhere. */
const UNDOCUMENTED = /^(user|volatile)\./;

const inWords = (problem: string): string => problem.replace(/^no such key/, "is no option that this server knows");
