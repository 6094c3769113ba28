import { countOf } from "@/lib/words/sayPlurals";
import { EventsPerDay } from "../charts/events-per-day";
import { sayPrivate } from "../statistics/private-line";
import { Callout, Link, Page } from "../ui";
import { HeadlineCharts } from "./headline-charts";
import { HeadlineFigures } from "./headline-figures";
import { headlineFigures } from "./headlines";
import { LiveRefresh } from "./live-refresh";
import type { OverviewData } from "./overview-data";
import { WhatIsNew } from "./what-is-new";

/** The overview: the figures and charts that matter, what is new, and what arrived. */
export function Overview({ data }: { data: OverviewData }) {
  return (
    <Page
      title="How DBLab Engine is used"
      lead={
        <>
          What engines report themselves, as aggregates. See <Link href="/statistics">all statistics</Link>,{" "}
          <Link href="/events">every field that is sent</Link>, and{" "}
          <Link href="/opt-out">how to switch telemetry off</Link>.
        </>
      }
      aside={<LiveRefresh computedAt={data.computedAt} />}
    >
      <div className="flex flex-col gap-6">
        <HeadlineFigures figures={headlineFigures(data)} />
        <Remarks data={data} />
      </div>
      <HeadlineCharts headlines={data.headlines} />
      <WhatIsNew headlines={data.headlines} />
      {data.events.perDay === null ? null : (
        <EventsPerDay id="events-per-day" level={2} data={data.events.perDay} computedAt={data.computedAt} />
      )}
    </Page>
  );
}

function Remarks({ data: { exampleEvents, isPrivate, headlines } }: { data: OverviewData }) {
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
            No <code>PUBLIC_URL</code> is set: {sayPrivate(headlines.engineVersions)}.
          </p>
        </Callout>
      ) : null}
    </>
  );
}
