import type { StatisticReading } from "../view/reading";
import { drawBarChart } from "./bars";
import type { Box } from "./box";
import { drawHistogram } from "./histogram";
import { type Markup, tag } from "./markup";
import { drawTimeChart } from "./overTime";
import { type Pen, penOf, styleElement, type Tokens } from "./palette";
import { drawWords, stateWords } from "./stateWords";
import { drawBandChart, drawCurveChart } from "./times";

export interface ChartOptions {
  /** In pixels; a page may show it wider or narrower. */
  readonly width: number;
  readonly height: number;
  /** `page` uses the page's own colours, `embedded` brings them along. */
  readonly tokens: Tokens;
}

type Drawing = (reading: StatisticReading, box: Box, pen: Pen) => Markup;

/** Which fonts stand-alone pictures use. Inside a page, text is in the page's font. */
export const fonts = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";

/** The chart that a statistic is drawn as, or why there is none, in words. */
export const chartMarkup: Drawing = (reading, box, pen) => {
  const words = stateWords(reading);
  if (words !== null) return drawWords(words, box, pen);
  switch (reading.statistic.form) {
    case "area":
      return hasOnePeriod(reading) ? drawBarChart(reading, box, pen) : drawTimeChart(reading, box, pen);
    case "bars":
      return drawBarChart(reading, box, pen);
    case "histogram":
      return drawHistogram(reading, box, pen);
    case "columns":
    case "lines":
      return drawTimeChart(reading, box, pen);
    case "percentiles":
      return drawBandChart(reading, box, pen);
  }
};

/** The classes of the latest period as bars: in their own order for histograms, sorted else. */
const barsMarkup: Drawing = (reading, box, pen) => {
  const words = stateWords(reading);
  if (words !== null) return drawWords(words, box, pen);
  const draw = reading.statistic.form === "histogram" ? drawHistogram : drawBarChart;
  return draw(reading, box, pen);
};

const overTimeMarkup: Drawing = (reading, box, pen) => {
  const words = stateWords(reading);
  if (words !== null) return drawWords(words, box, pen);
  return (reading.statistic.kind === "times" ? drawBandChart : drawTimeChart)(reading, box, pen);
};

/** The distribution of times; words where the latest period has none. */
export const curveMarkup: Drawing = (reading, box, pen) => {
  const words = stateWords(reading);
  return words === null ? drawCurveChart(reading, box, pen) : drawWords(words, box, pen);
};

/** An area of one period only would be a hairline: its classes are drawn as bars. */
export function hasOnePeriod({ periods }: StatisticReading): boolean {
  return periods.filter(({ n }) => n !== null).length < 2;
}

/** The chart of a reading in its view, with axes and labels, without title and source: an `svg` element. */
export function drawChart(reading: StatisticReading, options: ChartOptions): Markup {
  return drawWith(chartMarkup, reading, options);
}

/** The latest period's classes as bars: an `svg` element. */
export function drawBars(reading: StatisticReading, options: ChartOptions): Markup {
  return drawWith(barsMarkup, reading, options);
}

/** The reading over time, whatever form its statistic has: an `svg` element. */
export function drawOverTime(reading: StatisticReading, options: ChartOptions): Markup {
  return drawWith(overTimeMarkup, reading, options);
}

/** The distribution of clone times in the latest period; empty for other statistics. An `svg` element. */
export function drawCurve(reading: StatisticReading, options: ChartOptions): Markup {
  return drawWith(curveMarkup, reading, options);
}

function drawWith(draw: Drawing, reading: StatisticReading, { width, height, tokens }: ChartOptions): Markup {
  const pen = penOf(tokens, 12);
  const content = draw(reading, { x: 0, y: 0, width, height }, pen);
  const isEmbedded = tokens === "embedded";
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width: isEmbedded ? width : "100%",
      height: isEmbedded ? height : undefined,
      role: "img",
      "aria-label": reading.takeaway,
      "font-family": isEmbedded ? fonts : undefined,
    },
    (isEmbedded ? styleElement() : "") + content,
  );
}
