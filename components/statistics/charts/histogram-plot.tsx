"use client";

import { Bar, BarChart, DefaultZIndexes, usePlotArea, useYAxisScale, XAxis, ZIndexLayer } from "recharts";
import { textWidth, wrapText } from "@/lib/statistics/svg/measureText";
import { countAxis, shareAxis } from "@/lib/statistics/svg/ticks";
import { sayCount, sayShare } from "@/lib/words/sayNumbers";
import { BarsDrawing } from "./bars-plot";
import type { ChartData } from "./chart-data";
import { describeBar } from "./describe-point";
import { labelSize, labelStyle } from "./place-labels";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { ValueAxis } from "./value-axis";

/** Narrower columns have no room for their names, and lower ones none for their values: then the bars lie. */
const narrowestColumn = 40;
const lowestPlot = 200;
const widestColumn = 96;
const lineHeight = 15;

function Columns({ data, heights }: { data: ChartData; heights: readonly (number | null)[] }) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const column = plot.width / data.bars.length;
  const ground = plot.y + plot.height;
  const width = Math.min(widestColumn, column * 0.82);
  const say = data.show === "share" ? sayShare : sayCount;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.bar}>
      <line x1={plot.x} x2={plot.x + plot.width} y1={ground} y2={ground} stroke="var(--rule-strong)" />
      {data.bars.map(({ key, title, isMedian }, index) => {
        const middle = plot.x + (index + 0.5) * column;
        const height = heights[index] ?? null;
        const top = scale(height ?? 0) ?? ground;
        const value = height === null ? "" : say(height);
        return (
          <g key={key} textAnchor="middle">
            <rect
              x={middle - width / 2}
              y={top}
              width={width}
              height={Math.max(0, ground - top)}
              // Ordered classes are one colour: their place tells them apart.
              fill={key === "other" ? "var(--series-other)" : "var(--series-1)"}
            />
            {textWidth(value, labelSize) < column ? (
              <text x={middle} y={top - 6} {...labelStyle}>
                {value}
              </text>
            ) : null}
            {isMedian ? (
              <>
                <path d={`M${middle - 4} ${top - 26}h8l-4 6z`} fill="var(--ink)" />
                <text x={middle} y={top - 31} fontSize={labelSize} fontWeight={600} fill="var(--ink)">
                  Median
                </text>
              </>
            ) : null}
            {wrapText(title, { size: labelSize, width: column - 4, lines: 2, anySpace: true }).map(
              (line, place) => (
                <text key={line} x={middle} y={ground + 17 + place * lineHeight} {...labelStyle}>
                  {line}
                </text>
              ),
            )}
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/** The latest period's classes in their own order as upright bars, the one with the middle instance marked. */
export function HistogramPlot({ data, description }: PlotProps<ChartData>) {
  const n = data.points[data.latest ?? -1]?.n ?? 0;
  const isShare = data.show === "share" && n > 0;
  const heights = data.bars.map(({ value }) => (value === null ? null : isShare ? value / n : value));
  const axis = (isShare ? shareAxis : countAxis)(Math.max(0, ...heights.map((one) => one ?? 0)));
  return (
    <PlotFrame>
      {(size, status) =>
        (size.width - 50) / data.bars.length < narrowestColumn || size.height < lowestPlot ? (
          <BarsDrawing data={data} description={description} size={size} status={status} />
        ) : (
          <BarChart
            {...size}
            data={heights.map((value, index) => ({ index, value }))}
            margin={{ top: 40, right: 0, bottom: 8 + 2 * lineHeight, left: 0 }}
            aria-label={nameOf(description, "bar")}
          >
            <ValueAxis axis={axis} />
            <XAxis dataKey="index" hide />
            {/* Gives the arrow keys something to stand on; what is seen are the columns. */}
            <Bar dataKey="value" fill="none" isAnimationActive={false} />
            <Columns data={data} heights={heights} />
            <PlotTooltip
              say={(index) => describeBar(data, index)}
              size={size}
              status={status}
              cursor="ground"
            />
          </BarChart>
        )
      }
    </PlotFrame>
  );
}
