import { bucketMidpointSeconds } from "../../catalogue";
import { nearestRank } from "../count/nearestRank";
import type { Point } from "../count/point";
import { otherClass, outsideClass } from "../declare/declare";
import { type Percentile, percentiles, type TimesReading, type View } from "../view/reading";
import { cellsOf } from "./cells";
import { choosePartition, countGroups } from "./partition";
import { type Published, withheld } from "./published";

/** The distribution is published in at most so many steps. */
const maximumSteps = 50;

/**
 * Clone times. Percentiles need as many instances as any other figure. Where the instances without a measured clone are too
 * few to be told, all numbers of instances are rounded down, so that they cannot be worked out from the total.
 */
export function publishTimes(
  points: readonly Point[],
  { edition, of, weighting }: Pick<View, "edition" | "of" | "weighting">,
  publishMinInstances: number,
): Published {
  const cells = cellsOf(points);
  const chosen = choosePartition(cells, edition, publishMinInstances);
  if (chosen === null) return withheld;
  const { partition, column } = chosen;
  const isOutsideHidden = partition.others.includes(outsideClass);
  const round = (n: number) => (isOutsideHidden ? n - (n % publishMinInstances) : n);
  const { [outsideClass]: outside = 0, ...groups } = countGroups(
    isOutsideHidden ? new Map([...cells].filter(([name]) => name !== outsideClass)) : cells,
    partition,
    column,
  );
  const values = Object.fromEntries(
    Object.entries(groups)
      .map(([name, instances]): [string, number] => [name, round(instances)])
      .filter(([, instances]) => instances > 0),
  );
  const isIn = (point: Point) =>
    point.class !== outsideClass &&
    (column === "all" || column.includes(point.edition)) &&
    (of === "all" || (partition.own.includes(of) && point.class === of));
  const measured = points.filter(isIn);
  const instances = measured.reduce((sum, point) => sum + point.instances, 0);
  const n = round(instances);
  const isPublished = n >= publishMinInstances;
  return {
    n: isPublished ? n : instances === 0 && of === "all" ? 0 : null,
    outside: isOutsideHidden ? 0 : outside,
    values: of === "all" ? values : isPublished ? { [of]: n } : {},
    folded: partition.folded.filter(({ key }) => key !== outsideClass && key !== otherClass),
    medianClass: null,
    times: isPublished ? readTimes(measured, weighting, n, publishMinInstances) : null,
  };
}

function readTimes(
  points: readonly Point[],
  weighting: View["weighting"],
  instances: number,
  publishMinInstances: number,
): TimesReading {
  const counts = new Map<number, number>();
  let clones = 0;
  for (const { details } of points) {
    const rows = weighting === "instances" ? details?.medians : details?.clones;
    for (const [bucket, count] of rows ?? []) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
    for (const [, count] of details?.clones ?? []) clones += count;
  }
  const sorted = [...counts].sort(([one], [other]) => one - other);
  const secondsAt = (percentile: number) => bucketMidpointSeconds(nearestRank(sorted, percentile) ?? 0);
  // Each step stands for enough instances, and none for the shortest or the longest time by itself.
  const steps = Math.min(maximumSteps, Math.floor(instances / publishMinInstances));
  return {
    percentiles: Object.fromEntries(percentiles.map((one) => [one, secondsAt(one)])) as Record<
      Percentile,
      number
    >,
    curve: Array.from({ length: steps }, (_, step) => {
      const share = (step + 0.5) / steps;
      return { seconds: secondsAt(share * 100), share };
    }),
    clones,
  };
}
