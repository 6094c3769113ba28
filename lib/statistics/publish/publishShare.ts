import { nearestRank } from "../count/nearestRank";
import type { Point } from "../count/point";
import { outsideClass, type ShareStatistic } from "../declare/declare";
import { cellsOf, sumOf } from "./cells";
import { choosePartition, countGroups } from "./partition";
import { type Published, withheld } from "./published";

/**
 * A statistic whose classes every instance is in exactly one of. Instances that could not answer are a group like any
 * other: where they are too few to be told, they are in "Other" and so in the denominator.
 */
export function publishShare(
  statistic: ShareStatistic,
  points: readonly Point[],
  edition: string,
  publishMinInstances: number,
): Published {
  const cells = cellsOf(points);
  const chosen = choosePartition(cells, edition, publishMinInstances);
  if (chosen === null) return withheld;
  const { partition, column } = chosen;
  const { [outsideClass]: outside = 0, ...values } = countGroups(cells, partition, column);
  const middle = nearestRank(
    statistic.classes.map(({ key }, index) => [index, sumOf(cells, [key], column)]),
    50,
  );
  const medianClass = middle === null ? null : (statistic.classes[middle]?.key ?? null);
  return {
    n: Object.values(values).reduce((sum, instances) => sum + instances, 0),
    outside,
    values,
    folded: partition.folded,
    medianClass:
      statistic.form === "histogram" && medianClass !== null && partition.own.includes(medianClass)
        ? medianClass
        : null,
    times: null,
  };
}
