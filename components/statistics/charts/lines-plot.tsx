"use client";

import { type DotItemDotProps, Line, LineChart, XAxis } from "recharts";
import { countAxis, shareAxis } from "@/lib/statistics/svg/ticks";
import type { ChartData } from "./chart-data";
import { describePoint } from "./describe-point";
import { EndLabels, endLabelRoom } from "./end-labels";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { drawnValue, drawsShares, endLabels, lineRows } from "./series-rows";
import { TimeLayer, timeMargin } from "./time-layer";
import { ValueAxis } from "./value-axis";

const dashes = "2 4";

/** A value without neighbours, which no line reaches. */
export function LoneDot({ cx, cy, index, points, stroke }: DotItemDotProps) {
  const isAlone = points[index - 1]?.y == null && points[index + 1]?.y == null;
  if (!isAlone || cx === undefined || cy === undefined || points[index]?.y == null) return null;
  return <circle key={index} cx={cx} cy={cy} r={4} fill={stroke} />;
}

/** One line a class from zero; dashed on the way to the unfinished period. */
export function LinesPlot({ data, description }: PlotProps<ChartData>) {
  const labels = endLabels(data, false);
  const drawn = data.points.flatMap((_, index) =>
    data.series.map((_one, series) => drawnValue(data, index, series) ?? 0),
  );
  const axis = (drawsShares(data) ? shareAxis : countAxis)(Math.max(0, ...drawn));
  return (
    <PlotFrame>
      {(size, status) => {
        const room = endLabelRoom(labels, size.width);
        return (
          <LineChart
            {...size}
            data={lineRows(data)}
            margin={{ ...timeMargin(data), right: room, left: 0 }}
            aria-label={nameOf(description, "period")}
          >
            <ValueAxis axis={axis} />
            <XAxis dataKey="index" scale="point" hide />
            {data.series.flatMap(({ key, title, slot }, series) =>
              (["solid", "dashed"] as const).map((part) => (
                <Line
                  key={`${key} ${part}`}
                  name={title}
                  dataKey={`${part}${series}`}
                  stroke={`var(--series-${slot})`}
                  strokeWidth={2}
                  {...(part === "dashed" ? { strokeDasharray: dashes } : {})}
                  dot={LoneDot}
                  activeDot={{ r: 4, stroke: "var(--ground)" }}
                  isAnimationActive={false}
                />
              )),
            )}
            <TimeLayer data={data} layout="points" />
            <EndLabels labels={labels} room={room} />
            <PlotTooltip
              say={(index) => describePoint(data, index)}
              size={size}
              status={status}
              cursor="line"
            />
          </LineChart>
        );
      }}
    </PlotFrame>
  );
}
