import type { Slot } from "@/lib/statistics/view/chartSeries";
import { percentiles } from "@/lib/statistics/view/reading";
import { sayCount, saySeconds, sayShare } from "@/lib/words/sayNumbers";
import type { ChartData, ChartDataPoint } from "./chart-data";

/** What a tooltip says of one period, bar or step. */
export interface PointDescription {
  title: string;
  /** Right of the title: the denominator or the total. */
  total: string | null;
  lines: { key: string; title: string; value: string; slot: Slot | null }[];
  /** Under the lines. */
  notes: string[];
}

const withheldWords = "Too few instances to publish";

/** A value of a class beside its share of n: `84% · 329`, or `329 · 84%` where counts are drawn. */
export function sayValue({ show, form }: ChartData, value: number | null, n: number | null): string {
  if (value === null) return "too few to publish";
  if (form === "lines" || n === null || n === 0) return sayCount(value);
  const both = [sayShare(value / n), sayCount(value)];
  return (show === "share" ? both : both.toReversed()).join(" · ");
}

/** A period of a chart over time in words. */
export function describePoint(data: ChartData, index: number): PointDescription | null {
  const point = data.points[index];
  if (point === undefined) return null;
  return {
    title: point.isUnfinished ? `${point.label}, unfinished` : point.label,
    total: data.form === "lines" ? null : sayTotal(data, point.n),
    lines: point.n === null ? [] : data.form === "percentiles" ? timeLines(point) : seriesLines(data, point),
    notes: [
      ...(point.n === null || (data.form === "percentiles" && point.seconds === null) ? [withheldWords] : []),
      ...data.annotations
        .filter(({ day }) => point.start <= day && day < point.end)
        .map(({ kind, title }) => (kind === "release" ? `Release of ${title}` : title)),
    ],
  };
}

/** A bar of the latest period in words. */
export function describeBar(data: ChartData, index: number): PointDescription | null {
  const bar = data.bars[index];
  const point = data.points[data.latest ?? -1];
  if (bar === undefined || point === undefined) return null;
  return {
    title: bar.title,
    total: sayValue(data, bar.value, point.n),
    lines: [],
    notes: [
      `${point.label}${point.isUnfinished ? ", unfinished" : ""}${point.n === null ? "" : `, n = ${sayCount(point.n)}`}`,
      ...(bar.isMedian ? ["The middle instance is here"] : []),
    ],
  };
}

/** A step of the cumulative curve in words. */
export function describeStep({ curve }: ChartData, index: number): PointDescription | null {
  const step = curve[index];
  if (step === undefined) return null;
  return {
    title: `Up to ${saySeconds(step.seconds)}`,
    total: sayShare(step.share),
    lines: [],
    notes: [],
  };
}

function sayTotal({ unit }: ChartData, n: number | null): string | null {
  if (n === null) return null;
  return unit === "events" ? `${sayCount(n)} events` : `n = ${sayCount(n)}`;
}

/** Layers from the top down, as they are seen. */
function seriesLines(data: ChartData, point: ChartDataPoint): PointDescription["lines"] {
  return data.series
    .map(({ key, title, slot }, index) => ({
      key,
      title,
      slot,
      value: sayValue(data, point.values[index] ?? null, point.n),
      isEmpty: point.values[index] === 0,
    }))
    .filter(({ isEmpty }) => !isEmpty)
    .map(({ isEmpty: _, ...line }) => line)
    .toReversed();
}

function timeLines({ seconds, clones }: ChartDataPoint): PointDescription["lines"] {
  if (seconds === null) return [];
  const lines = percentiles.flatMap((percentile, index) => {
    const value = seconds[index] ?? null;
    const title = percentile === 50 ? "Median" : `${percentile}th percentile`;
    return value === null ? [] : [{ key: String(percentile), title, value: saySeconds(value), slot: null }];
  });
  return clones === null
    ? lines
    : [...lines, { key: "clones", title: "Measurements", value: sayCount(clones), slot: null }];
}
