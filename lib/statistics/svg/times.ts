import { sayCount, saySeconds } from "../../words/sayNumbers";
import type { Percentile, StatisticReading, TimesReading } from "../view/reading";
import { drawAnnotations } from "./annotations";
import { axisWidth, drawBaseline, drawFlatAxis, drawTimeAxis, drawValueAxis } from "./axes";
import { type Box, inset } from "./box";
import { drawEndLabels, endLabelWidth } from "./endLabels";
import type { LayerSpan } from "./layers";
import { type Markup, pathThrough, tag } from "./markup";
import { textWidth } from "./measureText";
import type { Pen } from "./palette";
import { columnWidth, drawBand, drawLine, type Plot } from "./shapes";
import { textAt } from "./text";
import { logSecondsAxis, secondsAxis, shareAxis } from "./ticks";
import { fitPeriods, timeScale } from "./timeScale";

const shown: readonly Percentile[] = [95, 75, 50, 25, 5];
/** Marked in the curve. */
const marks = [50, 95] as const;

function saySecondsOf(percentiles: TimesReading["percentiles"] | undefined, percentile: Percentile): string {
  const seconds = percentiles?.[percentile] ?? null;
  return seconds === null ? "" : saySeconds(seconds);
}

/** The median's line in its two bands, without words. */
export function drawBands(reading: StatisticReading, plot: Plot): Markup {
  const times = reading.periods.map((period) => period.times);
  const span = (low: Percentile, high: Percentile) =>
    times.map((one): LayerSpan => {
      const [from, to] = [one?.percentiles[low] ?? null, one?.percentiles[high] ?? null];
      return from === null || to === null ? null : [from, to];
    });
  return [
    drawBand(span(5, 95), { opacity: 0.2 }, plot),
    drawBand(span(25, 75), { opacity: 0.32 }, plot),
    drawLine(
      { slot: 1 },
      times.map((one) => one?.percentiles[50] ?? null),
      reading.periods,
      plot,
    ),
  ].join("");
}

/** The axis that holds every percentile that bands show. */
export function bandAxis(reading: StatisticReading) {
  const all = reading.periods.flatMap(({ times }) =>
    shown.flatMap((percentile) => times?.percentiles[percentile] ?? []),
  );
  return secondsAxis(Math.min(...all), Math.max(...all, 0.001));
}

/** Percentiles over time, and how many instances or clones stand behind each period beneath. */
export function drawBandChart(reading: StatisticReading, outer: Box, pen: Pen): Markup {
  const axis = bandAxis(reading);
  const percentilesNow = reading.latest?.times?.percentiles;
  const labels = shown.map((percentile) => ({
    slot: 1 as const,
    title: percentile === 50 ? "median" : `p${percentile}`,
    value: saySecondsOf(percentilesNow, percentile),
    percentile,
  }));
  const right = endLabelWidth(labels, pen, outer.width);
  const stripHeight = Math.min(44, outer.height * 0.16);
  const margins = { right, left: Math.max(axisWidth(axis, pen), stripLabelWidth(reading, pen)) };
  const top = pen.size * (reading.annotations.length > 0 ? 1.9 : 0.8);
  const room = inset(outer, { ...margins, top, bottom: stripHeight + pen.size * 3.2 });
  const box = fitPeriods(room, reading.periods.length, "points");
  const time = timeScale(reading.periods, box, "points");
  const plot: Plot = { box, time, pen, y: (seconds) => box.y + box.height * (1 - axis.at(seconds)) };
  const last = reading.periods.findLast(({ times }) => times !== null)?.times ?? null;
  const ends = labels.flatMap((label) => {
    const seconds = last?.percentiles[label.percentile] ?? null;
    return seconds === null ? [] : [{ ...label, y: plot.y(seconds) }];
  });
  const strip = { ...box, y: outer.y + outer.height - pen.size * 2 - stripHeight, height: stripHeight };
  return [
    drawValueAxis(axis, box, pen),
    drawBands(reading, plot),
    drawAnnotations(reading.annotations, plot),
    axis.isLogarithmic ? "" : drawBaseline(box, pen),
    drawEndLabels(ends, box, right, pen),
    drawStrip(reading, { ...plot, box: strip }),
    drawTimeAxis(time, reading.view.interval, strip, pen),
  ].join("");
}

function countedOf(
  { view }: StatisticReading,
  { n, times }: { n: number | null; times: TimesReading | null },
) {
  return times === null ? 0 : ((view.weighting === "clones" ? times.clones : n) ?? 0);
}

function largestCount(reading: StatisticReading): number {
  return Math.max(1, ...reading.periods.map((period) => countedOf(reading, period)));
}

function stripLabelWidth(reading: StatisticReading, pen: Pen): number {
  const unit = reading.view.weighting === "clones" ? "clones" : "n";
  return textWidth(`${unit} ${sayCount(largestCount(reading))}`, pen.size) + 8;
}

function drawStrip(reading: StatisticReading, { box, time, pen }: Plot): Markup {
  const largest = largestCount(reading);
  const width = Math.max(1, columnWidth(time.step) * 0.7);
  const bars = reading.periods.map((period, index) => {
    const height = (box.height * countedOf(reading, period)) / largest;
    const paint = pen.paint({ fill: "series-other" });
    const x = Math.max(box.x, Math.min(time.x(index) - width / 2, box.x + box.width - width));
    return height === 0 ? "" : tag("rect", { x, y: box.y + box.height - height, width, height, ...paint });
  });
  const unit = reading.view.weighting === "clones" ? "clones" : "n";
  const label = textAt(pen, `${unit} ${sayCount(largest)}`, {
    x: box.x - 8,
    y: box.y + pen.size * 0.7,
    anchor: "end",
  });
  return bars.join("") + label + drawBaseline(box, pen);
}

/** The distribution of the latest period as a rising curve on a logarithmic axis, with p50 and p95 marked. */
export function drawCurveChart(reading: StatisticReading, outer: Box, pen: Pen): Markup {
  const times = reading.latest?.times;
  if (!times) return "";
  const shares = shareAxis(1);
  const marked = marks.flatMap((percentile) => times.percentiles[percentile] ?? []);
  const all = [...times.curve.map(({ seconds }) => seconds), ...marked];
  const seconds = logSecondsAxis(Math.min(...all), Math.max(...all));
  const box = inset(outer, {
    top: pen.size * 0.8,
    right: textWidth(seconds.ticks.at(-1)?.label ?? "", pen.size) / 2 + 4,
    bottom: pen.size * 2,
    left: axisWidth(shares, pen),
  });
  const placeOf = (time: number, share: number) =>
    [box.x + box.width * seconds.at(time), box.y + box.height * (1 - shares.at(share))] as const;
  const points = times.curve.map((step) => placeOf(step.seconds, step.share));
  const paint = pen.paint({ stroke: "series-1" });
  const line =
    points.length > 1
      ? tag("path", { d: pathThrough(points), ...paint, "stroke-width": 2, "stroke-linejoin": "round" })
      : "";
  return [
    drawFlatAxis(seconds, box, pen),
    drawValueAxis(shares, box, pen),
    drawBaseline(box, pen),
    line,
    ...marks.map(mark),
  ].join("");

  function mark(percentile: (typeof marks)[number]): Markup {
    const time = times?.percentiles[percentile] ?? null;
    if (time === null) return "";
    const words = percentile === 50 ? "median" : `p${percentile}`;
    const [x, y] = placeOf(time, percentile / 100);
    const d = pathThrough([
      [box.x, y],
      [x, y],
      [x, box.y + box.height],
    ]);
    const guide = tag("path", { d, ...pen.paint({ stroke: "ink-soft" }), "stroke-dasharray": "2 3" });
    const dot = tag("circle", { cx: x, cy: y, r: 4, ...pen.paint({ fill: "series-1" }) });
    const label = `${words} ${saySeconds(time)}`;
    const isRight = x + 8 + textWidth(label, pen.size) <= outer.x + outer.width;
    const at = isRight
      ? { x: x + 8, y: y + pen.size * 1.2 }
      : { x: x - 8, y: y + box.height * 0.3, anchor: "end" as const };
    return guide + dot + textAt(pen, label, { ...at, colour: "ink", isBold: true });
  }
}
