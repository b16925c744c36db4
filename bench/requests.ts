/** Requests in the log of a run. */

/** How many each server got, by its name. The CLI shows each line when it comes, and all of them again among its diagnostics. */
export function requestsByServer(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, server = ""] of (text.split("Diagnostics:")[0] ?? "").matchAll(LINE))
    counts[server] = (counts[server] ?? 0) + 1;
  return counts;
}

/** How many there were. */
export const requests = (text: string): number =>
  Object.values(requestsByServer(text)).reduce((sum, count) => sum + count, 0);

const LINE = /incus (\S+): (?:GET|POST|PUT|PATCH|DELETE|WS) /g;
