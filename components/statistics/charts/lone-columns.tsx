"use client";

import { DefaultZIndexes, usePlotArea, useYAxisScale, ZIndexLayer } from "recharts";
import { timeScale } from "@/lib/statistics/svg/timeScale";
import type { ChartData } from "./chart-data";
import { loneWidth } from "./time-layer";

export interface LonePart {
  key: string;
  /** In units of the axis. */
  from: number;
  to: number;
  fill: string;
  opacity?: number;
}

interface LoneColumnsProps {
  points: ChartData["points"];
  columns: readonly { index: number; parts: readonly LonePart[] }[];
}

/** Layers or bands of a period without neighbours: an area has no width there, so it is drawn as a column. */
export function LoneColumns({ points, columns }: LoneColumnsProps) {
  const plot = usePlotArea();
  const scale = useYAxisScale();
  if (plot === undefined || scale === undefined || columns.length === 0) return null;
  const { x } = timeScale(points, plot, "points");
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.area}>
      {columns.flatMap(({ index, parts }) =>
        parts.map(({ key, from, to, fill, opacity }) => {
          const top = scale(to) ?? plot.y;
          const height = (scale(from) ?? top) - top;
          return (
            <rect
              key={`${index} ${key}`}
              x={x(index) - loneWidth / 2}
              y={top}
              width={loneWidth}
              height={Math.max(0, height > 3 ? height - 1 : height)}
              fill={fill}
              fillOpacity={opacity}
            />
          );
        }),
      )}
    </ZIndexLayer>
  );
}
