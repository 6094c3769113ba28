"use client";

import type { KeyboardEvent } from "react";
import { Bar, BarChart, DefaultZIndexes, usePlotArea, XAxis, YAxis, ZIndexLayer } from "recharts";
import { fitText, textWidth } from "@/lib/statistics/svg/measureText";
import type { ChartData } from "./chart-data";
import { describeBar, sayValue } from "./describe-point";
import type { ChartDataBar } from "./latest-bars";
import { labelSize, labelStyle } from "./place-labels";
import { type DrawingProps, nameOf, PlotFrame, type PlotProps } from "./plot-frame";
import { PlotTooltip } from "./plot-tooltip";

/** From this height of a row on, a bar's name stands above it instead of before it. */
const tallRow = 40;
const thickness = { tall: 14, flat: 20 } as const;
const gap = 8;

const nameOfBar = ({ title, isMedian }: ChartDataBar) => (isMedian ? `${title} – median` : title);
const widest = (texts: readonly string[], size: number) =>
  Math.ceil(Math.max(0, ...texts.map((text) => textWidth(text, size))));

interface TextsProps {
  data: ChartData;
  isTall: boolean;
  nameWidth: number;
  largest: number;
}

/** Names and values of the bars, and the bars themselves: they are placed by the text they need. */
function Rows({ data, isTall, nameWidth, largest }: TextsProps) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const n = data.points[data.latest ?? -1]?.n ?? null;
  const row = plot.height / data.bars.length;
  const height = isTall ? thickness.tall : thickness.flat;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.bar}>
      {data.bars.map((bar, index) => {
        const top = plot.y + index * row;
        const y = isTall ? top + 20 : top + (row - height) / 2;
        const width = ((bar.value ?? 0) / largest) * plot.width;
        const name = nameOfBar(bar);
        const text = { y: isTall ? top + 14 : y + height / 2 + 4, fontSize: labelSize + 1 };
        return (
          <g key={bar.key}>
            <text
              {...text}
              x={isTall ? plot.x : plot.x - gap}
              textAnchor={isTall ? "start" : "end"}
              fill="var(--ink)"
            >
              {isTall ? name : fitText(name, labelSize + 1, nameWidth)}
            </text>
            <rect
              x={plot.x}
              y={y}
              width={Math.max(1, width)}
              height={height}
              fill={`var(--series-${slotOf(data, bar)})`}
            />
            <text x={plot.x + width + gap} y={y + height / 2 + 4} {...labelStyle}>
              {sayValue(data, bar.value, n)}
            </text>
          </g>
        );
      })}
    </ZIndexLayer>
  );
}

/** Ordered classes are one colour: their place tells them apart. */
function slotOf({ form }: ChartData, { key, slot }: ChartDataBar) {
  return form !== "histogram" ? slot : key === "other" ? "other" : 1;
}

const forward = ["ArrowRight", "ArrowDown"];
const backward = ["ArrowLeft", "ArrowUp"];

/** Recharts moves upwards with the right arrow where bars lie, and knows neither up nor down. */
function turnArrowKeys(event: KeyboardEvent) {
  const isForward = forward.includes(event.key);
  if (!event.isTrusted || !(isForward || backward.includes(event.key))) return;
  event.preventDefault();
  event.stopPropagation();
  const key = isForward ? "ArrowLeft" : "ArrowRight";
  event.target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true }));
}

/** The bars in a frame of the size given. */
export function BarsDrawing({ data, description, size, status }: PlotProps<ChartData> & DrawingProps) {
  const n = data.points[data.latest ?? -1]?.n ?? null;
  const largest = Math.max(1, ...data.bars.map(({ value }) => value ?? 0));
  const valueWidth =
    widest(
      data.bars.map(({ value }) => sayValue(data, value, n)),
      labelSize,
    ) + gap;
  const isTall = size.height / data.bars.length >= tallRow;
  const nameWidth = isTall ? 0 : Math.min(widest(data.bars.map(nameOfBar), labelSize + 1), size.width * 0.45);
  return (
    <div role="presentation" onKeyDownCapture={turnArrowKeys}>
      <BarChart
        {...size}
        layout="vertical"
        data={data.bars.map(({ value }, index) => ({ index, value }))}
        margin={{ top: 0, bottom: 0, left: isTall ? 0 : nameWidth + gap, right: valueWidth }}
        aria-label={nameOf(description, "bar")}
      >
        <XAxis type="number" domain={[0, largest]} hide />
        <YAxis type="category" dataKey="index" width={0} hide />
        {/* Gives the arrow keys something to stand on; what is seen are the rows. */}
        <Bar dataKey="value" fill="none" isAnimationActive={false} />
        <Rows data={data} isTall={isTall} nameWidth={nameWidth} largest={largest} />
        <PlotTooltip
          say={(index) => describeBar(data, index)}
          size={size}
          status={status}
          cursor="ground"
          areBarsLying
        />
      </BarChart>
    </div>
  );
}

/** The latest period's classes as bars with their values. */
export function BarsPlot(props: PlotProps<ChartData>) {
  return <PlotFrame>{(size, status) => <BarsDrawing {...props} size={size} status={status} />}</PlotFrame>;
}
