import type { BarChart, TimeChart, Unit } from "@/lib/charts/chart";
import type { Color } from "@/lib/charts/colors";
import { hasValues, plainChart } from "@/lib/charts/plainChart";
import type { HistoryPeriod, InstanceHistory } from "@/lib/instances/history/history";
import { dayMs, dayOf } from "@/lib/words/period";
import { sayDay, sayTime } from "@/lib/words/sayDates";
import { sayCount, saySeconds, sayShare, sayUptime } from "@/lib/words/sayNumbers";
import { DataTable, numbers, Section } from "../../ui";
import { HistoryChart, type HistoryColumn, notMeasured } from "./history-chart";
import { sayAlerts, sayClones, sayCloneTimes, sayPoolUse, saySpan, sayStops } from "./say-history";

interface HistoryProps {
  history: InstanceHistory;
  /** The UTC day that is still running, `YYYY-MM-DD`. */
  today: string;
  /** Its latest start said LVM. */
  isLvm: boolean;
}

/** A line or layer: its name, its color, and a period's value. */
type Read = readonly [title: string, color: Color, read: (period: HistoryPeriod) => number | null];

const say: Readonly<Record<Unit, (value: number) => string>> = {
  count: sayCount,
  seconds: saySeconds,
  share: sayShare,
  days: sayCount,
};

/** What an instance did over time, in charts with their numbers. */
export function History({ history, today, isLvm }: HistoryProps) {
  const { periods, interval, stops } = history;
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isRunning = last.end > today;
  const draw = (description: string, layout: TimeChart["layout"], unit: Unit, series: readonly Read[]) => {
    const chart = plainChart({
      ...{ description, layout, unit, interval, periods, today },
      series: series.map(([title, color, read]) => ({
        key: title,
        title,
        color,
        values: periods.map(read),
      })),
      say: say[unit],
    });
    return { chart, isDrawn: hasValues(chart) };
  };
  const column = (title: string, read: (index: number) => string): HistoryColumn => ({ title, read });
  return (
    <Section
      id="history"
      title="Its history"
      lead={`By ${interval}, from ${sayDay(first.start)} on: ${saySpan(history)}, in UTC.${isRunning ? ` The last ${interval} is not over.` : ""}`}
    >
      <div className="grid gap-x-12 gap-y-12 lg:grid-cols-2">
        <HistoryChart
          id="history-clones"
          subtitle={`Clones created and reset, by ${interval}`}
          {...draw(sayClones(history), "stack", "count", [
            ["Clones created", "series-1", ({ clonesCreated }) => clonesCreated],
            ["Clones reset", "series-2", ({ clonesReset }) => clonesReset],
          ])}
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
          subtitle={`How long clones took, by ${interval}: p50 and p95`}
          {...draw(sayCloneTimes(history), "lines", "seconds", [
            ["p50", "series-1", ({ cloneTime }) => cloneTime?.p50Seconds ?? null],
            ["p95", "series-4", ({ cloneTime }) => cloneTime?.p95Seconds ?? null],
          ])}
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
          subtitle={`Used part of the pools at the last start, by ${interval}`}
          {...draw(sayPoolUse(history, isLvm), "lines", "share", [
            ["Used", "series-3", ({ poolUse }) => poolUse],
          ])}
          periods={periods}
          columns={[
            column("Starts", (index) => sayCount(periods[index]?.starts ?? 0)),
            column("Used", (index) => sayOr(sayShare, periods[index]?.poolUse ?? undefined)),
          ]}
          note="Sizes come with engine_started only."
        />
        <HistoryChart
          id="history-alerts"
          subtitle={`Alerts, by ${interval}`}
          {...draw(sayAlerts(history), "stack", "count", [["Alerts", "bad", ({ alerts }) => alerts]])}
          periods={periods}
          columns={[column("Alerts", (index) => sayCount(periods[index]?.alerts ?? 0))]}
          note="An alert says that a refresh failed or was skipped."
        />
        <HistoryChart
          id="history-uptime"
          subtitle="How long it ran before each of its latest stops, oldest first"
          chart={stopsChart(sayStops(history), stops)}
          isDrawn={stops.length > 0}
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

/** The table has all of them. */
const drawnStops = 12;

function stopsChart(description: string, stops: InstanceHistory["stops"]): BarChart {
  const bars = stops
    .slice(0, drawnStops)
    .map(({ at, uptimeSeconds }, index) => ({
      key: `${at} ${index}`,
      title: sayDay(dayOf(at)),
      color: "series-5" as const,
      value: (uptimeSeconds * 1000) / dayMs,
      text: sayUptime(uptimeSeconds),
      isMedian: false,
    }))
    .toReversed();
  return {
    kind: "bars",
    description,
    isOrdered: true,
    unit: "days",
    bars,
    stops: bars.map(({ title, text }) => ({ title, total: text, details: [], notes: [] })),
  };
}

function sayOr(say: (value: number) => string, value: number | undefined): string {
  return value === undefined ? notMeasured : say(value);
}
