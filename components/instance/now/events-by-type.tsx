import type { InstanceNow } from "@/lib/instances/now/instanceNow";
import { sayDay } from "@/lib/words/sayDates";
import { sayCount } from "@/lib/words/sayNumbers";
import { DataTable, Link, numbers, Section } from "../../ui";

/** How many events of each type an instance sent, each with the way to them. */
export function EventsByType({
  base,
  events,
}: Pick<InstanceNow, "events"> & {
  /** Of the instance's pages, see `ShownInstance`. */
  base: string;
}) {
  return (
    <Section id="types" title="Events by type">
      <div className="max-w-measure">
        <DataTable
          id="types-table"
          caption="Events of this instance by type"
          captionHidden
          columns={["Event", ...numbers("Events"), "Last on"]}
          rows={events.map(({ type, title, events: count, lastDay }) => ({
            key: type,
            cells: [
              <span key="type" className="flex flex-wrap items-baseline gap-x-3">
                <Link href={`${base}/events?types=${encodeURIComponent(type)}`}>{title}</Link>
                <code className="font-mono text-xs text-ink-soft">{type}</code>
              </span>,
              sayCount(count),
              <time key="day" dateTime={lastDay} className="whitespace-nowrap">
                {sayDay(lastDay)}
              </time>,
            ],
          }))}
        />
      </div>
    </Section>
  );
}
