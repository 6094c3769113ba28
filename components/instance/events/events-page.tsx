import { catalogue } from "@/lib/catalogue";
import type { TimelineQuery } from "@/lib/instances/timeline/types";
import { FormNotice, Link } from "../../ui";
import { InstanceFrame, type ShownInstance } from "../instance-frame";
import { DayHead, EventRow } from "./event-row";
import { FilterForm } from "./filter-form";
import { NoEvents } from "./no-events";
import { PlainDetails } from "./plain-details";
import { RelayFate } from "./relay-fate";
import { nameFate } from "./say-fate";
import { Timeline } from "./timeline";
import { type TimelineFilter, timelinePath } from "./timeline-address";
import { type FatedPage, timelineRows } from "./timeline-state";

interface EventsPageProps {
  instance: ShownInstance;
  query: TimelineQuery;
  page: FatedPage;
  isOnRelay?: boolean;
  /** What is wrong with the address, in words; the newest events are shown instead. */
  problem: string | null;
}

/** Every event of an instance, newest first. */
export function EventsPage({ instance, query, page, isOnRelay = false, problem }: EventsPageProps) {
  const { types, before, after } = query;
  const filter = { types, base: instance.base };
  const titles = Object.fromEntries(catalogue.types.map(({ name, title }) => [name, title]));
  return (
    <InstanceFrame
      instance={instance}
      page="/events"
      title="Events"
      lead="As it is kept, event by event, newest first. Each opens to what it says and to what was not kept. Times are UTC."
    >
      <div className="flex flex-col gap-5">
        <FilterForm base={instance.base} types={types} moment={momentOf(before)} />
        {problem === null ? null : (
          <FormNotice tone="caution">
            The address is not right: {problem}. These are the newest events.
          </FormNotice>
        )}
        {isOnRelay && page.fates === undefined ? (
          <p className="max-w-measure text-sm text-ink-soft">
            This service is a relay. What left of each event, or why nothing did, is shown to anyone who is
            signed in at <Link href="/relay#instance">its page</Link>.
          </p>
        ) : null}
        <Timeline
          // A part of a timeline must not be joined to one that was asked for in another way.
          key={timelinePath(filter, { before, after })}
          first={page}
          filter={filter}
          isNewest={before === null && after === null}
          titles={titles}
          instanceId={instance.instanceId}
        >
          <FirstPage page={page} titles={titles} instanceId={instance.instanceId} />
        </Timeline>
        <PageLinks page={page} filter={filter} />
      </div>
    </InstanceFrame>
  );
}

/** What the field shows of the place that was jumped to: a day is its last minute. */
function momentOf(before: string | null): string {
  if (before === null) return "";
  if (/^\d{4}-\d{2}-\d{2}$/.test(before)) return `${before}T23:59`;
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(before) ? before : "";
}

interface FirstPageProps {
  page: FatedPage;
  titles: Readonly<Record<string, string>>;
  instanceId: string;
}

/** A page of the timeline with everything that its events open to; needs no script. */
export function FirstPage({ page, titles, instanceId }: FirstPageProps) {
  if (page.events.length === 0) return <NoEvents />;
  return (
    <ol aria-label="Events, newest first">
      {timelineRows(page).map((row) => (
        <li key={row.key}>
          {row.kind === "day" ? (
            <DayHead day={row.day} events={row.events} />
          ) : (
            <EventRow
              event={row.event}
              title={titles[row.event.type] ?? row.event.type}
              {...(page.fates === undefined ? {} : { fate: nameFate(page.fates[row.event.id]) })}
            >
              {page.fates === undefined ? null : <RelayFate fate={page.fates[row.event.id]} />}
              <PlainDetails event={row.event} instanceId={instanceId} />
            </EventRow>
          )}
        </li>
      ))}
    </ol>
  );
}

/** The ways to the pages beside this one, for readers without a script. */
function PageLinks({ page: { older, newer }, filter }: { page: FatedPage; filter: TimelineFilter }) {
  if (older === null && newer === null) return null;
  return (
    <nav aria-label="Pages of events" className="without-script flex justify-between gap-6 text-sm">
      <span>
        {newer === null ? null : <Link href={timelinePath(filter, { after: newer })}>← Newer events</Link>}
      </span>
      <span>
        {older === null ? null : <Link href={timelinePath(filter, { before: older })}>Older events →</Link>}
      </span>
    </nav>
  );
}
