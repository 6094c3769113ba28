import { sayCount, sayShare } from "../../words/sayNumbers";
import { otherClass } from "../declare/declare";
import type { PeriodReading, StatisticReading } from "../view/reading";
import { axisWidth, drawBaseline, drawValueAxis } from "./axes";
import { type Bar, barAxis } from "./bars";
import { type Box, inset } from "./box";
import { type Markup, tag } from "./markup";
import { textWidth, wrapText } from "./measureText";
import type { Pen } from "./palette";
import { textAt } from "./text";

const widestColumn = 72;

/**
 * Vertical bars in declared order; the class that the middle instance is in is marked. Each bar has its value above,
 * or, where there is no room for them, there is an axis.
 */
export function drawHistogram(reading: StatisticReading, outer: Box, pen: Pen): Markup {
  const { latest, view } = reading;
  if (latest === null) return "";
  const bars = histogramBars(reading, latest);
  const { axis, of } = barAxis(bars, view.show);
  const largest = Math.max(0, ...bars.map(of));
  const words = bars.map((bar) =>
    view.show === "share" && bar.share !== null ? sayShare(bar.share) : sayCount(bar.value),
  );
  const widest = Math.max(0, ...words.map((word) => textWidth(word, pen.size)));
  const hasAxis = widest > stepOf(outer.width, bars) - 6;
  const room = inset(outer, { left: hasAxis ? axisWidth(axis, pen) : 0 });
  const step = stepOf(room.width, bars);
  const titles = wrapTitles(bars, step, pen);
  const titleLines = Math.max(1, ...titles.map((lines) => lines.length));
  const lineHeight = pen.size * 1.2;
  const box = inset(
    { ...room, width: step * bars.length },
    { top: lineHeight * 2.6, bottom: lineHeight * titleLines + pen.size * 0.7 },
  );
  const width = Math.min(widestColumn, step * 0.78);
  const end = hasAxis ? (axis.ticks.at(-1)?.value ?? 1) : largest;
  const bottom = box.y + box.height;
  const parts = bars.map((bar, index) => {
    const centre = box.x + step * (index + 0.5);
    const height = end > 0 ? (box.height * of(bar)) / end : 0;
    const paint = pen.paint({ fill: bar.key === otherClass ? "series-other" : "series-1" });
    const shape = tag("rect", { x: centre - width / 2, y: bottom - height, width, height, ...paint });
    const isMedian = bar.key === latest.medianClass;
    const value = bar.value > 0 && !hasAxis ? (words[index] ?? "") : "";
    const above = [value, isMedian ? "median" : ""].filter((word) => word !== "");
    return shape + drawAbove(above, centre, bottom - height, isMedian) + drawTitle(index, isMedian);
  });
  return (hasAxis ? drawValueAxis(axis, box, pen) : "") + parts.join("") + drawBaseline(box, pen);

  function drawAbove(lines: readonly string[], x: number, top: number, isMedian: boolean): Markup {
    return lines
      .map((line, row) =>
        textAt(pen, line, {
          x: within(x, textWidth(line, pen.size)),
          y: top - 6 - row * lineHeight,
          anchor: "middle",
          colour: "ink",
          isBold: isMedian,
        }),
      )
      .join("");
  }

  function drawTitle(index: number, isMedian: boolean): Markup {
    return (titles[index] ?? [])
      .map((line, row) =>
        textAt(pen, line, {
          x: within(box.x + step * (index + 0.5), textWidth(line, pen.size)),
          y: bottom + pen.size * 1.5 + row * lineHeight,
          anchor: "middle",
          colour: isMedian ? "ink" : "ink-soft",
          isBold: isMedian,
        }),
      )
      .join("");
  }

  /** The middle of a text, moved so that it stays inside the picture. */
  function within(x: number, textLength: number): number {
    const half = textLength / 2;
    return Math.max(outer.x + half, Math.min(x, outer.x + outer.width - half));
  }
}

function stepOf(width: number, bars: readonly Bar[]): number {
  return Math.min(widestColumn * 1.6, width / Math.max(1, bars.length));
}

/** From the first class that anybody is in to the last one, with the empty ones between; "Other" last. */
export function histogramBars(reading: StatisticReading, { values, n }: PeriodReading): Bar[] {
  const { classes } = reading.statistic;
  const first = classes.findIndex(({ key }) => (values[key] ?? 0) > 0);
  const last = classes.findLastIndex(({ key }) => (values[key] ?? 0) > 0);
  const shown = first === -1 ? [] : classes.slice(first, last + 1);
  const other = (values[otherClass] ?? 0) > 0 ? [{ key: otherClass, title: "Other" }] : [];
  return [...shown, ...other].map(({ key, title }) => {
    const value = values[key] ?? 0;
    return { key, title, value, share: n !== null && n > 0 ? value / n : null };
  });
}

/**
 * Titles below columns, on several lines; only each second, third … where there is no room for all. A number is
 * parted from its unit only where else a title would have to go.
 */
function wrapTitles(bars: readonly Bar[], step: number, pen: Pen): string[][] {
  for (let every = 1; every < bars.length; every++) {
    for (const anySpace of [false, true]) {
      const titles = bars.map(({ title }, index) => {
        if (index % every !== 0) return [];
        // At the edges, a title has half a column on its outer side.
        const isEdge = index === 0 || index === bars.length - 1;
        const width = isEdge ? (step * (every + 1)) / 2 - 4 : step * every - 4;
        return wrapText(title, { size: pen.size, width, lines: 3, anySpace });
      });
      if (!titles.flat().some((line) => line.endsWith("…") || line === "")) return titles;
    }
  }
  return bars.map(({ title }, index) =>
    index === 0 ? wrapText(title, { size: pen.size, width: step * bars.length, lines: 2 }) : [],
  );
}
