import { z } from "zod";
import type { Database } from "../../database/types";

/** How many rows an erasure concerns, by what they are. */
const countsSchema = z.object({ events: z.int(), days: z.int() });

/** What became of an erasure. Times are ISO 8601. */
export interface ErasureReceipt {
  /** Random; leads to nothing but this receipt. */
  readonly id: string;
  /** `hidden` until it is purged or undone. */
  readonly state: "hidden" | "undone" | "purged";
  readonly requestedAt: string;
  /** From when on it is purged; until then it can be undone. */
  readonly purgeAt: string;
  readonly undoneAt: string | null;
  readonly purgedAt: string | null;
  /** Whether later events of the instance are dropped. */
  readonly refusesEvents: boolean;
  /** At the request, or where it is purged, what was deleted. */
  readonly counts: { readonly events: number; readonly days: number };
}

interface ReceiptRow {
  readonly id: string;
  readonly requested_at: Date;
  readonly purge_at: Date;
  readonly undone_at: Date | null;
  readonly purged_at: Date | null;
  readonly refuses: boolean;
  readonly counts: unknown;
}

/** The receipt of that identifier; null where there is none, and for what is no identifier. */
export async function readReceipt(query: Database["query"], id: string): Promise<ErasureReceipt | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const [row] = await query<ReceiptRow>(
    `select id, requested_at, purge_at, undone_at, purged_at, refuses, counts
     from erasure_receipt where id = $1::uuid`,
    [id],
  );
  if (row === undefined) return null;
  return {
    id: row.id,
    state: row.undone_at !== null ? "undone" : row.purged_at !== null ? "purged" : "hidden",
    requestedAt: row.requested_at.toISOString(),
    purgeAt: row.purge_at.toISOString(),
    undoneAt: row.undone_at?.toISOString() ?? null,
    purgedAt: row.purged_at?.toISOString() ?? null,
    refusesEvents: row.refuses,
    counts: countsSchema.parse(row.counts),
  };
}

/** What is stored of an instance, counted for its receipt. */
export async function countStored(query: Database["query"], key: string): Promise<ErasureReceipt["counts"]> {
  const [row] = await query<{ events: number; days: number }>(
    `select (select count(*) from event where instance_key = $1::uuid) as events,
            (select count(*) from instance_day where instance_key = $1::uuid) as days`,
    [key],
  );
  return { events: Number(row?.events ?? 0), days: Number(row?.days ?? 0) };
}
