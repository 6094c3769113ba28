import type { Point } from "../count/point";
import type { WindowStatistic } from "../declare/declare";
import type { Door } from "./door";
import { figuresOf, groupOf, type Published, withheld } from "./published";

/** Active instances in windows that contain each other: a narrower one never has more than a wider one. */
export function publishWindows(statistic: WindowStatistic, points: readonly Point[], door: Door): Published {
  const wideFirst = statistic.classes.toSorted((one, other) => other.days - one.days);
  let most = Number.POSITIVE_INFINITY;
  const values = figuresOf(wideFirst, (key) => {
    const figure = door.figure(groupOf(points, (name) => name === key));
    if (figure !== null) most = Math.min(most, figure);
    return figure === null ? null : most;
  });
  const n = values[wideFirst[0]?.key ?? ""] ?? (door.isOpen ? 0 : null);
  return n === null ? withheld : { n, outside: null, values, medianClass: null, times: null };
}
