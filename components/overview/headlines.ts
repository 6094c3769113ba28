import type { Statistic, StatisticClass } from "@/lib/statistics/declare/declare";
import { preReleaseClass } from "@/lib/statistics/declare/engineMinor";
import { eventsReceivedStatistic } from "@/lib/statistics/declared/eventsReceived";
import { oldAfterPeriods } from "@/lib/statistics/say/takeaway";
import type { PeriodReading, StatisticReading } from "@/lib/statistics/view/reading";
import { addDays } from "@/lib/words/period";
import { sayDay } from "@/lib/words/sayDates";
import { sayChange, sayCount, sayPoints, saySeconds, sayShare } from "@/lib/words/sayNumbers";
import { namePeriod, sayPeriod } from "@/lib/words/sayPeriod";
import { countOf } from "@/lib/words/sayPlurals";
import type { Course } from "../charts/sparkline";
import { sayN } from "../statistics/say-reading";
import type { OverviewData } from "./overview-data";

/** One of the figures that matter: a number, what it is a number of, and where there is more. */
export interface HeadlineFigure {
  readonly label: string;
  readonly value: string;
  readonly note: string;
  /** Against the period before; null where one of the two is not there. */
  readonly change: string | null;
  readonly href: string;
  /** The same over time; null without a figure. */
  readonly course: Course | null;
}

/** Active instances, the median clone time, the newest version's share, and the events that arrived. */
export function headlineFigures({ headlines, events }: OverviewData): HeadlineFigure[] {
  const { activeInstances, cloneTimes, engineVersions } = headlines;
  return [
    activeFigure(activeInstances),
    timesFigure(cloneTimes),
    newestFigure(engineVersions),
    {
      label: eventsReceivedStatistic.title,
      value: events.total === null ? "too few" : sayCount(events.total),
      note: events.total === null ? "Too few instances sent them to publish how many." : events.note,
      change: changeOf(events.course, sayChange),
      href: events.href,
      course: events.course,
    },
  ];
}

/** The name of a statistic as a figure: of one of its classes, where the figure is that class's. */
function labelOf({ words, title }: Statistic, one?: StatisticClass): string {
  return words?.figure?.(one) ?? title;
}

/** Windows: the widest, which is declared first. */
function activeFigure(reading: StatisticReading): HeadlineFigure {
  const { latest, statistic } = reading;
  const [widest] = statistic.kind === "windows" ? statistic.classes : [];
  const instances = latest?.values[widest?.key ?? ""];
  if (latest === null || widest === undefined || instances === undefined) return withoutFigure(reading);
  const until = latest.isUnfinished ? "up to now" : `up to ${sayDay(addDays(latest.end, -1))}`;
  return {
    label: labelOf(statistic),
    value: sayCount(instances),
    note: `in ${widest.days} days ${until}`,
    ...withChange(reading, sayChange, ({ values }) => values[widest.key] ?? null),
  };
}

function timesFigure(reading: StatisticReading): HeadlineFigure {
  const { latest, statistic } = reading;
  const median = latest?.times?.percentiles[50] ?? null;
  if (latest === null || median === null) return withoutFigure(reading);
  return {
    label: labelOf(statistic),
    value: saySeconds(median),
    note: `typical instance, n\u00a0= ${sayN(statistic, latest)}, ${sayWhen(reading)}`,
    ...withChange(reading, sayChange, ({ times }) => times?.percentiles[50] ?? null),
  };
}

/** Of classes that are versions, newest first. */
function newestFigure(reading: StatisticReading): HeadlineFigure {
  const { latest, statistic } = reading;
  const newest = statistic.classes.find(
    ({ key }) => key !== preReleaseClass && (latest?.values[key] ?? 0) > 0,
  );
  if (latest === null || latest.n === null || newest === undefined) return withoutFigure(reading);
  return {
    label: `${labelOf(statistic, newest)}${reading.isPrivate ? ", the newest" : ", the newest published"}`,
    value: sayShare((latest.values[newest.key] ?? 0) / latest.n),
    note: `of ${sayN(statistic, latest)}, ${sayWhen(reading)}`,
    ...withChange(reading, sayPoints, ({ n, values }) => {
      const value = values[newest.key];
      return n === null || n === 0 || value === undefined ? null : value / n;
    }),
  };
}

/** A figure that is not there: nothing was counted, or too few, and then how many are needed. */
function withoutFigure(reading: StatisticReading): HeadlineFigure {
  const [label, href] = [labelOf(reading.statistic), hrefOf(reading)];
  if (reading.state === "empty")
    return { label, value: "–", note: "Nothing counted yet", change: null, href, course: null };
  const note = `It takes ${countOf(reading.publishMinInstances, "instance")} in a period`;
  return { label, value: "too few", note, change: null, href, course: null };
}

/** A figure over time, how it changed last, and where there is more. */
function withChange(
  reading: StatisticReading,
  say: (before: number, after: number) => string | null,
  read: (period: PeriodReading) => number | null,
): Pick<HeadlineFigure, "change" | "href" | "course"> {
  const course = courseOf(reading, read);
  return { course, change: changeOf(course, say), href: hrefOf(reading) };
}

/** How the figure of the last period that is over differs from the one before: `+4% on the week before`. */
function changeOf(
  course: Course | null,
  say: (before: number, after: number) => string | null,
): string | null {
  const [before, after] = course?.values.slice(-2) ?? [];
  if (course === null || before == null || after == null) return null;
  const change = say(before, after);
  return change === null ? null : `${change} on the ${course.interval} before`;
}

/** A figure in each period that is over. */
export function courseOf(
  { periods, view }: StatisticReading,
  read: (period: PeriodReading) => number | null,
): Course {
  const over = periods.filter(({ isUnfinished }) => !isUnfinished);
  return { interval: view.interval, periods: over, values: over.map(read) };
}

function sayWhen({ view, latest, periods }: StatisticReading): string {
  if (latest === null) return "";
  const isOld = periods.filter(({ start }) => start > latest.start).length > oldAfterPeriods;
  const open = latest.isUnfinished ? ", not over" : "";
  return `${namePeriod(view.interval, latest.start)}${open}${isOld ? "; nothing newer is published" : ""}`;
}

function hrefOf({ statistic }: StatisticReading): string {
  return `/statistics/${statistic.key}`;
}

/** A class that began to be published within the range of a reading. */
export interface NewClass {
  readonly reading: StatisticReading;
  readonly title: string;
  readonly since: string;
}

/** The class that was first published last, in any of the readings; null where all have been there from the beginning. */
export function newestClass(readings: readonly StatisticReading[]): NewClass | null {
  let newest: NewClass | null = null;
  for (const reading of readings) {
    const published = reading.periods.filter(({ n }) => n !== null && n > 0);
    for (const { key, title } of reading.statistic.classes) {
      const first = published.findIndex(({ values }) => values[key] !== undefined);
      const since = published[first]?.start;
      if (first < 1 || since === undefined || (newest !== null && newest.since >= since)) continue;
      newest = { reading, title, since };
    }
  }
  return newest;
}

/** `4.2 first appears in the week of 2 November 2026.` */
export function sayNewClass({ reading, title, since }: NewClass): string {
  return `${title} first appears ${sayPeriod(reading.view.interval, since)}.`;
}
