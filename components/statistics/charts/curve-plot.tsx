"use client";

import {
  DefaultZIndexes,
  Line,
  LineChart,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  ZIndexLayer,
} from "recharts";
import { textWidth } from "@/lib/statistics/svg/measureText";
import { type Axis, logSecondsAxis, shareAxis } from "@/lib/statistics/svg/ticks";
import { percentiles } from "@/lib/statistics/view/reading";
import { saySeconds } from "@/lib/words/sayNumbers";
import type { ChartData } from "./chart-data";
import { describeStep } from "./describe-point";
import { LoneDot } from "./lines-plot";
import { labelSize, labelStyle } from "./place-labels";
import { nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";
import { ValueAxis } from "./value-axis";

const marked = [
  { percentile: 50, words: "half within", anchor: "start" },
  { percentile: 95, words: "95% within", anchor: "end" },
] as const;

/** Where half and nineteen of twenty lie: lines down to the axis. Left above the curve and right below it is room. */
function Marks({ data }: { data: ChartData }) {
  const plot = usePlotArea();
  const scaleX = useXAxisScale();
  const scaleY = useYAxisScale();
  const seconds = data.points[data.latest ?? -1]?.seconds;
  if (plot === undefined || scaleX === undefined || scaleY === undefined || !seconds) return null;
  const right = plot.x + plot.width;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      {marked.map(({ percentile, words, anchor }) => {
        const value = seconds[percentiles.indexOf(percentile)] ?? null;
        // Not published: too few instances are around it.
        if (value === null) return null;
        const x = scaleX(value);
        const y = scaleY(percentile / 100);
        if (x === undefined || y === undefined) return null;
        const text = `${words} ${saySeconds(value)}`;
        const side = anchor === "start" && x + textWidth(text, labelSize) + 10 > right ? "end" : anchor;
        return (
          <g key={percentile}>
            <line x1={x} x2={x} y1={y} y2={plot.y + plot.height} stroke="var(--ink)" strokeOpacity="0.6" />
            <circle cx={x} cy={y} r="4" fill="var(--series-1)" stroke="var(--ground)" />
            <text
              x={side === "start" ? x + 8 : x - 8}
              y={side === "start" ? y + 5 : y - 5}
              textAnchor={side}
              {...labelStyle}
              fill="var(--ink)"
            >
              {text}
            </text>
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/** As many words of the axis as there is room for. */
function thin({ ticks }: Axis, width: number): number[] {
  const widest = Math.max(...ticks.map(({ label }) => textWidth(label, labelSize))) + 16;
  const every = Math.ceil((ticks.length * widest) / Math.max(1, width));
  return ticks.filter((_, index) => index % every === 0).map(({ value }) => value);
}

/** The latest distribution as a rising curve over a logarithmic axis of seconds. */
export function CurvePlot({ data, description }: PlotProps<ChartData>) {
  const { curve } = data;
  const axis = logSecondsAxis(curve[0]?.seconds ?? 1, curve.at(-1)?.seconds ?? 1);
  const ends = axis.ticks.map(({ value }) => value);
  const words = new Map(axis.ticks.map(({ value, label }) => [value, label]));
  return (
    <PlotFrame>
      {(size, status) => (
        <LineChart
          {...size}
          data={curve.map((step, index) => ({ index, ...step }))}
          margin={{ top: 10, right: 24, bottom: 0, left: 0 }}
          aria-label={nameOf(description, "step")}
        >
          <ValueAxis axis={shareAxis(1)} />
          <XAxis
            dataKey="seconds"
            type="number"
            scale="log"
            domain={[ends[0] ?? 0.1, ends.at(-1) ?? 10]}
            allowDataOverflow
            ticks={thin(axis, size.width)}
            tickFormatter={(value: number) => words.get(value) ?? ""}
            interval={0}
            tick={labelStyle}
            tickLine={false}
            axisLine={{ stroke: "var(--rule-strong)" }}
            height={26}
          />
          <Line
            dataKey="share"
            stroke="var(--series-1)"
            strokeWidth={2}
            dot={LoneDot}
            activeDot={{ r: 4, stroke: "var(--ground)" }}
            isAnimationActive={false}
          />
          <Marks data={data} />
          <PlotTooltip say={(index) => describeStep(data, index)} size={size} status={status} cursor="line" />
        </LineChart>
      )}
    </PlotFrame>
  );
}
