"use client";

import dynamic from "next/dynamic";
import { type ComponentType, createContext, type ReactNode, useContext } from "react";
import { classNames } from "../../ui/class-names";
import type { ChartData } from "./chart-data";
import type { PlotProps } from "./plot-frame";
import { type ChartPart, type PlotKind, plotHeight, plotKindOf } from "./plot-kind";

const FallbackContext = createContext<ReactNode>(null);

/** The picture drawn on the server: until the plot is there, without scripts, and where it cannot be loaded. */
function Fallback() {
  return <div className="size-full overflow-hidden [&_svg]:size-full">{useContext(FallbackContext)}</div>;
}

type Plot = ComponentType<PlotProps<ChartData>>;

// The drawing library is most of a page's script: only pages with a chart load it, after everything else.
const plot = (load: () => Promise<Plot>) =>
  dynamic<PlotProps<ChartData>>(() => load().catch((): Plot => Fallback), { ssr: false, loading: Fallback });

const plots: Record<PlotKind, Plot> = {
  area: plot(() => import("./area-plot").then(({ AreaPlot }) => AreaPlot)),
  bars: plot(() => import("./bars-plot").then(({ BarsPlot }) => BarsPlot)),
  histogram: plot(() => import("./histogram-plot").then(({ HistogramPlot }) => HistogramPlot)),
  columns: plot(() => import("./columns-plot").then(({ ColumnsPlot }) => ColumnsPlot)),
  lines: plot(() => import("./lines-plot").then(({ LinesPlot }) => LinesPlot)),
  percentiles: plot(() => import("./percentile-plot").then(({ PercentilePlot }) => PercentilePlot)),
  curve: plot(() => import("./curve-plot").then(({ CurvePlot }) => CurvePlot)),
};

interface StatisticChartProps {
  /** Of a reading with figures. */
  data: ChartData;
  /** Which picture of the statistic; its own unless said otherwise. */
  part?: ChartPart;
  /** The drawing's name for screen readers; the takeaway unless said otherwise. */
  description?: string;
  /** The same picture as drawn on the server. */
  fallback?: ReactNode;
}

/** An interactive chart of a statistic. Its room is kept from the start, so that nothing moves when it arrives. */
export function StatisticChart({ data, part = "main", description, fallback = null }: StatisticChartProps) {
  const kind = plotKindOf(data, part);
  const Plot = plots[kind];
  return (
    <FallbackContext value={fallback}>
      <div
        className={classNames(plotHeight(data, kind), "w-full min-w-0", fallback === null && "needs-script")}
      >
        <Plot data={data} description={description ?? data.takeaway} />
      </div>
    </FallbackContext>
  );
}
