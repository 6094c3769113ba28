import type { Point } from "../count/point";
import type { WindowStatistic } from "../declare/declare";
import { type Column, cellsOf, isSafe, offerEditions, sumOf } from "./cells";
import { type Published, withheld } from "./published";

/**
 * Active instances in windows that contain each other. A narrower window is published where the instances that are in
 * the wider one only are nobody or enough, for they could be worked out as the difference.
 */
export function publishWindows(
  statistic: WindowStatistic,
  points: readonly Point[],
  edition: string,
  publishMinInstances: number,
): Published {
  const cells = cellsOf(points);
  const wideFirst = statistic.classes.toSorted((one, other) => other.days - one.days);
  const [widest] = wideFirst;
  if (widest === undefined) return withheld;
  const { offered, rest } = offerEditions(cells.get(widest.key) ?? new Map(), publishMinInstances);
  const column: Column = edition === "all" ? "all" : [edition];
  const columns: Column[] = edition === "all" ? ["all"] : ["all", ...offered.map((one) => [one]), rest];
  const total = sumOf(cells, [widest.key], column);
  if (total < publishMinInstances || (edition !== "all" && !offered.includes(edition))) return withheld;
  const values: Record<string, number> = { [widest.key]: total };
  let wider = widest.key;
  for (const { key } of wideFirst.slice(1)) {
    const mayShow = columns.every((one) => {
      const inside = sumOf(cells, [key], one);
      const between = sumOf(cells, [wider], one) - inside;
      return isSafe(inside, publishMinInstances) && isSafe(between, publishMinInstances);
    });
    if (!mayShow) continue;
    values[key] = sumOf(cells, [key], column);
    wider = key;
  }
  return { n: total, outside: null, values, folded: [], medianClass: null, times: null };
}
