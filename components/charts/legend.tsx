import type { Chart } from "@/lib/charts/chart";
import { Swatch } from "./swatch";

interface LegendProps {
  chart: Chart;
  /** Told which series is pointed at; null for none. */
  onPoint: (key: string | null) => void;
}

/** Names and values of a chart's lines, layers and bands; nothing where there is one only. */
export function Legend({ chart, onPoint }: LegendProps) {
  if (chart.kind !== "time" || chart.series.length + chart.bands.length < 2) return null;
  const items = [
    ...chart.series.map(({ key, title, now, color }) => ({
      key,
      title,
      now: now ?? "too few",
      color,
      opacity: 1,
    })),
    ...chart.bands.toReversed().map(({ key, title, now, opacity }) => ({
      ...{ key, title, opacity, color: "series-1" as const },
      now: now ?? "too few",
    })),
  ];
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {items.map(({ key, title, now, color, opacity }) => (
        <li
          key={key}
          className="flex items-baseline gap-1.5"
          onPointerEnter={() => onPoint(key)}
          onPointerLeave={() => onPoint(null)}
        >
          <Swatch color={color} opacity={opacity} />
          {title}
          <span className="text-ink-soft tabular-nums">{now}</span>
        </li>
      ))}
    </ul>
  );
}
