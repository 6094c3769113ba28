import { recordset } from "../../database/recordset";
import type { Session } from "../../database/types";
import { addDays, type Period } from "../../words/period";
import { widestWindowDays } from "./loadFrames";

/** Days that late events touched, with what is needed to tell that no more have come since. */
export interface LateDays {
  readonly marks: readonly { readonly instance_key: string; readonly day: string; readonly marks: number }[];
  /** True for a period whose figures a late event can have changed. */
  touches(period: Period): boolean;
}

export const noLateDays: LateDays = { marks: [], touches: () => false };

/** What one pass takes on: the rest is for the next. */
const maximumMarks = 50_000;

/**
 * Reads the marks that ingest left for days that were over, oldest first.
 *
 * An event changes its own day and the windows that reach back to it. A start also changes what later days say about
 * the instance, and so does a new day of an instance that had not been seen on enough days before: these touch
 * everything from that day on.
 */
export async function readLateDays(
  { withErased }: Pick<Session, "withErased">,
  countAfterDays: number,
): Promise<LateDays> {
  const marks = await withErased
    .selectFrom("instance_day_late as late")
    .select(["late.instance_key", "late.day", "late.marks"])
    .select((of) => {
      const daysBefore = of
        .selectFrom((inner) =>
          inner
            .selectFrom("instance_day as d")
            .select("d.day")
            .whereRef("d.instance_key", "=", "late.instance_key")
            .whereRef("d.day", "<", "late.day")
            .limit(countAfterDays)
            .as("before"),
        )
        .select(({ fn }) => fn.countAll<number>().as("n"));
      return of.or([of("late.starts", "=", true), of(daysBefore, "<", countAfterDays)]).as("carries");
    })
    .orderBy("late.day")
    .limit(maximumMarks)
    .execute();
  const days = [...new Set(marks.map(({ day }) => day))].sort();
  const carriedFrom = marks
    .filter(({ carries }) => carries)
    .map(({ day }) => day)
    .sort()[0];
  return {
    marks,
    touches: ({ start, end }) => {
      if (carriedFrom !== undefined && end > carriedFrom) return true;
      const windowStart = [addDays(end, -widestWindowDays), start].sort()[0] ?? start;
      return days.some((day) => day >= windowStart && day < end);
    },
  };
}

/** Forgets marks to which nothing has been added since they were read. */
export async function forgetLateDays({ sql }: Pick<Session, "sql">, marks: LateDays["marks"]): Promise<void> {
  await sql
    .deleteFrom("instance_day_late as late")
    .using(recordset("instance_day_late", ["instance_key", "day", "marks"], marks))
    .whereRef("late.instance_key", "=", "r.instance_key")
    .whereRef("late.day", "=", "r.day")
    .whereRef("late.marks", "=", "r.marks")
    .execute();
}

/**
 * Whether to wait with late events: as long as more of them come in, what is computed would be computed again.
 * @param settleMs how long none must have come
 * @param patienceMs after how long it is done anyway
 */
export async function lateEventsSettled(
  { sql }: Pick<Session, "sql">,
  now: Date,
  { settleMs, patienceMs }: { readonly settleMs: number; readonly patienceMs: number },
): Promise<boolean> {
  const row = await sql
    .selectFrom("instance_day_late")
    .select(({ fn }) => [
      fn.min<Date | null>("marked_at").as("oldest"),
      fn.max<Date | null>("marked_at").as("newest"),
    ])
    .executeTakeFirst();
  if (!row?.oldest || !row.newest) return true;
  const age = (moment: Date) => now.getTime() - moment.getTime();
  return age(row.newest) >= settleMs || age(row.oldest) >= patienceMs;
}
