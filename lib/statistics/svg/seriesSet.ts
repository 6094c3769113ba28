import { type ChartSeries, seriesOf } from "../view/chartSeries";
import type { StatisticReading } from "../view/reading";

/** A period as it is drawn. Records have every series' key; null is withheld. */
export interface DrawnPeriod {
  readonly isUnfinished: boolean;
  readonly n: number | null;
  readonly values: Readonly<Record<string, number | null>>;
  /** 0 … 1. */
  readonly shares: Readonly<Record<string, number | null>>;
}

/** The series of a reading, and its periods with a value of each. */
export interface SeriesSet {
  readonly series: readonly ChartSeries[];
  readonly points: readonly DrawnPeriod[];
}

export function seriesSetOf(reading: StatisticReading): SeriesSet {
  const series = seriesOf(reading);
  const points = reading.periods.map(({ isUnfinished, n }, index) => ({
    isUnfinished,
    n,
    values: Object.fromEntries(series.map(({ key, points: values }) => [key, values[index] ?? null])),
    shares: Object.fromEntries(series.map(({ key, shares }) => [key, shares[index] ?? null])),
  }));
  return { series, points };
}
