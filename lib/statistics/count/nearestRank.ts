/**
 * The value at a percentile by nearest rank: the smallest value that at least `percentile` per cent of all are not
 * above.
 * @param counts value and how often it occurs, by rising value
 * @returns null where there is nothing
 */
export function nearestRank(
  counts: readonly (readonly [number, number])[],
  percentile: number,
): number | null {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const rank = Math.max(1, Math.ceil((percentile * total) / 100));
  let seen = 0;
  for (const [value, count] of counts) {
    seen += count;
    if (seen >= rank) return value;
  }
  return null;
}
