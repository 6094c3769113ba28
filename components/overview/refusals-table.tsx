import { sayDayOfYear } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, numbers } from "../ui/data-table";
import type { OverviewData } from "./overview-data";

/** The last refusals by day and reason. */
export function RefusalsTable({ refusals }: { refusals: NonNullable<OverviewData["refusals"]> }) {
  return (
    <DataTable
      id="refusals-table"
      caption="Events refused, by day and reason; newest first"
      captionHidden
      columns={[
        "Day",
        { title: "Reason", kind: "prose" },
        { title: "Event type", kind: "code" },
        { title: "Field", kind: "code" },
        ...numbers("Refused"),
      ]}
      empty="Nothing was refused."
      rows={refusals.map(({ day, reason, reasonText, eventType, field, refusals: count }) => ({
        key: [day, reason, eventType, field].join(" "),
        cells: [
          <time key="day" dateTime={day} className="whitespace-nowrap">
            {sayDayOfYear(day)}
          </time>,
          <span key="reason">
            {reasonText} <code className="ml-1 font-mono text-ink-soft">{reason}</code>
          </span>,
          eventType || "–",
          field || "–",
          sayCount(count),
        ],
      }))}
    />
  );
}
