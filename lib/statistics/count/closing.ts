import type { Session } from "../../database/types";
import { addDays, dayOf, type Interval, type Period, periodOf, periodsBetween } from "../../words/period";

/** What is counted; every other interval is made of published weeks. */
export const countedIntervals = ["day", "week"] as const satisfies readonly Interval[];

/** Published weeks are counted so long after their end: until then a stranger's event may be dated back into them. */
export const countAfterEndHours = 48;

/** On a private installation a period closes when it is over, and what an event just before midnight needs to be written. */
const privateGraceMinutes = 15;

/** How long after its end a period closes, in milliseconds. */
export function graceMs(isPrivate: boolean): number {
  return isPrivate ? privateGraceMinutes * 60_000 : countAfterEndHours * 3_600_000;
}

/** Every period that is closed, since the first day of which anything is counted; oldest first. */
export async function closedPeriods(
  database: Pick<Session, "sql">,
  interval: Interval,
  now: Date,
  isPrivate: boolean,
): Promise<Period[]> {
  const firstDay = await firstDayCounted(database);
  if (firstDay === null) return [];
  const closedBefore = dayOf(new Date(now.getTime() - graceMs(isPrivate)));
  return periodsBetween(interval, firstDay, closedBefore).filter(({ end }) => end <= closedBefore);
}

/** The unfinished period of an interval, and the one before where that is not closed yet. */
export function openPeriods(interval: Interval, now: Date): Period[] {
  const open = periodOf(interval, dayOf(now));
  const before = periodOf(interval, addDays(open.start, -1));
  const closedBefore = dayOf(new Date(now.getTime() - graceMs(true)));
  return before.end > closedBefore ? [before, open] : [open];
}

/** The first day of which anything is counted, `YYYY-MM-DD`; null for an empty database. */
export async function firstDayCounted({ sql }: Pick<Session, "sql">): Promise<string | null> {
  const row = await sql
    .selectFrom("visible_instance_day")
    .select(({ fn }) => fn.min<string | null>("day").as("day"))
    .executeTakeFirst();
  return row?.day ?? null;
}
