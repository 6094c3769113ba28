import type { EventJson } from "@/lib/instances/timeline/eventJson";
import type { TimelineEvent, TimelinePage } from "@/lib/instances/timeline/types";
import type { EventFate } from "@/lib/relay/eventFates";
import { dayOf } from "@/lib/words/period";

/** A page of a timeline; for the admin of a relay with what became of its events there, by their IDs. */
export interface FatedPage extends TimelinePage {
  readonly fates?: Readonly<Record<string, EventFate>>;
}

/** The same as `/instance/timeline.json` gives it. */
export interface TimelinePageJson extends Omit<FatedPage, "events"> {
  readonly events: readonly EventJson[];
}

/** What the browser has of a timeline: an unbroken part of it, newest first, and where it goes on. */
export type TimelineState = FatedPage;

/** What is asked for again of the newest events: a page of them. */
const lookedAt = 100;

/** A line of the timeline on the screen: the head of a day, or an event. */
export type TimelineRow =
  | { readonly kind: "day"; readonly key: string; readonly day: string; readonly events: number | null }
  | { readonly kind: "event"; readonly key: string; readonly event: TimelineEvent };

export function fromEventJson(json: EventJson): TimelineEvent {
  return {
    id: json.id,
    eventTime: json.event_time,
    receivedAt: json.received_at,
    type: json.event_type,
    data: json.event_data,
    leftOut: json.left_out,
  };
}

export function fromPageJson({ events, ...rest }: TimelinePageJson): FatedPage {
  return { ...rest, events: events.map(fromEventJson) };
}

/** Joins the next older page. */
export function withOlder(state: TimelineState, page: FatedPage): TimelineState {
  return {
    events: joined(state.events, page.events),
    older: page.older,
    newer: state.newer,
    days: { ...state.days, ...page.days },
    ...fatesOf(state, page),
  };
}

/** Joins the next newer page. */
export function withNewer(state: TimelineState, page: FatedPage): TimelineState {
  return {
    events: joined(state.events, page.events),
    older: state.older,
    newer: page.newer,
    days: { ...state.days, ...larger(page.days, state.days) },
    ...fatesOf(state, page),
  };
}

/**
 * Brings a timeline up to date with its newest page, read after a connection was made. Where more happened meanwhile
 * than a page holds, the page takes the place of all.
 */
export function withNewest(state: TimelineState, page: FatedPage): TimelineState {
  const known = new Set(state.events.map(({ id }) => id));
  const meets =
    page.older === null || state.events.length === 0 || page.events.some(({ id }) => known.has(id));
  return meets
    ? { ...withNewer(state, page), older: state.events.length === 0 ? page.older : state.older }
    : page;
}

/**
 * Adds events as they are received. One that lies beyond the part that is there is only counted on its day: it comes with
 * the page it belongs to. Events that are there already change nothing.
 */
export function withReceived(state: TimelineState, received: readonly TimelineEvent[]): TimelineState {
  const known = new Set(state.events.map(({ id }) => id));
  const fresh = joined([], received).filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return state;
  const days = { ...state.days };
  for (const event of fresh) {
    const day = dayOfEvent(event);
    const isShown = day in days || isWithin(state, event);
    if (isShown) days[day] = (days[day] ?? 0) + 1;
  }
  const events = joined(
    state.events,
    fresh.filter((event) => isWithin(state, event)),
  );
  return { ...state, events, days };
}

/** Tells whether an event comes for the first time: where a connection was lost, the last ones come again. */
export function createFirstTime(): (event: Pick<TimelineEvent, "id">) => boolean {
  const known = new Set<string>();
  return ({ id }) => {
    const isFirst = !known.has(id);
    known.add(id);
    return isFirst;
  };
}

/** Counts of days only grow: a page may have been read before the last event was received. */
function larger(days: TimelineState["days"], known: TimelineState["days"]): TimelineState["days"] {
  return Object.fromEntries(
    Object.entries(days).map(([day, events]) => [day, Math.max(events, known[day] ?? 0)]),
  );
}

function fatesOf(state: FatedPage, page: FatedPage): Pick<FatedPage, "fates"> {
  return page.fates === undefined ? {} : { fates: { ...state.fates, ...page.fates } };
}

/** Whether something of the newest events has still to leave a relay: what became of them has to be asked for again. */
export function isLeaving({ events, fates }: FatedPage): boolean {
  return (
    fates !== undefined &&
    events.slice(0, lookedAt).some(({ id }) => {
      const fate = fates[id];
      return (
        fate === undefined ||
        fate.kind === "waiting" ||
        (fate.kind === "left" && ["none", "later"].includes(fate.answer))
      );
    })
  );
}

/** The lines of a timeline: each day's events under its head. */
export function timelineRows({ events, days }: Pick<TimelineState, "events" | "days">): TimelineRow[] {
  const rows: TimelineRow[] = [];
  let current = "";
  for (const event of events) {
    const day = dayOfEvent(event);
    if (day !== current) rows.push({ kind: "day", key: day, day, events: days[day] ?? null });
    current = day;
    rows.push({ kind: "event", key: event.id, event });
  }
  return rows;
}

/** The UTC day on which an event happened, `YYYY-MM-DD`. */
export function dayOfEvent({ eventTime }: TimelineEvent): string {
  return dayOf(eventTime);
}

function isWithin({ events, older }: TimelineState, event: TimelineEvent): boolean {
  const oldest = events.at(-1);
  return older === null || oldest === undefined || newestFirst(event, oldest) < 0;
}

function joined(some: readonly TimelineEvent[], more: readonly TimelineEvent[]): TimelineEvent[] {
  const byId = new Map([...some, ...more].map((event) => [event.id, event]));
  return [...byId.values()].sort(newestFirst);
}

/** The order of a timeline: by time, and by ID where times are equal. */
function newestFirst(one: TimelineEvent, other: TimelineEvent): number {
  return compareTexts(other.eventTime, one.eventTime) || compareTexts(other.id, one.id);
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
