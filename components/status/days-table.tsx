import { plainChart } from "@/lib/charts/plainChart";
import type { StatusDay } from "@/lib/status/readStatus";
import { addDays } from "@/lib/words/period";
import { sayDayOfYear } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { ChartView } from "../charts/chart";
import { numbers } from "../ui/columns";
import { DataTable } from "../ui/data-table";

/** Accepted and refused by day: a chart, and a table with the newest first. */
export function DaysTable({ days }: { days: readonly StatusDay[] }) {
  const today = days.at(-1)?.day ?? "";
  return (
    <div className="flex flex-col gap-6">
      <ChartView
        chart={plainChart({
          description: "Events accepted and refused by day",
          layout: "stack",
          unit: "count",
          interval: "day",
          periods: days.map(({ day }) => ({ start: day, end: addDays(day, 1) })),
          today,
          series: [
            {
              key: "accepted",
              title: "Accepted",
              color: "series-1",
              values: days.map(({ accepted }) => accepted),
            },
            { key: "refused", title: "Refused", color: "bad", values: days.map(({ refused }) => refused) },
          ],
          say: sayCount,
        })}
      />
      <DataTable
        id="days-table"
        caption="Events by day, newest first"
        tall
        columns={["Day", ...numbers("Accepted", "Refused")]}
        rows={[...days].reverse().map(({ day, accepted, refused }) => ({
          key: day,
          cells: [
            <time key="day" dateTime={day} className="whitespace-nowrap">
              {sayDayOfYear(day)}
              {day === today ? " (today)" : ""}
            </time>,
            sayCount(accepted),
            sayCount(refused),
          ],
        }))}
      />
    </div>
  );
}
