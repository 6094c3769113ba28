import type { ReactNode } from "react";
import {
  type Catalogue,
  changes,
  type EventType,
  isCandidate,
  releaseOf,
  type VersionChanges,
  wireForms,
} from "@/lib/catalogue";
import { sayDay } from "@/lib/words/sayDates";
import { countOf } from "@/lib/words/sayPlurals";
import { Link, Page, Section } from "../ui";
import { fieldAnchor, sayVersion, versionAnchor } from "./say-event-type";
import { UpgradeSection } from "./upgrade-section";

interface EventChangesProps {
  catalogue: Catalogue;
  /** Tags of the engine's source, to compare. */
  from?: string | undefined;
  to?: string | undefined;
}

/** What each engine version added or changed in what it sends, newest first. */
export function EventChanges({ catalogue, from, to }: EventChangesProps) {
  return (
    <Page
      title="What each engine version changed"
      lead="Event types and fields by the version that brought them, newest first. Upgrading sends no more than is listed here."
      above={<Link href="/events">Events</Link>}
    >
      <UpgradeSection catalogue={catalogue} from={from} to={to} />
      {changes(catalogue.types).map((change) => (
        <Section
          key={change.version}
          id={versionAnchor(change.version)}
          title={`Engine ${sayVersion(change.version)}`}
          lead={summaryOf(change)}
        >
          <Change change={change} />
        </Section>
      ))}
    </Page>
  );
}

function summaryOf(change: VersionChanges): string {
  const parts = [
    change.eventTypes.length === 0 ? "" : countOf(change.eventTypes.length, "new event type"),
    change.fields.length === 0 ? "" : countOf(change.fields.length, "new field"),
    change.changed.length === 0 ? "" : countOf(change.changed.length, "changed field"),
    wireChanges(change).length === 0 ? "" : "a change in the request",
  ].filter(Boolean);
  const sends = parts.length === 0 ? "Sends what the version before it sends." : `${parts.join(", ")}.`;
  const release = releaseOf(change.version);
  return isCandidate(release)
    ? `${sends} Not released yet: this is the release candidate ${release.tag}, tagged on ${sayDay(release.day)}.`
    : sends;
}

function wireChanges({ version }: VersionChanges) {
  return wireForms.filter(({ since, what }) => since === version && what !== "");
}

function Change({ change }: { change: VersionChanges }) {
  const request = wireChanges(change);
  if (change.eventTypes.length + change.fields.length + change.changed.length + request.length === 0)
    return null;
  return (
    <dl className="flex flex-col gap-4">
      <Kind term="New event types" shown={change.eventTypes.length > 0}>
        {change.eventTypes.map((type) => (
          <li key={type.name} className="grid gap-x-6 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <Link href={`/events/${type.name}`}>{type.title}</Link>
            <span className="text-ink-soft">{type.why}</span>
          </li>
        ))}
      </Kind>
      <Kind term="New fields" shown={change.fields.length > 0}>
        {byType(change.fields).map(({ eventType, entries }) => (
          <li key={eventType.name} className="grid gap-x-6 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <Link href={`/events/${eventType.name}`}>{eventType.title}</Link>
            <span className="flex flex-wrap gap-x-4">
              {entries.map(({ path }) => (
                <FieldLink key={path} eventType={eventType} path={path} />
              ))}
            </span>
          </li>
        ))}
      </Kind>
      <Kind term="Changed fields" shown={change.changed.length > 0}>
        {change.changed.map(({ eventType, path, what }) => (
          <li key={`${eventType.name} ${path}`} className="grid gap-x-6 sm:grid-cols-[13rem_minmax(0,1fr)]">
            <Link href={`/events/${eventType.name}`}>{eventType.title}</Link>
            <span>
              <FieldLink eventType={eventType} path={path} />: {what}
            </span>
          </li>
        ))}
      </Kind>
      <Kind term="The request" shown={request.length > 0}>
        {request.map(({ what }) => (
          <li key={what} className="max-w-measure">
            {what}
          </li>
        ))}
      </Kind>
    </dl>
  );
}

function Kind({ term, shown, children }: { term: string; shown: boolean; children: ReactNode }) {
  if (!shown) return null;
  return (
    <div className="grid gap-x-8 gap-y-1.5 lg:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-sm leading-[1.7] text-ink-soft">{term}</dt>
      <dd>
        <ul className="flex flex-col gap-1.5">{children}</ul>
      </dd>
    </div>
  );
}

function FieldLink({ eventType, path }: { eventType: EventType; path: string }) {
  return (
    <Link href={`/events/${eventType.name}#${fieldAnchor(path)}`} quiet>
      <code className="font-mono">{path}</code>
    </Link>
  );
}

function byType(fields: VersionChanges["fields"]) {
  const types = [...new Set(fields.map(({ eventType }) => eventType))];
  return types.map((eventType) => ({
    eventType,
    entries: fields.filter((field) => field.eventType === eventType),
  }));
}
