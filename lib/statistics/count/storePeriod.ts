import type { Database } from "../../database/types";
import type { ComputedPeriod } from "./computePeriod";

/**
 * Puts the points of a period in the place of those that were there. Meant to run inside a transaction.
 * @param computedAt ISO 8601
 */
export async function storePeriod(
  query: Database["query"],
  { period, points, skipped }: ComputedPeriod,
  computedAt: string,
): Promise<void> {
  const key = [period.interval, period.start];
  await query("delete from statistic_point where interval = $1 and period_start = $2::date", key);
  await query(
    `insert into statistic_point (statistic, interval, period_start, edition, class, instances, events, details)
     select statistic, $1, $2::date, edition, class, instances, events, nullif(details, 'null'::jsonb)
     from jsonb_to_recordset($3::jsonb) as r(
       statistic text, edition text, class text, instances integer, events integer, details jsonb)`,
    [...key, JSON.stringify(points)],
  );
  await query(
    `insert into statistic_period (interval, period_start, computed_at, skipped)
     values ($1, $2::date, $3::timestamptz, $4::integer)
     on conflict (interval, period_start) do update set computed_at = excluded.computed_at, skipped = excluded.skipped`,
    [...key, computedAt, skipped],
  );
}
