import { timeScale } from "@/lib/statistics/svg/timeScale";
import { sayCount } from "@/lib/words/sayNumbers";
import type { ChartDataPoint } from "./chart-data";
import { labelStyle } from "./place-labels";

export const countStripHeight = 60;
const top = 24;

interface CountStripProps {
  points: readonly ChartDataPoint[];
  /** Of the whole strip, and of its margins: those of the plot above it. */
  width: number;
  left: number;
  right: number;
}

/** How many instances each period's figures rest on: small bars under a plot, from zero to the largest. */
export function CountStrip({ points, width, left, right }: CountStripProps) {
  const height = countStripHeight - top - 1;
  const { x, step } = timeScale(
    points,
    { x: left, y: top, width: Math.max(1, width - left - right), height },
    "points",
  );
  const largest = Math.max(1, ...points.map(({ n }) => n ?? 0));
  const barWidth = Math.max(1, Math.min(12, step * 0.7));
  return (
    <svg width={width} height={countStripHeight} aria-hidden="true" className="block">
      <text x={left} y={top - 7} {...labelStyle}>
        Instances measured (n), at most {sayCount(largest)}
      </text>
      {points.map(({ start, n }, index) => (
        <rect
          key={start}
          x={x(index) - barWidth / 2}
          y={top + height * (1 - (n ?? 0) / largest)}
          width={barWidth}
          height={(height * (n ?? 0)) / largest}
          fill="var(--series-other)"
        />
      ))}
      <line x1={left} x2={width - right} y1={top + height} y2={top + height} stroke="var(--rule-strong)" />
    </svg>
  );
}
