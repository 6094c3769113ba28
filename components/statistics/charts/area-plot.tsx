"use client";

import { Area, AreaChart, XAxis } from "recharts";
import { countAxis, shareAxis } from "@/lib/statistics/svg/ticks";
import type { ChartData } from "./chart-data";
import { describePoint } from "./describe-point";
import { EndLabels, endLabelRoom } from "./end-labels";
import { loneIndexes } from "./lone";
import { LoneColumns } from "./lone-columns";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { drawsShares, endLabels, layerRows } from "./series-rows";
import { TimeLayer, timeMargin } from "./time-layer";
import { ValueAxis } from "./value-axis";

/** Layers on each other, up to 100% or to the count; hatched on the way to the unfinished period. */
export function AreaPlot({ data, description }: PlotProps<ChartData>) {
  const labels = endLabels(data, true);
  const largest = Math.max(0, ...data.points.map(({ n }) => n ?? 0));
  const axis = drawsShares(data) ? shareAxis(1) : countAxis(largest);
  const rows = layerRows(data);
  const alone = loneIndexes(data.points.map(({ n }) => n)).map((index) => {
    let ground = 0;
    return {
      index,
      parts: data.series.map(({ key, slot }, series) => {
        const from = ground;
        ground += rows[index]?.[`layer${series}`] ?? 0;
        return { key, from, to: ground, fill: `var(--series-${slot})` };
      }),
    };
  });
  return (
    <PlotFrame>
      {(size, status) => {
        const room = endLabelRoom(labels, size.width);
        return (
          <AreaChart
            {...size}
            data={rows}
            margin={{ ...timeMargin(data), right: room, left: 0 }}
            aria-label={nameOf(description, "period")}
          >
            <ValueAxis axis={axis} />
            <XAxis dataKey="index" scale="point" hide />
            {data.series.map(({ key, title, slot }, series) => (
              <Area
                key={key}
                name={title}
                dataKey={`layer${series}`}
                stackId="all"
                fill={`var(--series-${slot})`}
                fillOpacity={1}
                // A hairline of ground keeps neighbours apart for readers who do not tell their colours apart.
                stroke="var(--ground)"
                strokeWidth={1}
                activeDot={false}
                isAnimationActive={false}
              />
            ))}
            <LoneColumns points={data.points} columns={alone} />
            <TimeLayer data={data} layout="points" isHatched />
            <EndLabels labels={labels} room={room} />
            <PlotTooltip
              say={(index) => describePoint(data, index)}
              size={size}
              status={status}
              cursor="line"
            />
          </AreaChart>
        );
      }}
    </PlotFrame>
  );
}
