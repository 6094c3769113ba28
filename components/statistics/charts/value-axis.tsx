"use client";

import { CartesianGrid, YAxis } from "recharts";
import { textWidth } from "@/lib/statistics/svg/measureText";
import type { Axis } from "@/lib/statistics/svg/ticks";
import { labelSize, labelStyle } from "./place-labels";

/** The room that an axis needs for its words, in pixels. */
export function axisWidth({ ticks }: Axis): number {
  return Math.ceil(Math.max(...ticks.map(({ label }) => textWidth(label, labelSize)))) + 10;
}

/** The vertical axis with hairlines at its ticks; its ends are the first and the last of them. */
export function ValueAxis({ axis, scale = "linear" }: { axis: Axis; scale?: "linear" | "log" }) {
  const values = axis.ticks.map(({ value }) => value);
  const labels = new Map(axis.ticks.map(({ value, label }) => [value, label]));
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--rule)" />
      <YAxis
        type="number"
        scale={scale}
        domain={[values[0] ?? 0, values.at(-1) ?? 1]}
        allowDataOverflow
        ticks={values}
        tickFormatter={(value: number) => labels.get(value) ?? ""}
        interval={0}
        tick={labelStyle}
        tickLine={false}
        axisLine={false}
        width={axisWidth(axis)}
      />
    </>
  );
}
