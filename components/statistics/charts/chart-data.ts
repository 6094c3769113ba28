import type { Statistic } from "@/lib/statistics/declare/declare";
import { seriesOf } from "@/lib/statistics/view/chartSeries";
import {
  type Annotation,
  percentiles,
  type StatisticReading,
  type View,
} from "@/lib/statistics/view/reading";
import type { Interval } from "@/lib/words/period";
import { sayShortPeriod } from "@/lib/words/sayPeriod";
import { type ChartDataBar, type ChartDataSeries, latestBars } from "./latest-bars";

/** One period, oldest first. */
export interface ChartDataPoint {
  /** `YYYY-MM-DD`. */
  start: string;
  /** The first day after it. */
  end: string;
  /** The period in words, such as `16–22 Nov 2026`. */
  label: string;
  isUnfinished: boolean;
  /** The denominator; null where the period is withheld. */
  n: number | null;
  /** Instances or events, a value for each series, in their order. Null is withheld. */
  values: (number | null)[];
  /** Clone times: seconds, in the order of `percentiles`; null is withheld. */
  seconds: (number | null)[] | null;
  /** Clone times: measured clones. */
  clones: number | null;
}

/** All that the charts of a statistic need: plain data, so that it can be handed to the browser. */
export interface ChartData {
  form: Statistic["form"];
  unit: Statistic["unit"];
  /** Classes overlap: each is a share of n, and they cannot be stacked. */
  overlaps: boolean;
  interval: Interval;
  show: View["show"];
  draw: View["draw"];
  takeaway: string;
  /** From the ground up; empty for clone times. */
  series: ChartDataSeries[];
  points: ChartDataPoint[];
  /** Place of the period that bars and curve are about among `points`; null without figures. */
  latest: number | null;
  bars: ChartDataBar[];
  /** The latest distribution of clone times: at most so many seconds took this share (0 … 1). */
  curve: { seconds: number; share: number }[];
  annotations: Pick<Annotation, "day" | "kind" | "title">[];
}

/** What the charts of a reading draw. Serialisable, and nothing in it that the reading does not publish. */
export function chartData(reading: StatisticReading): ChartData {
  const { statistic, view, periods, latest } = reading;
  const series = statistic.kind === "times" ? [] : seriesOf(reading);
  const place = latest === null ? -1 : periods.findIndex(({ start }) => start === latest.start);
  return {
    form: statistic.form,
    unit: statistic.unit,
    overlaps: statistic.kind === "multi",
    interval: view.interval,
    show: view.show,
    draw: view.draw,
    takeaway: reading.takeaway,
    series: series.map(({ key, title, slot }) => ({ key, title, slot })),
    points: periods.map((period, index) => ({
      start: period.start,
      end: period.end,
      label: `${sayShortPeriod(view.interval, period)}${period.heldSince === null ? "" : ", held for review"}`,
      isUnfinished: period.isUnfinished,
      n: period.n,
      values: series.map(({ points }) => points[index] ?? null),
      seconds:
        period.times === null ? null : percentiles.map((one) => period.times?.percentiles[one] ?? null),
      clones: period.times?.clones ?? null,
    })),
    latest: place < 0 ? null : place,
    bars: latest === null || !hasBars(statistic) ? [] : latestBars(reading, latest, series),
    curve: latest?.times?.curve.map(({ seconds, share }) => ({ seconds, share })) ?? [],
    annotations: reading.annotations.map(({ day, kind, title }) => ({ day, kind, title })),
  };
}

const hasBars = ({ kind }: Statistic) => kind === "share" || kind === "multi";
