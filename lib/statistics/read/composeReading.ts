import { dayOf, type Period, periodOf, periodsBetween } from "../../words/period";
import type { LivePeriods } from "../count/livePeriods";
import { askedClass, type Point } from "../count/point";
import type { StoredPeriod } from "../count/readPoints";
import { otherClass, outsideClass, type Statistic } from "../declare/declare";
import { isOffered } from "../publish/offered";
import { withheld } from "../publish/published";
import { publishPeriod } from "../publish/publishPeriod";
import { annotationsBetween } from "../say/annotations";
import { sayTakeaway } from "../say/takeaway";
import {
  type Edition,
  editions,
  type PeriodReading,
  type StatisticReading,
  type View,
} from "../view/reading";
import { daysOfView } from "../view/view";

/** What is counted at a moment, of all that is stored and of what is open. */
export interface Counted {
  readonly stored: ReadonlyMap<string, StoredPeriod>;
  readonly live: LivePeriods;
  readonly firstDay: string | null;
  readonly now: Date;
}

/** The limits that a reading is published under, and tells. */
export type Publishing = Pick<StatisticReading, "publishMinInstances" | "countAfterDays" | "isPrivate">;

/** A statistic in a view, as it is published: the only way from points to a page, a file or an answer. */
export function composeReading(
  statistic: Statistic,
  view: View,
  counted: Counted,
  publishing: Publishing,
): StatisticReading {
  const today = dayOf(counted.now);
  const firstDay = counted.firstDay ?? today;
  const { from, to } = daysOfView(view, { firstDay, today });
  const inRange = periodsBetween(view.interval, [from, firstDay].sort()[1] ?? from, to);
  const points = inRange.map((period) => pointsOf(statistic, period, counted));
  const periods = inRange.map((period, index): PeriodReading => {
    const found = points[index];
    return {
      start: period.start,
      end: period.end,
      isUnfinished: period.end > today,
      computedAt: found?.computedAt ?? null,
      ...(found ? publishPeriod(statistic, found.points, view, publishing.publishMinInstances) : withheld),
    };
  });
  const offered = new Set<Edition>();
  for (const found of points) {
    for (const edition of editions) {
      if (found && isOffered(statistic, found.points, edition, publishing.publishMinInstances))
        offered.add(edition);
    }
  }
  const withFigures = periods.filter(({ n }) => n !== null && n > 0);
  const hasCounted = points.some((found) => found !== null && found.points.length > 0);
  const state =
    withFigures.length > 0 ? "ready" : hasCounted && periods.some(({ n }) => n === null) ? "tooFew" : "empty";
  const reading: Omit<StatisticReading, "takeaway"> = {
    statistic,
    view,
    from,
    to,
    periods,
    classes: classesOf(statistic, periods),
    latest: withFigures.filter(({ isUnfinished }) => !isUnfinished).at(-1) ?? withFigures.at(-1) ?? null,
    state,
    missingInstances:
      state === "tooFew" && view.edition === "all"
        ? missingOf(statistic, points, publishing.publishMinInstances)
        : null,
    editionsOffered: editions.filter((edition) => offered.has(edition)),
    annotations: annotationsBetween(from, to, statistic.key),
    publishMinInstances: publishing.publishMinInstances,
    countAfterDays: publishing.countAfterDays,
    isPrivate: publishing.isPrivate,
    computedAt: periods.reduce<string | null>(
      (newest, { computedAt }) => (computedAt !== null && computedAt > (newest ?? "") ? computedAt : newest),
      null,
    ),
    nextCloseAt: `${periodOf(view.interval, today).end}T00:00:00.000Z`,
  };
  return { ...reading, takeaway: sayTakeaway(reading) };
}

/**
 * How many instances the whole installation lacks. The one number below the limit that is said, and only where nothing
 * at all is published, so that there is nothing to take it from; of a part of the instances it is not said.
 */
function missingOf(
  statistic: Statistic,
  points: readonly ({ readonly points: readonly Point[] } | null)[],
  publishMinInstances: number,
): number | null {
  const most = Math.max(0, ...points.map((found) => instancesIn(statistic, found?.points ?? [])));
  return most > 0 && most < publishMinInstances ? publishMinInstances - most : null;
}

/** The instances of a period, each once; 0 where the classes of a statistic overlap and do not tell. */
function instancesIn({ kind, classes }: Statistic, points: readonly Point[]): number {
  if (kind === "events") return 0;
  const once =
    kind === "windows" ? [classes[0]?.key] : kind === "multi" ? [askedClass, outsideClass] : undefined;
  return points
    .filter((point) => once === undefined || once.includes(point.class))
    .reduce((sum, { instances }) => sum + instances, 0);
}

/** What was counted in a period; null where it is neither stored nor open. */
export function pointsOf(
  statistic: Statistic,
  period: Period,
  { stored, live }: Pick<Counted, "stored" | "live">,
): { readonly points: readonly Point[]; readonly computedAt: string } | null {
  const closed = stored.get(period.start);
  if (closed) return closed;
  const open = live.periods.find(
    (one) => one.period.interval === period.interval && one.period.start === period.start,
  );
  if (open === undefined) return null;
  return {
    points: open.points.filter((point) => point.statistic === statistic.key),
    computedAt: live.computedAt,
  };
}

function classesOf(statistic: Statistic, periods: readonly PeriodReading[]): StatisticReading["classes"] {
  const occurring = new Set(periods.flatMap(({ values }) => Object.keys(values)));
  const declared = statistic.classes
    .filter(({ key }) => occurring.has(key))
    .map(({ key, title }) => ({ key, title }));
  return occurring.has(otherClass) ? [...declared, { key: otherClass, title: "Other" }] : declared;
}
