import { z } from "zod";
import type { Session } from "../../database/types";

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

/** The receipt of that identifier; null where there is none, and for what is no identifier. */
export async function readReceipt(
  { database }: { readonly database: Session },
  { id }: { readonly id: string },
): Promise<ErasureReceipt | null> {
  if (!z.uuid().safeParse(id).success) return null;
  const row = await database.prisma.erasureReceipt.findUnique({ where: { id } });
  if (row === null) return null;
  return {
    id: row.id,
    state: row.undoneAt !== null ? "undone" : row.purgedAt !== null ? "purged" : "hidden",
    requestedAt: row.requestedAt.toISOString(),
    purgeAt: row.purgeAt.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
    purgedAt: row.purgedAt?.toISOString() ?? null,
    refusesEvents: row.refuses,
    counts: countsSchema.parse(row.counts),
  };
}

/** What is stored of an instance, counted for its receipt. */
export async function countStored({ withErased }: Session, key: string): Promise<ErasureReceipt["counts"]> {
  const count = async (table: "event" | "instance_day") => {
    const rows = withErased.selectFrom(table).where("instance_key", "=", key);
    return (await rows.select(({ fn }) => fn.countAll<number>().as("n")).executeTakeFirstOrThrow()).n;
  };
  return { events: await count("event"), days: await count("instance_day") };
}
