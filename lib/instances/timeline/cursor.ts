import { z } from "zod";
import { dayMs, startOfDay } from "../../words/period";
import type { Cursor, TimelineEvent } from "./types";

/** A place between two events in the order of a timeline. */
export interface Place {
  /** ISO 8601, UTC, milliseconds. */
  readonly time: string;
  readonly id: string;
}

const firstId = "00000000-0000-0000-0000-000000000000";
const lastId = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** Times that the database can hold and ISO 8601 can say in four digits of the year. */
const earliestMs = Date.parse("1970-01-01T00:00:00.000Z");
const latestMs = Date.parse("9999-12-31T23:59:59.999Z");

const minuteMs = 60_000;

const daySchema = z.iso.date();
const timeSchema = z.iso.datetime({ offset: true });
const idSchema = z.guid();

/** The place at which an event stands. */
export function placeOf({ eventTime, id }: Pick<TimelineEvent, "eventTime" | "id">): Place {
  return { time: eventTime, id };
}

export function cursorOf({ time, id }: Place): Cursor {
  return `${time}_${id}`;
}

/**
 * Reads a cursor: `<time>_<id>`, a time with its zone, or a day or a minute in UTC (`2026-11-23`, `2026-11-23T14:00`).
 * @param side `before` gives the place before everything of that time and, for a day or a minute, after everything of it;
 *   `after` the place after everything of that time, day or minute
 * @returns null for what is none of these
 */
export function readCursor(cursor: Cursor, side: "before" | "after"): Place | null {
  if (daySchema.safeParse(cursor).success) {
    const nextDay = startOfDay(cursor).getTime() + dayMs;
    return side === "before" ? placeAt(nextDay, firstId) : placeAt(nextDay - 1, lastId);
  }
  if (/T\d\d:\d\d$/.test(cursor)) {
    const minute = `${cursor}:00Z`;
    if (!timeSchema.safeParse(minute).success) return null;
    const nextMinute = Date.parse(minute) + minuteMs;
    return side === "before" ? placeAt(nextMinute, firstId) : placeAt(nextMinute - 1, lastId);
  }
  const [time = "", id] = cursor.split("_");
  if (!timeSchema.safeParse(time).success) return null;
  if (id === undefined) return placeAt(Date.parse(time), side === "before" ? firstId : lastId);
  if (cursor !== `${time}_${id}` || !idSchema.safeParse(id).success) return null;
  return placeAt(Date.parse(time), id.toLowerCase());
}

/** The place from which on towards the present everything is that is not before this one. */
export function placeBefore({ time }: Place): Place {
  return placeAt(Date.parse(time) - 1, lastId);
}

/** The place from which on towards the past everything is that is not after this one. */
export function placeAfter({ time }: Place): Place {
  return placeAt(Date.parse(time) + 1, firstId);
}

function placeAt(ms: number, id: string): Place {
  if (ms < earliestMs) return { time: new Date(earliestMs).toISOString(), id: firstId };
  if (ms > latestMs) return { time: new Date(latestMs).toISOString(), id: lastId };
  return { time: new Date(ms).toISOString(), id };
}
