import { type Catalogue, eventGroups } from "@/lib/catalogue";
import { onSite } from "@/lib/http/onSite";
import type { EventTypeUseReading } from "@/lib/status/readEventTypeUse";
import { countOf } from "@/lib/words/sayPlurals";
import { ButtonLink, EmptyState, FieldClassBadge, Link, Listed, Page, Section } from "../ui";
import { EventFilterForm } from "./event-filter";
import {
  type EventFilter,
  type FoundEventType,
  findCalls,
  findEventTypes,
  isNarrowing,
} from "./find-event-types";
import { fieldAnchor, groupWords, sayUse, sayVersion } from "./say-event-type";

interface EventListProps {
  catalogue: Catalogue;
  filter: EventFilter;
  /** Null where it could not be read. */
  use: EventTypeUseReading | null;
}

/** Every event type an engine sends, by what it is about, narrowed by a filter. */
export function EventList({ catalogue, filter, use }: EventListProps) {
  const found = findEventTypes(catalogue, filter);
  const calls = findCalls(filter);
  const groups = eventGroups
    .map((group) => ({ group, found: found.filter(({ type }) => type.group === group) }))
    .filter((entry) => entry.found.length > 0);
  return (
    <Page
      title="Events"
      lead={
        <>
          {countOf(catalogue.types.length, "event type")}, each with its raw payload, its fields and what is
          kept of them. Engines make <Link href="/calls">other calls</Link> only with a key or a token.
        </>
      }
      aside={<ButtonLink href="/try">Check a payload</ButtonLink>}
    >
      <div>
        <EventFilterForm catalogue={catalogue} filter={filter} />
        {isNarrowing(filter) ? (
          <p role="status" className="pt-3 text-sm text-ink-soft">
            {found.length} of {countOf(catalogue.types.length, "event type")}
            {found.length > 0 && hasMatches(found) ? "; matching fields are in bold" : ""}.
          </p>
        ) : null}
      </div>
      <p className="max-w-measure text-sm text-ink-soft">
        The payloads are the same in every edition. With an <code>Org-Key</code> (Standard, Enterprise) an
        event also links its instance to the customer’s organization, for billing and for support on request:{" "}
        <Link href="/privacy#editions">what is linked, and why</Link>.
      </p>
      {groups.map(({ group, found: entries }) => (
        <Section key={group} id={group} title={groupWords[group].title} lead={groupWords[group].about}>
          <ul>
            {entries.map((entry) => (
              <Entry key={entry.type.name} entry={entry} use={use} />
            ))}
          </ul>
        </Section>
      ))}
      {calls.length === 0 ? null : (
        <p>
          {found.length === 0 ? "Only" : "Also"} in {calls.length === 1 ? "a call" : "calls"}:{" "}
          <Listed items={calls.map(({ name }) => name)}>
            {(name) => (
              <Link href={`/calls/${name}`}>
                <code className="font-mono">{name}</code>
              </Link>
            )}
          </Listed>
        </p>
      )}
      {found.length === 0 ? (
        <EmptyState title={sayNothing(filter)}>
          <Link href="/events">Show all event types</Link>
          {filter.text === "" ? null : (
            <>
              , or <Link href={`/search?q=${encodeURIComponent(filter.text)}`}>search the whole site</Link>
            </>
          )}
          .
        </EmptyState>
      ) : null}
    </Page>
  );
}

/** Says what was not found, and no more than that. */
function sayNothing({ text }: EventFilter): string {
  return text === "" ? "No event type matches these filters" : `Nothing found for “${text}”`;
}

function hasMatches(found: readonly FoundEventType[]): boolean {
  return found.some(({ matched }) => matched.size > 0);
}

function Entry({
  entry: { type, fields, matched },
  use,
}: { entry: FoundEventType } & Pick<EventListProps, "use">) {
  const { value } = sayUse(use, type.name);
  const address = `/events/${type.name}`;
  const classes = new Set(fields.map((field) => field.class).filter((name) => name !== "technical"));
  return (
    <li
      id={type.name}
      className="grid gap-x-8 gap-y-1.5 border-t border-rule py-4 first:border-0 first:pt-0 md:grid-cols-[13rem_minmax(0,1fr)_12rem]"
    >
      <div>
        <h3 className="text-base">
          <Link href={address}>{type.title}</Link>
        </h3>
        <p className="text-sm text-ink-soft">
          <code className="font-mono">{type.name}</code>
        </p>
      </div>
      <div className="max-w-measure min-w-0">
        <p>{type.why}</p>
        <p className="mt-1.5 flex flex-wrap items-baseline gap-x-3 gap-y-1 text-sm text-ink-soft">
          {fields.length === 0 ? "No fields: only that it happened." : null}
          {fields.map(({ path }) => (
            <a
              key={path}
              href={onSite(`${address}#${fieldAnchor(path)}`)}
              className="font-mono text-[0.8125rem] wrap-anywhere hover:text-ink hover:underline"
            >
              {matched.has(path) ? <strong className="font-semibold text-ink">{path}</strong> : path}
            </a>
          ))}
          {[...classes].map((fieldClass) => (
            <FieldClassBadge key={fieldClass} fieldClass={fieldClass} />
          ))}
        </p>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-2 text-xs text-ink-soft md:block md:text-right">
        <p className="text-sm tabular-nums">{value}</p>
        <p>{use?.when}</p>
        <p>since {sayVersion(type.since)}</p>
      </div>
    </li>
  );
}
