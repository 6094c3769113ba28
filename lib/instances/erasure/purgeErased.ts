import { maintainDatabase } from "../../database/maintain";
import type { Database } from "../../database/types";
import { countStored } from "./receipt";

/** Events deleted in one transaction before the last: ingest's writer never waits longer than these take. */
const chunkEvents = 5_000;

/** Whoever waits longer for a row lets the engines go first and comes again. */
const lockPatience = "250ms";

/** In the order in which ingest's statement locks their rows: the last part of a WITH runs first. */
const rollUps = [
  "instance_day_late",
  "instance_day_value",
  "instance_day_clone_time",
  "instance_day_event",
  "instance_day",
] as const;

interface PurgeOptions {
  readonly now: Date;
  /** Asked between two steps. */
  readonly goOn?: () => Promise<boolean>;
}

/**
 * Deletes what is due, instance by instance. An engine may be sending at the same time: what it sends before the last
 * transaction goes too, what comes after begins a new record. A purge that is interrupted is finished by the next call.
 * @returns how many instances were purged
 * @throws the first error of an instance, when all others are done
 */
export async function purgeErased(
  database: Database,
  { now, goOn = async () => true }: PurgeOptions,
): Promise<number> {
  const due = await database.query<{ instance_key: string; receipt_id: string }>(
    `select instance_key, receipt_id from erasure where purge_at <= $1::timestamptz order by purge_at limit 100`,
    [now.toISOString()],
  );
  let purged = 0;
  const errors: unknown[] = [];
  for (const { instance_key, receipt_id } of due) {
    try {
      await begin(database, instance_key, receipt_id);
      do {
        if (!(await goOn())) return purged;
      } while ((await deleteChunk(database, instance_key)) === chunkEvents);
      await finish(database, instance_key, receipt_id, now);
      purged += 1;
    } catch (error) {
      errors.push(error);
    }
  }
  // Deleted rows stay in the files until they are vacuumed.
  if (purged > 0) await maintainDatabase(database, goOn);
  if (errors.length > 0) throw errors[0];
  return purged;
}

async function finish(database: Database, key: string, receiptId: string, now: Date): Promise<void> {
  await database.transaction(async ({ query }) => {
    await query(`set local lock_timeout = '${lockPatience}'`);
    const deleteFrom = (table: string) => query(`delete from ${table} where instance_key = $1::uuid`, [key]);
    for (const table of rollUps) await deleteFrom(table);
    // Ingest's statement touches this row for every event: once it is gone, what comes in waits for the end of this.
    await deleteFrom("instance");
    await deleteFrom("event");
    // A day that began to be counted in between.
    for (const table of rollUps) await deleteFrom(table);
    await deleteFrom("erasure");
    await query("update erasure_receipt set purged_at = $2::timestamptz where id = $1::uuid", [
      receiptId,
      now.toISOString(),
    ]);
  });
}

/** From here on it cannot be undone. The receipt gets the counts of what is deleted, once. */
async function begin(database: Database, key: string, receiptId: string): Promise<void> {
  await database.transaction(async ({ query }) => {
    const begun = await query(
      "update erasure set purging = true where instance_key = $1::uuid and not purging returning instance_key",
      [key],
    );
    if (begun.length === 0) return;
    await query("update erasure_receipt set counts = $2::jsonb where id = $1::uuid", [
      receiptId,
      JSON.stringify(await countStored(query, key)),
    ]);
  });
}

async function deleteChunk(database: Database, key: string): Promise<number> {
  const deleted = await database.query(
    `delete from event using (
       select event_time, id from event where instance_key = $1::uuid order by event_time, id limit ${chunkEvents}) as chunk
     where event.instance_key = $1::uuid and event.event_time = chunk.event_time and event.id = chunk.id
     returning event.id`,
    [key],
  );
  return deleted.length;
}
