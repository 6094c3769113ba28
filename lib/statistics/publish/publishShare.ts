import type { Point } from "../count/point";
import { otherClass, outsideClass, type ShareStatistic } from "../declare/declare";
import type { Door } from "./door";
import { figuresOf, groupOf, type Published, sumOf, withheld } from "./published";

/**
 * A statistic whose classes every instance is in exactly one of. "Other" is what the published classes leave of n, so that
 * it says nothing that they do not; where that is little, it is not named.
 */
export function publishShare(statistic: ShareStatistic, points: readonly Point[], door: Door): Published {
  const asked = door.perturb(groupOf(points, (name) => name !== outsideClass));
  if (!door.isOpen && asked < door.publishMinInstances) return withheld;
  const own = figuresOf(statistic.classes, (key) => door.figure(groupOf(points, (name) => name === key)));
  const n = Math.max(asked, sumOf(own));
  const rest = n - sumOf(own);
  const values =
    rest > 0 && (door.isOpen || rest >= door.publishMinInstances) ? { ...own, [otherClass]: rest } : own;
  return {
    n,
    outside: door.figure(groupOf(points, (name) => name === outsideClass)),
    values,
    medianClass: statistic.form === "histogram" ? middleOf(statistic, own, n) : null,
    times: null,
  };
}

/** The class of the middle instance, where the published classes tell it wherever those that are not published lie. */
export function middleOf(
  { classes }: Pick<ShareStatistic, "classes">,
  values: Readonly<Record<string, number>>,
  n: number,
): string | null {
  const rest = n - classes.reduce((sum, { key }) => sum + (values[key] ?? 0), 0);
  let below = 0;
  for (const { key } of classes) {
    const value = values[key] ?? 0;
    if (below + value >= n / 2) return below + rest < n / 2 ? key : null;
    below += value;
  }
  return null;
}
