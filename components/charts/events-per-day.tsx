import { plainChart } from "@/lib/charts/plainChart";
import { addDays } from "@/lib/words/period";
import { sayDayOfYear, sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { DataTable } from "../ui/data-table";
import { EmptyState } from "../ui/empty-state";
import { ChartView } from "./chart";
import { ChartFrame } from "./chart-frame";
import { sayEventsTakeaway } from "./say-events-takeaway";
import { type EventsPerDay as EventsPerDayData, stackEventTypes } from "./stack-event-types";

interface EventsPerDayProps {
  id: string;
  data: EventsPerDayData;
  /** The level of the title's heading. */
  level?: 2 | 3;
  /** ISO time at which the numbers were read. */
  computedAt: string;
}

/** Events by day and type with takeaway, legend, table and note. */
export function EventsPerDay({ id, data, level = 3, computedAt }: EventsPerDayProps) {
  const { days, today } = data;
  const series = stackEventTypes(data);
  const description = sayEventsTakeaway(series, days.length);
  const totalOf = (index: number) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0);
  const total = days.reduce((sum, _, index) => sum + totalOf(index), 0);
  const words = `${sayDayOfYear(days[0]?.day ?? today)} to ${sayDayOfYear(days.at(-1)?.day ?? today)}, days in UTC`;
  return (
    <ChartFrame
      id={id}
      title={description}
      level={level}
      subtitle={`Events per day by type, ${words}`}
      note={
        <>
          n = {countOf(total, "event")}. Computed {sayTime(computedAt)}.
          {total > 0 ? ` ${sayDayOfYear(today)} is still running and is drawn hatched.` : null}
        </>
      }
      table={
        <DataTable
          id={`${id}-table`}
          caption={`Events per day by type, ${words}; newest first`}
          captionHidden
          tall
          columns={[
            { title: "Day" },
            { title: "All", kind: "number" },
            ...series.map(({ title }) => ({ title, kind: "number" as const })),
          ]}
          rows={days
            .map(({ day }, index) => ({
              key: day,
              cells: [
                <span key="day" className="whitespace-nowrap">
                  <time dateTime={day}>{sayDayOfYear(day)}</time>
                  {day === today ? <span className="text-ink-soft"> unfinished</span> : null}
                </span>,
                sayCount(totalOf(index)),
                ...series.map(({ values }) => sayCount(values[index] ?? 0)),
              ],
            }))
            .toReversed()}
        />
      }
    >
      {total > 0 ? (
        <ChartView
          chart={plainChart({
            description,
            layout: "stack",
            unit: "count",
            interval: "day",
            periods: days.map(({ day }) => ({ start: day, end: addDays(day, 1) })),
            today,
            series,
            say: sayCount,
          })}
        />
      ) : (
        <EmptyState title="Nothing to draw yet">
          No event was received in this period. An idle engine sends nothing, so an empty day is not an error.
        </EmptyState>
      )}
    </ChartFrame>
  );
}
