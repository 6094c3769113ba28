import type { Database } from "../../database/types";
import { type Repeating, repeat } from "../../jobs/repeat";

const dayMs = 86_400_000;

/** Reports deleted by one statement: few enough to be done in a moment. */
const batchSize = 5_000;

/**
 * Deletes usage reports that billing need not keep any more.
 * @param retentionDays see `BILLING_RETENTION_DAYS`
 * @returns how many were deleted
 */
export async function expireUsage(
  database: Pick<Database, "query">,
  {
    now,
    retentionDays,
    batch = batchSize,
  }: { readonly now: Date; readonly retentionDays: number; readonly batch?: number },
): Promise<number> {
  const before = new Date(now.getTime() - retentionDays * dayMs).toISOString();
  const organizations = await database.query<{ id: number }>("select id from organization order by id");
  let deleted = 0;
  for (const { id } of organizations) {
    let last = batch;
    while (last === batch) {
      const rows = await database.query(
        `delete from usage_hour where (instance_key, hour) in
           (select instance_key, hour from usage_hour
            where organization_id = $1::integer and hour < $2::timestamptz limit ${Math.floor(batch)})
         returning 1 as one`,
        [id, before],
      );
      last = rows.length;
      deleted += last;
    }
  }
  return deleted;
}

/** Deletes usage reports at once and then every day; several processes may do so. */
export function startUsageExpiry(
  database: Pick<Database, "query">,
  {
    retentionDays,
    now,
    onError,
  }: { readonly retentionDays: number; readonly now: () => Date; readonly onError: (error: unknown) => void },
): Repeating {
  return repeat(() => expireUsage(database, { now: now(), retentionDays }), { everyMs: dayMs, onError });
}
