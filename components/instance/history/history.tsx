import type { InstanceHistory } from "@/lib/instances/history/history";
import { dayMs, dayOf } from "@/lib/words/period";
import { sayDay, sayTime } from "@/lib/words/sayDates";
import { sayCount, saySeconds, sayShare, sayUptime } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Section } from "../../ui";
import { drawHistory, drawMoments, type HistoryDrawing, type PictureSize } from "./draw-history";
import { HistoryChart, type HistoryColumn, notMeasured } from "./history-chart";
import { alertSeries, cloneSeries, cloneTimeSeries, type HistorySeries, poolSeries } from "./history-series";
import { sayAlerts, sayClones, sayCloneTimes, sayPoolUse, saySpan, sayStops } from "./say-history";

interface HistoryProps {
  history: InstanceHistory;
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
  /** Its latest start said LVM. */
  isLvm: boolean;
}

/** What an instance did over time, in charts with their numbers. */
export function History({ history, today, isLvm }: HistoryProps) {
  const { periods, interval, stops } = history;
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isRunning = last.end > today;
  const draw = (form: HistoryDrawing["form"], unit: HistoryDrawing["unit"], series: HistorySeries[]) =>
    series.some(({ values }) => values.some((value) => value !== null && (form === "lines" || value > 0)))
      ? (size: PictureSize) => drawHistory({ form, unit, series, periods, interval, today }, size)
      : null;
  const column = (title: string, read: (index: number) => string): HistoryColumn => ({ title, read });
  const clones = cloneSeries(history);
  const times = cloneTimeSeries(history);
  return (
    <Section
      id="history"
      title="Its history"
      lead={`By ${interval}, from ${sayDay(first.start)} on: ${saySpan(history)}, in UTC.${isRunning ? ` The last ${interval} is not over.` : ""}`}
    >
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <HistoryChart
          id="history-clones"
          title={sayClones(history)}
          subtitle={`Clones created and reset, by ${interval}`}
          series={clones}
          draw={draw("columns", "count", clones)}
          periods={periods}
          columns={[
            column("Created", (index) => sayCount(periods[index]?.clonesCreated ?? 0)),
            column("Reset", (index) => sayCount(periods[index]?.clonesReset ?? 0)),
            column("Destroyed", (index) => sayCount(periods[index]?.clonesDestroyed ?? 0)),
            column("Snapshots", (index) => sayCount(periods[index]?.snapshots ?? 0)),
          ]}
          note="An engine sends an event for each of them."
        />
        <HistoryChart
          id="history-clone-times"
          title={sayCloneTimes(history)}
          subtitle={`How long clones took, by ${interval}: p50 and p95`}
          series={times}
          draw={draw("lines", "seconds", times)}
          periods={periods}
          columns={[
            column("Clones", (index) => sayCount(periods[index]?.cloneTime?.clones ?? 0)),
            column("p50", (index) => sayOr(saySeconds, periods[index]?.cloneTime?.p50Seconds)),
            column("p95", (index) => sayOr(saySeconds, periods[index]?.cloneTime?.p95Seconds)),
          ]}
          note="Zero means that a clone was not measured, and is left out."
        />
        <HistoryChart
          id="history-pools"
          title={sayPoolUse(history, isLvm)}
          subtitle={`Used part of the pools at the last start, by ${interval}`}
          series={[]}
          draw={draw("lines", "share", poolSeries(history))}
          periods={periods}
          columns={[
            column("Starts", (index) => sayCount(periods[index]?.starts ?? 0)),
            column("Used", (index) => sayOr(sayShare, periods[index]?.poolUse ?? undefined)),
          ]}
          note="Sizes come with engine_started only."
        />
        <HistoryChart
          id="history-alerts"
          title={sayAlerts(history)}
          subtitle={`Alerts, by ${interval}`}
          series={[]}
          draw={draw("columns", "count", alertSeries(history))}
          periods={periods}
          columns={[column("Alerts", (index) => sayCount(periods[index]?.alerts ?? 0))]}
          note="An alert says that a refresh failed or was skipped."
        />
        <HistoryChart
          id="history-uptime"
          title={sayStops(history)}
          subtitle="How long it ran before each of its latest stops, oldest first"
          series={[]}
          draw={stops.length === 0 ? null : (size) => drawMoments(momentsOf(stops), size)}
          table={
            <DataTable
              id="history-uptime-table"
              caption="The latest stops, newest first"
              captionHidden
              tall
              columns={["Stopped", ...numbers("Ran for")]}
              rows={stops.map(({ at, uptimeSeconds }, index) => ({
                key: `${at} ${index}`,
                cells: [
                  <time key="at" dateTime={at}>
                    {sayTime(at)}
                  </time>,
                  sayUptime(uptimeSeconds),
                ],
              }))}
            />
          }
          note="A killed engine never says that it stopped."
        />
      </div>
    </Section>
  );
}

function momentsOf(stops: InstanceHistory["stops"]) {
  const oldestFirst = stops.toReversed();
  return {
    values: oldestFirst.map(({ uptimeSeconds }) => (uptimeSeconds * 1000) / dayMs),
    days: oldestFirst.map(({ at }) => dayOf(at)),
    slot: 5 as const,
  };
}

function sayOr(say: (value: number) => string, value: number | undefined): string {
  return value === undefined ? notMeasured : say(value);
}
