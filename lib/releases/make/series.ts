import type { Point } from "../../statistics/count/point";
import { otherClass, type Statistic } from "../../statistics/declare/declare";
import type { ExportRow } from "../../statistics/export/exportFields";
import { exportRows } from "../../statistics/export/exportRows";
import type { Door } from "../../statistics/publish/door";
import { publishPeriod } from "../../statistics/publish/publishPeriod";
import { editions, type PeriodReading, type View } from "../../statistics/view/reading";
import { defaultView } from "../../statistics/view/view";
import { addDays } from "../../words/period";
import type { ReleaseWeek } from "./source";

/** Everything that can be asked of a statistic by week, in the order of the files: whose instances, and of times which and how. */
export function viewsOf(statistic: Statistic): readonly View[] {
  const weekly: View = { ...defaultView(statistic), range: "all", interval: "week" };
  return (["all", ...editions] as const).flatMap((edition): View[] => {
    if (statistic.kind !== "times") return [{ ...weekly, edition }];
    return ["all", ...statistic.classes.map(({ key }) => key)].flatMap((of) =>
      (["instances", "clones"] as const).map((weighting) => ({ ...weekly, edition, of, weighting })),
    );
  });
}

/**
 * A week of a statistic in a view, as it is published: the only way from points to a release.
 * @param points of the statistic in the week, all editions
 * @param isFirst true for the first week that was counted
 */
export function readWeek(
  statistic: Statistic,
  {
    week,
    points,
    isFirst,
  }: { readonly week: ReleaseWeek; readonly points: readonly Point[]; readonly isFirst: boolean },
  view: View,
  door: Door,
): PeriodReading {
  return {
    start: week.start,
    end: addDays(week.start, 7),
    isUnfinished: false,
    isPartial: isFirst,
    heldSince: null,
    revision: week.revision,
    computedAt: week.computedAt,
    ...publishPeriod(statistic, points, view, door),
  };
}

/** The rows of a week in a view, in the order of the declared classes. */
export function rowsOf(statistic: Statistic, view: View, period: PeriodReading): ExportRow[] {
  const classes = [...statistic.classes, { key: otherClass, title: "Other" }];
  return exportRows({ statistic, view, periods: [period], classes });
}
