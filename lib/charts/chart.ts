import type { Interval } from "../words/period";
import type { Color } from "./colors";

/** What a value of a chart is: a part of a whole (0 … 1), a number of something, or a length of time. */
export type Unit = "share" | "count" | "seconds" | "days";

/** Where the pointer or the arrow keys can rest: a period, a bar or a step, in words. */
export interface Stop {
  readonly title: string;
  /** Right of the title: the denominator, or the value itself. */
  readonly total: string | null;
  /** Values that no series has. */
  readonly details: readonly { readonly title: string; readonly text: string }[];
  readonly notes: readonly string[];
}

/** A line or a layer. All lists have one element for each period. */
export interface Series {
  readonly key: string;
  readonly title: string;
  readonly color: Color;
  /** In the chart's unit; null where nothing is published: a gap. */
  readonly values: readonly (number | null)[];
  /** The same in words: `38% · 329`. */
  readonly texts: readonly (string | null)[];
  /** What legend and label say of it: its value in the period that the sentences are about. */
  readonly now: string | null;
}

/** What lies between two lines, such as two percentiles. */
export interface Band {
  readonly key: string;
  readonly title: string;
  /** Of its fill, 0 … 1. */
  readonly opacity: number;
  readonly spans: readonly (readonly [low: number, high: number] | null)[];
  readonly now: string | null;
  /** What stands at its edges: `p5 0.3 s`, `p95 4.2 s`; null where one is not published. */
  readonly edges: readonly [low: string | null, high: string | null];
}

/** A release, an incident of the data, or a change of its rules. */
export interface Mark {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly kind: "release" | "incident" | "method";
  readonly title: string;
}

interface Drawn {
  /** One sentence for readers who do not see it. */
  readonly description: string;
  readonly stops: readonly Stop[];
  /** Values that the axis holds as well, in the chart's unit: those of the charts beside it. */
  readonly beside?: readonly number[];
}

/** Values over time: columns of layers on each other, or lines. */
export interface TimeChart extends Drawn {
  readonly kind: "time";
  readonly layout: "stack" | "lines";
  readonly unit: Unit;
  readonly isLogarithmic: boolean;
  readonly interval: Interval;
  /** Oldest first; days as `YYYY-MM-DD`, `end` is the first day after it. */
  readonly periods: readonly {
    readonly start: string;
    readonly end: string;
    readonly isUnfinished: boolean;
  }[];
  /** From the ground up. */
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
  /** Small columns beneath: how many stand behind each period. */
  readonly strip: { readonly title: string; readonly values: readonly number[] } | null;
  readonly marks: readonly Mark[];
}

export interface ChartBar {
  readonly key: string;
  readonly title: string;
  readonly color: Color;
  /** In the chart's unit; null where it is not published. */
  readonly value: number | null;
  /** `84% · 329`. */
  readonly text: string;
  readonly isMedian: boolean;
}

/** One bar a class. Ordered ones stand upright where there is room. */
export interface BarChart extends Drawn {
  readonly kind: "bars";
  readonly isOrdered: boolean;
  readonly unit: Unit;
  readonly bars: readonly ChartBar[];
}

/** Which part (0 … 1) took at most so many seconds, on a logarithmic axis. */
export interface CurveChart extends Drawn {
  readonly kind: "curve";
  readonly steps: readonly { readonly seconds: number; readonly share: number }[];
  /** Named places of the curve. */
  readonly marked: readonly { readonly seconds: number; readonly share: number; readonly text: string }[];
}

/**
 * A chart as plain data: every number and every word of it, and no size. What shows numbers (picture, legend, readout)
 * is made from it, so that all of them say the same.
 */
export type Chart = TimeChart | BarChart | CurveChart;
