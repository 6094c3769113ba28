import type { Interval } from "../words/period";
import { sayShortPeriod } from "../words/sayPeriod";
import type { Series, TimeChart, Unit } from "./chart";

/** A line or layer before its values are in words. */
export type PlainSeries = Pick<Series, "key" | "title" | "color" | "values">;

interface PlainChart {
  readonly description: string;
  readonly layout: TimeChart["layout"];
  readonly unit: Unit;
  readonly interval: Interval;
  readonly periods: readonly { readonly start: string; readonly end: string }[];
  /** The UTC day that is still running, `YYYY-MM-DD`: its period is unfinished. */
  readonly today: string;
  readonly series: readonly PlainSeries[];
  /** A value in words. */
  readonly say: (value: number) => string;
}

/** A chart over time of values that are what they are: nothing is withheld. A stack's stops say its total. */
export function plainChart({ series, periods, today, say, ...rest }: PlainChart): TimeChart {
  const isStack = rest.layout === "stack";
  return {
    ...rest,
    kind: "time",
    isLogarithmic: false,
    periods: periods.map(({ start, end }) => ({ start, end, isUnfinished: end > today })),
    series: series.map((one) => {
      const total = one.values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
      const texts = one.values.map((value) => (value === null ? null : say(value)));
      return { ...one, texts, now: isStack ? say(total) : (texts.findLast((text) => text !== null) ?? null) };
    }),
    bands: [],
    strip: null,
    marks: [],
    stops: periods.map((period, index) => ({
      title: `${sayShortPeriod(rest.interval, period)}${period.end > today ? ", unfinished" : ""}`,
      total: isStack ? say(series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)) : null,
      details: [],
      notes: [],
    })),
  };
}

/** Whether there is anything to draw. */
export function hasValues({ layout, series }: TimeChart): boolean {
  return series.some(({ values }) =>
    values.some((value) => value !== null && (layout === "lines" || value > 0)),
  );
}
