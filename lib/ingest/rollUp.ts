import { type CountedBy, cloneTimeBucket, cloneTimeSeconds, countedValue, knownAt } from "../catalogue";
import { dayOf } from "../words/period";

/** A raw event as it is kept. Times are ISO 8601, UTC, with milliseconds. */
export interface StoredEvent {
  readonly event_time: string;
  readonly id: string;
  readonly event_type: string;
  readonly received_at: string;
  readonly data: Record<string, unknown>;
  readonly counted_by: CountedBy;
}

interface Start {
  readonly started_at: string;
  readonly start_id: string;
  readonly attributes: unknown;
}

/** A day with events that are counted. */
export interface RolledDay {
  /** When the last of them was known. */
  known_at: string;
  /** The day's last one. */
  start: Start | null;
  /** Events by type. */
  readonly events: Map<string, number>;
  /** Clones by bucket. */
  readonly cloneTimes: Map<number, number>;
  /** Events by `field value`. */
  readonly values: Map<string, number>;
}

/** What the roll-ups must hold for one instance. What nothing counts is seen, but of no day. */
export interface RollUp {
  first_seen: string;
  last_seen: string;
  /** When the first of its events that are counted was known; null where none is. */
  known_since: string | null;
  start: Start | null;
  readonly days: Map<string, RolledDay>;
}

/**
 * Adds an event to the roll-up of its instance. Events may come in any order. What ingest writes and what
 * `npm run db:rebuild` expects are both made here; tests recount it in SQL.
 * @param into the roll-up so far; it is changed
 */
export function rollUp(event: StoredEvent, into?: RollUp | null): RollUp {
  const time = event.event_time;
  const result = into ?? emptyRollUp(time);
  if (time < result.first_seen) result.first_seen = time;
  if (time > result.last_seen) result.last_seen = time;
  const start =
    event.event_type === "engine_started"
      ? { started_at: time, start_id: event.id, attributes: event.data }
      : null;
  result.start = later(result.start, start);
  const known = knownAt(event);
  if (known === null) return result;
  if (result.known_since === null || known < result.known_since) result.known_since = known;
  const name = dayOf(time);
  const day = result.days.get(name) ?? emptyDay(known);
  result.days.set(name, day);
  if (known > day.known_at) day.known_at = known;
  day.start = later(day.start, start);
  increment(day.events, event.event_type);
  const seconds = cloneTimeSeconds(event.event_type, event.data);
  const bucket = seconds === null ? null : cloneTimeBucket(seconds);
  if (bucket !== null) increment(day.cloneTimes, bucket);
  const counted = countedValue(event.event_type, event.data);
  if (counted !== null) increment(day.values, `${counted.field} ${counted.value}`);
  return result;
}

function emptyDay(known_at: string): RolledDay {
  return { known_at, start: null, events: new Map(), cloneTimes: new Map(), values: new Map() };
}

function emptyRollUp(time: string): RollUp {
  return {
    first_seen: time,
    last_seen: time,
    known_since: null,
    start: null,
    days: new Map(),
  };
}

function later(one: Start | null, other: Start | null): Start | null {
  if (one === null || other === null) return one ?? other;
  if (one.started_at !== other.started_at) return one.started_at > other.started_at ? one : other;
  return one.start_id > other.start_id ? one : other;
}

function increment<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
