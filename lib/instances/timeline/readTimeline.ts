import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { addDays, dayOf } from "../../words/period";
import type { TimelineEvent, TimelinePage, TimelineQuery } from "../types";
import { cursorOf, type Place, placeAfter, placeBefore, placeOf, readCursor } from "./cursor";
import { eventColumns, rowToEvent } from "./eventRow";

type Query = Database["query"];

/** `older` reads from a place towards the past, `newer` towards the present. */
type Direction = "older" | "newer";

interface Reading {
  readonly key: string;
  readonly types: readonly string[];
  readonly direction: Direction;
  /** Null for the newest events. */
  readonly from: Place | null;
  readonly limit: number;
}

/**
 * A page of what an instance sent, newest first. It costs as much at a million events as at a hundred: without types
 * the primary key is walked from the cursor on; with types the roll-ups say which days have such events, and no other
 * day is read. An erased instance has no events.
 * @throws RangeError for a cursor that cannot be read; `parseTimelineQuery` finds those
 */
export async function readTimeline(
  database: Pick<Database, "query">,
  key: string,
  { types, before, after, limit }: TimelineQuery,
): Promise<TimelinePage> {
  const direction = after === null ? "older" : "newer";
  const from = placeIn(before, "before") ?? placeIn(after, "after");
  const found = await readEvents(database, { key, types, direction, from, limit: limit + 1 });
  const page = found.slice(0, limit);
  const events = direction === "older" ? page : page.toReversed();
  const [newest, oldest] = [events.at(0), events.at(-1)];
  // Next to a page without events is what lies on the other side of the cursor.
  const newerFrom = newest ? placeOf(newest) : from && placeBefore(from);
  const olderFrom = oldest ? placeOf(oldest) : from && placeAfter(from);
  const has = async (side: Direction, start: Place | null) => {
    if (side === direction) return found.length > limit;
    if (from === null) return false;
    return (await readEvents(database, { key, types, direction: side, from: start, limit: 1 })).length > 0;
  };
  const [days, hasOlder, hasNewer] = await Promise.all([
    countByDay(database, key, types, events),
    has("older", olderFrom),
    has("newer", newerFrom),
  ]);
  return {
    events,
    older: hasOlder && olderFrom ? cursorOf(olderFrom) : null,
    newer: hasNewer && newerFrom ? cursorOf(newerFrom) : null,
    days,
  };
}

function placeIn(cursor: string | null, side: "before" | "after"): Place | null {
  if (cursor === null) return null;
  const place = readCursor(cursor, side);
  if (place === null) throw new RangeError("No such place in a timeline");
  return place;
}

/** Events in the order of the direction. */
function readEvents(database: Pick<Database, "query">, reading: Reading): Promise<TimelineEvent[]> {
  return reading.types.length === 0 ? walkAll(database.query, reading) : walkDays(database.query, reading);
}

/** At most so many days are read in one statement. */
const daysAtOnce = 20;

/** How each direction is said in SQL. */
const directions = {
  older: { order: "desc", beyond: "<" },
  newer: { order: "asc", beyond: ">" },
} as const;

/**
 * Walks the primary key. Not a prepared statement, and the limit is part of it: the plan has to suit this instance and
 * this page, for a plan made for an instance of average size would sort all events of a large one.
 */
async function walkAll(query: Query, { key, direction, from, limit }: Reading): Promise<TimelineEvent[]> {
  const { order, beyond } = directions[direction];
  // The time by itself says which partitions are not needed; the pair does not.
  const isBeyond =
    from === null
      ? ""
      : `and event_time ${beyond}= $2::timestamptz and (event_time, id) ${beyond} ($2::timestamptz, $3::uuid)`;
  const rows = await query(
    `select ${eventColumns} from event
     where instance_key = $1::uuid and ${notErased("$1::uuid")} ${isBeyond}
     order by event_time ${order}, id ${order} limit ${limit}`,
    from === null ? [key] : [key, from.time, from.id],
  );
  return rows.map(rowToEvent);
}

/** Reads the days that have such events, as many at a time as fill the page by their counts. */
async function walkDays(query: Query, reading: Reading): Promise<TimelineEvent[]> {
  const events: TimelineEvent[] = [];
  const cursorDay = reading.from === null ? null : dayOf(reading.from.time);
  let fromDay = cursorDay;
  let isIncluded = true;
  while (events.length < reading.limit) {
    const days = await readDays(query, reading, fromDay, isIncluded);
    if (days.length === 0) break;
    const needed = daysThatFill(days, reading.limit - events.length, cursorDay);
    events.push(...(await readOfDays(query, reading, needed, reading.limit - events.length)));
    fromDay = needed.at(-1) ?? null;
    isIncluded = false;
  }
  return events;
}

interface DayCount {
  readonly day: string;
  readonly events: number;
}

/** Days with events of the asked types from a day on. Roll-ups outlive events: days before the oldest event are left out. */
function readDays(
  query: Query,
  { key, types, direction, limit }: Reading,
  fromDay: string | null,
  isIncluded: boolean,
): Promise<DayCount[]> {
  const { order, beyond } = directions[direction];
  const isBeyond = fromDay === null ? "" : `and day ${beyond}${isIncluded ? "=" : ""} $3::date`;
  return query<DayCount>(
    `select day::text as day, sum(events)::integer as events from instance_day_event
     where instance_key = $1::uuid and event_type = any($2::text[]) ${isBeyond} and ${notErased("$1::uuid")}
       and day >= (select (event_time at time zone 'UTC')::date from event
                   where event.instance_key = $1::uuid order by event_time, id limit 1)
     group by day order by day ${order} limit ${Math.min(limit + 1, daysAtOnce)}`,
    fromDay === null ? [key, types] : [key, types, fromDay],
  );
}

/** The first days that together have enough events. Of the day of the cursor only a part is asked for, perhaps nothing. */
function daysThatFill(days: readonly DayCount[], wanted: number, cursorDay: string | null): string[] {
  const needed: string[] = [];
  let sum = 0;
  for (const { day, events } of days) {
    needed.push(day);
    if (day !== cursorDay) sum += events;
    if (sum >= wanted) break;
  }
  return needed;
}

/**
 * Reads some days. Each has a part of the statement to itself, with its times in it: so the planner sees which partition
 * and how few rows it is about. Of a join with a list of days it expects so much that it compiles the statement first.
 */
async function readOfDays(
  query: Query,
  { key, types, direction, from }: Reading,
  days: readonly string[],
  limit: number,
): Promise<TimelineEvent[]> {
  const { order, beyond } = directions[direction];
  const parameters: unknown[] = [key, types];
  const parameter = (value: string) => `$${parameters.push(value)}`;
  const isBeyond =
    from === null
      ? ""
      : `and (event_time, id) ${beyond} (${parameter(from.time)}::timestamptz, ${parameter(from.id)}::uuid)`;
  const inOrder = `order by event_time ${order}, id ${order} limit ${limit}`;
  const ofDay = (day: string) =>
    `(select ${eventColumns} from event
      where instance_key = $1::uuid and event_type = any($2::text[])
        and event_time >= ${parameter(`${day}T00:00:00Z`)}::timestamptz
        and event_time < ${parameter(`${addDays(day, 1)}T00:00:00Z`)}::timestamptz ${isBeyond}
      ${inOrder})`;
  const rows = await query(
    `select * from (${days.map(ofDay).join(" union all ")}) as event ${inOrder}`,
    parameters,
  );
  return rows.map(rowToEvent);
}

async function countByDay(
  { query }: Pick<Database, "query">,
  key: string,
  types: readonly string[],
  events: readonly TimelineEvent[],
): Promise<Record<string, number>> {
  const days = [...new Set(events.map(({ eventTime }) => dayOf(eventTime)))];
  if (days.length === 0) return {};
  const rows = await query<DayCount>(
    `select day::text as day, sum(events)::integer as events from instance_day_event
     where instance_key = $1::uuid and day = any($2::date[])
       and (cardinality($3::text[]) = 0 or event_type = any($3::text[]))
     group by day order by day desc`,
    [key, days, types],
  );
  return Object.fromEntries(rows.map(({ day, events: counted }) => [day, counted]));
}
