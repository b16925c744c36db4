/**
 * A path of the API in which every inserted name is one part, whatever is in it.
 * @example path`/1.0/storage-pools/${pool}/volumes/custom/${name}`
 */
export function path(texts: TemplateStringsArray, ...names: string[]): string {
  return texts.map((text, index) => text + encodeURIComponent(names[index] ?? "")).join("");
}

/** The path with more of a query; undefined values are left out. */
export function withQuery(path: string, query: Record<string, string | undefined>): string {
  const added = Object.entries(query)
    .filter((entry): entry is [string, string] => entry[1] !== undefined)
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  if (!added) return path;
  return path + (path.includes("?") ? "&" : "?") + added;
}
