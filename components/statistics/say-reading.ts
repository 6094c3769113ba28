import type { Statistic } from "@/lib/statistics/declare/declare";
import type { PeriodReading, StatisticReading } from "@/lib/statistics/view/reading";
import { daysShown } from "@/lib/statistics/view/view";
import { sayDays, sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise, countOf } from "@/lib/words/sayPlurals";

/** The denominator of a period with its noun; `too few instances` where it is withheld. */
export function sayN(statistic: Statistic, { n }: Pick<PeriodReading, "n">): string {
  if (n === null) return "too few instances";
  return countOf(Math.round(n), statistic.unit === "events" ? "event" : "instance");
}

/** What the denominator of a statistic is. */
export function sayDenominator(statistic: Statistic): string {
  switch (statistic.kind) {
    case "events":
      return "events of counted instances, of the types shown";
    case "windows":
      return "counts of instances, not shares";
    case "times":
      return "counted instances with at least one measured clone in the period";
    default:
      return statistic.outside === undefined
        ? "all counted instances that were active in the period"
        : "counted instances that were active in the period and could answer";
  }
}

/** What is drawn, for the line under a chart's title: `Share of instances by week, 26 November 2025 to …`. */
export function sayDrawn(reading: StatisticReading): string {
  return `${sayQuantity(reading)} by ${reading.view.interval}, ${sayRange(reading)}${sayEdition(reading)}`;
}

/** First and last day of what is shown. */
export function sayRange(reading: StatisticReading): string {
  const { from, to } = daysShown(reading);
  return sayDays(from, to);
}

/** The quantity in a view with its unit. */
export function sayQuantity({ statistic, view }: StatisticReading): string {
  switch (statistic.kind) {
    case "events":
      return view.show === "share" ? "Share of events" : "Events";
    case "windows":
      return "Instances";
    case "times": {
      const what = view.weighting === "instances" ? "Median clone time of instances" : "Time of all clones";
      const of = statistic.classes.find(({ key }) => key === view.of);
      return `${what}${of === undefined ? "" : ` on ${of.title}`} in seconds`;
    }
    default:
      return view.show === "share" ? "Share of instances" : "Instances";
  }
}

/** `, Community edition only`; empty for all editions. */
export function sayEdition({ view }: StatisticReading): string {
  return view.edition === "all" ? "" : `, ${capitalise(view.edition)} edition only`;
}

/** `The next week is counted on 2 December 2026, 00:00 UTC.` */
export function sayNextClose({ view, nextCloseAt, periods, isPrivate }: StatisticReading): string {
  if (!isPrivate) return `The next ${view.interval} is counted on ${sayTime(nextCloseAt)}.`;
  const open = periods.find(({ isUnfinished }) => isUnfinished);
  const closes = `closes on ${sayTime(nextCloseAt)}.`;
  if (open === undefined) return `The running ${view.interval} ${closes}`;
  return `${capitalise(namePeriod(view.interval, open.start))} ${closes}`;
}

/** When an instance begins to count. */
export function sayCounting({ countAfterDays }: Pick<StatisticReading, "countAfterDays">): string {
  const started = "An instance counts once it has sent a valid engine_started";
  return countAfterDays === 0
    ? `${started}.`
    : `${started} and was seen twice, ${countOf(countAfterDays, "day")} or more apart.`;
}

/** What is not told of classes, in general words: which ones they are would tell of their instances. */
export function sayWithheld({ statistic, publishMinInstances, isPrivate }: StatisticReading): string[] {
  if (isPrivate || statistic.kind === "windows" || statistic.kind === "times") return [];
  const withheld = `A class with fewer than ${sayCount(publishMinInstances)} instances, or none, is not shown.`;
  return [
    statistic.kind === "share" ? `${withheld} “Other” is what the classes shown leave of n.` : withheld,
  ];
}

/** `31 more: engines before 3.4, which do not report it.`; null where nobody is outside or it is not told. */
export function sayOutside(statistic: Statistic, { outside }: PeriodReading): string | null {
  if (outside === null || outside === 0 || statistic.outside === undefined) return null;
  return `${sayCount(outside)} more, not in n: ${statistic.outside}.`;
}
