"use client";

import {
  Bar,
  BarChart,
  type BarShapeProps,
  CartesianGrid,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { sayDayOfYear } from "@/lib/words/sayDates";
import { sayCompact, sayCount } from "@/lib/words/sayNumbers";
import type { Series, StackedDay } from "./stack-event-types";

export interface EventsPerDayChartProps {
  /** The takeaway; the drawing's name for screen readers. */
  description: string;
  days: readonly StackedDay[];
  series: readonly Series[];
}

const seriesColour = ({ slot }: Series) => `var(--series-${slot})`;
const hatchId = ({ slot }: Series) => `hatch-${slot}`;

/** A day that is still running is hatched: its column will grow. */
function Hatches({ series }: { series: readonly Series[] }) {
  return (
    <defs>
      {series.map((one) => (
        <pattern
          key={one.key}
          id={hatchId(one)}
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" fill={seriesColour(one)} fillOpacity="0.18" />
          <rect width="2" height="5" fill={seriesColour(one)} />
        </pattern>
      ))}
    </defs>
  );
}

function Layer({ x, y, width, height, payload, series }: BarShapeProps & { series: Series }) {
  if (!height || height <= 0) return null;
  const unfinished = (payload as StackedDay).unfinished;
  // A hairline of ground between layers keeps neighbours apart for readers who do not tell their colours apart.
  const gap = height > 3 ? 1 : 0;
  return (
    <rect
      x={x}
      y={y}
      width={width}
      height={height - gap}
      fill={unfinished ? `url(#${hatchId(series)})` : seriesColour(series)}
    />
  );
}

interface DayTooltipProps {
  active?: boolean;
  payload?: readonly { payload?: StackedDay }[];
  series: readonly Series[];
}

function DayTooltip({ active, payload, series }: DayTooltipProps) {
  const day = payload?.[0]?.payload;
  if (!active || !day) return null;
  return (
    <div
      role="status"
      className="min-w-44 border border-rule-strong bg-ground px-3 py-2 text-xs tabular-nums shadow-sm"
    >
      <p className="flex justify-between gap-4 font-semibold">
        <span>
          {sayDayOfYear(day.day)}
          {day.unfinished ? ", unfinished" : ""}
        </span>
        <span>{sayCount(day.total)}</span>
      </p>
      <ul className="mt-1">
        {series
          .filter(({ key }) => (day.counts[key] ?? 0) > 0)
          .toReversed()
          .map(({ key, title, slot }) => (
            <li key={key} className={`series-${slot} flex items-baseline gap-1.5`}>
              <span className="swatch" aria-hidden="true" />
              {title}
              <span className="ml-auto pl-3">{sayCount(day.counts[key] ?? 0)}</span>
            </li>
          ))}
      </ul>
    </div>
  );
}

/** The drawing itself; arrow keys move from day to day. Loaded only by `EventsPerDayChart`. */
export function EventsPerDayPlot({ description, days, series }: EventsPerDayChartProps) {
  const text = { fill: "var(--ink-soft)", fontSize: 12 };
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 720, height: 320 }}>
      <BarChart
        data={[...days]}
        margin={{ top: 6, right: 0, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        aria-label={`${description}. Arrow keys move from day to day.`}
      >
        <Hatches series={series} />
        <CartesianGrid vertical={false} stroke="var(--rule)" />
        <XAxis
          dataKey="day"
          tickFormatter={sayDayOfYear}
          tick={text}
          tickLine={false}
          axisLine={{ stroke: "var(--rule-strong)" }}
          minTickGap={28}
          interval="preserveEnd"
        />
        <YAxis
          tickFormatter={sayCompact}
          tick={text}
          tickLine={false}
          axisLine={false}
          allowDecimals={false}
          width={40}
        />
        <Tooltip
          cursor={{ fill: "var(--ink)", fillOpacity: 0.07 }}
          content={<DayTooltip series={series} />}
          isAnimationActive={false}
        />
        {series.map((one) => (
          <Bar
            key={one.key}
            name={one.title}
            dataKey={(day: StackedDay) => day.counts[one.key] ?? 0}
            stackId="events"
            isAnimationActive={false}
            shape={(bar: BarShapeProps) => <Layer {...bar} series={one} />}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
