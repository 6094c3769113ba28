import { otherClass } from "@/lib/statistics/declare/declare";
import type { ChartSeries, Slot } from "@/lib/statistics/view/chartSeries";
import type { PeriodReading, StatisticReading } from "@/lib/statistics/view/reading";

/** A line or layer; `slot` picks its colour. */
export interface ChartDataSeries {
  key: string;
  title: string;
  slot: Slot;
}

/** A bar of the latest period. */
export interface ChartDataBar extends ChartDataSeries {
  /** Instances or events; null where the class is not published. */
  value: number | null;
  isMedian: boolean;
}

/**
 * The bars of a period. Histograms have every class from the first that occurs to the last, in declared order, so that
 * an empty class between two others is seen as empty; all others are sorted by size. "Other" comes last.
 */
export function latestBars(
  { statistic, classes, isPrivate }: StatisticReading,
  period: PeriodReading,
  series: readonly ChartSeries[],
): ChartDataBar[] {
  const isHistogram = statistic.form === "histogram";
  const shown = isHistogram ? betweenFirstAndLast(statistic.classes, period) : classes;
  const named = shown.filter(({ key }) => key !== otherClass);
  const slots = new Map(series.map(({ key, slot }) => [key, slot]));
  const bars = named.map(({ key, title }): ChartDataBar => {
    return {
      key,
      title,
      // The colour the class has over time, where it is drawn there.
      slot: slots.get(key) ?? "other",
      value: period.values[key] ?? (isPrivate ? 0 : null),
      isMedian: key === period.medianClass,
    };
  });
  const sorted = isHistogram
    ? bars
    : bars
        .filter(({ value }) => value !== null && value > 0)
        .sort((one, next) => (next.value ?? 0) - (one.value ?? 0));
  const rest = period.values[otherClass];
  if (rest === undefined || rest === 0) return sorted;
  return [...sorted, { key: otherClass, title: "Other", slot: "other", value: rest, isMedian: false }];
}

function betweenFirstAndLast<Class extends { readonly key: string }>(
  classes: readonly Class[],
  { values }: PeriodReading,
): readonly Class[] {
  const occurs = ({ key }: Class) => (values[key] ?? 0) > 0;
  return classes.slice(Math.max(0, classes.findIndex(occurs)), classes.findLastIndex(occurs) + 1);
}
