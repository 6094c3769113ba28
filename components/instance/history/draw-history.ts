import { axisWidth, drawBaseline, drawTimeAxis, drawValueAxis } from "@/lib/statistics/svg/axes";
import { type Box, inset } from "@/lib/statistics/svg/box";
import { type Markup, tag } from "@/lib/statistics/svg/markup";
import { penOf, seriesColour } from "@/lib/statistics/svg/palette";
import { columnWidth, drawColumns, drawLine, type Plot } from "@/lib/statistics/svg/shapes";
import { type Axis, countAxis, niceTicks, secondsAxis, shareAxis } from "@/lib/statistics/svg/ticks";
import { fitPeriods, timeScale } from "@/lib/statistics/svg/timeScale";
import { addDays, type Interval } from "@/lib/words/period";
import type { HistorySeries } from "./history-series";

interface Span {
  /** First day, `YYYY-MM-DD`. */
  readonly start: string;
  /** The first day after it. */
  readonly end: string;
}

/** What is drawn over the periods of a history: counts on each other, or lines that can have gaps. */
export interface HistoryDrawing {
  readonly form: "columns" | "lines";
  readonly unit: "count" | "seconds" | "share" | "days";
  readonly series: readonly HistorySeries[];
  readonly periods: readonly Span[];
  readonly interval: Interval;
  /** The UTC day that is still running: its period is drawn as unfinished. */
  readonly today: string;
}

export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** A chart of a history without title and words: an `svg` element for readers who see it; a table says the same. */
export function drawHistory(drawing: HistoryDrawing, { width, height }: PictureSize): Markup {
  const pen = penOf("page", 12);
  const { form, periods, interval, series } = drawing;
  const axis = axisOf(drawing);
  const layout = form === "columns" ? "columns" : "points";
  const outer: Box = { x: 0, y: 0, width, height };
  const room = inset(outer, {
    top: pen.size * 0.8,
    right: pen.size * 1.5,
    bottom: pen.size * 2,
    left: axisWidth(axis, pen),
  });
  const box = fitPeriods(room, periods.length, layout);
  const time = timeScale(periods, box, layout);
  const plot: Plot = { box, time, pen, y: (value) => box.y + box.height * (1 - axis.at(value)) };
  const points = periods.map(({ end }) => ({ isUnfinished: end > drawing.today }));
  const shapes =
    form === "columns"
      ? drawStack(series, points, plot)
      : series.map((one) => drawLine(one, one.values, points, plot)).join("");
  return tag(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, width: "100%" },
    [
      drawValueAxis(axis, box, pen),
      shapes,
      drawBaseline(box, pen),
      drawTimeAxis(time, interval, box, pen),
    ].join(""),
  );
}

/** The first days of spans that stand for moments: each is a day long. */
export function daySpan(day: string): Span {
  return { start: day, end: addDays(day, 1) };
}

function axisOf({ form, unit, series, periods }: HistoryDrawing): Axis {
  const values = series.flatMap(({ values }) => values.filter((value) => value !== null));
  if (unit === "share") return shareAxis(1);
  if (unit === "seconds") return secondsAxis(Math.min(...values), Math.max(...values));
  const totals = periods.map((_, index) => series.reduce((sum, one) => sum + (one.values[index] ?? 0), 0));
  const maximum = Math.max(0, ...(form === "columns" ? totals : values));
  return unit === "days" ? daysAxis(maximum) : countAxis(maximum);
}

/** An axis of days from zero; parts of a day in hours. */
function daysAxis(maximum: number): Axis {
  const perDay = maximum < 3 ? 24 : 1;
  const ticks = niceTicks(Math.max(maximum * perDay, 1), 4);
  const end = (ticks.at(-1) ?? 1) / perDay;
  return {
    at: (value) => value / end,
    ticks: ticks.map((value) => ({
      value: value / perDay,
      label: `${value}\u00a0${perDay === 24 ? "h" : "d"}`,
    })),
  };
}

function drawStack(
  series: readonly HistorySeries[],
  points: readonly { readonly isUnfinished: boolean }[],
  plot: Plot,
): Markup {
  const below = points.map(() => 0);
  const layers = series.map((one) => ({
    series: { ...one, points: one.values, shares: [], total: 0 },
    spans: points.map((_, index) => {
      const from = below[index] ?? 0;
      const to = from + (one.values[index] ?? 0);
      below[index] = to;
      return [from, to] as const;
    }),
  }));
  const drawn = points.map(({ isUnfinished }) => ({ isUnfinished, n: 0, values: {}, shares: {} }));
  return drawColumns(layers, drawn, plot);
}

/** Columns that are no periods, such as stops, from left to right; the first and the last have their day. */
export function drawMoments(
  {
    values,
    days,
    slot,
  }: { values: readonly number[]; days: readonly string[] } & Pick<HistorySeries, "slot">,
  size: PictureSize,
): Markup {
  const pen = penOf("page", 12);
  const axis = daysAxis(Math.max(...values));
  const room = inset(
    { x: 0, y: 0, ...size },
    { top: pen.size * 0.8, right: pen.size * 1.5, bottom: pen.size * 2, left: axisWidth(axis, pen) },
  );
  const spans = days.map(daySpan);
  const box = fitPeriods(room, values.length, "columns");
  const time = timeScale(spans, box, "columns");
  const width = columnWidth(time.step);
  const columns = values.map((value, index) => {
    const height = Math.max(1, box.height * axis.at(value));
    const place = { x: time.x(index) - width / 2, y: box.y + box.height - height, width, height };
    return tag("rect", { ...place, ...pen.paint({ fill: seriesColour(slot) }) });
  });
  const ends = [0, ...(days.length > 1 ? [days.length - 1] : [])];
  const ticks = drawTimeAxis(
    { ...time, x: (index) => time.x(ends[index] ?? 0), periods: ends.flatMap((index) => spans[index] ?? []) },
    "day",
    box,
    pen,
  );
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${size.width} ${size.height}`,
      width: "100%",
    },
    drawValueAxis(axis, box, pen) + columns.join("") + drawBaseline(box, pen) + ticks,
  );
}
