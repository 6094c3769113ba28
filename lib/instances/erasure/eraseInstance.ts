import { randomUUID } from "node:crypto";
import { notErased } from "../../database/notErased";
import type { Database } from "../../database/types";
import { countStored, type ErasureReceipt, readReceipt } from "./receipt";

/** For so many days an erasure can be undone. */
export const undoDays = 7;

interface EraseOptions {
  /** Drops later events of the instance, from now on and after the purge. */
  readonly refuseEvents: boolean;
  readonly now: Date;
}

/**
 * Hides an instance from everything that reads, and marks it to be purged in a week. What its engine sends until then
 * is stored hidden, so that nothing is missing where the erasure is undone, and goes with the rest.
 * @returns null where nothing is stored of it, or it is erased already
 */
export async function eraseInstance(
  database: Database,
  key: string,
  { refuseEvents, now }: EraseOptions,
): Promise<ErasureReceipt | null> {
  return database.transaction(async ({ query }) => {
    const found = await query(
      `select from instance i where i.instance_key = $1::uuid and ${notErased("i.instance_key")} for update`,
      [key],
    );
    if (found.length === 0) return null;
    const receiptId = randomUUID();
    const requestedAt = now.toISOString();
    const purgeAt = new Date(now.getTime() + undoDays * 86_400_000).toISOString();
    const inserted = await query(
      `insert into erasure (instance_key, receipt_id, requested_at, purge_at)
       values ($1::uuid, $2::uuid, $3::timestamptz, $4::timestamptz)
       on conflict (instance_key) do nothing returning receipt_id`,
      [key, receiptId, requestedAt, purgeAt],
    );
    if (inserted.length === 0) return null;
    if (refuseEvents) {
      await query(
        `insert into refused_instance (instance_key, refused_since) values ($1::uuid, $2::timestamptz)
         on conflict (instance_key) do nothing`,
        [key, requestedAt],
      );
    }
    await query(
      `insert into erasure_receipt (id, requested_at, purge_at, refuses, counts)
       values ($1::uuid, $2::timestamptz, $3::timestamptz, $4::boolean, $5::jsonb)`,
      [receiptId, requestedAt, purgeAt, refuseEvents, JSON.stringify(await countStored(query, key))],
    );
    return readReceipt(query, receiptId);
  });
}
