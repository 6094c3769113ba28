"use client";

import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from "recharts";
import { fitText, textWidth } from "@/lib/statistics/svg/measureText";
import type { ChartDataSeries } from "./latest-bars";
import { labelSize, labelStyle, spreadLabels } from "./place-labels";

/** A name at the right end of a line or layer. */
export interface EndLabel extends ChartDataSeries {
  /** Where the line ends, or the middle of the layer, in units of the axis. */
  at: number;
  /** How thick the layer is there; absent for lines. */
  thickness?: number;
  /** The last value in words. */
  value: string;
}

const widest = { narrow: 92, wide: 190 } as const;
const narrowWidth = 520;
const indent = 18;
const lineHeight = 15;

/** The room that names at the right of a plot take, in pixels. */
export function endLabelRoom(labels: readonly EndLabel[], width: number): number {
  const longest = Math.max(0, ...labels.map(({ title, value }) => textWidth(`${title} ${value}`, labelSize)));
  return Math.min(width < narrowWidth ? widest.narrow : widest.wide, Math.ceil(longest) + indent);
}

/** Names at the right of a plot: of lines moved apart, of layers where they are thick enough to be told. */
export function EndLabels({ labels, room }: { labels: readonly EndLabel[]; room: number }) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (plot === undefined || scale === undefined) return null;
  const right = plot.x + plot.width;
  const shown = labels.flatMap((label) => {
    const y = scale(label.at);
    const tall = (scale(0) ?? 0) - (scale(label.thickness ?? 0) ?? 0);
    return y === undefined || (label.thickness !== undefined && tall < lineHeight - 2)
      ? []
      : [{ ...label, y }];
  });
  const isLines = shown.some(({ thickness }) => thickness === undefined);
  const heights = shown.map(({ y }) => y);
  const places = isLines
    ? spreadLabels(heights, { height: lineHeight, top: plot.y + 4, bottom: plot.y + plot.height - 4 })
    : heights;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.label}>
      {shown.map(({ key, title, value, slot, y }, index) => {
        const at = places[index] ?? y;
        const fits = textWidth(`${title} ${value}`, labelSize) <= room - indent;
        return (
          <g key={key}>
            <path
              d={`M${right + 2} ${y}L${right + 8} ${at}h4`}
              fill="none"
              stroke={`var(--series-${slot})`}
              strokeWidth="2"
            />
            <text x={right + indent - 2} y={at + 4} {...labelStyle}>
              <tspan fill="var(--ink)">{fits ? title : fitText(title, labelSize, room - indent)}</tspan>
              {fits ? <tspan> {value}</tspan> : null}
            </text>
          </g>
        );
      })}
    </ZIndexLayer>
  );
}
