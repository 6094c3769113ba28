import { otherClass, type StatisticClass } from "./declare";

/**
 * The band of the middle event, of two the lower one; `other` where that is above every band.
 * @param counts events by band, which may have bands that are not declared
 * @returns null without events
 */
export function medianBand(
  bands: readonly StatisticClass[],
  counts: ReadonlyMap<string, number> | undefined,
): string | null {
  const all = [...(counts?.values() ?? [])].reduce((sum, events) => sum + Math.max(0, events), 0);
  if (all === 0) return null;
  let before = 0;
  for (const { key } of bands) {
    before += Math.max(0, counts?.get(key) ?? 0);
    if (before * 2 >= all) return key;
  }
  return otherClass;
}
