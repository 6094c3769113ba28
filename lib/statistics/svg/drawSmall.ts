import { otherClass } from "../declare/declare";
import type { StatisticReading } from "../view/reading";
import { drawBaseline } from "./axes";
import { barAxis, barsOf, sortBars } from "./bars";
import { type Box, inset } from "./box";
import { hasOnePeriod } from "./drawChart";
import { histogramBars } from "./histogram";
import { type Markup, tag } from "./markup";
import { drawTimeShapes, timeAxisOf, timeFormOf } from "./overTime";
import { type Pen, penOf } from "./palette";
import { seriesSetOf } from "./seriesSet";
import type { Plot } from "./shapes";
import { stateWords } from "./stateWords";
import { timeScale } from "./timeScale";
import { bandAxis, drawBands } from "./times";

const mostBars = 6;

/**
 * A small picture without words for a card, to be put into a page: it uses the page's colours and has no ids. Hidden
 * from screen readers, which get the sentence beside it.
 */
export function drawSmall(
  reading: StatisticReading,
  { width = 320, height = 120 }: { readonly width?: number; readonly height?: number } = {},
): Markup {
  const pen = penOf("page", 12);
  const box = inset({ x: 0, y: 0, width, height }, { top: 4, right: 4, bottom: 2, left: 4 });
  return tag(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${height}`,
      width: "100%",
      "aria-hidden": "true",
      focusable: "false",
    },
    smallShapes(reading, box, pen),
  );
}

function smallShapes(reading: StatisticReading, box: Box, pen: Pen): Markup {
  if (stateWords(reading) !== null) return drawNothing(box, pen);
  const { form } = reading.statistic;
  if (form === "histogram") return drawSmallHistogram(reading, box, pen) + drawBaseline(box, pen);
  if (form === "bars" || (form === "area" && hasOnePeriod(reading))) return drawSmallBars(reading, box, pen);
  if (form === "percentiles") {
    const axis = bandAxis(reading);
    return drawBands(reading, plotOf(reading, box, pen, "points", axis.at)) + drawBaseline(box, pen);
  }
  const set = seriesSetOf(reading);
  const timeForm = timeFormOf(reading);
  const axis = timeAxisOf(set, timeForm);
  const layout = timeForm.layout === "columns" ? "columns" : "points";
  return drawTimeShapes(set, timeForm, plotOf(reading, box, pen, layout, axis.at)) + drawBaseline(box, pen);
}

function plotOf(
  { periods }: StatisticReading,
  box: Box,
  pen: Pen,
  layout: "points" | "columns",
  at: (value: number) => number,
): Plot {
  const y = (value: number) => box.y + box.height * (1 - at(value));
  return { box, pen, y, time: timeScale(periods, box, layout) };
}

function drawNothing(box: Box, pen: Pen): Markup {
  const y = box.y + box.height / 2;
  const paint = pen.paint({ stroke: "rule-strong" });
  return tag("line", { x1: box.x, y1: y, x2: box.x + box.width, y2: y, ...paint, "stroke-dasharray": "2 6" });
}

function drawSmallBars(reading: StatisticReading, box: Box, pen: Pen): Markup {
  if (reading.latest === null) return "";
  const bars = sortBars(barsOf(reading, reading.latest)).slice(0, mostBars);
  const { axis, of } = barAxis(bars, reading.view.show);
  const row = Math.min(30, box.height / Math.max(1, bars.length));
  return bars
    .map((bar, index) => {
      const thickness = row * 0.62;
      const y = box.y + row * index + (row - thickness) / 2;
      const rail = { x: box.x, y, height: thickness };
      const paint = pen.paint({ fill: bar.key === otherClass ? "series-other" : "series-1" });
      return (
        tag("rect", { ...rail, width: box.width, ...pen.paint({ fill: "rule" }), "fill-opacity": 0.5 }) +
        tag("rect", { ...rail, width: box.width * axis.at(of(bar)), ...paint })
      );
    })
    .join("");
}

function drawSmallHistogram(reading: StatisticReading, box: Box, pen: Pen): Markup {
  if (reading.latest === null) return "";
  const bars = histogramBars(reading, reading.latest);
  const { axis, of } = barAxis(bars, reading.view.show);
  const step = box.width / Math.max(4, bars.length);
  return bars
    .map((bar, index) => {
      const height = box.height * axis.at(of(bar));
      const isMedian = bar.key === reading.latest?.medianClass;
      const colour = bar.key === otherClass ? "series-other" : "series-1";
      return tag("rect", {
        x: box.x + step * (index + 0.1),
        y: box.y + box.height - height,
        width: step * 0.8,
        height,
        ...pen.paint({ fill: colour }),
        "fill-opacity": isMedian || bar.key === otherClass ? 1 : 0.7,
      });
    })
    .join("");
}
