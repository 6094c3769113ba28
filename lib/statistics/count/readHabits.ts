import { sql as text } from "kysely";
import { anyOf } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, type Period, startOfDay } from "../../words/period";
import { type Frame, habitDays } from "../declare/frame";

/** What an instance does from week to week. */
export interface Habits extends Pick<Frame, "cloneWeekdays" | "snapshots"> {
  /** Clones that were created and not destroyed in the `habitDays` before the period's beginning. */
  readonly openClones: number;
}

/** Of an instance without events. */
export const noHabits: Habits = { cloneWeekdays: new Map(), snapshots: 0, openClones: 0 };

/** Reads the habits of some instances, by key: one walk along the days of both spans. */
export async function readHabits(
  { sql }: Pick<Session, "sql">,
  keys: readonly string[],
  { start, end }: Period,
): Promise<ReadonlyMap<string, Habits>> {
  const isLate = text<boolean>`day >= ${addDays(end, -habitDays)}`;
  const isEarly = text<boolean>`day < ${start}`;
  const rows = await sql
    .selectFrom("visible_instance_day_event")
    .select("instance_key")
    .select(({ fn }) => {
      const events = fn.sum<number | null>("events");
      return [
        // A bit for each day, the last day first: distinct days would have to be sorted.
        fn
          .agg<number | null>("bit_or", [text`1 << (${end}::date - 1 - day)`])
          .filterWhere("event_type", "in", ["clone_created", "clone_reset"])
          .filterWhere(isLate)
          .as("days"),
        events.filterWhere("event_type", "=", "snapshot_created").filterWhere(isLate).as("snapshots"),
        events.filterWhere("event_type", "=", "clone_created").filterWhere(isEarly).as("created"),
        events.filterWhere("event_type", "=", "clone_destroyed").filterWhere(isEarly).as("destroyed"),
      ];
    })
    .where("instance_key", "=", anyOf(keys, "uuid"))
    .where("day", ">=", addDays(start, -habitDays))
    .where("day", "<", end)
    .where("event_type", "in", ["clone_created", "clone_reset", "clone_destroyed", "snapshot_created"])
    .groupBy("instance_key")
    .execute();
  return new Map(
    rows.map(({ instance_key, days, snapshots, created, destroyed }) => [
      instance_key,
      {
        cloneWeekdays: weekdaysOf(days ?? 0, end),
        snapshots: snapshots ?? 0,
        openClones: (created ?? 0) - (destroyed ?? 0),
      },
    ]),
  );
}

/** How many days of each weekday (1 is Monday) have their bit. */
function weekdaysOf(days: number, end: string): Map<number, number> {
  const weekdays = new Map<number, number>();
  const last = startOfDay(addDays(end, -1)).getUTCDay();
  for (let back = 0; back < habitDays; back += 1) {
    if (((days >> back) & 1) === 0) continue;
    const weekday = (last - (back % 7) + 7) % 7 || 7;
    weekdays.set(weekday, (weekdays.get(weekday) ?? 0) + 1);
  }
  return weekdays;
}
