import type { Point } from "../count/point";
import type { Statistic } from "../declare/declare";
import type { View } from "../view/reading";
import type { Door } from "./door";
import { publishEvents } from "./publishEvents";
import { type Published, pointsOfEdition } from "./published";
import { publishMulti } from "./publishMulti";
import { publishShare } from "./publishShare";
import { publishTimes } from "./publishTimes";
import { publishWindows } from "./publishWindows";

/**
 * Publishes a statistic in one period.
 * @param points of this statistic in the period, all editions
 */
export function publishPeriod(
  statistic: Statistic,
  points: readonly Point[],
  view: Pick<View, "edition" | "of" | "weighting">,
  door: Door,
): Published {
  const ofEdition = pointsOfEdition(points, view.edition);
  switch (statistic.kind) {
    case "share":
      return publishShare(statistic, ofEdition, door);
    case "multi":
      return publishMulti(statistic, ofEdition, door);
    case "events":
      return publishEvents(statistic, ofEdition, door);
    case "windows":
      return publishWindows(statistic, ofEdition, door);
    case "times":
      return publishTimes(statistic, ofEdition, view, door);
  }
}
