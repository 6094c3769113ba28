import { sayCount, sayShare } from "../../words/sayNumbers";
import type { StatisticReading } from "../view/reading";
import { drawAnnotations } from "./annotations";
import { axisWidth, drawBaseline, drawTimeAxis, drawValueAxis } from "./axes";
import { type Box, inset } from "./box";
import { drawEndLabels, type EndLabel, endLabelWidth } from "./endLabels";
import { stackLayers, totalOf } from "./layers";
import type { Markup } from "./markup";
import type { Pen } from "./palette";
import { type SeriesSet, seriesSetOf } from "./seriesSet";
import { drawAreas, drawColumns, drawLine, type Plot } from "./shapes";
import { type Axis, countAxis, shareAxis } from "./ticks";
import { fitPeriods, timeScale } from "./timeScale";

/** How a reading is drawn over time. */
export interface TimeForm {
  readonly layout: "areas" | "lines" | "columns";
  readonly show: "share" | "count";
}

/** Classes of windows and of multi statistics overlap, so they are never stacked. */
export function timeFormOf({ statistic, view }: StatisticReading): TimeForm {
  if (statistic.kind === "windows") return { layout: "lines", show: "count" };
  if (statistic.kind === "multi") return { layout: "lines", show: view.show };
  if (view.draw === "lines") return { layout: "lines", show: view.show };
  return { layout: statistic.kind === "events" ? "columns" : "areas", show: view.show };
}

/** The shapes over time, without words. */
export function drawTimeShapes(set: SeriesSet, { layout, show }: TimeForm, plot: Plot): Markup {
  if (layout === "lines") {
    const values = show === "share" ? "shares" : "values";
    return set.series
      .toReversed()
      .map((one) =>
        drawLine(
          one,
          set.points.map((point) => point[values][one.key] ?? null),
          set.points,
          plot,
        ),
      )
      .join("");
  }
  const draw = layout === "areas" ? drawAreas : drawColumns;
  return draw(stackLayers(set, show), set.points, plot);
}

/** The value axis that all of a form's shapes lie on. */
export function timeAxisOf({ series, points }: SeriesSet, { layout, show }: TimeForm): Axis {
  if (layout !== "lines" && show === "share") return shareAxis(1);
  const values =
    layout === "lines"
      ? points.flatMap((point) =>
          series.map(({ key }) => (show === "share" ? point.shares : point.values)[key] ?? 0),
        )
      : points.map((point) => totalOf(point) ?? 0);
  const maximum = Math.max(0, ...values);
  return show === "share" ? shareAxis(maximum) : countAxis(maximum);
}

/** Areas, lines or columns over time, with axes, annotations, and a label at the end of each. */
export function drawTimeChart(reading: StatisticReading, outer: Box, pen: Pen): Markup {
  const set = seriesSetOf(reading);
  const form = timeFormOf(reading);
  const axis = timeAxisOf(set, form);
  const labels = set.series.map(({ key, title, slot }) => ({
    title,
    slot,
    value: sayLatest(reading, set, key),
  }));
  const right = endLabelWidth(labels, pen, outer.width);
  const layout = form.layout === "columns" ? "columns" : "points";
  const margins = {
    top: pen.size * (reading.annotations.length > 0 ? 1.9 : 0.8),
    right: Math.max(right, pen.size * 1.5),
    bottom: pen.size * 2,
    left: axisWidth(axis, pen),
  };
  const box = fitPeriods(inset(outer, margins), reading.periods.length, layout);
  const time = timeScale(reading.periods, box, layout);
  const plot: Plot = { box, time, pen, y: (value) => box.y + box.height * (1 - axis.at(value)) };
  const ends = endsOf(set, form, plot);
  const placed = labels.flatMap((label, index): EndLabel[] => {
    const y = ends[index];
    return y === undefined || y === null ? [] : [{ ...label, y }];
  });
  return [
    drawValueAxis(axis, box, pen),
    drawTimeShapes(set, form, plot),
    drawAnnotations(reading.annotations, plot),
    drawBaseline(box, pen),
    drawTimeAxis(time, reading.view.interval, box, pen),
    drawEndLabels(placed, box, right, pen),
  ].join("");
}

/** What the latest finished period says of a series, as the sentence above the chart says it. */
function sayLatest(
  { latest, periods, view, statistic }: StatisticReading,
  { points }: SeriesSet,
  key: string,
) {
  const point = points[periods.findIndex(({ start }) => start === latest?.start)];
  const share = point?.shares[key] ?? null;
  if (view.show === "share" && statistic.kind !== "windows") return share === null ? "" : sayShare(share);
  const value = point?.values[key] ?? null;
  return value === null ? "" : sayCount(value);
}

/** Where each series ends: the height of its last value. */
function endsOf(set: SeriesSet, { layout, show }: TimeForm, { y }: Plot): (number | null)[] {
  if (layout === "lines") {
    return set.series.map(({ key }) => {
      const values = set.points.map((point) => (show === "share" ? point.shares : point.values)[key] ?? null);
      const last = values.findLast((value) => value !== null);
      return last === undefined || last === null ? null : y(last);
    });
  }
  return stackLayers(set, show).map(({ spans }) => {
    const last = spans.findLast((span) => span !== null);
    return last ? y((last[0] + last[1]) / 2) : null;
  });
}
