import type {
  BarChart,
  Chart,
  ChartBar,
  CurveChart,
  Series,
  Stop,
  TimeChart,
  Unit,
} from "../../charts/chart";
import { sayCount, saySeconds, sayShare } from "../../words/sayNumbers";
import { sayShortPeriod } from "../../words/sayPeriod";
import { otherClass } from "../declare/declare";
import { type Percentile, type PeriodReading, percentiles, type StatisticReading } from "../view/reading";
import { colorOf, countIn, isOrdered, partsOf } from "./parts";

/** Which picture of a statistic: its own, its latest period's classes, its classes over time, or the distribution of times. */
export type ChartPart = "main" | "latest" | "overTime" | "curve";

const withheldWords = "Too few instances to publish";

/**
 * The chart of a reading: all its numbers and words, ready to be laid out.
 * @param among see `partsOf`
 */
export function chartOf(
  reading: StatisticReading,
  part: ChartPart = "main",
  among: readonly StatisticReading[] = [reading],
): Chart {
  const { statistic } = reading;
  if (part === "curve") return curveChart(reading);
  if (statistic.kind === "times") return percentileChart(reading);
  if (part === "latest" || (part === "main" && isOfLatest(reading))) return barChart(reading, among);
  return classChart(reading, among);
}

/** Whether the main chart shows the latest period only. A single period over time would be one column. */
export function isOfLatest({ statistic, periods }: StatisticReading): boolean {
  if (statistic.form === "area") return periods.filter(({ n }) => n !== null).length < 2;
  return statistic.form === "bars" || statistic.form === "histogram";
}

/** How a chart marks the period that is not over. */
export function unfinishedMark({ layout }: Pick<TimeChart, "layout">): string {
  return layout === "stack" ? "hatched" : "dashed";
}

/** Windows have no denominator and are counts; classes of a `multi` statistic overlap, so they are never stacked. */
function unitOf({ statistic, view }: StatisticReading): Unit {
  return view.show === "share" && statistic.kind !== "windows" ? "share" : "count";
}

/** A value beside its share of n: `84% · 329`, or `329 · 84%` where counts are drawn. */
function sayValue(reading: StatisticReading, value: number, n: number | null): string {
  if (reading.statistic.kind === "windows" || n === null || n === 0) return sayCount(value);
  const both = [sayShare(value / n), sayCount(value)];
  return (unitOf(reading) === "share" ? both : both.reverse()).join(" · ");
}

function drawnValue(reading: StatisticReading, value: number | null, n: number | null): number | null {
  if (value === null || unitOf(reading) === "count") return value;
  return n === null || n === 0 ? null : value / n;
}

function latestIndex({ latest, periods }: StatisticReading): number {
  return periods.findIndex(({ start }) => start === latest?.start);
}

function periodsOf(reading: StatisticReading) {
  const { periods, view, annotations } = reading;
  return {
    description: reading.takeaway,
    interval: view.interval,
    periods: periods.map(({ start, end, isUnfinished }) => ({ start, end, isUnfinished })),
    marks: annotations.map(({ day, kind, title }) => ({ day, kind, title })),
  };
}

function classChart(reading: StatisticReading, among: readonly StatisticReading[]): TimeChart {
  const { statistic, periods, view, isPrivate } = reading;
  const isAllKnown = isPrivate && statistic.kind !== "windows";
  const latest = latestIndex(reading);
  const isStacked = statistic.kind !== "windows" && statistic.kind !== "multi" && view.draw === "stacked";
  return {
    ...periodsOf(reading),
    kind: "time",
    layout: isStacked ? "stack" : "lines",
    unit: unitOf(reading),
    isLogarithmic: false,
    series: partsOf(reading, among).map((part): Series => {
      const counts = periods.map((period) => countIn(part, period, isAllKnown));
      const texts = periods.map(({ n }, index) => {
        const value = counts[index] ?? null;
        return value === null ? null : sayValue(reading, value, n);
      });
      const { key, title, color } = part;
      const values = periods.map(({ n }, index) => drawnValue(reading, counts[index] ?? null, n));
      return { key, title, color, values, texts, now: texts[latest] ?? null };
    }),
    bands: [],
    strip: null,
    stops: periods.map((period) => stopOf(reading, period, period.n === null, [])),
  };
}

function stopOf(
  { view, statistic, annotations, isPrivate }: StatisticReading,
  {
    start,
    end,
    isUnfinished,
    heldSince,
    n,
  }: Pick<PeriodReading, "start" | "end" | "isUnfinished" | "heldSince" | "n">,
  isWithheld: boolean,
  details: Stop["details"],
): Stop {
  const unit = statistic.unit === "events" ? `${sayCount(n ?? 0)} events` : `n = ${sayCount(n ?? 0)}`;
  return {
    title: [
      sayShortPeriod(view.interval, { start, end }),
      ...(heldSince === null ? [] : ["held for review"]),
      ...(isUnfinished ? ["unfinished"] : []),
    ].join(", "),
    total: n === null || statistic.kind === "windows" ? null : unit,
    details,
    notes: [
      // What is held says so in its title.
      ...(isWithheld && heldSince === null ? [isPrivate ? "Nothing was counted" : withheldWords] : []),
      ...annotations
        .filter(({ day }) => start <= day && day < end)
        .map(({ kind, title }) => (kind === "release" ? `DBLab Engine ${title}` : title)),
    ],
  };
}

/** Bands from the outside in; the line of the median lies on them. */
const bands = [
  { key: "outer", title: "Nine of ten (5th–95th percentile)", low: 5, high: 95, opacity: 0.2 },
  { key: "inner", title: "Middle half (25th–75th percentile)", low: 25, high: 75, opacity: 0.42 },
] as const;

function percentileChart(reading: StatisticReading): TimeChart {
  const { periods, view, latest } = reading;
  const at = (times: PeriodReading["times"], percentile: Percentile) =>
    times?.percentiles[percentile] ?? null;
  const say = (percentile: Percentile) => {
    const seconds = at(latest?.times ?? null, percentile);
    return seconds === null ? null : saySeconds(seconds);
  };
  const medians = periods.map(({ times }) => at(times, 50));
  const counted = periods.map(({ n, times }) =>
    times === null ? 0 : ((view.weighting === "clones" ? times.clones : n) ?? 0),
  );
  return {
    ...periodsOf(reading),
    kind: "time",
    layout: "lines",
    unit: "seconds",
    isLogarithmic: view.scale === "log",
    series: [
      {
        key: "median",
        title: "Median",
        color: "series-1",
        values: medians,
        texts: medians.map((one) => (one === null ? null : saySeconds(one))),
        now: say(50),
      },
    ],
    bands: bands.map(({ key, title, low, high, opacity }) => {
      const [from, to] = [say(low), say(high)];
      return {
        key,
        title,
        opacity,
        now: from === null || to === null ? null : `${from}–${to}`,
        edges: [from === null ? null : `p${low} ${from}`, to === null ? null : `p${high} ${to}`],
        spans: periods.map(({ times }) => {
          const [one, other] = [at(times, low), at(times, high)];
          return one === null || other === null ? null : ([one, other] as const);
        }),
      };
    }),
    strip: { title: view.weighting === "clones" ? "clones" : "n", values: counted },
    stops: periods.map((period) => stopOf(reading, period, period.times === null, timeDetails(period))),
  };
}

function timeDetails({ times }: PeriodReading): Stop["details"] {
  if (times === null) return [];
  const seconds = percentiles.flatMap((percentile) => {
    const value = times.percentiles[percentile];
    if (value === null || percentile === 50) return [];
    return [{ title: `${percentile}th percentile`, text: saySeconds(value) }];
  });
  return times.clones === null
    ? seconds
    : [...seconds, { title: "Measurements", text: sayCount(times.clones) }];
}

const markedShares = [
  { percentile: 50, words: "half within" },
  { percentile: 95, words: "95% within" },
] as const;

/** The latest distribution of clone times. */
function curveChart({ latest, takeaway }: StatisticReading): CurveChart {
  const steps = latest?.times?.curve.map(({ seconds, share }) => ({ seconds, share })) ?? [];
  return {
    kind: "curve",
    description: takeaway,
    steps,
    marked: markedShares.flatMap(({ percentile, words }) => {
      const seconds = latest?.times?.percentiles[percentile] ?? null;
      if (seconds === null) return [];
      return [{ seconds, share: percentile / 100, text: `${words} ${saySeconds(seconds)}` }];
    }),
    stops: steps.map(({ seconds, share }) => ({
      title: `Up to ${saySeconds(seconds)}`,
      total: sayShare(share),
      details: [],
      notes: [],
    })),
  };
}

/**
 * The classes of the latest period. Histograms have every class from the first that occurs to the last, in declared order,
 * so that an empty class between two others is seen as empty; all others are sorted by size. "Other" comes last.
 */
function barChart(reading: StatisticReading, among: readonly StatisticReading[]): BarChart {
  const { statistic, latest, view, isPrivate, takeaway } = reading;
  const isHistogram = statistic.form === "histogram";
  const named =
    latest === null ? [] : isHistogram ? betweenFirstAndLast(statistic.classes, latest) : reading.classes;
  const drawn = named
    .filter(({ key }) => key !== otherClass)
    .map(({ key, title }) => ({ key, title, count: latest?.values[key] ?? (isPrivate ? 0 : null) }));
  const own = isHistogram ? drawn : drawn.filter(({ count }) => (count ?? 0) > 0);
  if (!isHistogram && !(statistic.kind === "multi" && statistic.keepsOrder)) {
    own.sort((one, next) => (next.count ?? 0) - (one.count ?? 0));
  }
  const rest = latest?.values[otherClass] ?? 0;
  const all = rest > 0 ? [...own, { key: otherClass, title: "Other", count: rest }] : own;
  const ramp = new Map(
    partsOf(reading, among).flatMap(({ classes, color }) => classes.map(({ key }) => [key, color] as const)),
  );
  const n = latest?.n ?? null;
  const bars = all.map(
    ({ key, title, count }): ChartBar => ({
      key,
      title,
      color: isHistogram
        ? key === otherClass
          ? "series-other"
          : "series-1"
        : isOrdered(statistic)
          ? (ramp.get(key) ?? "series-other")
          : colorOf(statistic, key),
      value: drawnValue(reading, count, n),
      text: count === null ? "too few" : sayValue(reading, count, n),
      isMedian: key === latest?.medianClass,
    }),
  );
  return {
    kind: "bars",
    description: takeaway,
    isOrdered: isHistogram,
    unit: unitOf(reading),
    bars,
    stops: bars.map(({ title, text, isMedian }) => ({
      title,
      total: text,
      details: [],
      notes: [
        ...(latest === null
          ? []
          : [
              `${sayShortPeriod(view.interval, latest)}${latest.isUnfinished ? ", unfinished" : ""}${n === null ? "" : `, n = ${sayCount(n)}`}`,
            ]),
        ...(isMedian ? ["The middle instance is here"] : []),
      ],
    })),
  };
}

function betweenFirstAndLast<Class extends { readonly key: string }>(
  classes: readonly Class[],
  { values }: PeriodReading,
): readonly Class[] {
  const occurs = ({ key }: Class) => (values[key] ?? 0) > 0;
  return classes.slice(Math.max(0, classes.findIndex(occurs)), classes.findLastIndex(occurs) + 1);
}
