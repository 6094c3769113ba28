import type { Interval } from "../../words/period";
import type { Box } from "./box";
import { type Markup, tag } from "./markup";
import { textWidth } from "./measureText";
import type { Pen } from "./palette";
import { textAt } from "./text";
import type { Axis } from "./ticks";
import { type TimeScale, timeTicks } from "./timeScale";

function line(pen: Pen, from: readonly [number, number], to: readonly [number, number], isStrong = false) {
  return tag("line", {
    x1: from[0],
    y1: from[1],
    x2: to[0],
    y2: to[1],
    ...pen.paint({ stroke: isStrong ? "rule-strong" : "rule" }),
    "stroke-width": 1,
  });
}

/** How much room the labels of a value axis take at its left, in pixels. */
export function axisWidth({ ticks }: Axis, pen: Pen): number {
  return Math.max(...ticks.map(({ label }) => textWidth(label, pen.size))) + 8;
}

/** A value axis: a hairline for each tick, and labels where they fit. */
export function drawValueAxis(axis: Axis, box: Box, pen: Pen): Markup {
  let free = Number.POSITIVE_INFINITY;
  return axis.ticks
    .map(({ value, label }) => {
      const y = box.y + box.height * (1 - axis.at(value));
      if (y > free) return "";
      free = y - pen.size * 1.25;
      const words = textAt(pen, label, { x: box.x - 8, y: y + pen.size * 0.35, anchor: "end" });
      return line(pen, [box.x, y], [box.x + box.width, y]) + words;
    })
    .join("");
}

/** A horizontal value axis: a hairline for each tick and labels below where they fit. */
export function drawFlatAxis(axis: Axis, box: Box, pen: Pen): Markup {
  let free = Number.NEGATIVE_INFINITY;
  return axis.ticks
    .map(({ value, label }) => {
      const x = box.x + box.width * axis.at(value);
      const bottom = box.y + box.height;
      const rule = line(pen, [x, box.y], [x, bottom]);
      const half = textWidth(label, pen.size) / 2;
      if (x - half < free) return rule;
      free = x + half + pen.size * 0.6;
      return rule + textAt(pen, label, { x, y: bottom + pen.size * 1.5, anchor: "middle" });
    })
    .join("");
}

/** The line that values stand on. */
export function drawBaseline(box: Box, pen: Pen): Markup {
  const y = box.y + box.height;
  return line(pen, [box.x, y], [box.x + box.width, y], true);
}

/** The labels of a time axis, each with a short mark. */
export function drawTimeAxis(scale: TimeScale, interval: Interval, box: Box, pen: Pen): Markup {
  const bottom = box.y + box.height;
  return timeTicks(scale, interval, pen.size)
    .map(({ index, label }) => {
      const x = scale.x(index);
      const mark = line(pen, [x, bottom], [x, bottom + 4], true);
      return mark + textAt(pen, label, { x, y: bottom + pen.size * 1.5, anchor: "middle" });
    })
    .join("");
}
