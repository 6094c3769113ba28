"use client";

import dynamic from "next/dynamic";
import type { EventsPerDayChartProps } from "./events-per-day-plot";

// The drawing library is most of this page's script: only pages with a chart load it, after everything else.
const Plot = dynamic(() => import("./events-per-day-plot").then((module) => module.EventsPerDayPlot), {
  ssr: false,
});

/** Stacked columns of events per day. Its room is kept from the start, so that nothing moves when it arrives. */
export function EventsPerDayChart(props: EventsPerDayChartProps) {
  return (
    <>
      <div className="needs-script h-72 sm:h-80">
        <Plot {...props} />
      </div>
      <p className="without-script text-sm text-ink-soft">
        The drawing needs a script; the table below holds every number of it.
      </p>
    </>
  );
}
