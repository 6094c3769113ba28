import type { Interval } from "../words/period";
import type { Box } from "./box";
import { textWidth, wrapText } from "./measureText";
import type { Point, Shape } from "./scene";
import type { Axis } from "./ticks";
import { type TimeScale, timeTicks } from "./timeScale";

/** In less there is no room for words beside what they name. */
export function isNarrowAt(width: number): boolean {
  return width < 560;
}

/** A straight line; strong ones carry values, the others only help to read them. */
export function rule(key: string, from: Point, to: Point, isStrong = false): Shape {
  return { is: "path", key, paths: [[from, to]], stroke: isStrong ? "rule-strong" : "rule", width: 1 };
}

/** How much room the labels of a value axis take at its left. */
export function axisWidth({ ticks }: Axis, size: number): number {
  return Math.max(...ticks.map(({ label }) => textWidth(label, size))) + 8;
}

/** A value axis: a hairline for each tick, labels where they fit, and its name where it is not linear. */
export function valueAxis(axis: Axis, box: Box, size: number): Shape[] {
  let free = Number.POSITIVE_INFINITY;
  const ticks = axis.ticks.flatMap(({ value, label }): Shape[] => {
    const y = box.y + box.height * (1 - axis.at(value));
    if (y > free) return [];
    free = y - size * 1.25;
    return [
      rule(`rule ${value}`, [box.x, y], [box.x + box.width, y]),
      {
        is: "text",
        key: `tick ${value}`,
        text: label,
        at: [box.x - 8, y + size * 0.35],
        anchor: "end",
        size,
      },
    ];
  });
  if (!axis.isLogarithmic) return ticks;
  return [...ticks, { is: "text", key: "scale", text: logWords, at: [2, box.y - size * 0.9], size }];
}

export const logWords = "Log scale";

/** A horizontal value axis: a hairline for each tick and labels below where they fit. */
export function flatAxis(axis: Axis, box: Box, size: number): Shape[] {
  let free = Number.NEGATIVE_INFINITY;
  return axis.ticks.flatMap(({ value, label }): Shape[] => {
    const x = box.x + box.width * axis.at(value);
    const bottom = box.y + box.height;
    const line = rule(`flat rule ${value}`, [x, box.y], [x, bottom]);
    const half = textWidth(label, size) / 2;
    if (x - half < free) return [line];
    free = x + half + size * 0.6;
    return [
      line,
      {
        is: "text",
        key: `flat tick ${value}`,
        text: label,
        at: [x, bottom + size * 1.5],
        anchor: "middle",
        size,
      },
    ];
  });
}

/** The line that values stand on. */
export function baseline({ x, y, width, height }: Box, key = "baseline"): Shape {
  return rule(key, [x, y + height], [x + width, y + height], true);
}

/** The labels of a time axis, each with a short mark. */
export function timeAxis(scale: TimeScale, interval: Interval, box: Box, size: number): Shape[] {
  const bottom = box.y + box.height;
  return timeTicks(scale, interval, size).flatMap(({ index, label }): Shape[] => {
    const x = scale.x(index);
    return [
      rule(`time rule ${index}`, [x, bottom], [x, bottom + 4], true),
      { is: "text", key: `time ${index}`, text: label, at: [x, bottom + size * 1.5], anchor: "middle", size },
    ];
  });
}

const hatchGap = 6;

/** Diagonal lines of the ground's color over what is unfinished, cut to the box. */
export function hatch(key: string, box: Box): Shape {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  const paths: Point[][] = [];
  for (let foot = Math.ceil((box.x - box.height) / hatchGap) * hatchGap; foot < right; foot += hatchGap) {
    const fromX = Math.max(foot, box.x);
    const toX = Math.min(foot + box.height, right);
    if (toX - fromX < 0.5) continue;
    paths.push([
      [fromX, bottom - (fromX - foot)],
      [toX, bottom - (toX - foot)],
    ]);
  }
  return { is: "path", key, paths, stroke: "ground", width: 2 };
}

/** The name of a class, in lines. */
export function title(
  key: string,
  text: string,
  {
    at,
    width,
    lines,
    size,
    isBold = false,
    anchor,
  }: {
    /** The baseline of the first line. */
    at: Point;
    width: number;
    lines: number;
    size: number;
    isBold?: boolean;
    anchor?: "middle" | "end";
  },
): Shape[] {
  return wrapText(text, { size, width, lines }).map((line, index) => ({
    is: "text",
    key: `${key} ${index}`,
    text: line,
    at: [at[0], at[1] + index * size * 1.2],
    ...(anchor === undefined ? {} : { anchor }),
    fill: "ink",
    size,
    isBold,
  }));
}
