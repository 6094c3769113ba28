import type { Database } from "../../database/types";
import { dayOf } from "../../words/period";
import { type ErasureReceipt, readReceipt } from "./receipt";

/** What an undo brought back: the instance, or only that its events are taken again; null where there was nothing. */
export type Undone =
  | { readonly kind: "restored"; readonly receipt: ErasureReceipt | null }
  | { readonly kind: "accepted" };

/**
 * Undoes an erasure for whoever has only the ID: never one of an organization's instance.
 * @returns null where there is nothing to undo
 */
export async function undoErasureById(database: Database, key: string, now: Date): Promise<Undone | null> {
  const linked = await database.query("select from organization_instance where instance_key = $1::uuid", [
    key,
  ]);
  return linked.length > 0 ? null : undoErasure(database, key, now);
}

/**
 * Undoes an erasure that is not purged yet: the instance is there again with everything its engine sent meanwhile.
 * Periods of the statistics that closed without it are marked to be counted again. Where the instance is purged and
 * its events are refused, they are taken again.
 * @returns null where there is nothing to undo
 */
export async function undoErasure(database: Database, key: string, now: Date): Promise<Undone | null> {
  return database.transaction(async ({ query }) => {
    const [erasure] = await query<{ receipt_id: string; requested_at: Date }>(
      "delete from erasure where instance_key = $1::uuid and not purging returning receipt_id, requested_at",
      [key],
    );
    if (erasure !== undefined) {
      await query("delete from refused_instance where instance_key = $1::uuid", [key]);
      await query("update erasure_receipt set undone_at = $2::timestamptz where id = $1::uuid", [
        erasure.receipt_id,
        now.toISOString(),
      ]);
      await markDays(query, key, erasure.requested_at, now);
      return { kind: "restored", receipt: await readReceipt(query, erasure.receipt_id) };
    }
    const accepted = await query(
      `delete from refused_instance r where r.instance_key = $1::uuid
       and not exists (select from erasure where erasure.instance_key = r.instance_key) returning instance_key`,
      [key],
    );
    return accepted.length === 0 ? null : { kind: "accepted" };
  });
}

/** Days from the erasure on that are over: their periods may have closed without the instance. */
async function markDays(query: Database["query"], key: string, since: Date, now: Date): Promise<void> {
  await query(
    `insert into instance_day_late as kept (instance_key, day, starts, marks, marked_at)
     select instance_key, day, true, 1, $4::timestamptz from instance_day
     where instance_key = $1::uuid and day >= $2::date and day < $3::date order by day
     on conflict (instance_key, day) do update set starts = true, marks = kept.marks + 1, marked_at = excluded.marked_at`,
    [key, dayOf(since), dayOf(now), now.toISOString()],
  );
}
