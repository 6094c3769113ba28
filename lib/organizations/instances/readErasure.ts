import type { Database } from "../../database/types";

/** What is left of an instance that was erased. */
export type Erased =
  /** Hidden, and purged soon; until then it can be undone. */
  | { readonly kind: "hidden"; readonly receiptId: string }
  /** Purged; its events are dropped until somebody takes them again. */
  | { readonly kind: "refused" };

/** Whether an instance is erased; null where nothing could be undone. The receipt is read with `readReceipt`. */
export async function readErasure(database: Pick<Database, "query">, key: string): Promise<Erased | null> {
  const [erasure] = await database.query<{ receipt_id: string }>(
    "select receipt_id from erasure where instance_key = $1::uuid",
    [key],
  );
  if (erasure !== undefined) return { kind: "hidden", receiptId: erasure.receipt_id };
  const refused = await database.query("select from refused_instance where instance_key = $1::uuid", [key]);
  return refused.length === 0 ? null : { kind: "refused" };
}
