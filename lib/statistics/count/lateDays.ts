import type { Database } from "../../database/types";
import { addDays, type Period } from "../../words/period";
import { widestWindowDays } from "./loadFrames";

/** Days that late events touched, with what is needed to tell that no more have come since. */
export interface LateDays {
  readonly marks: readonly { readonly instance_key: string; readonly day: string; readonly marks: number }[];
  /** True for a period whose figures a late event can have changed. */
  touches(period: Period): boolean;
}

export const noLateDays: LateDays = { marks: [], touches: () => false };

interface LateRow {
  readonly instance_key: string;
  readonly day: string;
  readonly marks: number;
  readonly carries: boolean;
}

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
  database: Pick<Database, "query">,
  countAfterDays: number,
): Promise<LateDays> {
  const marks = await database.query<LateRow>(
    `select late.instance_key, late.day::text as day, late.marks,
       late.starts or (
         select count(*) from (
           select from instance_day d where d.instance_key = late.instance_key and d.day < late.day
           limit $1::integer) as before) < $1::integer as carries
     from instance_day_late as late order by late.day limit ${maximumMarks}`,
    [countAfterDays],
  );
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
export async function forgetLateDays(
  database: Pick<Database, "query">,
  marks: LateDays["marks"],
): Promise<void> {
  await database.query(
    `delete from instance_day_late as late
     using jsonb_to_recordset($1::jsonb) as r(instance_key uuid, day date, marks integer)
     where late.instance_key = r.instance_key and late.day = r.day and late.marks = r.marks`,
    [
      JSON.stringify(
        marks.map(({ instance_key, day, marks: count }) => ({ instance_key, day, marks: count })),
      ),
    ],
  );
}

/**
 * Whether to wait with late events: as long as more of them come in, what is computed would be computed again.
 * @param settleMs how long none must have come
 * @param patienceMs after how long it is done anyway
 */
export async function lateEventsSettled(
  database: Pick<Database, "query">,
  now: Date,
  { settleMs, patienceMs }: { readonly settleMs: number; readonly patienceMs: number },
): Promise<boolean> {
  const [row] = await database.query<{ oldest: Date | null; newest: Date | null }>(
    "select min(marked_at) as oldest, max(marked_at) as newest from instance_day_late",
  );
  if (!row?.oldest || !row.newest) return true;
  const age = (moment: Date) => now.getTime() - moment.getTime();
  return age(row.newest) >= settleMs || age(row.oldest) >= patienceMs;
}
