import {
  addDays,
  dayOf,
  type Interval,
  type Period,
  periodOf,
  periodsBetween,
  startOfDay,
} from "../../words/period";
import { graceMs } from "../count/closing";
import type { LivePeriods } from "../count/livePeriods";
import type { Point } from "../count/point";
import { pointsKey, type StoredPeriod, type StoredPoints } from "../count/readPoints";
import { otherClass, type Statistic } from "../declare/declare";
import { meanOfWeeks } from "../publish/meanOfWeeks";
import type { Publication } from "../publish/publication";
import { type Published, withheld } from "../publish/published";
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

/** What is counted of a statistic at a moment: what is stored and, on a private installation, what is open. */
export interface Counted {
  readonly periods: readonly StoredPeriod[];
  readonly points: StoredPoints;
  readonly live: LivePeriods;
  readonly firstDay: string | null;
  readonly now: Date;
}

/** A statistic in a view, as it is published: the only way from points to a page, a file or an answer. */
export function composeReading(
  statistic: Statistic,
  view: View,
  counted: Counted,
  publication: Publication,
): StatisticReading {
  const today = dayOf(counted.now);
  const firstDay = firstDayOf(counted, publication) ?? today;
  const { from, to } = daysOfView(view, { firstDay, today });
  const readAs = createPeriodReader(statistic, counted, publication, firstDay);
  const inRange = periodsBetween(view.interval, [from, firstDay].sort()[1] ?? from, to).filter(
    // What is not closed is not published.
    ({ end }) => publication.isPrivate || end <= today,
  );
  const periods = inRange.map((period) => readAs(period, view));
  const withFigures = periods.filter(({ n }) => n !== null && n > 0);
  const reading: Omit<StatisticReading, "takeaway"> = {
    statistic,
    view,
    from,
    to,
    periods,
    classes: classesOf(statistic, periods),
    latest: withFigures.filter(({ isUnfinished }) => !isUnfinished).at(-1) ?? withFigures.at(-1) ?? null,
    state: withFigures.length > 0 ? "ready" : publication.isPrivate ? "empty" : "tooFew",
    editionsOffered: editions.filter((edition: Edition) =>
      inRange.some((period) => (readAs(period, { ...view, edition }).n ?? 0) > 0),
    ),
    annotations: annotationsBetween(from, to, statistic.key),
    publishMinInstances: publication.door.publishMinInstances,
    countAfterDays: publication.countAfterDays,
    isPrivate: publication.isPrivate,
    computedAt: newestOf(periods.map(({ computedAt }) => computedAt)),
    nextCloseAt: nextCloseAt(view.interval, counted.now, publication.isPrivate),
  };
  return { ...reading, takeaway: sayTakeaway(reading) };
}

/** Where figures are published, they begin with the first week that was counted: an erasure does not move that. */
function firstDayOf({ firstDay, periods }: Counted, { isPrivate }: Publication): string | null {
  return isPrivate ? firstDay : (periods[0]?.start ?? null);
}

/** A period as it was counted. */
interface Found {
  readonly points: readonly Point[];
  readonly computedAt: string;
  readonly heldSince: string | null;
  readonly revision: number;
}

function createPeriodReader(
  statistic: Statistic,
  counted: Counted,
  publication: Publication,
  firstDay: string,
): (period: Period, view: View) => PeriodReading {
  const today = dayOf(counted.now);
  const about = (
    { start, end }: Period,
    found: Omit<Found, "points"> | null,
    published: Published,
  ): PeriodReading => ({
    start,
    end,
    isUnfinished: end > today,
    // The day of the first event is not published, only its week.
    isPartial: (publication.isPrivate ? start < firstDay : start <= firstDay) && firstDay < end,
    heldSince: found?.heldSince ?? null,
    revision: found?.revision ?? 0,
    computedAt: found?.computedAt ?? null,
    ...published,
  });
  const readCounted = (period: Period, view: View) => {
    const found = findPeriod(statistic, period, counted, view.revision);
    const isPublished = found !== null && found.heldSince === null;
    const published = isPublished ? publishPeriod(statistic, found.points, view, publication.door) : withheld;
    return about(period, found, published);
  };
  return (period, view) => {
    if (period.interval === "day" || period.interval === "week") return readCounted(period, view);
    const weeks = weeksOf(period)
      .filter(({ start, end }) => end > firstDay && start <= today)
      .map((week) => readCounted(week, view));
    const known = weeks.filter(({ computedAt }) => computedAt !== null);
    const found = {
      computedAt: newestOf(known.map(({ computedAt }) => computedAt)) ?? "",
      heldSince: weeks.find(({ heldSince }) => heldSince !== null)?.heldSince ?? null,
      revision: Math.max(0, ...weeks.map(({ revision }) => revision)),
    };
    return about(period, known.length === 0 ? null : found, meanOfWeeks(statistic, weeks, publication.door));
  };
}

/** The ISO weeks of a longer period: those whose Thursday lies in it. */
export function weeksOf({ start, end }: Pick<Period, "start" | "end">): Period[] {
  return periodsBetween("week", start, addDays(end, -1)).filter((week) => {
    const thursday = addDays(week.start, 3);
    return thursday >= start && thursday < end;
  });
}

/** What was counted in a period, in its newest revision or the one that was asked for; null where it is neither stored nor open. */
function findPeriod(
  statistic: Statistic,
  period: Period,
  { periods, points, live }: Counted,
  revision: number | null,
): Found | null {
  const stored = periods.findLast(
    (one) => one.start === period.start && (revision === null || one.revision <= revision),
  );
  if (stored !== undefined) return { ...stored, points: points.get(pointsKey(stored)) ?? [] };
  const open = live.periods.find(
    (one) => one.period.interval === period.interval && one.period.start === period.start,
  );
  if (open === undefined) return null;
  return {
    points: open.points.filter((point) => point.statistic === statistic.key),
    computedAt: live.computedAt,
    heldSince: null,
    revision: 0,
  };
}

/** When the period that is counted next is counted, ISO 8601. */
function nextCloseAt(interval: Interval, now: Date, isPrivate: boolean): string {
  if (isPrivate) return startOfDay(periodOf(interval, dayOf(now)).end).toISOString();
  for (let period = periodOf(interval, addDays(dayOf(now), -14)); ; period = periodOf(interval, period.end)) {
    const lastWeek = interval === "week" ? period : weeksOf(period).at(-1);
    const closesAt = startOfDay(lastWeek?.end ?? period.end).getTime() + graceMs(false);
    if (closesAt > now.getTime()) return new Date(closesAt).toISOString();
  }
}

function newestOf(times: readonly (string | null)[]): string | null {
  return times.reduce<string | null>(
    (newest, time) => (time !== null && time > (newest ?? "") ? time : newest),
    null,
  );
}

function classesOf(statistic: Statistic, periods: readonly PeriodReading[]): StatisticReading["classes"] {
  const occurring = new Set(periods.flatMap(({ values }) => Object.keys(values)));
  const declared = statistic.classes
    .filter(({ key }) => occurring.has(key))
    .map(({ key, title }) => ({ key, title }));
  return occurring.has(otherClass) ? [...declared, { key: otherClass, title: "Other" }] : declared;
}
