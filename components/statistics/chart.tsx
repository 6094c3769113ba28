import { drawBars, drawChart, drawCurve, drawOverTime } from "@/lib/statistics/svg/drawStatistic";
import type { StatisticReading } from "@/lib/statistics/view/reading";
import { chartData } from "./charts/chart-data";
import { type ChartPart, type PlotKind, plotKindOf } from "./charts/plot-kind";
import { SeriesLegend } from "./charts/series-legend";
import { StatisticChart } from "./charts/statistic-chart";
import { Drawing } from "./drawing";

/** A drawing of a reading with its legend. The one made on the server shows until the interactive one is there, and without a script. */
export function Chart({ reading, part = "main" }: { reading: StatisticReading; part?: ChartPart }) {
  const data = chartData(reading);
  const kind = plotKindOf(data, part);
  const hasLegend = kind === "percentiles" || (!isOfOnePeriod(kind) && data.series.length > 1);
  const [wide, narrow] = heightsOf(kind, data.bars.length);
  return (
    <div className="flex flex-col gap-3">
      {hasLegend ? <SeriesLegend data={data} /> : null}
      <StatisticChart
        data={data}
        part={part}
        fallback={
          <>
            <Drawing svg={draw(reading, part, 1104, wide)} className="hidden size-full sm:block" />
            <Drawing svg={draw(reading, part, 358, narrow)} className="size-full sm:hidden" />
          </>
        }
      />
    </div>
  );
}

const isOfOnePeriod = (kind: PlotKind) => kind === "bars" || kind === "histogram" || kind === "curve";

/** In pixels, on wide screens and on phones: those of the interactive drawing, so that nothing moves when it arrives. */
function heightsOf(kind: PlotKind, bars: number): readonly [wide: number, narrow: number] {
  if (kind === "bars") return [Math.max(44, bars * 32), bars * 44];
  if (kind === "histogram") return [320, Math.max(120, bars * 44)];
  if (kind === "percentiles") return [384, 336];
  return kind === "curve" ? [288, 256] : [320, 288];
}

function draw(reading: StatisticReading, part: ChartPart, width: number, height: number): string {
  const options = { width, height, tokens: "page" } as const;
  if (part === "latest") return drawBars(reading, options);
  if (part === "overTime") return drawOverTime(reading, options);
  return part === "curve" ? drawCurve(reading, options) : drawChart(reading, options);
}
