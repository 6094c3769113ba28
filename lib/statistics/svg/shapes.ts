import type { ChartSeries } from "../view/chartSeries";
import type { Box } from "./box";
import { hatch } from "./hatch";
import { type Layer, runsOf } from "./layers";
import { type Markup, pathThrough, tag } from "./markup";
import { type Pen, seriesColour } from "./palette";
import type { DrawnPeriod } from "./seriesSet";
import type { TimeScale } from "./timeScale";

/** What shapes over time are drawn on. */
export interface Plot {
  readonly box: Box;
  readonly time: TimeScale;
  /** The height of a value, in pixels from the top of the picture. */
  readonly y: (value: number) => number;
  readonly pen: Pen;
}

/** How wide a column is, in pixels. */
export function columnWidth(step: number): number {
  return Math.min(64, step < 4 ? step : step * 0.8);
}

/** A stack of areas. A period between withheld ones is a column; the way to an unfinished one is hatched. */
export function drawAreas(layers: readonly Layer[], points: readonly DrawnPeriod[], plot: Plot): Markup {
  const runs = runsOf(layers[0]?.spans ?? []);
  const areas = layers.flatMap(({ series, spans }) =>
    runs.map(({ first, last }) => {
      const half = first === last ? Math.min(12, columnWidth(plot.time.step) / 2) : 0;
      const indexes = Array.from({ length: last - first + 1 }, (_, index) => first + index);
      const edge = (side: 0 | 1) =>
        indexes.flatMap((index) => {
          const x = plot.time.x(index);
          const y = plot.y(spans[index]?.[side] ?? 0);
          return half === 0 ? [[x, y] as const] : [[x - half, y] as const, [x + half, y] as const];
        });
      const paint = plot.pen.paint({ fill: seriesColour(series.slot), stroke: "ground" });
      const d = `${pathThrough([...edge(1), ...edge(0).reverse()])}Z`;
      return tag("path", { d, ...paint, "stroke-width": 0.75, "stroke-linejoin": "round" });
    }),
  );
  return areas.join("") + drawUnfinishedArea(layers, points, plot);
}

function drawUnfinishedArea(layers: readonly Layer[], points: readonly DrawnPeriod[], plot: Plot): Markup {
  const last = points.length - 1;
  const top = layers.at(-1)?.spans;
  if (points[last]?.isUnfinished !== true || !top?.[last] || !top[last - 1]) return "";
  const x = plot.time.x(last - 1);
  const y = Math.min(...[last - 1, last].map((index) => plot.y(top[index]?.[1] ?? 0)));
  const height = plot.box.y + plot.box.height - y;
  return hatch({ x, y, width: plot.time.x(last) - x, height }, plot.pen);
}

/** Stacked columns; one that is unfinished is hatched. */
export function drawColumns(layers: readonly Layer[], points: readonly DrawnPeriod[], plot: Plot): Markup {
  const width = columnWidth(plot.time.step);
  return points
    .map((point, index) => {
      const x = plot.time.x(index) - width / 2;
      const rects = layers.map(({ series, spans }) => {
        const span = spans[index];
        if (!span || span[1] <= span[0]) return "";
        const y = plot.y(span[1]);
        const height = plot.y(span[0]) - y;
        // A hairline of ground keeps neighbours apart for readers who do not tell their colours apart.
        const hairline = height > 3 ? 1 : 0;
        const paint = plot.pen.paint({ fill: seriesColour(series.slot) });
        return tag("rect", { x, y, width, height: height - hairline, ...paint });
      });
      const top = plot.y(layers.at(-1)?.spans[index]?.[1] ?? 0);
      const whole = { x, y: top, width, height: plot.box.y + plot.box.height - top };
      return rects.join("") + (point.isUnfinished ? hatch(whole, plot.pen) : "");
    })
    .join("");
}

/** A line with gaps where values are null; the way to an unfinished period is dashed, a lonely value is a dot. */
export function drawLine(
  { slot }: Pick<ChartSeries, "slot">,
  values: readonly (number | null)[],
  points: readonly Pick<DrawnPeriod, "isUnfinished">[],
  plot: Plot,
): Markup {
  const colour = seriesColour(slot);
  const placeOf = (index: number) => [plot.time.x(index), plot.y(values[index] ?? 0)] as const;
  const stroke = {
    ...plot.pen.paint({ stroke: colour }),
    "stroke-width": 2,
    "stroke-linejoin": "round",
    "stroke-linecap": "round",
  };
  return runsOf(values)
    .map(({ first, last }) => {
      const isUnfinished = points[last]?.isUnfinished === true;
      const end = isUnfinished ? last - 1 : last;
      const solid = Array.from({ length: Math.max(0, end - first + 1) }, (_, index) =>
        placeOf(first + index),
      );
      const parts = solid.length > 1 ? [tag("path", { d: pathThrough(solid), ...stroke })] : [];
      if (isUnfinished && last > first) {
        const d = pathThrough([placeOf(last - 1), placeOf(last)]);
        parts.push(tag("path", { d, ...stroke, "stroke-dasharray": "3 4" }));
      }
      if (first === last || last === values.length - 1) {
        const [cx, cy] = placeOf(last);
        const paint = plot.pen.paint(isUnfinished ? { fill: "ground", stroke: colour } : { fill: colour });
        parts.push(tag("circle", { cx, cy, r: first === last ? 4 : 3, ...paint, "stroke-width": 1.5 }));
      }
      return parts.join("");
    })
    .join("");
}

/** The area between two lines, such as two percentiles; a period between withheld ones is a column. */
export function drawBand(
  spans: Layer["spans"],
  { opacity }: { readonly opacity: number },
  plot: Plot,
): Markup {
  return runsOf(spans)
    .map(({ first, last }) => {
      const half = first === last ? Math.min(12, columnWidth(plot.time.step) / 2) : 0;
      const edge = (side: 0 | 1) =>
        Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((index) => {
          const [x, y] = [plot.time.x(index), plot.y(spans[index]?.[side] ?? 0)];
          return half === 0 ? [[x, y] as const] : [[x - half, y] as const, [x + half, y] as const];
        });
      const d = `${pathThrough([...edge(1), ...edge(0).reverse()])}Z`;
      const paint = plot.pen.paint({ fill: "series-1", stroke: "series-1" });
      // The tint alone is too pale to be told from the ground by everybody; its edge is not.
      const edges = { "stroke-width": 0.75, "stroke-opacity": 0.8 };
      return tag("path", { d, ...paint, "fill-opacity": opacity, ...edges });
    })
    .join("");
}
