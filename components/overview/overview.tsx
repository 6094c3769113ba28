import { EventsPerDay } from "../charts/events-per-day";
import { Callout } from "../ui/callout";
import { Figure, Figures } from "../ui/figure";
import { countOf } from "../ui/format";
import { Link } from "../ui/link";
import { Page } from "../ui/page";
import { Section } from "../ui/section";
import { LiveRefresh } from "./live-refresh";
import { RefusalsTable } from "./refusals-table";
import type { OverviewData } from "./types";

/** The overview: what arrived, how it is spread over days and types, and what was turned away. */
export function Overview({ data }: { data: OverviewData }) {
  return (
    <Page
      title="What DBLab engines tell us"
      lead={
        <>
          DBLab Engine reports when it starts, makes a clone or fails to refresh its data. Here is what
          arrived. <Link href="/events">Every field is documented</Link>, and{" "}
          <Link href="/opt-out">sending can be switched off</Link>.
        </>
      }
      aside={<LiveRefresh computedAt={data.computedAt} />}
    >
      <div className="flex flex-col gap-6">
        <div className="grid gap-x-12 gap-y-8 md:grid-cols-2">
          <FigureGroup title="Instances heard from" figures={data.instances} />
          <FigureGroup title="Events received" figures={data.events} />
        </div>
        <Remarks data={data} />
      </div>
      <EventsPerDay
        id="events-per-day"
        level={2}
        data={{ ...data.perDay, today: data.today }}
        computedAt={data.computedAt}
      />
      <Section
        id="refusals"
        title="Refused"
        lead="An event that is not as documented is turned away and counted by reason. Its content is not kept."
      >
        <RefusalsTable refusals={data.refusals} />
      </Section>
    </Page>
  );
}

function FigureGroup({ title, figures }: { title: string; figures: OverviewData["events"] }) {
  return (
    <Figures title={title} level={2}>
      <Figure label="Today" value={figures.today} note="since 00:00 UTC" />
      <Figure label="28 days" value={figures.days28} note="with today" />
      <Figure label="All time" value={figures.all} />
    </Figures>
  );
}

function Remarks({ data: { exampleEvents, isPrivate } }: { data: OverviewData }) {
  return (
    <>
      {exampleEvents > 0 ? (
        <p className="text-sm text-ink-soft">
          {countOf(exampleEvents, "event")} of the documentation’s example instances, shown here and never
          counted.
        </p>
      ) : null}
      {isPrivate ? (
        <Callout title="A private installation">
          <p>
            No <code>PUBLIC_URL</code> is set, so nothing is published and no small group is hidden: the first
            event counts at once.
          </p>
        </Callout>
      ) : null}
    </>
  );
}
