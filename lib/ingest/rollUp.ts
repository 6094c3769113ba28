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
interface Day {
  /** When the last of them was known. */
  readonly known_at: string;
  /** The day's last one. */
  readonly start: Start | null;
}

/** What the roll-up tables must hold for one instance. What nothing counts is seen, but of no day. */
export interface RollUp {
  first_seen: string;
  last_seen: string;
  /** When the first of its events that are counted was known; null where none is. */
  known_since: string | null;
  start: Start | null;
  readonly days: Map<string, Day>;
  /** Events by `day event_type`. */
  readonly events: Map<string, number>;
  /** Clones by `day bucket`. */
  readonly cloneTimes: Map<string, number>;
  /** Events by `day field value`. */
  readonly values: Map<string, number>;
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
  const day = dayOf(time);
  const before = result.days.get(day);
  result.days.set(day, {
    known_at: before === undefined || known > before.known_at ? known : before.known_at,
    start: later(before?.start ?? null, start),
  });
  increment(result.events, `${day} ${event.event_type}`);
  const seconds = cloneTimeSeconds(event.event_type, event.data);
  const bucket = seconds === null ? null : cloneTimeBucket(seconds);
  if (bucket !== null) increment(result.cloneTimes, `${day} ${bucket}`);
  const counted = countedValue(event.event_type, event.data);
  if (counted !== null) increment(result.values, `${day} ${counted.field} ${counted.value}`);
  return result;
}

/** The day and the rest of a key of `events` or `cloneTimes`. */
export function splitDayKey(key: string): [day: string, rest: string] {
  const day = dayOf(key);
  return [day, key.slice(day.length + 1)];
}

/** The parts of a key of `values`. */
export function splitValueKey(key: string): { day: string; field: string; value: string } {
  const [day = "", field = "", value = ""] = key.split(" ");
  return { day, field, value };
}

function emptyRollUp(time: string): RollUp {
  return {
    first_seen: time,
    last_seen: time,
    known_since: null,
    start: null,
    days: new Map(),
    events: new Map(),
    cloneTimes: new Map(),
    values: new Map(),
  };
}

function later(one: Start | null, other: Start | null): Start | null {
  if (one === null || other === null) return one ?? other;
  if (one.started_at !== other.started_at) return one.started_at > other.started_at ? one : other;
  return one.start_id > other.start_id ? one : other;
}

function increment(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
