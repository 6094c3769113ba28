import type { Point } from "../count/point";
import type { Statistic } from "../declare/declare";
import type { View } from "../view/reading";
import { publishEvents } from "./publishEvents";
import { type Published, withheld } from "./published";
import { publishMulti } from "./publishMulti";
import { publishShare } from "./publishShare";
import { publishTimes } from "./publishTimes";
import { publishWindows } from "./publishWindows";

/** A period in which nothing was counted: that much may be said. */
const nobody: Published = { ...withheld, n: 0, outside: 0 };

/**
 * The small-group rule: the one way from counted points to published numbers. Every page, table, picture and file
 * is made of what this gives, and of nothing else.
 * @param points of this statistic in one period, all editions
 * @param publishMinInstances the setting `PUBLISH_MIN_INSTANCES`
 */
export function publishPeriod(
  statistic: Statistic,
  points: readonly Point[],
  view: Pick<View, "edition" | "of" | "weighting">,
  publishMinInstances: number,
): Published {
  if (points.every(({ instances }) => instances === 0)) return nobody;
  switch (statistic.kind) {
    case "share":
      return publishShare(statistic, points, view.edition, publishMinInstances);
    case "multi":
      return publishMulti(points, view.edition, publishMinInstances);
    case "events":
      return publishEvents(points, view.edition, publishMinInstances);
    case "windows":
      return publishWindows(statistic, points, view.edition, publishMinInstances);
    case "times":
      return publishTimes(points, view, publishMinInstances);
  }
}
