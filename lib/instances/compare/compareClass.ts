import { otherClass, type ShareStatistic, type StatisticClass } from "../../statistics/declare/declare";
import { preReleaseClass } from "../../statistics/declare/engineMinor";
import type { PeriodReading, StatisticReading } from "../../statistics/view/reading";
import { sayShare } from "../../words/sayNumbers";
import { countOf, inNumber } from "../../words/sayPlurals";
import type { Comparison } from "./types";

/**
 * An instance's class beside the published shares.
 * @param name its class; null where it could not answer
 * @param words its own value in words where they say more than the title of its class
 */
export function compareClass(
  statistic: ShareStatistic,
  name: string | null,
  words: string | null,
  { latest }: Pick<StatisticReading, "latest">,
): Comparison {
  const own = classOf(statistic, name);
  const n = latest?.n ?? 0;
  const about = {
    statistic: statistic.key,
    title: statistic.title,
    mine: words ?? own?.title ?? "Not reported",
  };
  if (latest === null || n === 0) return { ...about, others: null, takeaway: null, periodStart: null };
  return {
    ...about,
    others: sayOthers(statistic, own, latest, n),
    takeaway: own && sayTakeaway(statistic, own, latest, n),
    periodStart: latest.start,
  };
}

function classOf(statistic: ShareStatistic, name: string | null): StatisticClass | null {
  if (name === null) return null;
  return statistic.classes.find(({ key }) => key === name) ?? { key: otherClass, title: "Other" };
}

/** The share of its class, or that it has none of its own. */
function sayOthers(
  statistic: ShareStatistic,
  own: StatisticClass | null,
  { values }: PeriodReading,
  n: number,
): string {
  const whole = countOf(n, "instance");
  const counted = `${whole} ${inNumber(n, "is", "are")} counted`;
  // Those that did not report it may be among them: too few are not told apart.
  if (own === null) return counted;
  const value = values[own.key];
  if (own.key === otherClass || value === undefined) {
    return `“${own.title}” is not published by itself; ${counted}`;
  }
  return `${subject(statistic, own)} ${sayShare(value / n)} of ${whole}`;
}

/** `Engine 4.1 runs on`, to be followed by how many. */
function subject({ words }: ShareStatistic, one: StatisticClass): string {
  return words?.of?.(one) ?? `“${one.title}” has`;
}

function sayTakeaway(
  statistic: ShareStatistic,
  own: StatisticClass,
  latest: PeriodReading,
  n: number,
): string | null {
  if (own.key === otherClass || own.key === preReleaseClass) return null;
  if (statistic.form === "area") return sayNewer(statistic, own, latest, n);
  if (statistic.form === "histogram") return sayBesideMedian(statistic, own, latest);
  return sayMostFrequent(statistic, own, latest, n);
}

/** Classes of an area are versions, newest first. */
function sayNewer({ classes }: ShareStatistic, own: StatisticClass, { values }: PeriodReading, n: number) {
  const newer = classes
    .slice(
      0,
      classes.findIndex(({ key }) => key === own.key),
    )
    .filter(({ key }) => key !== preReleaseClass);
  const share = newer.reduce((sum, { key }) => sum + (values[key] ?? 0), 0) / n;
  return share > 0 ? `${sayShare(share)} have a newer version.` : "No newer version is published.";
}

function sayBesideMedian({ classes }: ShareStatistic, own: StatisticClass, { medianClass }: PeriodReading) {
  const [place, middle] = [own.key, medianClass].map((name) => classes.findIndex(({ key }) => key === name));
  const median = classes[middle ?? -1];
  if (place === undefined || middle === undefined || median === undefined) return null;
  if (place === middle) return "It is in the same class as the median instance.";
  return `It is ${place > middle ? "above" : "below"} the median instance, which is in “${median.title}”.`;
}

function sayMostFrequent(
  statistic: ShareStatistic,
  own: StatisticClass,
  { values }: PeriodReading,
  n: number,
) {
  const [most] = statistic.classes.toSorted(
    (one, other) => (values[other.key] ?? 0) - (values[one.key] ?? 0),
  );
  const value = values[most?.key ?? ""];
  if (most === undefined || value === undefined) return null;
  if (values[own.key] === value) return "It is in the most frequent class.";
  return `The most frequent class is “${most.title}”, with ${sayShare(value / n)}.`;
}
