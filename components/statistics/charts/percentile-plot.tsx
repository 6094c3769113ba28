"use client";

import { Area, ComposedChart, Line, XAxis } from "recharts";
import { secondsAxis } from "@/lib/statistics/svg/ticks";
import { percentiles } from "@/lib/statistics/view/reading";
import type { ChartData } from "./chart-data";
import { CountStrip, countStripHeight } from "./count-strip";
import { describePoint } from "./describe-point";
import { LoneDot } from "./lines-plot";
import { loneIndexes } from "./lone";
import { LoneColumns } from "./lone-columns";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { TimeLayer, timeMargin } from "./time-layer";
import { axisWidth, ValueAxis } from "./value-axis";

type Seconds = ChartData["points"][number]["seconds"];

const at = (seconds: Seconds, percentile: (typeof percentiles)[number]) =>
  seconds?.[percentiles.indexOf(percentile)] ?? null;

/** A band's edges; null where either is not published. */
function spanOf(seconds: Seconds, { from, to }: { from: 5 | 25; to: 75 | 95 }): [number, number] | null {
  const [low, high] = [at(seconds, from), at(seconds, to)];
  return low === null || high === null ? null : [low, high];
}

/** Bands from the outside in; the line of the median lies on them. */
const bands = [
  { key: "outer", from: 5, to: 95, opacity: 0.2 },
  { key: "inner", from: 25, to: 75, opacity: 0.42 },
] as const;

const right = 16;

/** The median over time in the bands of the middle half and of the middle nine tenths, with n beneath. */
export function PercentilePlot({ data, description }: PlotProps<ChartData>) {
  const { points } = data;
  const last = points.length - 1;
  const isUnfinished = points[last]?.isUnfinished === true;
  const rows = points.map(({ seconds }, index) => ({
    index,
    ...Object.fromEntries(bands.map((band) => [band.key, spanOf(seconds, band)])),
    solid: isUnfinished && index === last ? null : at(seconds, 50),
    dashed: isUnfinished && index >= last - 1 ? at(seconds, 50) : null,
  }));
  const drawn = points.flatMap(({ seconds }) => (seconds ?? []).filter((one) => one !== null));
  const axis = secondsAxis(Math.min(...drawn), Math.max(...drawn));
  const alone = loneIndexes(points.map(({ seconds }) => seconds)).map((index) => ({
    index,
    parts: bands.flatMap((band) => {
      const [from, to] = spanOf(points[index]?.seconds ?? null, band) ?? [];
      if (from === undefined || to === undefined) return [];
      return [{ key: band.key, from, to, fill: "var(--series-1)", opacity: band.opacity }];
    }),
  }));
  return (
    <PlotFrame>
      {(size, status) => (
        <>
          <ComposedChart
            {...size}
            height={size.height - countStripHeight}
            data={rows}
            margin={{ ...timeMargin(data), right, left: 0 }}
            aria-label={nameOf(description, "period")}
          >
            <ValueAxis axis={axis} scale={axis.isLogarithmic ? "log" : "linear"} />
            <XAxis dataKey="index" scale="point" hide />
            {bands.map(({ key, opacity }) => (
              <Area
                key={key}
                dataKey={key}
                fill="var(--series-1)"
                fillOpacity={opacity}
                // The bands are pale: their edges tell them from the ground.
                stroke="var(--series-1)"
                strokeWidth={1}
                activeDot={false}
                isAnimationActive={false}
              />
            ))}
            <LoneColumns points={points} columns={alone} />
            {(["solid", "dashed"] as const).map((part) => (
              <Line
                key={part}
                dataKey={part}
                stroke="var(--series-1)"
                strokeWidth={2}
                {...(part === "dashed" ? { strokeDasharray: "2 4" } : {})}
                dot={LoneDot}
                activeDot={{ r: 4, stroke: "var(--ground)" }}
                isAnimationActive={false}
              />
            ))}
            <TimeLayer data={data} layout="points" isHatched />
            <PlotTooltip
              say={(index) => describePoint(data, index)}
              size={size}
              status={status}
              cursor="line"
            />
          </ComposedChart>
          <CountStrip points={points} width={size.width} left={axisWidth(axis)} right={right} />
        </>
      )}
    </PlotFrame>
  );
}
