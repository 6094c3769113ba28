import { type InferResult, sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, dayOf, startOfDay } from "../../words/period";
import { cursorOf, type Place, placeAfter, placeBefore, placeOf, readCursor } from "./cursor";
import { dayEvents } from "./dayEvents";
import { eventColumns, rowToEvent } from "./eventRow";
import type { TimelineEvent, TimelinePage, TimelineQuery } from "./types";

type Sql = Pick<Session, "sql">;

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
  session: Sql,
  key: string,
  { types, before, after, limit }: TimelineQuery,
): Promise<TimelinePage> {
  const direction = after === null ? "older" : "newer";
  const from = placeIn(before, "before") ?? placeIn(after, "after");
  const found = await readEvents(session, { key, types, direction, from, limit: limit + 1 });
  const page = found.slice(0, limit);
  const events = direction === "older" ? page : page.toReversed();
  const [newest, oldest] = [events.at(0), events.at(-1)];
  // Next to a page without events is what lies on the other side of the cursor.
  const newerFrom = newest ? placeOf(newest) : from && placeBefore(from);
  const olderFrom = oldest ? placeOf(oldest) : from && placeAfter(from);
  const has = async (side: Direction, start: Place | null) => {
    if (side === direction) return found.length > limit;
    if (from === null) return false;
    return (await readEvents(session, { key, types, direction: side, from: start, limit: 1 })).length > 0;
  };
  const [days, hasOlder, hasNewer] = await Promise.all([
    countByDay(session, key, types, events),
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
function readEvents(session: Sql, reading: Reading): Promise<TimelineEvent[]> {
  return reading.types.length === 0 ? walkAll(session, reading) : walkDays(session, reading);
}

/** At most so many days are read in one statement. */
const daysAtOnce = 20;

/** How each direction is said in SQL. */
const directions = {
  older: { order: "desc", beyond: "<" },
  newer: { order: "asc", beyond: ">" },
} as const;

/** Events of an instance in the order of the direction, from a place on. */
function selectEvents({ sql }: Sql, { key, direction, from }: Reading, limit: number) {
  const { order, beyond } = directions[direction];
  let events = sql.selectFrom("visible_event").select(eventColumns).where("instance_key", "=", key);
  if (from !== null) {
    const { id, time } = { ...from, time: new Date(from.time) };
    events = events
      // The time by itself says which partitions are not needed; the pair does not.
      .where("event_time", `${beyond}=`, time)
      .where((of) => of(of.refTuple("event_time", "id"), beyond, of.tuple(time, id)));
  }
  return events.orderBy("event_time", order).orderBy("id", order).limit(limit);
}

/**
 * Walks the primary key. Not a prepared statement: the plan has to suit this instance and this page, for a plan made for an
 * instance of average size would sort all events of a large one.
 */
async function walkAll(session: Sql, reading: Reading): Promise<TimelineEvent[]> {
  const rows = await selectEvents(session, reading, reading.limit).execute();
  return rows.map(rowToEvent);
}

/** Reads the days that have such events, as many at a time as fill the page by their counts. */
async function walkDays(session: Sql, reading: Reading): Promise<TimelineEvent[]> {
  const events: TimelineEvent[] = [];
  const cursorDay = reading.from === null ? null : dayOf(reading.from.time);
  let fromDay = cursorDay;
  let isIncluded = true;
  while (events.length < reading.limit) {
    const days = await readDays(session, reading, fromDay, isIncluded);
    if (days.length === 0) break;
    const needed = daysThatFill(days, reading.limit - events.length, cursorDay);
    events.push(...(await readOfDays(session, reading, needed, reading.limit - events.length)));
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
  session: Sql,
  { key, types, direction, limit }: Reading,
  fromDay: string | null,
  isIncluded: boolean,
): Promise<DayCount[]> {
  const { order, beyond } = directions[direction];
  return session.sql
    .selectFrom(dayEvents(session, key))
    .select(({ fn }) => ["day", fn.sum<number>("events").as("events")])
    .where("event_type", "=", anyOf(types, "text"))
    .$if(fromDay !== null, (some) => some.where("day", isIncluded ? `${beyond}=` : beyond, fromDay))
    .where("day", ">=", (of) =>
      of
        .selectFrom("visible_event")
        .select(text<string>`(event_time at time zone 'UTC')::date`.as("day"))
        .where("visible_event.instance_key", "=", key)
        .orderBy("event_time")
        .orderBy("id")
        .limit(1),
    )
    .groupBy("day")
    .orderBy("day", order)
    .limit(Math.min(limit + 1, daysAtOnce))
    .execute();
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
  session: Sql,
  reading: Reading,
  days: readonly string[],
  limit: number,
): Promise<TimelineEvent[]> {
  const ofDays = days.map((day) =>
    selectEvents(session, reading, limit)
      .where("event_type", "=", anyOf(reading.types, "text"))
      .where("event_time", ">=", startOfDay(day))
      .where("event_time", "<", startOfDay(addDays(day, 1))),
  );
  const { order } = directions[reading.direction];
  type Row = InferResult<(typeof ofDays)[number]>[number];
  const rows = await session.sql
    .selectFrom(
      text<Row>`(${text.join(
        ofDays.map((ofDay) => text`(${ofDay})`),
        text` union all `,
      )})`.as("event"),
    )
    .selectAll()
    .orderBy("event_time", order)
    .orderBy("id", order)
    .limit(limit)
    .execute();
  return rows.map(rowToEvent);
}

async function countByDay(
  session: Sql,
  key: string,
  types: readonly string[],
  events: readonly TimelineEvent[],
): Promise<Record<string, number>> {
  const days = [...new Set(events.map(({ eventTime }) => dayOf(eventTime)))];
  if (days.length === 0) return {};
  const rows = await session.sql
    .selectFrom(dayEvents(session, key))
    .select(({ fn }) => ["day", fn.sum<number>("events").as("events")])
    .where("day", "=", anyOf(days, "date"))
    .$if(types.length > 0, (some) => some.where("event_type", "=", anyOf(types, "text")))
    .groupBy("day")
    .orderBy("day", "desc")
    .execute();
  return Object.fromEntries(rows.map(({ day, events: counted }) => [day, counted]));
}
