import { sayDayOfYear, sayTime } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { countOf } from "@/lib/words/sayPlurals";
import { DataTable } from "../ui/data-table";
import { EmptyState } from "../ui/empty-state";
import { ChartFrame } from "./chart-frame";
import { EventsPerDayChart } from "./events-per-day-chart";
import { Legend } from "./legend";
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

/** Events by day and type with takeaway, legend, table and note; the drawing joins them in the browser. */
export function EventsPerDay({ id, data, level = 3, computedAt }: EventsPerDayProps) {
  const stacked = stackEventTypes(data);
  const takeaway = sayEventsTakeaway(stacked);
  const first = stacked.days[0]?.day ?? data.today;
  const last = stacked.days.at(-1)?.day ?? data.today;
  const period = `${sayDayOfYear(first)} to ${sayDayOfYear(last)}, days in UTC`;

  return (
    <ChartFrame
      id={id}
      title={takeaway}
      level={level}
      subtitle={`Events per day by type, ${period}`}
      legend={stacked.total > 0 ? <Legend series={stacked.series} /> : undefined}
      note={
        <>
          n = {countOf(stacked.total, "event")}. Computed {sayTime(computedAt)}.
          {stacked.total > 0 ? ` ${sayDayOfYear(data.today)} is still running and is drawn hatched.` : null}
        </>
      }
      table={
        <DataTable
          id={`${id}-table`}
          caption={`Events per day by type, ${period}; newest first`}
          captionHidden
          tall
          columns={[
            { title: "Day" },
            { title: "All", kind: "number" },
            ...stacked.series.map(({ title }) => ({ title, kind: "number" as const })),
          ]}
          rows={stacked.days.toReversed().map(({ day, unfinished, total, counts }) => ({
            key: day,
            cells: [
              <span key="day" className="whitespace-nowrap">
                <time dateTime={day}>{sayDayOfYear(day)}</time>
                {unfinished ? <span className="text-ink-soft"> unfinished</span> : null}
              </span>,
              sayCount(total),
              ...stacked.series.map(({ key }) => sayCount(counts[key] ?? 0)),
            ],
          }))}
        />
      }
    >
      {stacked.total > 0 ? (
        <EventsPerDayChart description={takeaway} days={stacked.days} series={stacked.series} />
      ) : (
        <EmptyState title="Nothing to draw yet">
          No event was received in this period. An idle engine sends nothing, so an empty day is not an error.
        </EmptyState>
      )}
    </ChartFrame>
  );
}
