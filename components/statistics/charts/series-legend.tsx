import { percentiles } from "@/lib/statistics/view/reading";
import { saySeconds } from "@/lib/words/sayNumbers";
import type { ChartData } from "./chart-data";
import { sayValue } from "./describe-point";

const item = "flex items-baseline gap-1.5";

/** Names and latest values of a chart's layers or lines; for clone times, what its line and bands are. */
export function SeriesLegend({ data }: { data: ChartData }) {
  const point = data.points[data.latest ?? -1];
  if (data.form === "percentiles") return <BandLegend seconds={point?.seconds ?? null} />;
  return (
    <ul className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {data.series.map(({ key, title, slot }, index) => (
        <li key={key} className={`series-${slot} ${item}`}>
          <span className="swatch shrink-0" aria-hidden="true" />
          {title}
          <span className="text-ink-soft tabular-nums">
            {point ? sayValue(data, point.values[index] ?? null, point.n) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}

const bands = [
  { title: "Median", from: 50, to: 50, className: "h-0.5" },
  { title: "Middle half (25th–75th percentile)", from: 25, to: 75, className: "opacity-45" },
  { title: "Nine of ten (5th–95th percentile)", from: 5, to: 95, className: "opacity-20" },
] as const;

function BandLegend({ seconds }: { seconds: readonly (number | null)[] | null }) {
  const at = (percentile: (typeof percentiles)[number]) => seconds?.[percentiles.indexOf(percentile)] ?? null;
  const say = (from: (typeof percentiles)[number], to: typeof from) => {
    const [low, high] = [at(from), at(to)];
    if (low === null || high === null) return "too few";
    return from === to ? saySeconds(low) : `${saySeconds(low)}–${saySeconds(high)}`;
  };
  return (
    <ul className="series-1 flex flex-wrap gap-x-5 gap-y-1 text-sm">
      {bands.map(({ title, from, to, className }) => (
        <li key={title} className={item}>
          <span className={`swatch w-4 shrink-0 self-center ${className}`} aria-hidden="true" />
          {title}
          <span className="text-ink-soft tabular-nums">{seconds === null ? null : say(from, to)}</span>
        </li>
      ))}
    </ul>
  );
}
