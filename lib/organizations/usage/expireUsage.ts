import type { Database } from "../../database/types";

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
    goOn = async () => true,
  }: {
    readonly now: Date;
    readonly retentionDays: number;
    readonly batch?: number;
    /** Asked between two statements. */
    readonly goOn?: () => Promise<boolean>;
  },
): Promise<number> {
  const before = new Date(now.getTime() - retentionDays * dayMs).toISOString();
  const organizations = await database.query<{ id: number }>("select id from organization order by id");
  let deleted = 0;
  for (const { id } of organizations) {
    let last = batch;
    while (last === batch && (await goOn())) {
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
