import { inset } from "./box";
import type { BarChart } from "./chart";
import { axisWidth, baseline, isNarrowAt, rule, title, valueAxis } from "./draw";
import { textWidth, wrapText } from "./measureText";
import type { Scene, SceneBars, SceneSize, Shape } from "./scene";
import { axisOf } from "./ticks";

const largestRow = 60;
const widestColumn = 96;

/** Bars of classes: ordered ones upright where their names have room, all others lying. */
export function barScene(chart: BarChart, size: SceneSize): Scene {
  const isUpright = chart.isOrdered && (size.isBare || (!isNarrowAt(size.width) && size.height >= 160));
  return isUpright ? upright(chart, size) : lying(chart, size);
}

const heightOf = ({ value }: BarChart["bars"][number]) => value ?? 0;

/** Bars are a mark each: each has a color of its own. */
function barsOf({ bars }: BarChart, boxOf: (index: number) => SceneBars["boxes"][number]): SceneBars[] {
  return bars.map(({ key, color }, index) => ({
    key,
    color,
    boxes: bars.map((_, place) => (place === index ? boxOf(index) : null)),
  }));
}

function lying(chart: BarChart, { width, height, fontSize: size, isBare }: SceneSize): Scene {
  const { bars, unit } = chart;
  const axis = axisOf(unit, [...bars.map(heightOf), ...(chart.beside ?? [])], {
    isWhole: unit === "share" && Math.max(...(chart.beside ?? []), ...bars.map(heightOf)) > 0.5,
  });
  const row = Math.min(largestRow, height / Math.max(1, bars.length));
  // Where rows are high and the picture is narrow, a name stands above its bar.
  const isAbove = !isBare && isNarrowAt(width) && row >= 36;
  const names = bars.map(({ title: words, isMedian }) => (isMedian ? `${words} – median` : words));
  const values = bars.map(({ text }) => text);
  const nameRoom = isBare || isAbove ? 0 : Math.min(widest(names, size), width * 0.34) + 12;
  const margins = isBare ? { left: 4, right: 4 } : { left: nameRoom, right: widest(values, size) + 12 };
  const plot = inset({ x: 0, y: 0, width, height: row * bars.length }, margins);
  const thickness = isAbove ? Math.min(14, row * 0.4) : Math.min(26, row * 0.62);
  const middleOf = (index: number) => row * (index + 0.5) + (isAbove ? size * 0.75 : 0);
  const lengthOf = (index: number) => {
    const length = plot.width * axis.at(bars[index]?.value ?? 0);
    return length > 0 ? Math.max(1, length) : 0;
  };
  const placeOf = (name: string, middle: number) => {
    if (isAbove) return { at: [plot.x, middle - thickness / 2 - 5], width, lines: 1 } as const;
    const lines = row >= size * 2.4 && textWidth(name, size) > nameRoom ? 2 : 1;
    const at = [plot.x - 12, middle + size * (lines === 2 ? -0.24 : 0.36)] as const;
    return { at, width: nameRoom - 10, lines, anchor: "end" } as const;
  };
  const words = bars.flatMap(({ key, text, isMedian }, index): Shape[] => {
    const middle = middleOf(index);
    const name = names[index] ?? "";
    const at = [plot.x + lengthOf(index) + 8, middle + size * 0.36] as const;
    return [
      ...title(`name ${key}`, name, { ...placeOf(name, middle), size, isBold: isMedian }),
      { is: "text", key: `value ${key}`, of: key, text, at, fill: "ink", size },
    ];
  });
  return {
    width,
    height,
    plot,
    along: "y",
    stops: bars.map((_, index) => [plot.x, middleOf(index)] as const),
    back: isBare ? rails() : [],
    areas: [],
    bars: barsOf(chart, (index) => ({
      x: plot.x,
      y: middleOf(index) - thickness / 2,
      width: lengthOf(index),
      height: thickness,
    })),
    lines: [],
    front: isBare
      ? []
      : [...(isAbove ? [] : [rule("edge", [plot.x, 0], [plot.x, plot.height], true)]), ...words],
  };

  function rails(): Shape[] {
    return bars.map(({ key }, index) => {
      const box = { x: plot.x, y: middleOf(index) - thickness / 2, width: plot.width, height: thickness };
      return { is: "rect", key: `rail ${key}`, box, fill: "rule", opacity: 0.5 };
    });
  }
}

function upright(chart: BarChart, { width, height, fontSize: size, isBare }: SceneSize): Scene {
  const { bars, unit } = chart;
  const axis = axisOf(unit, [...bars.map(heightOf), ...(chart.beside ?? [])]);
  const count = Math.max(1, bars.length);
  const lineHeight = size * 1.2;
  const left = isBare ? 4 : axisWidth(axis, size);
  const step = Math.min(widestColumn * 1.3, (width - left - (isBare ? 4 : 0)) / count);
  const titles = isBare ? [] : titlesOf(bars, step, size);
  const titleLines = Math.max(1, ...titles.map((lines) => lines.length));
  const plot = inset(
    { x: 0, y: 0, width: left + step * count, height },
    isBare
      ? { top: 4, bottom: 2, left }
      : { top: lineHeight * 2.6, bottom: lineHeight * titleLines + size * 0.7, left },
  );
  const bottom = plot.y + plot.height;
  const middleOf = (index: number) => plot.x + step * (index + 0.5);
  const thickness = Math.min(widestColumn, step * 0.8);
  const topOf = (index: number) => bottom - plot.height * axis.at(bars[index]?.value ?? 0);
  const words = bars.flatMap(({ key, text, isMedian }, index): Shape[] => {
    const value = textWidth(text, size) < step ? text : "";
    const above = [value, isMedian ? "median" : ""].filter((word) => word !== "");
    const middle = middleOf(index);
    const own = { anchor: "middle", size, isBold: isMedian, fill: isMedian ? "ink" : "ink-soft" } as const;
    return [
      ...above.map((word, line): Shape => {
        const at = [middle, topOf(index) - 6 - line * lineHeight] as const;
        return { is: "text", key: `above ${key} ${line}`, of: key, text: word, at, ...own, fill: "ink" };
      }),
      ...(titles[index] ?? []).map((word, line): Shape => {
        const at = [middle, bottom + size * 1.5 + line * lineHeight] as const;
        return { is: "text", key: `name ${key} ${line}`, text: word, at, ...own };
      }),
    ];
  });
  return {
    width,
    height,
    plot,
    along: "x",
    stops: bars.map((_, index) => [middleOf(index), plot.y] as const),
    back: isBare ? [] : valueAxis(axis, plot, size),
    areas: [],
    bars: barsOf(chart, (index) => ({
      x: middleOf(index) - thickness / 2,
      y: topOf(index),
      width: thickness,
      height: bottom - topOf(index),
    })),
    lines: [],
    front: [baseline(plot), ...(isBare ? [] : words)],
  };
}

function widest(texts: readonly string[], size: number): number {
  return Math.max(0, ...texts.map((text) => textWidth(text, size)));
}

/**
 * Names below columns, on several lines; only each second, third … where there is no room for all. A number is parted
 * from its unit only where else a name would have to go.
 */
function titlesOf(bars: BarChart["bars"], step: number, size: number): string[][] {
  for (let every = 1; every < bars.length; every++) {
    for (const anySpace of [false, true]) {
      const titles = bars.map(({ title: words }, index) =>
        index % every === 0 ? wrapText(words, { size, width: step * every - 4, lines: 3, anySpace }) : [],
      );
      if (!titles.flat().some((line) => line.endsWith("…") || line === "")) return titles;
    }
  }
  return bars.map(({ title: words }, index) =>
    index === 0 ? wrapText(words, { size, width: step * bars.length, lines: 2 }) : [],
  );
}
