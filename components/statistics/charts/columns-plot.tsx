"use client";

import { useId } from "react";
import { Bar, BarChart, type BarShapeProps, XAxis } from "recharts";
import { countAxis } from "@/lib/statistics/svg/ticks";
import type { ChartData } from "./chart-data";
import { describePoint } from "./describe-point";
import type { ChartDataSeries } from "./latest-bars";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { layerRows } from "./series-rows";
import { TimeLayer, timeMargin } from "./time-layer";
import { ValueAxis } from "./value-axis";

const colourOf = ({ slot }: ChartDataSeries) => `var(--series-${slot})`;

function Hatches({ id, series }: { id: string; series: readonly ChartDataSeries[] }) {
  return (
    <defs>
      {series.map((one) => (
        <pattern
          key={one.key}
          id={`${id}${one.slot}`}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill={colourOf(one)} fillOpacity="0.18" />
          <rect width="2" height="5" fill={colourOf(one)} />
        </pattern>
      ))}
    </defs>
  );
}

interface LayerProps extends BarShapeProps {
  fill: string;
}

function Layer({ x, y, width, height, fill }: LayerProps) {
  if (!height || height <= 0) return null;
  // A hairline of ground between layers, as in areas.
  return <rect x={x} y={y} width={width} height={height > 3 ? height - 1 : height} fill={fill} />;
}

/** Stacked columns of events; the unfinished period is hatched, for its column will grow. */
export function ColumnsPlot({ data, description }: PlotProps<ChartData>) {
  const id = useId();
  const { points, series } = data;
  const axis = countAxis(Math.max(0, ...points.map(({ n }) => n ?? 0)));
  return (
    <PlotFrame>
      {(size, status) => (
        <BarChart
          {...size}
          data={layerRows({ ...data, show: "count" })}
          margin={{ ...timeMargin(data), right: 16, left: 0 }}
          barCategoryGap="18%"
          maxBarSize={64}
          aria-label={nameOf(description, "period")}
        >
          <Hatches id={id} series={series} />
          <ValueAxis axis={axis} />
          <XAxis dataKey="index" hide />
          {series.map((one, index) => (
            <Bar
              key={one.key}
              name={one.title}
              dataKey={`layer${index}`}
              stackId="all"
              isAnimationActive={false}
              shape={(bar: BarShapeProps) => (
                <Layer
                  {...bar}
                  fill={points[bar.index]?.isUnfinished ? `url(#${id}${one.slot})` : colourOf(one)}
                />
              )}
            />
          ))}
          <TimeLayer data={data} layout="columns" />
          <PlotTooltip
            say={(index) => describePoint(data, index)}
            size={size}
            status={status}
            cursor="ground"
          />
        </BarChart>
      )}
    </PlotFrame>
  );
}
