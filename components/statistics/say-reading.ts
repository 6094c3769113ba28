import type { Statistic } from "@/lib/statistics/declare/declare";
import type { PeriodReading, StatisticReading } from "@/lib/statistics/view/reading";
import { sayDays, sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { namePeriod } from "@/lib/words/sayPeriod";
import { capitalise, countOf, listOf } from "@/lib/words/sayPlurals";

/** The denominator of a period with its noun; `too few instances` where it is withheld. */
export function sayN(statistic: Statistic, { n }: Pick<PeriodReading, "n">): string {
  if (n === null) return "too few instances";
  return countOf(n, statistic.unit === "events" ? "event" : "instance");
}

/** What the denominator of a statistic is. */
export function sayDenominator(statistic: Statistic): string {
  switch (statistic.kind) {
    case "events":
      return "all events of counted instances in the period";
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
export function sayRange({ from, to, periods }: StatisticReading): string {
  const first = [from, periods[0]?.start ?? from].sort()[1] ?? from;
  return sayDays(first, to);
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

/** `The week of 23 November 2026 closes on 30 November 2026, 00:00 UTC.` */
export function sayNextClose({ view, nextCloseAt, periods }: StatisticReading): string {
  const open = periods.find(({ isUnfinished }) => isUnfinished);
  const closes = `closes on ${sayTime(nextCloseAt)}.`;
  if (open === undefined) return `The running ${view.interval} ${closes}`;
  return `${capitalise(namePeriod(view.interval, open.start))} ${closes}`;
}

/** How a private installation counts, and how one that publishes. */
export function sayCounting({ countAfterDays }: Pick<StatisticReading, "countAfterDays">): string {
  return `An instance counts once it has sent a valid engine_started and was seen on ${countOf(countAfterDays, "day")}.`;
}

/** Names of classes that are not published by themselves in a period, with why; a sentence for each reason. */
export function sayFolded(
  { statistic, publishMinInstances }: StatisticReading,
  { folded }: PeriodReading,
): string[] {
  const named = (why: "small" | "company") =>
    folded
      .filter((one) => one.why === why)
      .map(({ key }) => statistic.classes.find((one) => one.key === key)?.title ?? key);
  const small = named("small");
  const company = named("company");
  const where = statistic.kind === "multi" ? "Not shown" : "In Other";
  const sentences: string[] = [];
  if (small.length > 0) {
    sentences.push(
      `${where}: ${listOf(small)}, with fewer than ${sayCount(publishMinInstances)} instances each.`,
    );
  }
  if (company.length > 0) {
    const why =
      statistic.kind === "multi"
        ? "the instances that do not use it are too few"
        : "without it somebody could work out a group that is too small";
    sentences.push(`${where}: ${listOf(company)}, large enough, but ${why}.`);
  }
  return sentences;
}

/** `31 more: engines before 3.4, which do not report it.`; null where nobody is outside or it is not told. */
export function sayOutside(statistic: Statistic, { outside }: PeriodReading): string | null {
  if (outside === null || outside === 0 || statistic.outside === undefined) return null;
  return `${sayCount(outside)} more, not in n: ${statistic.outside}.`;
}
