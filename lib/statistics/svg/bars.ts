import { sayCount, sayShare } from "../../words/sayNumbers";
import { otherClass } from "../declare/declare";
import type { PeriodReading, StatisticReading } from "../view/reading";
import { drawFlatAxis } from "./axes";
import { type Box, inset } from "./box";
import { type Markup, tag } from "./markup";
import { textWidth, wrapText } from "./measureText";
import type { Pen } from "./palette";
import { textAt } from "./text";
import { type Axis, countAxis, shareAxis } from "./ticks";

/** One class of one period. */
export interface Bar {
  readonly key: string;
  readonly title: string;
  readonly value: number;
  /** Of n, 0 … 1; null where there is no denominator. */
  readonly share: number | null;
}

/** The classes of a period that have a value, in declared order, "Other" last. */
export function barsOf({ classes, statistic }: StatisticReading, { values, n }: PeriodReading): Bar[] {
  const hasShare = n !== null && n > 0 && statistic.kind !== "windows";
  return classes.flatMap(({ key, title }) => {
    const value = values[key];
    return value === undefined ? [] : [{ key, title, value, share: hasShare ? value / n : null }];
  });
}

/** Largest first; "Other" stays last. */
export function sortBars(bars: readonly Bar[]): Bar[] {
  return bars.toSorted(
    (one, other) =>
      Number(one.key === otherClass) - Number(other.key === otherClass) || other.value - one.value,
  );
}

/** What the length of bars means: the axis, and the place of a bar's value on it. */
export function barAxis(
  bars: readonly Bar[],
  show: "share" | "count",
): { axis: Axis; of: (bar: Bar) => number } {
  const isShare = show === "share" && bars.every(({ share }) => share !== null);
  const of = (bar: Bar) => (isShare ? (bar.share ?? 0) : bar.value);
  const maximum = Math.max(0, ...bars.map(of));
  return { axis: isShare ? shareAxis(maximum > 0.5 ? 1 : maximum) : countAxis(maximum), of };
}

const largestRow = 60;
const smallestRow = 17;

/** Sorted horizontal bars of the latest period, each with its title, share and count. */
export function drawBarChart(reading: StatisticReading, outer: Box, pen: Pen): Markup {
  if (reading.latest === null) return "";
  const all = sortBars(barsOf(reading, reading.latest));
  const room = Math.max(smallestRow, outer.height - pen.size * 2.2);
  const bars = all.slice(0, Math.max(1, Math.floor(room / smallestRow)));
  const { axis, of } = barAxis(bars, reading.view.show);
  const row = Math.min(largestRow, room / Math.max(1, bars.length));
  const titleRoom = Math.min(
    Math.max(...bars.map(({ title }) => textWidth(title, pen.size)), 0),
    outer.width * 0.34,
  );
  const valueRoom = Math.max(...bars.map((bar) => textWidth(sayBar(bar, reading), pen.size)), 0);
  const box = inset({ ...outer, height: row * bars.length }, { left: titleRoom + 14, right: valueRoom + 12 });
  const parts = bars.map((bar, index) => {
    const middle = box.y + row * (index + 0.5);
    const thickness = Math.min(32, row * 0.62);
    const width = box.width * axis.at(of(bar));
    const paint = pen.paint({ fill: bar.key === otherClass ? "series-other" : "series-1" });
    const shape = tag("rect", { x: box.x, y: middle - thickness / 2, width, height: thickness, ...paint });
    const value = textAt(pen, sayBar(bar, reading), {
      x: box.x + width + 8,
      y: middle + pen.size * 0.36,
      colour: "ink",
    });
    return shape + titleOf(bar, middle, row) + value;
  });
  return drawFlatAxis(axis, box, pen) + parts.join("") + drawEdge(box, pen);

  function titleOf({ title }: Bar, middle: number, height: number): Markup {
    const lineHeight = pen.size * 1.15;
    const lines = wrapText(title, {
      size: pen.size,
      width: titleRoom + 1,
      lines: height > lineHeight * 2 ? 2 : 1,
    });
    const first = middle + pen.size * 0.36 - ((lines.length - 1) * lineHeight) / 2;
    return lines
      .map((line, index) =>
        textAt(pen, line, { x: box.x - 12, y: first + index * lineHeight, anchor: "end", colour: "ink" }),
      )
      .join("");
  }
}

function drawEdge({ x, y, height }: Box, pen: Pen): Markup {
  const paint = pen.paint({ stroke: "rule-strong" });
  return tag("line", { x1: x, y1: y, x2: x, y2: y + height, ...paint, "stroke-width": 1 });
}

/** `84% · 329`, or `329 · 84%` where counts are drawn. */
export function sayBar({ value, share }: Bar, { view }: StatisticReading): string {
  if (share === null) return sayCount(value);
  const words = [sayShare(share), sayCount(value)];
  return (view.show === "share" ? words : words.reverse()).join(" · ");
}
