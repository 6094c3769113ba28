import { nearestRank } from "../count/nearestRank";
import type { Statistic } from "../declare/declare";
import { type Percentile, percentiles, type TimesReading } from "../view/reading";
import type { Door } from "./door";
import { type Published, withheld } from "./published";
import { middleOf } from "./publishShare";

/** A class or a percentile of a longer period needs a figure in so large a part of its published weeks. */
const leastPart = 0.5;

/**
 * A month, a quarter or a year, made of its published weeks and of nothing else: the mean week's instances, the mean of the
 * weeks' shares, of percentiles the middle week's. A longer period therefore tells nothing that its weeks do not.
 * @param weeks those that belong to the period, published or not
 */
export function meanOfWeeks(statistic: Statistic, weeks: readonly Published[], door: Door): Published {
  const published = weeks.filter((week): week is Published & { n: number } => week.n !== null);
  if (published.length === 0 || published.length < weeks.length * leastPart) return withheld;
  const n = Math.round(mean(published.map((week) => week.n)));
  const least = published.length * leastPart;
  const values: Record<string, number> = {};
  for (const key of new Set(published.flatMap((week) => Object.keys(week.values)))) {
    const figures = published.flatMap(({ values: ofWeek, n: whole }) => {
      const value = ofWeek[key];
      return value === undefined || whole === 0
        ? []
        : [statistic.unit === "instances" ? value / whole : value];
    });
    if (figures.length < least) continue;
    const value = round(mean(figures) * (statistic.unit === "instances" ? n : 1));
    if (door.isOpen || statistic.kind === "events" || value >= door.publishMinInstances) values[key] = value;
  }
  const outside = published.flatMap((week) => (week.outside === null ? [] : [week.outside]));
  return {
    n: statistic.kind === "events" ? round(Object.values(values).reduce((sum, value) => sum + value, 0)) : n,
    outside: outside.length < least || outside.length === 0 ? null : Math.round(mean(outside)),
    values,
    medianClass:
      statistic.kind === "share" && statistic.form === "histogram" ? middleOf(statistic, values, n) : null,
    times: timesOf(
      published.flatMap(({ times }) => (times === null ? [] : [times])),
      least,
    ),
  };
}

function timesOf(weeks: readonly TimesReading[], least: number): TimesReading | null {
  if (weeks.length === 0 || weeks.length < least) return null;
  const clones = weeks.flatMap((week) => (week.clones === null ? [] : [week.clones]));
  // The week in the middle of the weeks' medians lends the curve: no week's curve is drawn from another's figures.
  const byMedian = weeks.toSorted((one, other) => (one.percentiles[50] ?? 0) - (other.percentiles[50] ?? 0));
  return {
    percentiles: Object.fromEntries(
      percentiles.map((percentile) => [percentile, middle(weeks, percentile, least)]),
    ) as Record<Percentile, number | null>,
    curve: byMedian[Math.floor((byMedian.length - 1) / 2)]?.curve ?? [],
    clones: clones.length < least ? null : Math.round(mean(clones)),
  };
}

function middle(weeks: readonly TimesReading[], percentile: Percentile, least: number): number | null {
  const seconds = weeks
    .flatMap((week) => week.percentiles[percentile] ?? [])
    .toSorted((one, other) => one - other);
  return seconds.length < least
    ? null
    : nearestRank(
        seconds.map((one) => [one, 1] as const),
        50,
      );
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Hundredths: a share made of it is off by less than anybody can read. */
function round(value: number): number {
  return Math.round(value * 100) / 100;
}
