/** What differs between two looks at a thing, apart from what a server or our own mark moves by itself. */

/** Paths of the leaves that differ: `config.size`. */
export function differences(a: unknown, b: unknown, path = ""): string[] {
  if (MOVES.test(path)) return [];
  if (!isObject(a) || !isObject(b)) return Object.is(a, b) ? [] : leaves(a ?? b, path);
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return keys.flatMap((key) => differences(a[key], b[key], path ? `${path}.${key}` : key)).sort();
}

/** Marks, counters and times of use. */
const MOVES = /(^|\.)(user\.cul8er\..+|volatile\..+|last_used_at|usage|used_by|state)$/;

function leaves(value: unknown, path: string): string[] {
  if (!isObject(value)) return MOVES.test(path) ? [] : [path];
  const inner = Object.entries(value).flatMap(([key, each]) => leaves(each, `${path}.${key}`));
  return inner.length > 0 ? inner : [path];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
