import type { InstanceNow } from "@/lib/instances/types";
import { DataTable } from "../../ui/data-table";
import { formatCount, formatLongDay } from "../../ui/format";
import { Link } from "../../ui/link";
import { Section } from "../../ui/section";

/** How many events of each type an instance sent, each with the way to them. */
export function EventsByType({ events }: Pick<InstanceNow, "events">) {
  return (
    <Section id="types" title="What it sent, by type">
      <div className="max-w-[52rem]">
        <DataTable
          id="types-table"
          caption="Events of this instance by type"
          captionHidden
          columns={[
            { title: "Event" },
            { title: "On the wire", kind: "code" },
            { title: "Events", kind: "number" },
            { title: "Last on" },
          ]}
          rows={events.map(({ type, title, events: count, lastDay }) => ({
            key: type,
            cells: [
              <Link key="type" href={`/instance/events?types=${encodeURIComponent(type)}`}>
                {title}
              </Link>,
              type,
              formatCount(count),
              <time key="day" dateTime={lastDay} className="whitespace-nowrap">
                {formatLongDay(lastDay)}
              </time>,
            ],
          }))}
        />
      </div>
    </Section>
  );
}
