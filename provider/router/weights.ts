/** Weights: how a share of the requests becomes numbers that a router understands. Pure. */

/** The largest weight of a server. HAProxy counts from 0 to 256. */
const LARGEST = 256;

/**
 * Weights with which `group` gets `share` percent of the requests and all `others` together the rest. A share between
 * none and all leaves nobody without requests. Where there are no others the group has all of them.
 */
export function weightsFor(share: number, group: readonly string[], others: readonly string[]): Record<string, number> {
  const each = (names: readonly string[], weight: number) => names.map((name) => [name, weight] as const);
  const [ours, theirs] = ratio(share, group.length, others.length);
  return Object.fromEntries([...each(group, ours), ...each(others, theirs)]);
}

/** The weight of one of the group and of one of the others. */
function ratio(share: number, group: number, others: number): [number, number] {
  if (others === 0 || share >= 100) return [LARGEST, 0];
  if (group === 0 || share <= 0) return [0, LARGEST];
  const wanted = (share * others) / ((100 - share) * group);
  return wanted <= 1
    ? [Math.max(1, Math.round(LARGEST * wanted)), LARGEST]
    : [LARGEST, Math.max(1, Math.round(LARGEST / wanted))];
}
